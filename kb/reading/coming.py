"""What takes effect after a day: acts and units that begin or end, changes that are ordered and not yet in force."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ingest.law.address import Naming, in_words
from ingest.law.numbering import sort_key
from kb.answers import Event
from kb.store.acts import act_refs
from kb.store.clock import today
from kb.store.connection import Base, reading
from kb.store.find.place import whole_act
from kb.store.rows import AMONG, ORDERED, ActRow, CommencementRow, OperationRow, among, select

NEVER = "9999-12-31"


class _Happening(NamedTuple):
    """An event by ids. ``act``: whom it happens to; ``by``: who orders it, None: the act itself."""

    day: str | None
    what: str
    act: str
    unit: str
    verb: str | None = None
    by: str | None = None
    reason: str | None = None


def coming(
    base: Base, since: date | None = None, until: date | None = None, act: str | None = None
) -> tuple[Event, ...]:
    """What takes effect after ``since`` (None: today) and not after ``until``, by day; what has no day yet comes last.

    Args:
        act: only what happens to this act.

    Raises:
        KnowledgeBaseError: no such base or act, or several answer.
    """
    with reading(base) as db:
        return _coming(db, since or today(), until, whole_act(db, act) if act else None)


def _coming(db: sqlite3.Connection, since: date, until: date | None, act: str | None) -> tuple[Event, ...]:
    low, high = since.isoformat(), until.isoformat() if until else NEVER
    found = [*_of_acts(db, low, high), *_of_operations(db, low, high), *_of_clauses(db, low, high)]
    if until is None:
        found += _undated(db)
    return _told(db, (h for h in dict.fromkeys(found) if act in (None, h.act)))


def _of_acts(db: sqlite3.Connection, low: str, high: str) -> Iterator[_Happening]:
    """Acts that begin, and those whose term runs out."""
    for row in select(db, ActRow, "WHERE in_force_from > ? AND in_force_from <= ?", (low, high)):
        yield _Happening(row.in_force_from, "begins", row.id, "")
    for row in select(
        db,
        ActRow,
        """WHERE in_force_until > ?1 AND in_force_until <= ?2 AND id NOT IN (SELECT act FROM act_statuses
             WHERE status = 'repealed' AND since <= ?1 AND (until IS NULL OR until > ?1))""",
        (low, high),
    ):
        if not _repealed_on(db, row):
            yield _Happening(row.in_force_until, "ends", row.id, "")


def _repealed_on(db: sqlite3.Connection, row: ActRow) -> bool:
    """Is the last day set by a repeal, which is told by itself."""
    found = db.execute(
        "SELECT 1 FROM operations WHERE target = ? AND in_force_from = ? AND verb = 'repeal' AND target_eid = ''",
        (row.id, row.in_force_until),
    )
    return found.fetchone() is not None


def _of_operations(db: sqlite3.Connection, low: str, high: str) -> Iterator[_Happening]:
    """Ordered changes, and suspensions that end."""
    for o in select(
        db,
        OperationRow,
        "WHERE in_force_from > ? AND in_force_from <= ? AND state <> 'refused' AND target IS NOT NULL",
        (low, high),
    ):
        yield _Happening(o.in_force_from, _what(o), o.target or "", o.target_eid, o.verb, o.act)
    for o in select(
        db,
        OperationRow,
        "WHERE in_force_until > ? AND in_force_until <= ? AND verb = 'suspend' AND state <> 'refused' "
        "AND target IS NOT NULL",
        (low, high),
    ):
        yield _Happening(o.in_force_until, "resumes", o.target or "", o.target_eid, o.verb, o.act)


def _what(o: OperationRow) -> str:
    if o.verb == "repeal":
        return "changes" if o.part else "ends"
    return {"suspend": "suspended", "add": "changes" if "__al_" in o.target_eid else "begins"}.get(o.verb, "changes")


def _of_clauses(db: sqlite3.Connection, low: str, high: str) -> Iterator[_Happening]:
    """Units to which their act gives a day of their own; those that order changes are told by the changes."""
    rows = select(db, CommencementRow, "WHERE in_force_from > ? AND in_force_from <= ?", (low, high))
    for clause in rows:
        for unit in json.loads(clause.scope):
            if unit != "main" and not _orders(db, clause.act, unit):
                yield _Happening(clause.in_force_from, "begins", clause.act, unit)


def _orders(db: sqlite3.Connection, act: str, unit: str) -> bool:
    found = db.execute(
        "SELECT 1 FROM operations WHERE act = ?1 AND (unit = ?2 OR substr(unit, 1, length(?2) + 2) = ?2 || '__')",
        (act, unit),
    )
    return found.fetchone() is not None


def _undated(db: sqlite3.Connection) -> Iterator[_Happening]:
    """Orders on texts that we hold whose first day is not known."""
    for o in select(
        db,
        OperationRow,
        "WHERE state = 'pending' AND in_force_from IS NULL AND basis IN (SELECT value FROM json_each(?)) "
        "AND target IN (SELECT id FROM act_records WHERE has_text = 1) ORDER BY target, act, position",
        (json.dumps(ORDERED),),
    ):
        yield _Happening(None, _what(o), o.target or "", o.target_eid, o.verb, o.act, o.reason)


def _place(h: _Happening) -> tuple[object, ...]:
    """By day; acts before units; what one act orders of another together, its units in the order of their numbers."""
    steps = (step.partition("_") for step in h.unit.split("__"))
    unit = [(kind, sort_key(number.replace("-", "."))) for kind, _, number in steps]
    return h.day or NEVER, bool(h.unit), h.act, h.by or "", unit, h.what, h.verb or "", h.reason or ""


def _told(db: sqlite3.Connection, happenings: Iterable[_Happening]) -> tuple[Event, ...]:
    found = sorted(happenings, key=_place)
    ids = {act for h in found for act in (h.act, h.by) if act}
    namings = dict(db.execute(f"SELECT id, naming FROM act_records WHERE id {AMONG}", among(ids)))
    refs = act_refs(db, ids)
    return tuple(
        Event(
            h.day,
            h.what,
            refs[h.act],
            h.unit or None,
            in_words(h.unit, Naming(namings[h.act])) if h.unit else None,
            h.verb,
            refs.get(h.by or ""),
            h.reason,
        )
        for h in found
        if h.act in refs
    )
