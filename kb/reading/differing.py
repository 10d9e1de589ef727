"""How a unit of a past or coming day is another today: since when, and which acts made it so."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kb.answers import Since
from kb.editions.reach import within
from kb.editions.words import levelled
from kb.store.acts import act_refs
from kb.store.rows import AMONG, among
from kb.store.units import UnitOnDay

_Made = tuple[str, tuple[str, ...]]
"""The day of a change, and the acts that made it."""
_Order = tuple[str, str, str]
"""The day of a change, its act, the unit that it names."""

_VERSIONS = f"""
    SELECT eid, in_force_from, made_by FROM unit_texts
    WHERE act = ? AND in_force_from > ? AND in_force_from <= ? AND eid {AMONG} ORDER BY in_force_from
"""
_ORDERS = f"""
    SELECT coalesce(o.in_force_from, iif(o.state = 'stated', a.date, NULL)) AS day, o.act, o.target_eid
    FROM operations o LEFT JOIN act_records a ON a.id = o.act
    WHERE o.target = ? AND o.act <> o.target AND o.state IN ('applied', 'stated') AND day > ? AND day <= ?
      AND o.target_eid {AMONG}
"""
_MADE_BY = f"SELECT id, act FROM operations WHERE id {AMONG} AND act <> target"


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
        versions, orders = self._versions(unit.eid for unit in others), self._orders(unit.eid for unit in others)
        nearest = {unit.eid: self._nearest(unit, versions[unit.eid], orders) or ("", ()) for unit in others}
        refs = act_refs(self._db, (act for _, acts in nearest.values() for act in acts))
        since = {
            eid: Since(day or None, tuple(refs[act] for act in acts if act in refs))
            for eid, (day, acts) in nearest.items()
        }
        return [unit._replace(differs=since[unit.eid]) if unit.eid in since else unit for unit in units]

    def _is_todays(self, eid: str, text: str) -> bool:
        """Are the words today's; most are letter by letter, and the rest are levelled first."""
        now = self._now.get(eid)
        return now is not None and (text == now or levelled(text) == levelled(now))

    def _nearest(self, unit: UnitOnDay, made: list[_Made], orders: Sequence[_Order]) -> _Made | None:
        """The change nearest to the day: of a past day the first one after it, of a coming day the last one before.

        ``made``: the unit's own versions between the two days.
        """
        around = [(day, act) for day, act, target in orders if within(unit.eid, target)]
        if unit.until is not None and self._low < unit.until <= self._high:
            then = dict.fromkeys(act for day, act in around if day == unit.until)
            made = [*made, (unit.until, tuple(then))]
        made = made or [(day, (act,)) for day, act in around]
        return (max if self._future else min)(made, key=lambda one: one[0], default=None)

    def _orders(self, units: Iterable[str]) -> list[_Order]:
        """Changes of these units, and of what they stand in, between the two days."""
        steps = [eid.split("__") for eid in units]
        around = {"__".join(of[:end]) for of in steps for end in range(1, len(of) + 1)}
        return self._db.execute(_ORDERS, (self._act, self._low, self._high, *among(around))).fetchall()

    def _versions(self, units: Iterable[str]) -> defaultdict[str, list[_Made]]:
        """Versions of these units between the two days: of an act of thousands one unit may be asked for."""
        rows = self._db.execute(_VERSIONS, (self._act, self._low, self._high, *among(units))).fetchall()
        by = dict(self._db.execute(_MADE_BY, among({id for _, _, made_by in rows for id in (made_by or "").split()})))
        found: defaultdict[str, list[_Made]] = defaultdict(list)
        for eid, day, made_by in rows:
            acts = (by[id] for id in (made_by or "").split() if id in by)
            found[eid].append((day, tuple(dict.fromkeys(acts))))
        return found
