"""The text of an act on a day: the one reader of every face - page, JSON, command, SQL, export.

From the day of the shown edition on, the versions that the base keeps answer. An earlier day is answered, in this
order, by an earlier text among the files of the act (:mod:`kb.reading.former`), by what the notes of the shown text's
editor tell of it (:mod:`kb.reading.noted`), or by a refusal in words.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from kb.reading.differing import Differing
from kb.reading.former import Former, former, unknown
from kb.reading.noted import Noted, noted
from kb.store.clock import today
from kb.store.rows import ActRow
from kb.store.units import LAST, UnitOnDay, named_on_day, units_on_day


@dataclass(frozen=True, slots=True)
class Text:
    """An act on the ISO day ``day``, read as far as it is asked for.

    Attributes:
        caution: as in :class:`kb.answers.ActText`.
        apart: the text where it is another than the one that the base's units are of, and where it is not known; None:
            it is that one.
    """

    caution: str | None
    day: str
    apart: Former | None
    _db: sqlite3.Connection
    _row: ActRow
    _noted: Noted | None
    _asked: bool

    def units(self, first: int = 0, last: int = LAST) -> list[UnitOnDay]:
        """Units from position ``first`` to ``last`` in order; those that are gone by the day are among them."""
        if self.apart is not None:
            found = self.apart.units(first, last)
        else:
            found = units_on_day(self._db, self._row.id, self.day, first, last)
        if self._noted is not None:
            found = self._noted.without_later(found)
        now = today().isoformat()
        if not self._asked or self.day == now or not found:
            return found
        return self._told(found, now)

    def within(self, eid: str) -> list[UnitOnDay]:
        """The unit of that eId and everything below it, as :meth:`units` gives them; [] when there is none."""
        span = self.span(eid)
        return self.units(*span) if span else []

    def span(self, eid: str) -> tuple[int, int] | None:
        """Positions of the unit of that eId and of its last descendant; None when there is no such unit."""
        if self.apart is not None:
            return self.apart.place(eid)
        of_unit = "SELECT position, last FROM units WHERE act = ? AND eid = ?"
        found = self._db.execute(of_unit, (self._row.id, eid)).fetchone()
        return tuple(found) if found else None

    def has(self, position: int) -> bool:
        """Was the unit at that position put in by the day, as far as the editor's notes tell."""
        return self._noted is None or position not in self._noted.absent

    def knows(self, position: int) -> bool:
        """Are the words of that unit, its heading among them, known."""
        return self._noted is None or position not in self._noted.hidden

    def _told(self, found: list[UnitOnDay], now: str) -> list[UnitOnDay]:
        """The units, each with how it is another today."""
        if self.apart is None:
            todays = units_on_day(self._db, self._row.id, now, found[0].position, found[-1].last)
        else:
            todays = named_on_day(self._db, self._row.id, now, (unit.eid for unit in found))
        return Differing(self._db, self._row.id, self.day, now, todays).told(found)


def text_on(db: sqlite3.Connection, row: ActRow, at: date | None) -> Text:
    """The text of a held act at ``at``; None: today's, as the base knows it."""
    day = (at or today()).isoformat()
    if at is None or day >= (row.edition or ""):
        return Text(None, day, None, db, row, None, at is not None)
    earlier: Former | None = former(db, row, at)
    if earlier is not None:
        return Text(earlier.origin, day, earlier, db, row, None, True)
    by_notes = noted(db, row, at)
    nothing = unknown(db, at, by_notes.caution) if by_notes.refused else None
    return Text(by_notes.caution, day, nothing, db, row, by_notes, True)
