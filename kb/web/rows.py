"""Datasette's connections give ``sqlite3.Row``; the rooms below, and our reading, are written for tuples."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def tuples(base: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """The connection with rows as tuples; as it was afterwards, since Datasette goes on using it."""
    kept, base.row_factory = base.row_factory, None
    try:
        yield base
    finally:
        base.row_factory = kept
