"""A day before the edition of the only text: what its editor's notes tell of it, and what they do not."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from test_former import STATED, base

import kb
from kb.answers import ActText
from kb.errors import NoText

EARLIER = date(2024, 3, 1)
NOTE = "(в ред. Закона Примерной области от 05.09.2024 № 120-МП)"


def text(db: sqlite3.Connection, day: date = EARLIER, unit: str | None = None) -> ActText:
    return kb.text(db, "101-МП", day, unit)


def test_a_unit_without_a_later_note_reads_as_it_did(tmp_path: Path) -> None:
    db = base(tmp_path, "cards/model")
    then = {unit.eid: unit for unit in text(db).units}
    now = {unit.eid: unit.text for unit in text(db, date(2024, 9, 5)).units}
    assert then["art_2__point_2"].known and then["art_2__point_2"].text == now["art_2__point_2"]
    assert all(unit.text == now[eid] for eid, unit in then.items() if unit.known)
    db.close()


def test_a_later_change_hides_the_words_and_is_named(tmp_path: Path) -> None:
    db = base(tmp_path, "cards/model")
    (unit,) = text(db, unit="пункт 1 статьи 2").units
    assert (unit.known, unit.text) == (False, None)
    assert unit.differs and [act.number for act in unit.differs.by] == ["120-МП"]
    db.close()


def test_what_was_put_in_later_was_not_there(tmp_path: Path) -> None:
    db = base(tmp_path, "cards/model")
    assert "art_2__point_2-1" not in {unit.eid for unit in text(db).units}
    assert "art_2__point_2-1" in {unit.eid for unit in text(db, date(2024, 9, 5)).units}
    assert (text(db).caution or "").startswith("Текст восстановлен по пометкам редактора")
    db.close()


def test_an_editor_who_marks_no_units_tells_nothing(tmp_path: Path) -> None:
    head, note, body = STATED.read_text("utf-8").partition(NOTE)
    unmarked = head + note + "\n".join(line for line in body.split("\n") if "120-МП" not in line)
    db = base(tmp_path, "cards/model", stated=unmarked.encode())
    answer = text(db)
    assert answer.units == ()
    assert answer.caution and answer.caution.endswith("Каким текст был в этот день, база не знает.")
    with pytest.raises(NoText, match="база не знает"):
        kb.compare(db, "101-МП", EARLIER, date(2025, 1, 1))
    db.close()


def test_before_it_was_signed_there_was_no_act(tmp_path: Path) -> None:
    db = base(tmp_path, "cards/model")
    assert text(db, date(2023, 1, 1)).units == ()
    db.close()


def test_the_comparison_says_which_words_are_not_known(tmp_path: Path) -> None:
    db = base(tmp_path, "cards/model")
    found = kb.compare(db, "101-МП", EARLIER, date(2025, 1, 1), "статья 2")
    assert [(d.what, d.after) for d in found.differences] == [
        ("unknown", "art_2__point_1"),
        ("added", "art_2__point_2-1"),
    ]
    assert all([act.number for act in d.by] == ["120-МП"] for d in found.differences)
    assert "неизвестен" in found.differences[0].pieces[0][1]
    db.close()


@pytest.mark.parametrize(
    ("unit", "day", "code", "ground"),
    [
        (
            "пункт 2.1 статьи 2",
            "2024-03-01",
            "not_yet",
            "Введена позже: Закон Примерной области от 05.09.2024 № 120-МП",
        ),
        ("пункт 2.1 статьи 2", "2024-09-05", "amended", "Акт: вступил в силу"),
        ("пункт 2 статьи 2", "2024-03-01", "in_force", "Акт: вступил в силу"),
        ("часть 3 статьи 5", "2024-03-01", "in_force", "Акт: вступил в силу"),
        ("часть 3 статьи 5", "2024-09-05", "repealed", "Утратила силу по пометке в тексте"),
        ("пункт 2 статьи 2", "2023-01-01", "not_yet", "Акт: вступает в силу"),
    ],
)
def test_the_status_of_a_unit_goes_with_the_text_of_the_day(
    tmp_path: Path, unit: str, day: str, code: str, ground: str
) -> None:
    db = base(tmp_path, "cards/model")
    found = kb.status(db, "101-МП", date.fromisoformat(day), unit)
    assert (found.code, ground in found.ground) == (code, True), found
    standing = kb.why(db, "101-МП", unit, date.fromisoformat(day)).status
    assert standing == found
    there = any(one.eid == found.unit for one in text(db, date.fromisoformat(day)).units)
    assert there or code in ("not_yet", "repealed")
    db.close()


def test_where_the_text_is_not_known_nor_is_the_status_of_its_units(tmp_path: Path) -> None:
    head, note, body = STATED.read_text("utf-8").partition(NOTE)
    unmarked = head + note + "\n".join(line for line in body.split("\n") if "120-МП" not in line)
    db = base(tmp_path, "cards/model", stated=unmarked.encode())
    found = kb.status(db, "101-МП", EARLIER, "пункт 2 статьи 2")
    assert found.code == "unknown"
    assert found.ground.startswith("Была ли она тогда в акте, неизвестно. Источник текста уже учитывает изменения")
    db.close()


def test_the_source_of_an_edition_is_not_called_the_first_text(tmp_path: Path) -> None:
    db = base(tmp_path, "cards/model")
    told = kb.why(db, "101-МП", "пункт 2 статьи 2").sentences[0]
    assert "в редакции с изменениями по 05.09.2024 - текст из файла" in told and "сначала" not in told
    db.close()
