"""A connection for visitors' statements: whatever they ask, it ends in time and takes a bounded part of the machine."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from kb.web.sql.cost import LONGEST, PATTERN, longest_string
from kb.web.sql.deadline import Deadline
from kb.web.sql.permissions import restrict
from kb.web.sql.products import bound_products
from kb.web.sql_functions import register

HEAP = 128_000_000
"""Bytes that SQLite may hold in the whole process, pages of files included."""

ANSWER = 8_000_000
"""Bytes of an answer: as much as becomes JSON in a tenth of a second."""

PARSED = 1_000_000
"""Bytes of an answer in which columns are parsed as JSON (``_json``): a small text can be very many values."""

CELLS = 100_000
"""Values of an answer: as many as become a page in two seconds."""

LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST,  # of every statement anew, see kb/web/sql/cost.py
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: PATTERN,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 10_000,  # Datasette asks for the labels of a page's rows at once
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
"""What SQLite refuses beyond: https://sqlite.org/limits.html."""

_TOO_BIG, _FORBIDDEN = 18, 23
"""Primary codes of SQLite: SQLITE_TOOBIG, SQLITE_AUTH."""


class Interrupted(Exception):
    """The statement did not end in time."""


class Refused(sqlite3.OperationalError):
    """The statement goes beyond a limit. ``str(error)`` is a Russian sentence for the visitor."""


@dataclass(frozen=True)
class Rows:
    """What a statement found; ``more``: there are more rows than were asked for."""

    rows: list[Any]
    more: bool
    description: Any


class Guest:
    """The connection ``conn``; functions of ours that it calls ask ``own``, SQLite's own are asked of ``spare``.

    ``ready_made``: statements that are no visitor's: they may go through the whole text of the longest act.
    """

    def __init__(
        self, conn: sqlite3.Connection, own: sqlite3.Connection, spare: sqlite3.Connection, ready_made: frozenset[str]
    ) -> None:
        self._conn, self._own, self._ready_made = conn, own, ready_made
        self._deadline = Deadline(0)
        self._refusal = ""
        conn.execute(f"PRAGMA hard_heap_limit={HEAP}")
        for limit, value in LIMITS.items():
            conn.setlimit(limit, value)
        bound_products(conn, spare, self._admit)
        register(conn, self._asked)
        restrict(conn)

    def answer(self, sql: str, params: Any, seconds: float, most: int | None, size: int = ANSWER) -> Rows:
        """The first ``most`` rows of a statement, all of them for None; no more than ``size`` bytes.

        Raises:
            Interrupted, Refused: a limit stopped it.
            sqlite3.Error: what SQLite has against it.
        """
        self._refusal = ""
        cursor = self._conn.cursor()
        with Deadline(seconds, self._conn, self._own) as self._deadline:
            try:
                self._conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
                longest = LONGEST if sql in self._ready_made else longest_string(self._conn, sql, params)
                self._conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest)
                cursor.execute(sql, params)
                return _fetched(cursor, most, size, whole_row=longest == LONGEST)
            except (sqlite3.Error, MemoryError) as error:
                raise self._explained(error) from error
            finally:
                cursor.close()

    def _asked(self) -> sqlite3.Connection:
        self._deadline.check()
        return self._own

    def _admit(self, name: str, affordable: bool) -> None:
        self._deadline.check()
        if not affordable:
            self._refusal = f"Для таких длинных строк {name}() не вычисляется: это слишком долго."
            raise ValueError(self._refusal)

    def _explained(self, error: sqlite3.Error | MemoryError) -> Exception:
        code = getattr(error, "sqlite_errorcode", None)
        if self._deadline.passed:
            return Interrupted()
        if self._refusal:
            return Refused(self._refusal)
        if isinstance(error, MemoryError):
            return Refused("Запросу нужно больше памяти, чем ему отведено.")
        if code == _TOO_BIG:
            longest = self._conn.getlimit(sqlite3.SQLITE_LIMIT_LENGTH)
            return Refused(f"В этом запросе строка не может быть длиннее {longest} байт.")
        if code == _FORBIDDEN:
            return Refused("Запрос обращается к тому, что посетителям не показывают.")
        if str(error).startswith("LIKE or GLOB pattern"):
            return Refused(f"Образец LIKE или GLOB не может быть длиннее {PATTERN} байт.")
        return error


def _fetched(cursor: sqlite3.Cursor, most: int | None, size: int, whole_row: bool) -> Rows:
    """``whole_row``: the first is given however long, since it stands in the base as it is."""
    rows: list[Any] = []
    taken = 0
    for row in cursor:
        if most is not None and len(rows) == most:
            return Rows(rows, True, cursor.description)
        rows.append(row)
        taken += sum(map(_size, row))
        if taken > size and (len(rows) > 1 or not whole_row):
            raise Refused(f"Ответ больше {size // 1_000_000} МБ: возьмите меньше строк (_size) или столбцов (_col).")
        if len(rows) * len(row) > CELLS:
            raise Refused(f"В ответе больше {CELLS} значений: возьмите меньше строк (_size) или столбцов (_col).")
    return Rows(rows, False, cursor.description)


def _size(value: object) -> int:
    """Bytes, about; a small value takes its place too."""
    return 24 + len(value) if isinstance(value, (str, bytes)) else 24
