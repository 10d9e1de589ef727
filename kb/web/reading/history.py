"""Why a unit reads as it does: every wording it had, the orders that made each, and those that did not fit."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import Any

from kb.answers import Corrected
from kb.store.told_corrections import of_orders
from kb.web.reading.cards import COLUMNS, Card, of_row


@dataclass(frozen=True, slots=True)
class Order:
    """A change ordered by an act. ``unit``: eid in that act; ``words``: the passage that orders it."""

    id: str
    act_id: str
    act: Card | None
    unit: str
    verb: str
    target: str
    in_force_from: str | None
    basis: str
    missing: str | None
    state: str
    reason: str | None
    words: str
    corrected: tuple[Corrected, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """A unit's words for a time. ``since`` "": as its source has it; ``seal``: hash chained to the wording before."""

    since: str
    until: str | None
    text: str
    seal: str
    made_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Everything that decides how a unit reads: wordings in order, and orders by id."""

    wordings: tuple[Wording, ...]
    orders: dict[str, Order]


_WORDINGS = """
    SELECT in_force_from, in_force_until, text, hash, coalesce(made_by, '') FROM unit_texts
    WHERE act = ? AND eid = ? ORDER BY in_force_from
"""
_ORDERS = f"""
    SELECT {COLUMNS}, o.id, o.act, o.unit, o.verb, o.target_eid, o.in_force_from, o.basis, o.missing, o.state, o.reason,
           passage(o.source, o.start, min(o."end", o.start + 1200)), o.corrected
    FROM operations o LEFT JOIN acts a ON a.id = o.act
    WHERE o.target = :act
      AND (o.target_eid = :eid OR substr(:eid, 1, length(o.target_eid) + 2) = o.target_eid || '__'
           OR instr(:made, o.id) > 0)
    ORDER BY coalesce(o.in_force_from, '9999'), o.act, o.position
"""


def history(base: sqlite3.Connection, act: str, eid: str) -> History:
    """The wordings of a unit, and the orders that touch it, something around it, or that made a wording."""
    wordings = tuple(
        Wording(since, until, text, seal, tuple(made_by.split()))
        for since, until, text, seal, made_by in base.execute(_WORDINGS, (act, eid))
    )
    made = " ".join(order for wording in wordings for order in wording.made_by)
    rows = base.execute(_ORDERS, {"act": act, "eid": eid, "made": made}).fetchall()
    corrected = of_orders(base, (row[-1] for row in rows))
    return History(wordings, {row[10]: _order(row, corrected[row[-1]]) for row in rows})


def _order(row: Any, corrected: tuple[Corrected, ...]) -> Order:
    identity, act, *rest = tuple(row)[10:-1]
    return replace(Order(identity, act, of_row(row) if row[0] else None, *rest), corrected=corrected)
