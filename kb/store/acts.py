"""Acts as the base has them: the row of one, short records of many, their statuses on a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kb.answers import ActRef
from kb.errors import UnknownAct
from kb.store.rows import AMONG, ActRow, among, select

REF = "a.id, a.kind, a.number, a.date, a.title, a.label, a.status, a.has_text, a.model, a.times_cited"
"""Columns of a short record, for queries that call the view of acts ``a`` and put these first."""

WIDTH = REF.count(",") + 1

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


def act_refs(db: sqlite3.Connection, acts: Iterable[str]) -> dict[str, ActRef]:
    """Short records of several acts at once; unknown ids are left out."""
    rows = db.execute(f"SELECT {REF} FROM acts a WHERE a.id {AMONG}", among(sorted(set(acts))))
    return {row[0]: ref(row) for row in rows}


def act_ref(db: sqlite3.Connection, act: str) -> ActRef:
    """The short record of one act.

    Raises:
        UnknownAct: no act has that id.
    """
    row = db.execute(f"SELECT {REF} FROM acts a WHERE a.id = ?", (act,)).fetchone()
    if row is None:
        raise UnknownAct(f"Акта «{act}» в базе нет.")
    return ref(row)


def ref(row: Sequence[Any]) -> ActRef:
    """The short record in a row that begins with :data:`REF`."""
    id, kind, number, date, title, label, status, has_text, model, times_cited = row[:WIDTH]
    return ActRef(id, kind, number, date, title, label, status, bool(has_text), bool(model), times_cited)
