"""Units of an act and their wordings, as the base keeps them. Each question is a few indexed look-ups."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from kb.answers import Since
from kb.store.clock import today
from kb.store.rows import AMONG, TextRow, UnitRow, among, select
from kb.store.subtrees import last_of

LAST = 2**62
"""After every position."""


class UnitOnDay(NamedTuple):
    """A unit in its place, with its wording on a day.

    ``text``: None in a container, but for its heading line once that was changed; ``since``: first day of the wording,
    "" unknown; ``until``: first day on which the unit is no more: a unit may be gone by the day that was asked for.
    ``known``: False where its words on the day are not known, then ``differs`` tells what hides them; ``differs``: how
    today's wording is another.
    """

    position: int
    eid: str
    wid: str
    parent: str | None
    component: str
    kind: str
    number: str | None
    heading: str | None
    last: int
    leaf: int
    until: str | None
    text: str | None
    since: str | None
    known: bool = True
    differs: Since | None = None

    def stands(self, day: str) -> bool:
        """Is it there on the ISO day, on or after which it was put in."""
        return self.until is None or day < self.until


_ON_DAY = """
    SELECT u.position, u.eid, coalesce(t.wid, u.wid), u.parent, u.component, u.kind, u.number, u.heading, u.last,
           u.leaf, u.in_force_until, t.text, t.in_force_from
    FROM units u LEFT JOIN unit_texts t ON t.act = u.act AND t.eid = u.eid
         AND t.in_force_from = (SELECT max(v.in_force_from) FROM unit_texts v
                                WHERE v.act = u.act AND v.eid = u.eid AND v.in_force_from <= :day)
         AND (t.in_force_until IS NULL OR t.in_force_until > :day)
    WHERE u.act = :act AND {of} AND u.in_force_from <= :day ORDER BY u.position
"""
_IN_PLACE = _ON_DAY.format(of="u.position BETWEEN :first AND :last")
_NAMED = _ON_DAY.format(of=f"u.eid {AMONG.replace('?', ':eids')}")


def units_on_day(db: sqlite3.Connection, act: str, day: str, first: int = 0, last: int = LAST) -> list[UnitOnDay]:
    """The act's units from position ``first`` to ``last`` that stood by the ISO day, in order, by the versions kept.

    What an earlier day than the shown edition says is told by :mod:`kb.editions.on_day` alone.
    """
    return [UnitOnDay(*row) for row in db.execute(_IN_PLACE, {"act": act, "day": day, "first": first, "last": last})]


def named_on_day(db: sqlite3.Connection, act: str, day: str, eids: Iterable[str]) -> list[UnitOnDay]:
    """Of :func:`units_on_day` those with these eIds."""
    (listed,) = among(eids)
    return [UnitOnDay(*row) for row in db.execute(_NAMED, {"act": act, "day": day, "eids": listed})]


def source_units(db: sqlite3.Connection, act: str) -> list[UnitRow]:
    """Units as the source that speaks for the act has them, in its order: what orders have done to them is taken back.

    In which unit another stands is told by their spans, which no order changes.
    """
    rows = select(db, UnitRow, "WHERE act = ? AND first IS NOT NULL ORDER BY first", (act,))
    found = [
        row._replace(position=i, wid=row.eid, parent=parent, in_force_from="", in_force_until=None)
        for i, (row, parent) in enumerate(zip(rows, _around(rows), strict=True))
    ]
    containers = {row.parent for row in found}
    return [
        row._replace(last=last, leaf=int(row.eid not in containers))
        for row, last in zip(found, last_of(found), strict=True)
    ]


def _around(units: Iterable[UnitRow]) -> Iterator[str | None]:
    """The eId of the unit that each stands in; ``units`` in the order of the source."""
    open_units: list[UnitRow] = []
    for unit in units:
        while open_units and not _within(unit, open_units[-1]):
            open_units.pop()
        yield open_units[-1].eid if open_units else None
        open_units.append(unit)


def _within(unit: UnitRow, other: UnitRow) -> bool:
    return other.start <= unit.start < other.end and unit.end <= other.end


def unit_text(db: sqlite3.Connection, act: str, eid: str, at: date | None = None) -> TextRow | None:
    """The leaf's wording at a day (None: today), in one indexed look-up; None: it did not stand then."""
    day = (at or today()).isoformat()
    found = select(
        db,
        TextRow,
        "WHERE act = ? AND eid = ? AND in_force_from <= ? ORDER BY in_force_from DESC LIMIT 1",
        (act, eid, day),
    )
    return found[0] if found and day < (found[0].in_force_until or "~") else None


def versions(db: sqlite3.Connection, act: str, eid: str) -> list[TextRow]:
    """Every wording of the unit and of what is in it, by unit and day."""
    return select(
        db,
        TextRow,
        "WHERE act = ?1 AND (eid = ?2 OR (eid > ?2 || '__' AND eid < ?2 || '_`')) ORDER BY eid, in_force_from",
        (act, eid),
    )
