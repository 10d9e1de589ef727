"""Editions beside the one that speaks, brought through time by the orders that their texts do not hold yet.

Made when a base settles, and anew each time, so that a day before the shown edition is read from rows
(:mod:`kb.editions.former`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from ingest.law.address import Naming
from kb.editions.apply import consolidate
from kb.editions.model import Consolidated
from kb.editions.orders import changes, is_taken_out, orders_on
from kb.editions.stated import Stated, editions_beside, stated, taken_in
from kb.store.edition_rows import EditionTextRow, EditionUnitRow
from kb.store.rows import ActRow, OperationRow, insert
from kb.store.subtrees import last_of


class Brought(NamedTuple):
    """An edition through time: its units, and every wording of those that orders changed. Empty: none was applied."""

    units: Sequence[EditionUnitRow] = ()
    texts: Sequence[EditionTextRow] = ()


def bring(db: sqlite3.Connection, row: ActRow) -> None:
    """Make the rows of the act's editions through time again."""
    beside = editions_beside(db, row.id)
    orders = orders_on(db, row.id) if beside else []
    for source in beside:
        made = brought(db, row, stated(db, source), orders)
        db.execute("DELETE FROM edition_units WHERE source = ? AND brought = 1", (source.id,))
        db.execute("DELETE FROM edition_texts WHERE source = ?", (source.id,))
        db.execute("UPDATE editions SET brought = ? WHERE source = ?", (int(bool(made.units)), source.id))
        insert(db, made.units)
        insert(db, made.texts)


def brought(db: sqlite3.Connection, row: ActRow, text: Stated, orders: Sequence[OperationRow]) -> Brought:
    """What those of the orders on the act that the text does not hold make of it."""
    held = taken_in(db, orders, text)
    due = changes(db, [o for o in orders if o.act not in held and not is_taken_out(o)])
    if not due:
        return Brought()
    result = consolidate(text.states(), due, row.id, Naming(row.naming))
    return Brought(_units(text, result), _texts(text.source.id, result)) if result.applied else Brought()


def _units(text: Stated, result: Consolidated) -> list[EditionUnitRow]:
    """Every unit that ever stands, in the order of the text; one that was put in has no span."""
    of_source = {unit.eid: unit for unit in text.units}
    last = last_of(result.units)
    out = []
    for position, life in enumerate(result.units):
        base = of_source.get(life.eid)
        out.append(
            EditionUnitRow(
                text.source.id,
                1,
                position,
                life.eid,
                life.wid,
                life.parent,
                life.component,
                life.kind,
                life.number,
                base.heading if base else None,
                base.start if base else 0,
                base.end if base else 0,
                last[position],
                int(life.leaf),
                life.since,
                life.until,
            )
        )
    return out


def _texts(source: int, result: Consolidated) -> list[EditionTextRow]:
    changed = {v.eid for v in result.versions if v.since or v.until}
    return [
        EditionTextRow(source, v.eid, v.since, v.words, v.until, " ".join(v.made_by) or None)
        for v in result.versions
        if v.eid in changed
    ]
