"""What a statement does with strings in one go → how long they may be.

A program of SQLite is interrupted where it jumps. Between two jumps it runs each of its instructions at most once, so
that stretch takes no longer than the sum of what they cost on the longest string there may be. The instructions are
told by ``EXPLAIN``; what they cost per byte was measured on the worst arguments that could be found (SQLite 3.40).
"""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from kb.web.sql_functions import OF_AN_ACT, OF_THE_BASE

STRETCH = 0.7
"""Seconds that a stretch without a jump may take."""

LONGEST, UNTOLD = 64_000_000, 100_000
"""Bytes of a string where a statement only reads what the base holds, and where it cannot be explained: it is an
``EXPLAIN`` itself, or none at all."""

PATTERN = 200
"""Bytes of a pattern of LIKE and GLOB; what they cost was measured with such."""

_WORKS = {"Function", "PureFunc", "AggStep", "AggStep1", "AggInverse", "AggValue", "AggFinal", "Concat", "VFilter"}
"""Instructions that go through strings."""

_COSTS = (
    ("glob of a class at every place", r"glob\(", 2000),
    ("like of a long beginning at every place", r"like\(", 1000),
    ("a format that is all «%J»", r"strftime\(", 250),
    ("a path for each of many arguments", r"\w+\(-1\)", 200),
    ("a number, or the greatest of many", r"(count|sum|total|avg|min|max|length)\(", 5),
    ("ours hand over what they made", rf"({'|'.join(name for name, *_ in (*OF_AN_ACT, *OF_THE_BASE))})\(", 10),
)
"""(what it is, how the instruction's last operand begins, nanoseconds a byte)."""

_COST = 50
"""Nanoseconds a byte of everything else."""


def longest_string(conn: sqlite3.Connection, sql: str, params: Any) -> int:
    """How many bytes a string or a blob of the statement may have."""
    try:
        program = conn.execute(f"EXPLAIN {sql}", params).fetchall()
    except sqlite3.Error:
        return UNTOLD
    cost = sum(_cost(str(step[5] or "")) for step in program if step[1] in _WORKS)
    return min(LONGEST, int(STRETCH * 1e9 / cost)) if cost else LONGEST


def _cost(operand: str) -> int:
    return next((cost for _, pattern, cost in _COSTS if re.match(pattern, operand)), _COST)
