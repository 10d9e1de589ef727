"""A day before the edition that the base shows: the earlier text brought up to it, or a warning."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import bases

import kb
from kb.store.connection import open_base

STATED = Path(__file__).with_name("stated") / "zakon-101-mp_2024-09-05.txt"
UNIT = "пункт 1 статьи 2"


def base(tmp_path: Path, *names: str, stated: bytes = STATED.read_bytes()) -> sqlite3.Connection:
    """The stated edition with these of the model acts."""
    db = open_base(tmp_path / "base.db")
    given = [one for one in bases.read_data() if any(name in one[0] for name in names)]
    bases.store(db, [*given, bases.given(STATED.name, stated)])
    return db


def words(db: sqlite3.Connection, day: str, unit: str = UNIT) -> list[str | None]:
    return [u.text for u in kb.text(db, "101-МП", date.fromisoformat(day), unit).units]


def test_the_earlier_text_answers_for_earlier_days(tmp_path: Path) -> None:
    db = base(tmp_path, "zakon-101", "zakon-120", "cards/model")
    first = "1) участник системы - обучающийся, его родитель (законный представитель) или работник школы;"
    later = first.replace("работник школы", "педагогический работник")
    assert words(db, "2024-03-01") == [first]
    assert words(db, "2024-09-05") == words(db, "2030-01-01") == [later]
    answer = kb.text(db, "101-МП", date(2024, 3, 1))
    assert "Статья 4.1" not in "\n".join(unit.text or "" for unit in answer.units)
    assert answer.caution and "«acts/zakon-101-mp.txt» (без пометок об изменениях)" in answer.caution
    assert words(db, "2024-03-01", "пункт 2.1 статьи 2") == []
    assert kb.text(db, "101-МП", date(2024, 9, 5)).caution is None
    db.close()


def test_the_two_days_are_compared_by_the_two_texts(tmp_path: Path) -> None:
    db = base(tmp_path, "zakon-101", "cards/model")
    found = kb.compare(db, "101-МП", date(2024, 3, 1), date(2025, 1, 1), UNIT)
    assert found.stated == ("acts/zakon-101-mp.txt", STATED.name)
    assert [(d.what, [act.number for act in d.by]) for d in found.differences] == [("reworded", ["120-МП"])]
    db.close()


def test_the_status_of_a_unit_goes_with_the_earlier_text(tmp_path: Path) -> None:
    db = base(tmp_path, "zakon-101", "zakon-120", "cards/model")
    found = [kb.status(db, "101-МП", date(2024, 3, 1), unit) for unit in (UNIT, "пункт 2.1 статьи 2")]
    assert [one.code for one in found] == ["in_force", "not_yet"]
    assert "№ 120-МП" in found[1].ground
    db.close()
