"""What a visitor's statement may touch: it reads what the base holds, and nothing of the machine."""

from __future__ import annotations

import sqlite3
from functools import cache

_ALWAYS = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE))

_PRAGMAS = frozenset(
    "foreign_key_list function_list index_info index_list index_xinfo max_page_count page_count page_size "
    "schema_version table_info table_xinfo".split()
)
"""Those that Datasette lets visitors ask, but ``database_list``: it tells where the file stands."""

_COMPUTED = ("json_each", "json_tree", *(f"pragma_{name}" for name in _PRAGMAS))
"""Tables without a file behind them that may be read. The others tell of SQLite's inside (``sqlite_stmt``) or go
through the whole file in one step (``dbstat``)."""


def restrict(conn: sqlite3.Connection) -> None:
    """From now on the connection reads what it may, and nothing else."""
    for table in _COMPUTED:  # SQLite makes such a table when it is first used, which is what the authorizer forbids
        conn.execute(f"SELECT 1 FROM {table} LIMIT 0")
    conn.set_authorizer(_permitted)


def _permitted(action: int, first: str | None, second: str | None, _database: str | None, _view: str | None) -> int:
    """SQLite's authorizer: https://sqlite.org/c3ref/c_alter_table.html says what the arguments are of each action."""
    if action in _ALWAYS:
        allowed = True
    elif action == sqlite3.SQLITE_FUNCTION:
        allowed = second not in _direct_only()
    elif action == sqlite3.SQLITE_PRAGMA:
        allowed = first is not None and first.lower() in _PRAGMAS
    else:  # whatever writes, attaches or opens a transaction
        allowed = False
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


@cache
def _direct_only() -> frozenset[str]:
    """Functions that SQLite itself keeps out of schemas, since they leak or do something: ``fts3_tokenizer`` gives an
    address in the process, ``load_extension`` loads code."""
    flag = 0x80000  # SQLITE_DIRECTONLY
    with sqlite3.connect(":memory:") as pristine:
        names = pristine.execute("SELECT DISTINCT name FROM pragma_function_list WHERE flags & ?", (flag,)).fetchall()
    pristine.close()
    return frozenset(str(name) for (name,) in names)
