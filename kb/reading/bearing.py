"""Which orders bear on a unit: the unit is followed by its wId, whatever number it had on the day of the order.

An order bears on the unit that it names, on what that stands in, and on everything in it when it gives the whole new
wording, ends it or suspends it. A section holds its points though their eIds do not say so.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from kb.editions.reach import within
from kb.store.rows import AMONG, ORDERED, OperationRow, TextRow, UnitRow, among, select


class Order(NamedTuple):
    """What is asked of an order; ``day``: of its force, else of the act's signing, None: neither is known."""

    id: str
    target: str
    verb: str
    state: str
    basis: str
    part: str | None
    day: str | None


class Stay(NamedTuple):
    """A unit under one number: its eId from ``since`` until ``until`` (None: still)."""

    eid: str
    since: str
    until: str | None

    def held(self, order: Order) -> bool:
        """Did the unit stand here when the order came: one that adds makes the unit on its day, others find it made."""
        if order.day is None:
            return self.until is None
        if order.verb == "add":
            return self.since <= order.day < (self.until or "~")
        return (self.since < order.day or not self.since) and order.day <= (self.until or "~")


def wordings(db: sqlite3.Connection, act: str, eid: str) -> list[TextRow]:
    """Every wording that the unit of today's number had, under its former numbers too, by day."""
    wid = _wids(db, act, [eid])[eid]
    found = db.execute(f"SELECT eid, in_force_from {_OF_WIDS}", (act, *among([wid])))
    keys = {(one, since) for one, since in found}
    rows = select(db, TextRow, f"WHERE act = ? AND eid {AMONG}", (act, *among({one for one, _ in keys})))
    return sorted((row for row in rows if (row.eid, row.in_force_from) in keys), key=lambda row: row.in_force_from)


def _stays(db: sqlite3.Connection, act: str, wids: dict[str, str]) -> dict[str, list[Stay]]:
    """eId of today → under which numbers the unit stood, and when, by its wordings; none of one that has no words."""
    found: defaultdict[str, dict[str, Stay]] = defaultdict(dict)
    now = {wid: eid for eid, wid in wids.items()}
    for wid, eid, since, until in db.execute(_STAYS, (act, *among(wids.values()))):
        before = found[now[wid]].get(eid)
        found[now[wid]][eid] = Stay(eid, before.since if before else since, until)
    return {eid: list(by_number.values()) for eid, by_number in found.items()}


_OF_WIDS = """
    FROM (SELECT u.wid, t.eid, t.in_force_from, t.in_force_until, t.made_by
          FROM json_each(?2) j CROSS JOIN units u ON u.act = ?1 AND u.eid = j.value AND u.wid = u.eid
               CROSS JOIN unit_texts t ON t.act = ?1 AND t.eid = u.eid AND t.wid IS NULL
          UNION ALL
          SELECT u.wid, t.eid, t.in_force_from, t.in_force_until, t.made_by
          FROM json_each(?2) j CROSS JOIN units u INDEXED BY units_moved
               ON u.act = ?1 AND u.wid = j.value AND u.wid <> u.eid
               CROSS JOIN unit_texts t ON t.act = ?1 AND t.eid = u.eid AND t.wid IS NULL
          UNION ALL
          SELECT t.wid, t.eid, t.in_force_from, t.in_force_until, t.made_by
          FROM json_each(?2) j CROSS JOIN unit_texts t INDEXED BY unit_texts_moved
               ON t.act = ?1 AND t.wid = j.value AND t.wid IS NOT NULL)
"""
"""Wordings of units by wId; a wording tells its wId where another unit has the number now. Nearly every unit has its
wId for a number: the others stand in small indexes of their own."""
_STAYS = f"SELECT wid, eid, in_force_from, in_force_until {_OF_WIDS} ORDER BY in_force_from"
_MADE = f"SELECT wid, made_by {_OF_WIDS} WHERE made_by IS NOT NULL"


def _wids(db: sqlite3.Connection, act: str, eids: Sequence[str]) -> dict[str, str]:
    """eId → wId of units as they are numbered now; one that the base does not hold is its own."""
    known = dict(db.execute(_NUMBERED, (act, *among(eids))))
    return {eid: known.get(eid, eid) for eid in eids}


_NUMBERED = """
    SELECT u.eid, u.wid FROM json_each(?2) j CROSS JOIN units u ON u.act = ?1 AND u.eid = j.value
"""


