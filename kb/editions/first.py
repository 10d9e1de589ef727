"""The first text of an act, as its source has it: the units that consolidation begins with."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Protocol

from ingest import Span
from kb.editions.model import UnitState
from kb.store.rows import ActRow, UnitRow
from kb.store.wording import wording, words_of


class Placed(Protocol):
    """A unit with its span: :class:`ingest.parsed.Unit` or a row of ``units``."""

    @property
    def eid(self) -> str: ...
    @property
    def parent(self) -> str | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def number(self) -> str | None: ...
    @property
    def component(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def first_states(text: str, units: Sequence[Placed], cuts: Sequence[Span]) -> list[UnitState]:
    """Every unit with its own words: a leaf's wording, a container's lines above its first child.

    ``units`` in document order; ``cuts``: editor's notes, merged, in order.
    """
    first: dict[str, int] = {}
    for unit in units:
        if unit.parent is not None:
            first.setdefault(unit.parent, unit.start)
    return [_state(text, unit, first.get(unit.eid), cuts) for unit in units]


def _state(text: str, unit: Placed, child: int | None, cuts: Sequence[Span]) -> UnitState:
    words = wording(text, unit.start, unit.end if child is None else child, cuts).strip()
    leaf = child is None
    return UnitState(unit.eid, unit.eid, unit.parent, unit.kind, unit.number, unit.component, words, leaf)


def first_text(db: sqlite3.Connection, row: ActRow, units: Sequence[UnitRow]) -> list[UnitState]:
    """The act as the source that speaks for it has it; ``units`` as
    :func:`kb.store.units.source_units` gives them."""
    text, cuts = words_of(db, row.source)
    words = dict(db.execute("SELECT eid, text FROM unit_texts WHERE act = ? AND made_by IS NULL", (row.id,)))
    found = first_states(text, units, cuts)
    return [s._replace(words=words.get(s.eid, s.words)) if s.leaf else s for s in found]
