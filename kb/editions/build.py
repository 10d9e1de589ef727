"""Consolidation of the base's acts: operations of amending acts become versions of units, states and reasons.

The source's own text is what an act begins with (rows of ``units`` with ``first``, wordings without a maker);
everything else here is derived and made anew each time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from kb.editions.apply import NOT_UNDERSTOOD
from kb.editions.brought import bring
from kb.editions.history import History, history
from kb.editions.model import Change, Consolidated, Life, Version
from kb.editions.orders import IS_ORDERED, TAKEN_OUT, changes, is_taken_out, orders_on
from kb.editions.reach import Reach, reach
from kb.store.rows import AMONG, ActRow, OperationRow, TextRow, UnitRow, among, insert, select
from kb.store.subtrees import last_of

AS_AMENDED = "поручение в редакции, которую дал ему до вступления в силу"
NO_TEXT = "текста изменяемого акта в базе нет"

Outcome = tuple[str, str, str | None, str | None]
"""What became of an order: its id, state, reason, first day."""


def rebuild(db: sqlite3.Connection, acts: Iterable[str]) -> None:
    """Make the versions of these acts again, and of the acts that they change, and so on: an order reads as its own
    act does on its day."""
    found = db.execute(
        f"""WITH RECURSIVE reached(act) AS (
                SELECT value FROM json_each(?1)
                UNION SELECT o.target FROM reached JOIN operations o ON o.act = reached.act
                WHERE {IS_ORDERED} AND o.target IS NOT NULL)
            SELECT o.target FROM reached JOIN operations o ON o.target = reached.act WHERE {IS_ORDERED}
            UNION SELECT act FROM unit_texts WHERE act IN (SELECT value FROM json_each(?1)) AND made_by IS NOT NULL
            UNION SELECT act FROM editions WHERE act IN (SELECT value FROM json_each(?1)) AND brought""",
        among(acts),
    )
    for (act,) in sorted(found):
        _rebuild(db, act)


def _rebuild(db: sqlite3.Connection, act: str) -> None:
    row = next(iter(select(db, ActRow, "WHERE id = ?", (act,))), None)
    if row is None or not row.has_text:
        orders = orders_on(db, act)
        _say(db, [_without_text(o, change) for o, change in zip(orders, changes(db, orders), strict=True)])
        return
    known = history(db, row)
    _put_texts(db, act, known.result, known_from(db, known.applying))
    _put_units(db, act, known.units, known.result)
    _say(db, _outcomes(known))
    bring(db, row)


def _without_text(order: OperationRow, change: Change) -> Outcome:
    """The end of an act whose text we do not hold needs no text; any other change waits for it."""
    if is_taken_out(order):
        return order.id, "refused", TAKEN_OUT, change.start
    how = reach(order) if order.verb == "repeal" else Reach.NONE
    if how is Reach.UNCLEAR:
        return order.id, "refused", f"{NOT_UNDERSTOOD}: {change.part}", change.start
    whole = how in (Reach.ALL, Reach.BUT) and change.start is not None
    return order.id, "applied" if whole else "pending", None if whole else NO_TEXT, change.start


def known_from(db: sqlite3.Connection, orders: Sequence[OperationRow]) -> dict[str, str]:
    """Operation → the day the base first saw its source."""
    wanted = among({o.source for o in orders})
    seen = dict(db.execute(f"SELECT id, known_from FROM sources WHERE id {AMONG}", wanted))
    return {o.id: seen.get(o.source, "") for o in orders}


def _put_texts(db: sqlite3.Connection, act: str, result: Consolidated, known: dict[str, str]) -> None:
    """Wordings of leaves; of a container its heading lines, where they have changed."""
    stated = dict(db.execute("SELECT eid, known_from FROM unit_texts WHERE act = ? AND made_by IS NULL", (act,)))
    first_known = min(stated.values(), default="")
    db.execute("DELETE FROM unit_texts WHERE act = ?", (act,))
    reworded = {v.eid for v in result.versions if v.made_by and v.words}
    kept = [v for v in result.versions if v.leaf or (v.eid in reworded and v.words)]
    wids = {life.eid: life.wid for life in result.units}
    insert(db, [_text_row(act, v, known, stated.get(v.eid, first_known), wids) for v in kept])


def _text_row(act: str, v: Version, known: dict[str, str], stated: str, wids: dict[str, str]) -> TextRow:
    day = max((known.get(change, "") for change in v.made_by), default=stated)
    wid = v.wid if v.wid != wids.get(v.eid) else None
    return TextRow(act, v.eid, v.since, v.words, v.until, day, " ".join(v.made_by) or None, v.hash, wid)


def _put_units(db: sqlite3.Connection, act: str, base: Sequence[UnitRow], result: Consolidated) -> None:
    """Every unit that ever stands, in the order of the text; a unit put in has no span of the source."""
    of_source = {unit.eid: unit for unit in base}
    last = last_of(result.units)
    rows = [_unit_row(act, i, life, of_source.get(life.eid), last[i]) for i, life in enumerate(result.units)]
    db.execute("DELETE FROM units WHERE act = ?", (act,))
    insert(db, rows)


def _unit_row(act: str, position: int, life: Life, base: UnitRow | None, last: int) -> UnitRow:
    if base is not None:
        return base._replace(
            position=position,
            wid=life.wid,
            parent=life.parent,
            last=last,
            leaf=int(life.leaf),
            in_force_from=life.since,
            in_force_until=life.until,
        )
    return UnitRow(
        act,
        position,
        life.eid,
        life.wid,
        life.parent,
        life.component,
        life.kind,
        life.number,
        None,
        0,
        0,
        last,
        int(life.leaf),
        None,
        life.since,
        life.until,
    )


def _outcomes(known: History) -> Iterator[Outcome]:
    """What became of every order."""
    reasons = {r.change: ("refused", r.reason) for r in known.result.refused}
    reasons |= {r.change: ("pending", r.reason) for r in known.result.pending}
    for o in known.orders:
        if o.id in known.aside:
            stated = o.in_force_from if o.missing is None else None  # not what it was worked out to be when it applied
            yield o.id, *known.aside[o.id], stated
    for change in known.changes:
        yield change.id, *reasons.get(change.id, ("applied", _as_amended(known, change))), change.start


def _as_amended(known: History, change: Change) -> str | None:
    by = known.reread.get(change.id)
    return f"{AS_AMENDED}: {by}" if by else None


def _say(db: sqlite3.Connection, outcomes: Iterable[Outcome]) -> None:
    db.executemany("UPDATE operations SET state = ?2, reason = ?3, in_force_from = ?4 WHERE id = ?1", list(outcomes))
