"""An act of the base through time: its first text, the orders on it, and what comes of applying them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.law.address import Naming
from kb.editions.apply import consolidate
from kb.editions.first import first_text, source_units
from kb.editions.model import Change, Consolidated
from kb.editions.orders import changes, orders_on, set_aside
from kb.store.rows import ActRow, OperationRow, UnitRow


class History(NamedTuple):
    """What the versions of an act follow from, and the versions.

    ``units``: as the source has them; ``aside``: orders that were not applied → (state, reason); ``applying``: the
    other orders, ``changes`` the same, dated.
    """

    units: Sequence[UnitRow]
    orders: Sequence[OperationRow]
    aside: Mapping[str, tuple[str, str]]
    applying: Sequence[OperationRow]
    changes: Sequence[Change]
    result: Consolidated


def history(db: sqlite3.Connection, row: ActRow) -> History:
    """The act consolidated from what the base keeps."""
    orders = orders_on(db, row.id)
    aside = set_aside(db, row, orders)
    applying = [o for o in orders if o.id not in aside]
    dated, units = changes(db, applying), source_units(db, row.id)
    result = consolidate(first_text(db, row, units), dated, row.id, Naming(row.naming))
    return History(units, orders, aside, applying, dated, result)
