"""Whose database a file is: a base of ours, one of another version of the program, or somebody else's."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Set
from pathlib import Path

from kb.errors import KnowledgeBaseError, NewerBase, OlderBase
from kb.store.connection import APPLICATION_ID, NEWEST, OLDEST, open_base

_COLUMNS = """
    SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p
    WHERE m.type IN ('table', 'view') AND m.name IN (SELECT value FROM json_each(?))
"""


def is_marked(conn: sqlite3.Connection) -> bool:
    """Whether a program of ours made the database, of whatever version.

    Raises:
        sqlite3.DatabaseError: it is no database.
    """
    return bool(conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)


def is_base(conn: sqlite3.Connection, columns: Mapping[str, Set[str]]) -> bool:
    """Whether it is a base of ours as this program reads it: every table and view has at least these columns.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    if is_marked(conn) and not OLDEST <= conn.execute("PRAGMA user_version").fetchone()[0] <= NEWEST:
        return False
    there: dict[str, set[str]] = {}
    for table, column in conn.execute(_COLUMNS, (json.dumps(list(columns)),)):
        there.setdefault(table, set()).add(column)
    return all(wanted <= there.get(table, set()) for table, wanted in columns.items())


def refusal(base: str | Path) -> str | None:
    """The sentence that a base of another version of the program is refused with; None for any other file."""
    try:
        open_base(base, readonly=True).close()
    except (OlderBase, NewerBase) as error:
        return str(error)
    except (KnowledgeBaseError, sqlite3.Error):
        return None
    return None


def can_be_watched(base: str | Path) -> bool:
    """Whether SQLite can follow other programs' writes: it needs a file of its own beside a base in WAL mode."""
    try:
        trial = sqlite3.connect(f"{Path(base).resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.OperationalError:
        return False
    try:
        trial.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        return False
    finally:
        trial.close()
    return True
