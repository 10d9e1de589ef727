"""Functions for people who query in SQL: kb_search, act_at, unit_at, address_text."""

from __future__ import annotations

import sqlite3
from typing import Any


def register(conn: sqlite3.Connection, datasette: Any, database: str) -> None:
    """Give the connection our functions."""
    from kb.web.filters import FILTERS

    conn.create_function("address_text", 1, lambda eid: FILTERS["address"](eid) if eid else "", deterministic=True)
