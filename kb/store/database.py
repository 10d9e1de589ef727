"""The base as sqlite-utils sees it, for what is not done row by row: look-up tables, descriptions, migrations.

Importing this file takes a seventh of a second (sqlite-utils imports numpy): commands that only read do without.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database


def database(db: sqlite3.Connection) -> Database:
    """The same connection with the methods of sqlite-utils; as it was set up, and without plugins of other people."""
    return Database(db, recursive_triggers=False, execute_plugins=False)
