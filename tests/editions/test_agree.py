"""Stated editions beside computed ones: a model act brought up to a day by an editor, and by us."""

from __future__ import annotations

from pathlib import Path

import bases
import pytest

from kb.answers import Agreement
from kb.reading.agreement import agreements
from kb.store.connection import open_base

STATED = Path(__file__).with_name("stated") / "zakon-101-mp_2024-09-05.txt"


def held_beside(tmp_path: Path, *changed: tuple[str, str], without: str = "нет такого") -> list[Agreement]:
    """The model acts with the stated edition, its words changed; ``without``: a file left out."""
    text = STATED.read_text("utf-8")
    for old, new in changed:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    db = open_base(tmp_path / "base.db")
    given = [one for one in bases.read_data() if without not in one[0]]
    bases.store(db, [*given, bases.given(STATED.name, text)])
    found = list(agreements(db))
    db.close()
    return found


def test_the_editor_and_we_come_to_the_same_text(tmp_path: Path) -> None:
    (found,) = held_beside(tmp_path)
    assert (found.act.number, found.first, found.stated) == ("101-МП", "acts/zakon-101-mp.txt", STATED.name)
    assert (found.edition, found.disagreements) == ("2024-09-05", ())
    assert found.agreed == 25  # every unit with words of its own, counted by hand


@pytest.mark.parametrize(
    ("changed", "where", "reason", "explained"),
    [
        (("2) оценки учителя;", "2) отметки учителя;"), "пункт 2 части 1 статьи 4", "причина не найдена", False),
        (
            ("1. Учебный чат открывает учитель.", "1. Учебный чат открывает школа."),
            "часть 1 статьи 4.1",
            "причина не найдена",
            False,
        ),
        (
            ("педагогический работник;\n\n(в ред. Закона Примерной области от 05.09.2024 № 120-МП)", "работник школы;"),
            "пункт 1 статьи 2",
            "редактор даёт слова, которые действовали до 21.09.2024",
            True,
        ),
        (
            (
                "3) домашние задания.",
                "3) домашние задания и тесты.\n\n(в ред. Закона Примерной области от 01.08.2024 № 99-МП)",
            ),
            "пункт 3 части 1 статьи 4",
            "редактор называет Закон Примерной области от 01.08.2024 № 99-МП, поручений которого в базе нет",
            True,
        ),
    ],
)  # fmt: skip
def test_where_they_differ_the_reason_is_told(
    tmp_path: Path, changed: tuple[str, str], where: str, reason: str, explained: bool
) -> None:
    (found,) = held_beside(tmp_path, changed)
    (different,) = found.disagreements
    assert (different.where, different.explained) == (where, explained)
    assert reason in different.reasons[0]


def test_a_refused_order_is_the_reason(tmp_path: Path) -> None:
    text = (bases.DATA / "acts" / "zakon-120-mp.txt").read_text("utf-8")
    spoilt = text.replace('слова "и замечания" исключить', 'слова "и примечания" исключить').encode()
    db = open_base(tmp_path / "base.db")
    given = [one for one in bases.read_data() if "zakon-120-mp" not in one[0]]
    more = [("zakon-120-mp.txt", spoilt), (STATED.name, STATED.read_bytes())]
    bases.store(db, [*given, *(bases.given(*one) for one in more)])
    (found,) = agreements(db)
    (different,) = found.disagreements
    assert different.explained and different.where == "пункт 2 части 1 статьи 4"
    assert "слова «и примечания» не найдены" in different.reasons[0]
    db.close()


def test_without_the_amending_act_there_is_nothing_computed(tmp_path: Path) -> None:
    assert held_beside(tmp_path, without="zakon-120-mp") == []
