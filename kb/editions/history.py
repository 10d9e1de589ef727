"""An act of the base through time: its first text, the orders on it, and what comes of applying them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.law.address import Naming
from kb.editions.apply import consolidate
from kb.editions.first import first_text
from kb.editions.model import Change, Consolidated
from kb.editions.orders import changes, orders_on, set_aside
from kb.editions.overtaken import Through, current
from kb.store.rows import ActRow, OperationRow, UnitRow
from kb.store.units import source_units


class History(NamedTuple):
    """What the versions of an act follow from, and the versions.

    ``units``: as the source has them; ``aside``: orders that were not applied → (state, reason); ``applying``: orders
    that were to be; ``changes``: these, dated, as they read on their days; ``reread``: orders that other acts had given
    other words before their day → those acts.
    """

    units: Sequence[UnitRow]
    orders: Sequence[OperationRow]
    aside: Mapping[str, tuple[str, str]]
    applying: Sequence[OperationRow]
    changes: Sequence[Change]
    reread: Mapping[str, str]
    result: Consolidated


def history(db: sqlite3.Connection, row: ActRow, above: frozenset[str] = frozenset()) -> History:
    """The act consolidated from what the base keeps. ``above``: acts whose history waits for this one; two acts that
    change each other are not followed in a ring."""
    orders = orders_on(db, row.id)
    aside = set_aside(db, row, orders)
    applying = [o for o in orders if o.id not in aside]
    now = current(db, applying, changes(db, applying), _through(db, above | {row.id}), above)
    units = source_units(db, row.id)
    result = consolidate(first_text(db, row, units), now.changes, row.id, Naming(row.naming))
    void = {id: ("refused", why) for id, why in now.void.items()}
    return History(units, orders, {**aside, **void}, applying, now.changes, now.reread, result)


def _through(db: sqlite3.Connection, above: frozenset[str]) -> Through:
    return lambda row: history(db, row, above)