class Bearing:
    """The orders that bear on one unit of an act."""

    def __init__(self, db: sqlite3.Connection, act: str, eid: str) -> None:
        inside, self._around = _neighbours(db, act, eid)
        wids = _wids(db, act, inside)
        stays = _stays(db, act, wids)
        self._own = stays.get(eid) or _by_what_is_in_it(eid, stays) or [Stay(eid, "", None)]
        self._inside = [*self._own, *(stay for one in inside for stay in stays.get(one) or [Stay(one, "", None)])]
        self._made = {id for _, made in db.execute(_MADE, (act, *among(wids.values()))) for id in made.split()}
        self._moved = {one for (one,) in db.execute(_MOVED, (act,))}

    def __call__(self, order: Order) -> bool:
        """Does the order bear on the unit."""
        if order.id in self._made and order.verb != "renumber":
            return True
        if order.target and any(within(order.target, stay.eid) and self._finds(stay, order) for stay in self._inside):
            return True
        return _is_of_all_within(order) and any(self._reaches(stay, order) for stay in self._own)

    def _finds(self, stay: Stay, order: Order) -> bool:
        """Was it this unit that had the number; where no number ever changed hands, it was."""
        return stay.eid not in self._moved or stay.held(order)

    def _reaches(self, stay: Stay, order: Order) -> bool:
        """Is it of the act, or of what the unit stands in, while it stood there."""
        return (within(stay.eid, order.target) or order.target in self._around) and stay.held(order)


_MOVED = """
    SELECT eid FROM unit_texts INDEXED BY unit_texts_moved WHERE act = ?1 AND wid IS NOT NULL
    UNION SELECT eid FROM units INDEXED BY units_moved WHERE act = ?1 AND wid <> eid
"""
"""Numbers that another unit had, or that were put in."""


def makers(db: sqlite3.Connection, act: str, wids: Mapping[str, str], low: str, high: str) -> dict[str, set[str]]:
    """eId of a leaf → acts whose orders, in force after ``low`` and by ``high``, made its words or number, or gave the
    same words anew with what it stands in; ``wids``: of the leaves by eId. A suspension leaves words as they are."""
    stays = _stays(db, act, dict(wids))
    made: defaultdict[str, set[str]] = defaultdict(set)
    for wid, ids in db.execute(_MADE, (act, *among(wids.values()))):
        made[wid].update(ids.split())
    rows = select(db, OperationRow, _BETWEEN, (act, low, high))
    orders = [(o.act, Order(o.id, o.target_eid, o.verb, o.state, o.basis, o.part, o.in_force_from)) for o in rows]
    return {eid: {by for by, o in orders if _makes(o, made[wid], stays.get(eid, ()))} for eid, wid in wids.items()}


_BETWEEN = """
    WHERE target = ? AND state = 'applied' AND verb <> 'suspend' AND target_eid <> ''
      AND in_force_from > ? AND in_force_from <= ?
"""


def _makes(order: Order, made: Collection[str], stays: Iterable[Stay]) -> bool:
    if order.id in made and order.verb != "renumber":
        return True
    found = [stay for stay in stays if within(stay.eid, order.target) and stay.held(order)]
    return any(stay.eid == order.target or _is_of_all_within(order) for stay in found)


def _neighbours(db: sqlite3.Connection, act: str, eid: str) -> tuple[list[str], set[str]]:
    """eIds of the unit and all in it, and of all that it stands in."""
    found = select(db, UnitRow, "WHERE act = ? AND eid = ?", (act, eid))
    if not found:
        return [eid], set()
    inside = db.execute(_INSIDE, (act, eid, found[0].position, found[0].last))
    return [row[0] for row in inside], {row[0] for row in db.execute(_AROUND, {"act": act, "eid": eid})}


_INSIDE = """
    SELECT u.eid FROM units u WHERE u.act = ?1 AND u.position BETWEEN ?3 AND ?4
      AND (u.eid = ?2 OR u.in_force_until IS NULL OR NOT EXISTS (
        SELECT 1 FROM units n WHERE n.act = ?1 AND n.eid = u.wid AND n.wid = n.eid AND n.eid <> u.eid
        UNION ALL SELECT 1 FROM units n INDEXED BY units_moved
        WHERE n.act = ?1 AND n.wid = u.wid AND n.wid <> n.eid AND n.eid <> u.eid))
    ORDER BY u.position
"""
"""Without numbers that a unit had before it went elsewhere."""
_AROUND = """
    WITH RECURSIVE up(eid) AS (
      SELECT parent FROM units WHERE act = :act AND eid = :eid
      UNION SELECT u.parent FROM units u JOIN up ON u.eid = up.eid WHERE u.act = :act
    )
    SELECT eid FROM up WHERE eid IS NOT NULL
"""


def _by_what_is_in_it(eid: str, stays: Mapping[str, Iterable[Stay]]) -> list[Stay]:
    """Where a unit without words of its own stood: its parts keep their numbers in it when it gets another."""
    found: dict[str, Stay] = {}
    for one, of_part in stays.items():
        tail = one.removeprefix(eid)
        for stay in of_part if tail != one else ():
            number = stay.eid.removesuffix(tail)
            before = found.get(number, stay)
            until = max(before.until, stay.until) if before.until and stay.until else None
            found[number] = Stay(number, min(before.since, stay.since), until)
    return list(found.values())


def _is_of_all_within(order: Order) -> bool:
    """Does the order bear on everything in its target: of the act as a whole, only what ends or suspends it does."""
    if order.verb in ("repeal", "suspend"):
        return order.state != "refused"
    if not order.target or order.verb not in ("restate", "add", "renumber"):
        return False
    return order.basis not in ORDERED or (order.verb != "add" and order.state != "refused" and not order.part)
