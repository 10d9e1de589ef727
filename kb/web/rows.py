"""Datasette's connections give ``sqlite3.Row`` and decode text by a function; our rooms want plain tuples and text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def tuples(base: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """The connection with rows as tuples of ``str``; as it was afterwards, since Datasette goes on using it.

    What Datasette decodes by a function called for every value (it shows any file, whatever its encoding), SQLite
    decodes by itself: in a base of ours all text is UTF-8.
    """
    kept = base.row_factory, base.text_factory
    base.row_factory, base.text_factory = None, str
    try:
        yield base
    finally:
        base.row_factory, base.text_factory = kept
