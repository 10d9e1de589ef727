"""The text of an act on a day: its units in their places, each with its margin - changes, citations, who cites it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from kb.answers import ActText, UnitCitation, UnitText
from kb.reading.chain import notes
from kb.reading.on_day import Text, text_on
from kb.reading.passport import passport_of
from kb.store.acts import REF, WIDTH, act_row, ref
from kb.store.connection import Base, reading
from kb.store.find.place import the_place
from kb.store.local_acts import MEANT
from kb.store.rows import AMONG, among
from kb.store.units import UnitOnDay

_CITATIONS = f"""
    SELECT {REF}, c.unit, c.exact, c.address, c.component, c.relation, c.status, c.candidates
    FROM citations c LEFT JOIN acts a
         ON a.id = {MEANT}
    WHERE c.act = ? AND c.unit {AMONG} ORDER BY c.unit, c.start
"""
_TIMES_CITED = """
    SELECT address, count(*) FROM citations WHERE cited = ?1 AND act IS NOT ?1 AND address <> '' GROUP BY address
"""


def text(base: Base, act: str, at: date | None = None, unit: str | None = None) -> ActText:
    """The act, or one unit of it with everything below, as it stands at ``at`` (None: as the base knows it now).

    Raises:
        KnowledgeBaseError: no such base, act or unit, or several answer.
    """
    with reading(base) as db:
        found, eid = the_place(db, act, unit)
        return act_text(db, found, at, eid)


def act_text(db: sqlite3.Connection, act: str, at: date | None = None, eid: str | None = None) -> ActText:
    """:func:`text` of an act named by its id, and of a unit named by its eId.

    Raises:
        UnknownAct: no act has that id.
    """
    of_day = text_on(db, act_row(db, act), at)
    found = of_day.units() if eid is None else of_day.within(eid)
    standing = [unit for unit in found if unit.stands(of_day.day)]
    units = with_margins(db, act, of_day, standing)
    return ActText(passport_of(db, act), at.isoformat() if at else None, eid, units, of_day.caution)


def with_margins(db: sqlite3.Connection, act: str, of_day: Text, found: Sequence[UnitOnDay]) -> tuple[UnitText, ...]:
    """Units of the text with what is told of them, those that are gone by its day as traces."""
    if not found:
        return ()
    standing = _standing(found, of_day.day)
    eids = [unit.eid for unit, _ in standing]
    done, citations = notes(db, act, eids), _citations(db, act, eids)
    times_cited = dict(db.execute(_TIMES_CITED, (act,)))
    depth: dict[str | None, int] = {None: -1}
    out = []
    for unit, gone in standing:
        depth[unit.eid] = depth.get(unit.parent, -1) + 1
        eid = unit.eid
        out.append(
            UnitText(
                unit.position,
                unit.position if gone else unit.last,
                eid,
                unit.parent,
                unit.component,
                unit.kind,
                unit.number,
                unit.heading,
                depth[eid],
                gone or bool(unit.leaf),
                None if gone else unit.text,
                unit.since,
                unit.until,
                gone,
                unit.known,
                unit.differs,
                done.get(eid, ()),
                tuple(citations.get(eid, ())),
                times_cited.get(eid, 0),
            )
        )
    return tuple(out)


def _standing(units: Iterable[UnitOnDay], day: str) -> list[tuple[UnitOnDay, bool]]:
    """Units that stand on the day, and one trace (True) for each numbered unit that stood and is gone, whatever was in
    it."""
    kept: list[tuple[UnitOnDay, bool]] = []
    gone: set[str] = set()
    for unit in units:
        if unit.stands(day):
            kept.append((unit, False))
            continue
        gone.add(unit.eid)
        if unit.parent not in gone and unit.number and unit.kind not in ("абзац", "предложение"):
            kept.append((unit, True))
    return kept


def _citations(db: sqlite3.Connection, act: str, eids: Iterable[str]) -> dict[str, list[UnitCitation]]:
    """Unit → the acts that it cites, in order."""
    found: defaultdict[str, list[UnitCitation]] = defaultdict(list)
    for row in db.execute(_CITATIONS, (act, *among(eids))):
        eid, exact, address, component, relation, status, candidates = row[WIDTH:]
        cited = ref(row) if row[0] else None
        told = UnitCitation(exact, cited, address, component, relation, status, tuple(json.loads(candidates)))
        found[eid].append(told)
    return found
