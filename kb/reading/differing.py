"""How a unit of a past or coming day is another today: since when, and which acts made it so."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from kb.answers import ActRef, Since
from kb.editions.words import levelled
from kb.store.acts import act_refs
from kb.store.rows import AMONG, among
from kb.store.units import UnitOnDay

_Made = tuple[str, tuple[str, ...]]
"""The day of a change, and the acts that made it."""

_VERSIONS = f"""
    SELECT eid, in_force_from, made_by FROM unit_texts
    WHERE act = ? AND in_force_from > ? AND in_force_from <= ? AND eid {AMONG} ORDER BY in_force_from
"""
_OPERATIONS = """
    SELECT o.id, o.act, o.target_eid, coalesce(o.in_force_from, iif(o.state = 'stated', a.date, NULL)) AS day
    FROM operations o LEFT JOIN act_records a ON a.id = o.act
    WHERE o.target = ? AND o.act <> o.target AND o.state IN ('applied', 'stated') AND day > ? AND day <= ?
"""


class Differing:
    """What changed in an act between a day and today (``now``), either of which may be the earlier one.

    ``todays``: the units as they are today, as far as they are compared.
    """

    def __init__(self, db: sqlite3.Connection, act: str, day: str, now: str, todays: Sequence[UnitOnDay]) -> None:
        self._db, self._act, self._future = db, act, day > now
        self._low, self._high = sorted((day, now))
        self._now = {unit.eid: unit.text for unit in todays if unit.text and unit.stands(now)}

    def told(self, units: Sequence[UnitOnDay]) -> list[UnitOnDay]:
        """The units, those whose known words are not today's with since when and by whom."""
        others = [
            unit for unit in units if unit.known and unit.text is not None and not self._is_todays(unit.eid, unit.text)
        ]
        versions = self._versions(unit.eid for unit in others)
        since = {unit.eid: self._since(unit, versions.get(unit.eid, [])) for unit in others}
        return [unit._replace(differs=since[unit.eid]) if unit.eid in since else unit for unit in units]

    def _since(self, unit: UnitOnDay, made: list[_Made]) -> Since:
        day, acts = self._nearest(unit, made) or ("", ())
        return Since(day or None, tuple(self._refs[act] for act in acts if act in self._refs))

    def _is_todays(self, eid: str, text: str) -> bool:
        """Are the words today's; most are letter by letter, and the rest are levelled first."""
        now = self._now.get(eid)
        return now is not None and (text == now or levelled(text) == levelled(now))

    def _nearest(self, unit: UnitOnDay, made: list[_Made]) -> _Made | None:
        """The change nearest to the day: of a past day the first one after it, of a coming day the last one before.

        ``made``: the unit's own versions between the two days.
        """
        if unit.until is not None and self._low < unit.until <= self._high:
            made = [*made, (unit.until, self._around(unit.eid, unit.until))]
        made = made or [(day, (act,)) for day, act, target in self._operations if _holds(target, unit.eid)]
        return (max if self._future else min)(made, key=lambda one: one[0], default=None)

    def _around(self, eid: str, day: str) -> tuple[str, ...]:
        """Acts that changed the unit, or what it stands in, on that day."""
        found = (act for of, act, target in self._operations if of == day and _holds(target, eid))
        return tuple(dict.fromkeys(found))

    @cached_property
    def _made_by(self) -> dict[str, tuple[str, str, str]]:
        """Operation → its act, its unit, its day; those between the two days."""
        found = self._db.execute(_OPERATIONS, (self._act, self._low, self._high))
        return {id: (act, eid, day) for id, act, eid, day in found}

    @cached_property
    def _operations(self) -> list[tuple[str, str, str]]:
        """(day, act, unit) of the changes between the two days."""
        return [(day, act, eid) for act, eid, day in self._made_by.values()]

    def _versions(self, units: Iterable[str]) -> dict[str, list[_Made]]:
        """Versions of these units between the two days: of an act of thousands one unit may be asked for."""
        found: defaultdict[str, list[_Made]] = defaultdict(list)
        for eid, day, made_by in self._db.execute(_VERSIONS, (self._act, self._low, self._high, *among(units))):
            acts = (self._made_by[id][0] for id in (made_by or "").split() if id in self._made_by)
            found[eid].append((day, tuple(dict.fromkeys(acts))))
        return found

    @cached_property
    def _refs(self) -> dict[str, ActRef]:
        return act_refs(self._db, {act for act, _, _ in self._made_by.values()})


def _holds(target: str, eid: str) -> bool:
    return target == eid or eid.startswith(f"{target}__")
