"""Functions of SQLite that take as long as two of their arguments multiplied.

A visitor's connection has others under the same names: they ask SQLite where the product is small, else refuse.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

_MOST = (
    ("instr", 2, 1e10),
    ("replace", 3, 1e10),
    ("trim", 2, 5e7),
    ("ltrim", 2, 5e7),
    ("rtrim", 2, 5e7),
    ("json_patch", 2, 2e10),
)
"""(name, how many arguments, the product of the lengths of the first two that takes half a second)."""


Admit = Callable[[str, bool], None]
"""Called before each with its name and whether it can be afforded; raises where it may not be asked."""


def bound_products(conn: sqlite3.Connection, spare: sqlite3.Connection, admit: Admit) -> None:
    """Give the connection the bounded functions; ``spare`` has SQLite's own."""
    for name, arguments, most in _MOST:
        conn.create_function(name, arguments, _bounded(spare, name, arguments, most, admit), deterministic=True)


def _bounded(spare: sqlite3.Connection, name: str, arguments: int, most: float, admit: Admit) -> Callable[..., Any]:
    asked = f"SELECT {name}({', '.join('?' * arguments)})"

    def answer(*given: Any) -> Any:
        admit(name, _length(given[0]) * _length(given[1]) <= most)
        return spare.execute(asked, given).fetchone()[0]

    return answer


def _length(value: object) -> int:
    return len(value) if isinstance(value, (str, bytes)) else 0
