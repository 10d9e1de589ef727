"""Units of an act and their wordings, as the base keeps them. Each question is a few indexed look-ups."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from kb.answers import Since
from kb.store.clock import today
from kb.store.rows import TextRow, select

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
    SELECT u.position, u.eid, coalesce(t.wid, u.wid), u.parent, u.component, u.kind, u.number, u.heading, u.last, u.leaf,
           u.in_force_until, t.text, t.in_force_from
    FROM units u LEFT JOIN unit_texts t ON t.act = u.act AND t.eid = u.eid
         AND t.in_force_from = (SELECT max(v.in_force_from) FROM unit_texts v
                                WHERE v.act = u.act AND v.eid = u.eid AND v.in_force_from <= :day)
         AND (t.in_force_until IS NULL OR t.in_force_until > :day)
    WHERE u.act = :act AND u.position BETWEEN :first AND :last AND u.in_force_from <= :day ORDER BY u.position
"""


def units_on_day(db: sqlite3.Connection, act: str, day: str, first: int = 0, last: int = LAST) -> list[UnitOnDay]:
    """The act's units from position ``first`` to ``last`` that stood by the ISO day, in order, by the versions kept.

    What an earlier day than the shown edition says is told by :mod:`kb.editions.on_day` alone.
    """
    return [UnitOnDay(*row) for row in db.execute(_ON_DAY, {"act": act, "day": day, "first": first, "last": last})]


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
