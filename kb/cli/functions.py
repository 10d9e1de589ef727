"""Our SQL functions in the command ``sqlite-utils``: its plugin, as kb/web is one of Datasette.

sqlite-utils query base.db "SELECT unit_at('201-мп', 'пункт 3 приложения 1', '2024-06-10')"
"""

# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

import sqlite3
from contextlib import suppress

from sqlite_utils import hookimpl

import kb


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Functions for a base of ours; any other file is left alone, and costs no import."""
    with suppress(sqlite3.DatabaseError):  # no database at all: sqlite-utils says so by itself
        if not kb.is_marked(conn):
            return
        from kb.web.sql_functions import register

        register(conn)
