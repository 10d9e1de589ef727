"""Which unit a place in the text belongs to: a map built once, asked tens of thousands of times."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ingest.parsed import Unit


class UnitMap:
    """Offsets of the text → the smallest unit that contains them.

    >>> article = Unit("art_1", None, "статья", "1", None, 10, 50)
    >>> units = [article, Unit("art_1__al_1", "art_1", "абзац", "1", None, 20, 30)]
    >>> UnitMap(units).at(25), UnitMap(units).at(40), UnitMap(units).at(50)
    ('art_1__al_1', 'art_1', '')
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        """``units`` in document order, a parent before its children, spans nested."""
        self.units = units
        self._known = frozenset(unit.eid for unit in units)
        self._starts: list[int] = []
        self._eids: list[str] = []
        open_units: list[Unit] = []
        for unit in units:
            self._close(open_units, unit.start)
            open_units.append(unit)
            self._mark(unit.start, unit.eid)
        self._close(open_units, None)

    def at(self, offset: int) -> str:
        """eId of the smallest unit that contains the character at ``offset``, "" outside every unit."""
        place = bisect_right(self._starts, offset) - 1
        return self._eids[place] if place >= 0 else ""

    def standing(self, eid: str) -> str:
        """The eId of the unit that an address means: where parts are counted, «абзац второй статьи 2» is its part 2."""
        if "__al_" in eid and eid not in self._known:
            counted = "__para_".join(eid.rsplit("__al_", 1))
            return counted if counted in self._known else eid
        return eid

    def _close(self, open_units: list[Unit], until: int | None) -> None:
        """Close the units that end before ``until`` (all when None)."""
        while open_units and (until is None or open_units[-1].end <= until):
            end = open_units.pop().end
            self._mark(end, open_units[-1].eid if open_units else "")

    def _mark(self, start: int, eid: str) -> None:
        if self._starts and self._starts[-1] == start:
            self._eids[-1] = eid
        else:
            self._starts.append(start)
            self._eids.append(eid)
