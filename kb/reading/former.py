"""An earlier text among the files of an act, brought up to a day by the orders that it does not hold yet: read from the
rows that :mod:`kb.editions.brought` has made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kb.editions.stated import edition_at
from kb.russian import russian_day
from kb.store.rows import ActRow, SourceRow
from kb.store.units import LAST, UnitOnDay
from kb.store.wording import Words, words_of

_OF = "u.source = :source AND u.brought = :brought"
_ON_DAY = f"""
    SELECT u.position, u.eid, u.wid, u.parent, u.component, u.kind, u.number, u.heading, u.last, u.leaf,
           u.in_force_until, nullif(t.text, ''), t.in_force_from, t.in_force_until, t.made_by, u.start, u."end"
    FROM edition_units u LEFT JOIN edition_texts t ON t.source = u.source AND t.eid = u.eid
         AND t.in_force_from = (SELECT max(v.in_force_from) FROM edition_texts v
                                WHERE v.source = u.source AND v.eid = u.eid AND v.in_force_from <= :day)
    WHERE {_OF} AND u.position BETWEEN :first AND :last AND u.in_force_from <= :day ORDER BY u.position
"""
_PLACE = f"SELECT u.position, u.last FROM edition_units u WHERE {_OF} AND u.eid = :eid AND u.in_force_from <= :day"
_LARGE = f"""
    SELECT u.eid, u.parent, u.kind, u.number, u.heading, u.component, u.position, u.last, u.start, u."end",
           u.in_force_from, u.in_force_until,
           CASE WHEN u.leaf = 0 THEN (
               SELECT iif(t.made_by IS NULL, NULL, t.text) FROM edition_texts t
               WHERE t.source = u.source AND t.eid = u.eid AND t.in_force_from <= :day
               ORDER BY t.in_force_from DESC LIMIT 1) END
    FROM edition_units u WHERE {_OF} AND (u.kind IN (SELECT value FROM json_each(:kinds)) OR u.parent IS NULL)
    ORDER BY u.position
"""


@dataclass(frozen=True, slots=True)
class Former:
    """The text of an edition on the ISO day ``day``. Positions count its own units.

    Attributes:
        origin: a sentence on where the text is from.
        source: its file; None: no text of the day is known, and there are no units.
        brought: which of the edition's units are read: as stated (0) or through time (1).
    """

    origin: str
    day: str
    source: int | None
    brought: int
    _db: sqlite3.Connection

    def units(self, first: int = 0, last: int = LAST) -> list[UnitOnDay]:
        """Units from position ``first`` to ``last`` that stood by the day, in order; of a container the heading line,
        where an order has changed it."""
        rows = self._rows(_ON_DAY, first=first, last=last).fetchall()
        return _told(rows, words_of(self._db, self.source), self.day) if rows else []

    def place(self, eid: str) -> tuple[int, int] | None:
        """Positions of the unit and of the last one in it; None: it was not there by the day."""
        return self._rows(_PLACE, eid=eid).fetchone()  # type: ignore[no-any-return]

    def large(self, kinds: str) -> list[tuple[Any, ...]]:
        """Units of these kinds (a JSON array), and those that stand in no other: eId, parent, kind, number, heading,
        component, position, last, span in the source, days of life, heading line where an order has changed it."""
        return self._rows(_LARGE, kinds=kinds).fetchall()

    def _rows(self, sql: str, **more: object) -> sqlite3.Cursor:
        return self._db.execute(sql, {"source": self.source, "brought": self.brought, "day": self.day, **more})


def _told(rows: Iterable[tuple[Any, ...]], words: Words, day: str) -> list[UnitOnDay]:
    """Units with their words: a wording of the edition's own, or, of a leaf that no order changed, its span."""
    found = []
    for row in rows:
        unit, (until, made_by, start, end) = UnitOnDay(*row[:13]), row[13:]
        if unit.since is None:
            own = (words.of(start, end).strip() or None, "") if unit.leaf else (None, None)
            unit = unit._replace(text=own[0], since=own[1])
        elif (until is not None and until <= day) or not (unit.leaf or made_by):
            unit = unit._replace(text=None, since=None)
        found.append(unit)
    return found


def former(db: sqlite3.Connection, row: ActRow, at: date) -> Former | None:
    """The act on a day before ``row.edition``; None where the base holds no text as early."""
    source = edition_at(db, row.id, at)
    if source is None or (source.edition or "") > at.isoformat():
        return None
    (brought,) = db.execute("SELECT brought FROM editions WHERE source = ?", (source.id,)).fetchone()
    return Former(_origin(source), at.isoformat(), source.id, brought, db)


def unknown(db: sqlite3.Connection, at: date, why: str) -> Former:
    """A text of which nothing is known; ``why``: a sentence."""
    return Former(why, at.isoformat(), None, 0, db)


def _origin(source: SourceRow) -> str:
    of = f"с изменениями по {russian_day(source.edition)}" if source.edition else "без пометок об изменениях"
    return (
        f"Текст взят из файла «{source.name}» ({of}) и доведён до этого дня по изменяющим актам, которые есть в базе."
    )
