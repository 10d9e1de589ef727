"""An earlier text among the files of an act, brought up to a day by the orders that it does not hold yet."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from ingest.law.address import Naming
from kb.editions.apply import consolidate
from kb.editions.model import Consolidated
from kb.editions.orders import changes, is_taken_out, orders_on
from kb.editions.stated import edition_at, stated, taken_in
from kb.russian import russian_day
from kb.store.rows import ActRow, SourceRow
from kb.store.subtrees import last_of
from kb.store.units import UnitOnDay


class Former(NamedTuple):
    """The text on the day, and a sentence on where it is from. Positions count its own units."""

    origin: str
    units: tuple[UnitOnDay, ...]


def former(db: sqlite3.Connection, row: ActRow, at: date) -> Former | None:
    """The act on a day before ``row.edition``; None where the base holds no text as early."""
    source = edition_at(db, row.id, at)
    if source is None or (source.edition or "") > at.isoformat():
        return None
    text = stated(db, source)
    orders = orders_on(db, row.id)
    held = taken_in(db, orders, text)
    due = changes(db, [o for o in orders if o.act not in held and not is_taken_out(o)])
    result = consolidate(text.states(), due, row.id, Naming(row.naming))
    headings = {unit.eid: unit.heading for unit in text.parsed.units}
    return Former(_origin(source), _units(result, headings, at.isoformat()))


def _origin(source: SourceRow) -> str:
    of = f"с изменениями по {russian_day(source.edition)}" if source.edition else "без пометок об изменениях"
    return (
        f"Текст взят из файла «{source.name}» ({of}) и доведён до этого дня по изменяющим актам, которые есть в базе."
    )


def _units(result: Consolidated, headings: dict[str, str | None], day: str) -> tuple[UnitOnDay, ...]:
    """Every unit that stood by the day, in order; of a container the heading line, where an order has changed it."""
    versions = {v.eid: v for v in result.versions if v.since <= day and (v.until is None or day < v.until)}
    lives = [life for life in result.units if life.since <= day]
    last = last_of(lives)
    out = []
    for position, life in enumerate(lives):
        version = versions.get(life.eid)
        told = version if version and (life.leaf or version.made_by) else None
        out.append(
            UnitOnDay(
                position,
                life.eid,
                life.wid,
                life.parent,
                life.component,
                life.kind,
                life.number,
                headings.get(life.eid),
                last[position],
                int(life.leaf),
                life.until,
                (told.words or None) if told else None,
                told.since if told else None,
            )
        )
    return tuple(out)
