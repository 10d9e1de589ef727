"""Acts as the base has them: the row of one, short records of many, their statuses on a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from kb.answers import ActRef
from kb.errors import UnknownAct
from kb.store.clock import today
from kb.store.rows import AMONG, ActRow, among, select

WAITING = "unknown", "Статус ещё не вычислен."
"""Status and ground of an act that a load interrupted halfway has left: the next one goes on from there."""

_STATUSES = f"""
    SELECT act, status, ground FROM act_statuses
    WHERE act {AMONG} AND since <= ? AND (until IS NULL OR until > ?)
"""


def act_row(db: sqlite3.Connection, act: str) -> ActRow:
    """The act's row.

    Raises:
        UnknownAct: no act has that id.
    """
    found = select(db, ActRow, "WHERE id = ?", (act,))
    if not found:
        raise UnknownAct(f"Акта «{act}» в базе нет.")
    return found[0]


def statuses_on(db: sqlite3.Connection, acts: Iterable[str], day: date) -> dict[str, tuple[str, str]]:
    """Act → its status on the day and the ground of it, :data:`WAITING` for one that has none yet."""
    asked, iso = list(acts), day.isoformat()
    found = {act: (status, ground) for act, status, ground in db.execute(_STATUSES, (*among(asked), iso, iso))}
    return {act: found.get(act, WAITING) for act in asked}


def act_refs(db: sqlite3.Connection, acts: Iterable[str], day: date | None = None) -> dict[str, ActRef]:
    """Short records of several acts at once; unknown ids are left out. ``day``: whose status they have, None: today."""
    return refs(db, select(db, ActRow, f"WHERE id {AMONG}", among(sorted(set(acts)))), day)


def refs(db: sqlite3.Connection, rows: Sequence[ActRow], day: date | None = None) -> dict[str, ActRef]:
    """Short records of the acts of these rows, in their order; ``day`` as in :func:`act_refs`."""
    statuses = statuses_on(db, (row.id for row in rows), day or today())
    return {
        row.id: ActRef(
            row.id, row.label, row.kind, row.number, row.date, row.title, statuses[row.id][0], bool(row.has_text)
        )
        for row in rows
    }


def ref(db: sqlite3.Connection, row: ActRow, day: date | None = None) -> ActRef:
    """The short record of an act; ``day`` as in :func:`act_refs`."""
    return refs(db, [row], day)[row.id]
