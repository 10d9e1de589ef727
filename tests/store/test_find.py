"""What a person types → acts and units."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kb.errors import AmbiguousAct, AmbiguousUnit, UnknownAct, UnknownUnit
from kb.store.find.act import find_acts, the_act
from kb.store.find.place import the_place
from kb.store.find.unit import the_unit
from kb.store.units import unit_text

CASES = [
    tuple(part.strip() for part in line.split("|"))
    for line in Path(__file__).with_name("find_act.marked.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
REGULATION = "postanovlenie-pravitelstv-primern-oblast-2024-03-01-201-mp"
LAW = "zakon-primern-oblast-2024-01-15-101-mp"


@pytest.mark.parametrize(("typed", "expected"), CASES, ids=[typed for typed, _ in CASES])
def test_act(base: sqlite3.Connection, typed: str, expected: str) -> None:
    if expected == "-":
        with pytest.raises(UnknownAct):
            the_act(base, typed)
    elif expected == "?":
        with pytest.raises(AmbiguousAct) as error:
            the_act(base, typed)
        assert len(error.value.candidates) > 1
    else:
        assert the_act(base, typed) == expected


@pytest.mark.parametrize(
    ("typed", "eid"),
    [
        ("статья 2", "art_2"),
        ("ст. 2", "art_2"),
        ("art_2", "art_2"),
        ("часть 3 статьи 4", "art_4__para_3"),
        ("ст. 4 ч. 3", "art_4__para_3"),
        ("пункт 3 статьи 4", "art_4__para_3"),  # the act calls it часть
    ],
)
def test_unit(base: sqlite3.Connection, typed: str, eid: str) -> None:
    assert the_unit(base, LAW, typed) == eid


def test_unit_of_an_annex_is_found_without_naming_the_annex(base: sqlite3.Connection) -> None:
    assert the_unit(base, REGULATION, "пункт 6") == "att_1__point_6"


def test_unknown_and_ambiguous_units_are_never_guessed(base: sqlite3.Connection) -> None:
    with pytest.raises(UnknownUnit):
        the_unit(base, LAW, "статья 99")
    with pytest.raises(UnknownUnit):
        the_unit(base, LAW, "какая-то глава")
    with pytest.raises(AmbiguousUnit) as error:
        the_unit(base, LAW, "часть 1")
    assert any("art_" in line for line in error.value.candidates)


@pytest.mark.parametrize(
    ("typed", "unit", "place"),
    [
        ("101-мп ст 4 ч 3", None, (LAW, "art_4__para_3")),
        ("101-мп 4 ч3", None, (LAW, "art_4__para_3")),
        ("ч. 3 ст. 4 закона № 101-мп", None, (LAW, "art_4__para_3")),
        ("пп 201-мп п 6", None, (REGULATION, "att_1__point_6")),
        ("101-мп", None, (LAW, None)),
        (LAW, None, (LAW, None)),
        ("101-мп", "ст 2", (LAW, "art_2")),
        ("101-мп ст 4", "ст 2", (LAW, "art_2")),  # said apart is said last
    ],
)
def test_place(base: sqlite3.Connection, typed: str, unit: str | None, place: tuple[str, str | None]) -> None:
    assert the_place(base, typed, unit) == place


def test_a_unit_beside_the_name_that_the_act_has_not_is_no_act_as_a_whole(base: sqlite3.Connection) -> None:
    with pytest.raises(UnknownUnit):
        the_place(base, "101-мп ст 99")


def test_a_units_text_is_one_indexed_look_up(base: sqlite3.Connection) -> None:
    statements: list[str] = []
    base.set_trace_callback(statements.append)
    text = unit_text(base, LAW, "art_4__para_3")
    base.set_trace_callback(None)
    assert text is not None and text.text.startswith("3.")
    assert len(statements) == 1
    (plan,) = base.execute("EXPLAIN QUERY PLAN " + statements[0]).fetchall()
    assert "SEARCH" in plan[3] and "PRIMARY KEY" in plan[3]


def test_no_words_name_no_act(base: sqlite3.Connection) -> None:
    assert find_acts(base, " ") == ()
