"""The text of an act on a day before the edition that the base shows.

An earlier text among the files of the act is brought up to the day by the orders that it does not hold yet; where there
is none, the answer says that the text shown is a later one.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

from ingest.law.address import Naming
from kb.answers import ActText, UnitText
from kb.editions.apply import consolidate
from kb.editions.model import Consolidated, Life
from kb.editions.orders import changes, is_taken_out, orders_on
from kb.editions.stated import edition_at, stated, taken_in
from kb.store.labels import russian_day
from kb.store.read import act_text
from kb.store.rows import ActRow, SourceRow


def former_text(db: sqlite3.Connection, row: ActRow, at: date, eid: str | None) -> ActText:
    """The act, or one unit of it, on a day before ``row.edition``; ``caution`` of the answer says where it is from."""
    shown = act_text(db, row.id, at, eid)
    source = edition_at(db, row.id, at)
    if source is None or (source.edition or "") > at.isoformat():
        return replace(
            shown,
            caution=f"Источник текста уже учитывает изменения по {russian_day(row.edition or '')}: "
            "каким текст был в этот день, база не знает.",
        )
    return replace(shown, units=tuple(_units(db, row, source, at, eid, shown)), caution=_origin(source))


def _origin(source: SourceRow) -> str:
    of = f"с изменениями по {russian_day(source.edition)}" if source.edition else "без пометок об изменениях"
    return (
        f"Текст взят из файла «{source.name}» ({of}) и доведён до этого дня по изменяющим актам, которые есть в базе."
    )


def _units(
    db: sqlite3.Connection, row: ActRow, source: SourceRow, at: date, eid: str | None, shown: ActText
) -> list[UnitText]:
    text = stated(db, source)
    orders = orders_on(db, row.id)
    held = taken_in(db, orders, text)
    due = changes(db, [o for o in orders if o.act not in held and not is_taken_out(o)])
    result = consolidate(text.states(), due, row.id, Naming(row.naming))
    headings = {unit.eid: unit.heading for unit in text.parsed.units}
    notes = {unit.eid: unit.notes for unit in shown.units}
    words = _words(result, at.isoformat())
    depth: dict[str | None, int] = {None: -1}
    out = []
    for life in result.units:
        if not _stands(life, at.isoformat()):
            continue
        depth[life.eid] = depth.get(life.parent, -1) + 1
        if eid is None or life.eid == eid or life.eid.startswith(eid + "__"):
            out.append(
                UnitText(
                    life.eid,
                    life.parent,
                    life.component,
                    life.kind,
                    life.number,
                    headings.get(life.eid),
                    depth[life.eid],
                    life.leaf,
                    words.get(life.eid) if life.leaf else None,
                    notes.get(life.eid, ()),
                )
            )
    return out


def _words(result: Consolidated, day: str) -> dict[str, str]:
    return {v.eid: v.words for v in result.versions if v.since <= day and (v.until is None or day < v.until)}


def _stands(life: Life, day: str) -> bool:
    return life.since <= day and (life.until is None or day < life.until)
