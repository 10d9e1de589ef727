"""Tables of the editions that stand beside the one that speaks, as tuples: see kb/store/rows.py."""

from __future__ import annotations

from typing import NamedTuple


class EditionRow(NamedTuple):
    source: int
    act: str
    brought: int


class EditionUnitRow(NamedTuple):
    source: int
    brought: int
    position: int
    eid: str
    wid: str
    parent: str | None
    component: str
    kind: str
    number: str | None
    heading: str | None
    start: int
    end: int
    last: int
    leaf: int
    in_force_from: str = ""
    in_force_until: str | None = None


class EditionTextRow(NamedTuple):
    source: int
    eid: str
    in_force_from: str
    text: str
    in_force_until: str | None
    made_by: str | None


class EditionNoteRow(NamedTuple):
    source: int
    position: int
    eid: str
    act: str
    verb: str
