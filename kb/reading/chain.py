"""Who changed an act: operations on it, by the acts that order them; and what it changes itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from ingest.law.address import Naming, in_words
from kb.answers import AmendedAct, Chain, ChainEntry, UnitChange, UnitNote
from kb.reading.approval import approved_by, approves
from kb.reading.bearing import Bearing, Order
from kb.reading.corrections import of_orders
from kb.reading.place import place_spoken_of
from kb.store.acts import REF, WIDTH, act_ref, act_refs, act_row, ref
from kb.store.connection import Base, reading
from kb.store.rows import AMONG, OperationRow, among, select


class _Told(NamedTuple):
    """An operation as the chain reads it; ``naming``: what the changed act calls its units."""

    id: str
    unit: str
    verb: str
    in_force_from: str | None
    basis: str
    state: str
    reason: str | None
    corrected: str | None
    naming: str
    part: str | None


_CHANGES = f"""
    SELECT {REF}, o.id, o.target_eid, o.verb, o.in_force_from, o.basis, o.state, o.reason, o.corrected,
           coalesce(t.naming, 'law'), o.part
    FROM operations o JOIN acts a ON a.id = {{other}} LEFT JOIN act_records t ON t.id = o.target
         LEFT JOIN units u ON u.act = o.target AND u.eid = o.target_eid
    WHERE {{which}} AND o.act <> o.target
    ORDER BY a.date IS NULL, a.date, a.id, u.position, o.target_eid, o.position
"""
_ON = _CHANGES.format(other="o.act", which="o.target = ?")
_BY = _CHANGES.format(other="o.target", which="o.act = ?")
_NOTES = """
    SELECT o.act, o.target_eid, o.verb, o.in_force_from, o.basis, o.state, o.reason, o.corrected, o.part
    FROM operations o JOIN act_records a ON a.id = o.act WHERE o.target = ? AND {which}
    ORDER BY coalesce(o.in_force_from, a.date, ''), o.act, o.position
"""
_OF_UNITS = _NOTES.format(which=f"o.target_eid {AMONG}")
_UNDONE = _NOTES.format(which="o.state IN ('refused', 'pending')")
_AMENDS = f"""
    SELECT {REF}, count(*) AS n FROM operations o JOIN acts a ON a.id = o.target
    WHERE o.act = ? AND o.target <> o.act GROUP BY a.id ORDER BY n DESC, a.id
"""


def chain(base: Base, act: str, unit: str | None = None) -> Chain:
    """Amending acts of the act (or of one unit and everything below it) by their day, and what the act amends itself.

    Raises:
        KnowledgeBaseError: no such base, act or unit, or several answer.
    """
    with reading(base) as db:
        found, eid = place_spoken_of(db, act, unit)
        naming = act_row(db, found).naming
        rows = db.execute(_ON, (found,)).fetchall()
        if eid is not None:
            bears = Bearing(db, found, eid)
            rows = [row for row in rows if bears(_asked(_Told(*row[WIDTH:]), ref(row).date))]
        return Chain(
            act_ref(db, found),
            naming,
            eid,
            in_words(eid, Naming(naming)) if eid else None,
            tuple(_entries(db, rows)),
            tuple(_entries(db, db.execute(_BY, (found,)).fetchall())) if eid is None else (),
            approved_by(db, found),
            approves(db, found) if eid is None else (),
        )


def amends(db: sqlite3.Connection, act: str) -> tuple[AmendedAct, ...]:
    """The acts that this one changes, the most changed first."""
    return tuple(AmendedAct(ref(row), row[WIDTH]) for row in db.execute(_AMENDS, (act,)))


def notes(db: sqlite3.Connection, act: str, eids: Iterable[str]) -> dict[str, tuple[UnitNote, ...]]:
    """Everything that was done to these units ("" = the act as a whole), by eId, in the order in which it took effect;
    each once."""
    return _notes(db, db.execute(_OF_UNITS, (act, *among(eids))))


def undone(db: sqlite3.Connection, act: str) -> tuple[UnitNote, ...]:
    """What was to be done to the act and is not: it does not fit, or its day is not known; unit by unit."""
    return tuple(note for of_unit in _notes(db, db.execute(_UNDONE, (act,))).values() for note in of_unit)


def _notes(db: sqlite3.Connection, found: Iterable[tuple[Any, ...]]) -> dict[str, tuple[UnitNote, ...]]:
    rows = dict.fromkeys(found)
    corrected = of_orders(db, (row[7] for row in rows))
    by = act_refs(db, (row[0] for row in rows))
    of_units: dict[str, list[UnitNote]] = {}
    for act, unit, verb, since, basis, state, reason, kept, part in rows:
        note = UnitNote(unit, verb, since, basis, state, reason, corrected[kept], part or "", by[act])
        of_units.setdefault(unit, []).append(note)
    return {unit: tuple(of_unit) for unit, of_unit in of_units.items()}


def concerning(db: sqlite3.Connection, act: str, eid: str) -> list[OperationRow]:
    """Operations that bear on the unit, whole."""
    found = select(db, OperationRow, "WHERE target = ? AND act <> target ORDER BY act, position, id", (act,))
    bears = Bearing(db, act, eid)
    signed = {id: ref.date for id, ref in act_refs(db, {o.act for o in found}).items()}
    return [o for o in found if bears(_asked(o, signed.get(o.act)))]


def _asked(o: _Told | OperationRow, signed: str | None) -> Order:
    """The operation as :class:`Bearing` is asked of it."""
    target = o.unit if isinstance(o, _Told) else o.target_eid
    return Order(o.id, target, o.verb, o.state, o.basis, o.part, o.in_force_from or signed)


def _entries(db: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> Iterator[ChainEntry]:
    """Operations gathered by the act at their other end."""
    corrected = of_orders(db, (row[WIDTH + 7] for row in rows))
    for _, together in groupby(rows, key=lambda row: row[0]):
        of_act = list(together)
        told = [_Told(*row[WIDTH:]) for row in of_act]
        changes = dict.fromkeys(UnitChange(*o[1:7], corrected=corrected[o.corrected], part=o.part or "") for o in told)
        first = min((o.in_force_from for o in told if o.in_force_from), default=None)
        yield ChainEntry(ref(of_act[0]), told[0].naming, first, _telling(tuple(changes)))


def _telling(changes: tuple[UnitChange, ...]) -> tuple[UnitChange, ...]:
    """Without «the act as a whole was amended» where the units are named: an editor's list says so of every act."""
    return tuple(one for one in changes if one.unit or one.verb not in ("restate", "other")) or changes
