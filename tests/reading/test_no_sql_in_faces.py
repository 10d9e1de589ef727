"""A face formats what :mod:`kb` says: it sends no SQL of its own to a base."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VISITORS = ROOT / "kb" / "web" / "sql"
"""The room that runs the statements of visitors, bounded: it has no question of its own to a base."""
SOURCES = sorted(
    path for room in ("web", "cli") for path in (ROOT / "kb" / room).rglob("*.py") if VISITORS not in path.parents
)
SENDING = {"execute", "executemany", "executescript"}
ALLOWED = {"hookimpl"}
"""Names of sqlite_utils that make a plugin of it, and read no base."""


def sql_in(source: str) -> Iterator[str]:
    """What in a Python source sends SQL: «12: execute»."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in SENDING:
            yield f"{node.lineno}: {node.attr}"
        if isinstance(node, ast.Import) and any(one.name.startswith("sqlite_utils") for one in node.names):
            yield f"{node.lineno}: sqlite_utils"
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlite_utils"):
            yield from (f"{node.lineno}: {one.name}" for one in node.names if one.name not in ALLOWED)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_face_sends_no_sql(path: Path) -> None:
    assert list(sql_in(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("base.execute('SELECT 1')", ["1: execute"]),
        ("run = base.cursor().executemany", ["1: executemany"]),
        ("base.executescript(sql)", ["1: executescript"]),
        ("import sqlite_utils", ["1: sqlite_utils"]),
        ("from sqlite_utils import Database, hookimpl", ["1: Database"]),
        ("database.execute_fn(made)  # runs Python, not SQL", []),
    ],
)
def test_what_sends_sql_is_seen(source: str, found: list[str]) -> None:
    assert list(sql_in(source)) == found
