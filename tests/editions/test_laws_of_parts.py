"""What must hold for changes of what is no numbered unit, and for the proof of every text (hypothesis).

Paragraphs put in, rows, dashes, texts that become parts; versions, their makers and their seals.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_laws import at, changed_acts

from ingest.law.part import read_part
from kb.editions.apply import consolidate
from kb.editions.model import Change, Consolidated, UnitState
from kb.store.wording import seal

_WORDS = st.lists(
    st.sampled_from("заявление орган срок день учет отказ школа".split()), min_size=2, max_size=4, unique=True
)
_LATER = ["2020-01-01", "2021-01-01", "2022-01-01"]


@st.composite
def texts(draw: st.DrawFn) -> list[UnitState]:
    """An article with a heading and one paragraph, or several of which some begin with a dash."""
    count = draw(st.integers(1, 5))
    lines = [draw(st.sampled_from(["", "- "])) + " ".join(draw(_WORDS)) + ";" for _ in range(count)]
    heading = "Статья 1. Заглавие"
    if count == 1:
        return [UnitState("art_1", "art_1", None, "статья", "1", "main", f"{heading}\n{lines[0]}", True)]
    states = [UnitState("art_1", "art_1", None, "статья", "1", "main", heading, False)]
    for number, line in enumerate(lines, 1):
        eid = f"art_1__al_{number}"
        states.append(UnitState(eid, eid, "art_1", "абзац", str(number), "main", line, True))
    return states


@st.composite
def tables(draw: st.DrawFn) -> list[UnitState]:
    """A point whose paragraph stands above a table of two columns, each row one line of one leaf."""
    rows = [
        f"{i}\t{' '.join(draw(_WORDS))}\t{draw(st.integers(10, 99))}" for i in range(1, draw(st.integers(1, 6)) + 1)
    ]
    return [
        UnitState("point_1", "point_1", None, "пункт", "1", "main", "", False),
        UnitState("point_1__al_1", "point_1__al_1", "point_1", "абзац", "1", "main", "1. Цены:", True),
        UnitState("point_1__al_2", "point_1__al_2", "point_1", "абзац", "2", "main", "\n".join(rows), True),
    ]


def made(*said: Change) -> list[Change]:
    """The changes, each later than the one before."""
    return [c._replace(id=str(i), position=i, adopted=_LATER[i], start=_LATER[i]) for i, c in enumerate(said)]


def order(verb: str, eid: str, old: str | None = None, new: str | None = None, occurrence: str = "") -> Change:
    return Change("", "fz", "", 0, verb, eid, old, new, part=read_part(occurrence))


def lines(result: Consolidated, day: str) -> list[str]:
    """The text on the day, paragraph by paragraph."""
    words = at(result, day)
    return [line for unit in result.units if unit.eid in words for line in words[unit.eid].split("\n")]


def whole(units: Sequence[UnitState]) -> list[str]:
    return [line for unit in units if unit.words for line in unit.words.split("\n")]


@given(texts(), st.integers(1, 7), st.sampled_from(["клен", "береза"]))
@settings(max_examples=80, deadline=None)
def test_a_paragraph_put_in_stands_in_its_turn_or_nothing_is_changed(
    units: list[UnitState], number: int, new: str
) -> None:
    result = consolidate(units, made(order("add", f"art_1__al_{number}", new=f"{new}.")), "a")
    before = whole(units)
    assert lines(result, "") == before
    if result.refused:
        assert lines(result, "2030-01-01") == before and number > len(before)
        assert [v.eid for v in result.versions] == sorted(u.eid for u in units)
    else:
        assert lines(result, "2030-01-01") == [*before[:number], f"{new}.", *before[number:]]


@given(texts(), st.integers(1, 5))
@settings(max_examples=80, deadline=None)
def test_a_dash_is_found_among_dashes_and_nothing_else_is_changed(units: list[UnitState], number: int) -> None:
    dashed = [u for u in units if u.kind == "абзац" and u.words.startswith("- ")]
    which = ("первый", "второй", "третий", "четвертый", "пятый")[number - 1]
    result = consolidate(units, made(order("restate", "art_1", new="- клен;", occurrence=f"дефис {which}")), "a")
    changed = {u.eid: u.words for u in units if at(result, "2030-01-01").get(u.eid) != (u.words or None)}
    assert bool(result.refused) == (number > len(dashed))
    assert result.refused or set(changed) == {dashed[number - 1].eid}


@given(tables(), st.data())
@settings(max_examples=80, deadline=None)
@pytest.mark.parametrize("kind", ["restate", "words", "add"])
def test_a_change_of_a_row_and_its_inverse_are_the_identity(
    kind: str, units: list[UnitState], data: st.DataObject
) -> None:
    rows = units[2].words.split("\n")
    number = data.draw(st.integers(1, len(rows)))
    row, after = rows[number - 1], len(rows) + 1
    word = row.split("\t")[1].split(" ")[0]
    there, back = {
        "restate": (
            order("restate", "point_1", new=f"{number}\tклен\t7", occurrence=f"строку {number}"),
            order("restate", "point_1", new=row, occurrence=f"строку {number}"),
        ),
        "words": (
            order("replace_words", "point_1", word, "клен", occurrence=f"графе 2 строки {number} слово"),
            order("replace_words", "point_1", "клен", word, occurrence=f"графе 2 строки {number} слово"),
        ),
        "add": (
            order("add", "point_1", new=f"{after}\tклен\t7", occurrence=f"строку {after}"),
            order("repeal", "point_1", occurrence=f"строку {after}"),
        ),
    }[kind]
    result = consolidate(units, made(there, back), "a")
    assert result.applied == ("0", "1"), result.refused
    before, between = whole(units), lines(result, "2020-06-01")
    assert lines(result, "2030-01-01") == before != between
    assert sum(line not in before for line in between) == 1


@given(texts())
@settings(max_examples=60, deadline=None)
def test_a_text_that_becomes_a_part_keeps_every_letter(units: list[UnitState]) -> None:
    result = consolidate(units, made(order("renumber", "art_1", new="1", occurrence="становится: часть")), "a")
    heading, first, *others = whole(units)
    assert not result.refused
    assert lines(result, "2030-01-01") == [heading, f"1. {first}", *others]


@given(changed_acts())
@settings(max_examples=60, deadline=None)
def test_the_makers_of_the_versions_alone_make_them(case: tuple[list[UnitState], list[Change]]) -> None:
    """The proof of a text names everything that it takes: only what took a unit out stands in no version."""
    units, changes = case
    result = consolidate(units, changes, "a")
    makers = {change for version in result.versions for change in version.made_by}
    again = consolidate(units, [c for c in changes if c.id in makers or c.verb == "repeal"], "a")
    assert again.versions == result.versions
    assert {r.change for r in again.refused} <= {r.change for r in result.refused}


@given(changed_acts(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_seal_follows_from_what_is_kept(case: tuple[list[UnitState], list[Change]], data: st.DataObject) -> None:
    """A container without words of its own leaves no row behind, and the seals of its eId do not count it."""
    units, changes = case
    part = data.draw(st.sampled_from([u for u in units if u.eid.count("__") == 1]))
    restated = Change("r", "fz-z", "2021-06-01", 0, "restate", part.eid, None, f"{part.number}. Клен.", "2021-06-01")
    listed = restated._replace(id="l", start="2021-09-01", new=f"{part.number}. Клен:\n1) один;\n2) два.")
    result = consolidate(units, [*changes, restated, listed, restated._replace(id="s", start="2021-10-01")], "a")
    previous: dict[str, str] = {}
    for version in (v for v in result.versions if v.leaf or v.words):
        assert version.hash == seal(previous.get(version.eid, ""), "a", version.eid, version.since, version.words)
        previous[version.eid] = version.hash
