"""Acts as the base has them: the row of one, short records of many."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from kb.answers import ActRef
from kb.errors import UnknownAct
from kb.store.rows import AMONG, ActRow, among, select


def act_row(db: sqlite3.Connection, act: str) -> ActRow:
    """The act's row.

    Raises:
        UnknownAct: no act has that id.
    """
    found = select(db, ActRow, "WHERE id = ?", (act,))
    if not found:
        raise UnknownAct(f"Акта «{act}» в базе нет.")
    return found[0]


def act_refs(db: sqlite3.Connection, acts: Iterable[str]) -> dict[str, ActRef]:
    """Short records of several acts at once; unknown ids are left out."""
    return {row.id: ref(row) for row in select(db, ActRow, f"WHERE id {AMONG}", among(sorted(set(acts))))}


def ref(row: ActRow) -> ActRef:
    """The short record of an act."""
    return ActRef(row.id, row.label, row.kind, row.number, row.date, row.title, row.status, bool(row.held))
