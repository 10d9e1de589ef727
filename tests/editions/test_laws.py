"""What must hold for any act and any operation (hypothesis)."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.editions.apply import consolidate
from kb.editions.model import Change, Consolidated, UnitState
from kb.editions.tree import renumbered

_WORDS = st.sampled_from("заявление орган срок день учет отказ школа система дом река поле лес".split())
_NEW = st.sampled_from("береза клен дуб ясень ольха".split())


@st.composite
def acts(draw: st.DrawFn) -> list[UnitState]:
    """Articles of parts, some parts lists of points; every word of a unit stands in it once."""
    out: list[UnitState] = []
    for article in range(1, draw(st.integers(1, 3)) + 1):
        eid = f"art_{article}"
        out.append(UnitState(eid, eid, None, "статья", str(article), "main", f"Статья {article}. Заглавие", False))
        for part in range(1, draw(st.integers(1, 4)) + 1):
            _part(draw, out, eid, part)
    return out


def _part(draw: st.DrawFn, out: list[UnitState], article: str, number: int) -> None:
    eid = f"{article}__para_{number}"
    words = " ".join(draw(st.lists(_WORDS, min_size=2, max_size=6, unique=True)))
    points = draw(st.integers(0, 3))
    if not points:
        out.append(UnitState(eid, eid, article, "часть", str(number), "main", f"{number}. {words}.", True))
        return
    out.append(UnitState(eid, eid, article, "часть", str(number), "main", "", False))
    first = f"{eid}__al_1"
    out.append(UnitState(first, first, eid, "абзац", "1", "main", f"{number}. {words}:", True))
    for point in range(1, points + 1):
        of = f"{eid}__point_{point}"
        item = " ".join(draw(st.lists(_WORDS, min_size=2, max_size=4, unique=True)))
        out.append(UnitState(of, of, eid, "пункт", str(point), "main", f"{point}) {item};", True))


@st.composite
def changed_acts(draw: st.DrawFn) -> tuple[list[UnitState], list[Change]]:
    """An act and operations on its leaves, some of which will not fit."""
    units = draw(acts())
    leaves = [u for u in units if u.leaf]
    changes = []
    for position in range(draw(st.integers(1, 8))):
        verb = draw(st.sampled_from(_VERBS))
        unit = draw(st.sampled_from(leaves))
        changes.append(_change(draw, verb, unit, position))
    return units, changes


_VERBS = (
    "replace_words",
    "delete_words",
    "insert_words",
    "restate",
    "repeal",
    "add",
    "suspend",
    "renumber",
    "replace_everywhere",
)


def _change(draw: st.DrawFn, verb: str, unit: UnitState, position: int) -> Change:
    old: str | None = draw(_WORDS)
    new: str | None = draw(_NEW)
    eid = unit.eid
    if verb == "restate":
        old, new = None, unit.words[: unit.words.index(" ") + 1] + (new or "") + unit.words[-1]
    elif verb in ("repeal", "suspend"):
        old = new = None
    elif verb == "renumber":
        eid, old, new = "__".join(eid.split("__")[:2]), None, f"9{draw(st.integers(1, 9))}"
    elif verb == "replace_everywhere":
        eid = eid.partition("__")[0]
    elif verb == "delete_words":
        new = None
    elif verb == "add":
        article = eid.partition("__")[0]
        number = draw(st.integers(1, 9))
        eid, old, new = f"{article}__para_{number}-1", None, f"{number}.1. {new}."
    act = draw(st.sampled_from(["fz-a", "fz-b", "fz-c"]))
    day = draw(st.sampled_from(["2020-01-01", "2021-01-01", "2022-01-01"]))
    return Change(f"{act}:{position}", act, day, position, verb, eid, old, new, day)


def at(result: Consolidated, day: str) -> dict[str, str]:
    return {
        v.eid: v.words for v in result.versions if v.since <= day and (v.until is None or day < v.until) and v.words
    }


@given(changed_acts(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_ingest_does_not_matter(case: tuple[list[UnitState], list[Change]], random: object) -> None:
    units, changes = case
    shuffled = list(changes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert consolidate(units, changes, "a") == consolidate(units, shuffled, "a")


@given(changed_acts())
@settings(max_examples=60, deadline=None)
def test_an_operation_changes_nothing_outside_its_address(case: tuple[list[UnitState], list[Change]]) -> None:
    units, changes = case
    for change in changes:
        result = consolidate(units, [change], "a")
        before, now = at(result, ""), at(result, "2030-01-01")
        touched = {eid for eid in before.keys() | now.keys() if before.get(eid) != now.get(eid)}
        ends = {change.eid}
        if change.verb == "renumber":
            ends.add(renumbered(change.eid, change.new or ""))
        assert all(any(eid == end or eid.startswith(end + "__") for end in ends) for eid in touched)
        assert bool(result.refused) != bool(result.applied)
        assert not result.refused or not touched


@given(changed_acts())
@settings(max_examples=60, deadline=None)
def test_what_is_refused_leaves_no_trace(case: tuple[list[UnitState], list[Change]]) -> None:
    units, changes = case
    result = consolidate(units, changes, "a")
    refused = {r.change for r in result.refused}
    fitting = [c for c in changes if c.id not in refused]
    again = consolidate(units, fitting, "a")
    assert again.versions == result.versions
    assert again.units == result.units


Said = tuple[str, str, str | None, str | None]
"""Verb, eId, old words, new words."""


def _exchanged(leaf: UnitState, word: str, new: str) -> tuple[Said, Said]:
    return ("replace_words", leaf.eid, word, new), ("replace_words", leaf.eid, new, word)


def _inserted(leaf: UnitState, word: str, new: str) -> tuple[Said, Said]:
    return ("insert_words", leaf.eid, word, new), ("delete_words", leaf.eid, new, None)


def _restated(leaf: UnitState, word: str, new: str) -> tuple[Said, Said]:
    label = leaf.words[: leaf.words.index(" ") + 1]
    return ("restate", leaf.eid, None, f"{label}{new}{leaf.words[-1]}"), ("restate", leaf.eid, None, leaf.words)


def _added(leaf: UnitState, word: str, new: str) -> tuple[Said, Said]:
    eid = f"{leaf.eid.partition('__')[0]}__para_1-9"
    return ("add", eid, None, f"1.9. {new}."), ("repeal", eid, None, None)


def _renumbered(leaf: UnitState, word: str, new: str) -> tuple[Said, Said]:
    part = "__".join(leaf.eid.split("__")[:2])
    head, _, number = part.rpartition("_")
    return ("renumber", part, None, "99"), ("renumber", f"{head}_99", None, number)


def _everywhere(leaf: UnitState, word: str, new: str) -> tuple[Said, Said]:
    article = leaf.eid.partition("__")[0]
    return ("replace_everywhere", article, word, new), ("replace_everywhere", article, new, word)


@pytest.mark.parametrize("inverse", [_exchanged, _inserted, _restated, _added, _renumbered, _everywhere])
@given(units=acts(), new=_NEW, data=st.data())
@settings(max_examples=40, deadline=None)
def test_an_operation_and_its_inverse_are_the_identity(
    inverse: Callable[[UnitState, str, str], tuple[Said, Said]], units: list[UnitState], new: str, data: st.DataObject
) -> None:
    leaf = data.draw(st.sampled_from([u for u in units if u.leaf]))
    word = data.draw(st.sampled_from(leaf.words.strip(".;:").split(" ")[1:]))
    there, back = inverse(leaf, word, new)
    result = consolidate(
        units,
        [
            Change("2", "fz", "2021-01-01", 2, *back, "2021-01-01"),
            Change("1", "fz", "2020-01-01", 1, *there, "2020-01-01"),
        ],
        "a",
    )
    assert result.applied == ("1", "2"), result.refused
    assert at(result, "2020-06-01") != at(result, "") == at(result, "2021-01-01")
    assert [u.eid for u in result.units if u.until is None] == [u.eid for u in units]


@given(changed_acts())
@settings(max_examples=40, deadline=None)
def test_versions_of_a_unit_follow_one_another(case: tuple[list[UnitState], list[Change]]) -> None:
    units, changes = case
    result = consolidate(units, changes, "a")
    chains: dict[str, list[tuple[str, str | None]]] = {}
    for version in result.versions:
        chains.setdefault(version.eid, []).append((version.since, version.until))
    for chain in chains.values():
        for (_, until), (since, _) in itertools.pairwise(chain):
            assert until is not None and until <= since
    assert {life.eid for life in result.units} == set(chains)
