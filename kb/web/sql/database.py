"""A base of ours as Datasette serves it: what visitors write in SQL runs apart from the pages, within limits."""

from __future__ import annotations

import sqlite3
from asyncio import get_running_loop
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import local
from typing import Any

from datasette.database import Database, QueryInterrupted, Results
from datasette.tracer import trace

import kb
from kb.web.attached import bases
from kb.web.sql.deadline import Allowance, allowance
from kb.web.sql.guest import ANSWER, Guest, Interrupted, Rows


def bound(datasette: Any) -> None:
    """Serve every base of ours within limits; the others stay as they are."""
    for database in bases(datasette):
        if not isinstance(database, Bounded):
            bounded = Bounded(datasette, database.path, is_mutable=database.is_mutable)
            bounded.name, bounded.route = database.name, database.route
            datasette.databases = {**datasette.databases, database.name: bounded}


class Bounded(Database):  # type: ignore[misc]
    """A database whose statements (``execute``) are answered by guests, in threads of their own: however many of
    them are at work, those of ``execute_fn``, where our pages are made, are not waited for."""

    def __init__(self, ds: Any, path: str, is_mutable: bool) -> None:
        super().__init__(ds, path, is_mutable)
        self._kept = local()
        self._threads = ThreadPoolExecutor(ds.setting("num_sql_threads") or 1, "sql")

    async def execute(
        self,
        sql: str,
        params: Any = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,
    ) -> Results:
        """As Datasette's own.

        Raises:
            QueryInterrupted: it did not end in time.
            sqlite3.Error: SQLite or a limit has something against it.
        """
        given = params if params is not None else {}
        most = self.ds.max_returned_rows
        if most == (page_size or self.ds.page_size):
            most += 1
        seconds = min(custom_time_limit or self.ds.sql_time_limit_ms, self.ds.sql_time_limit_ms) / 1000
        with trace("sql", database=self.name, sql=sql.strip(), params=params):
            try:
                found = await self._apart(
                    partial(self._answer, allowance.get(), sql, given, seconds, most if truncate else None)
                )
            except Interrupted as error:
                raise QueryInterrupted(error, sql, params) from error
        return Results(found.rows, found.more, found.description)

    async def attached_databases(self) -> list[Any]:
        """None: a base of ours is served alone, and visitors may not ask where it stands."""
        return []

    async def _apart(self, answer: partial[Rows]) -> Rows:
        if self.ds.executor is None:  # Datasette was told to have no threads
            return answer()
        return await get_running_loop().run_in_executor(self._threads, answer)

    def _answer(self, left: Allowance | None, sql: str, params: Any, seconds: float, most: int | None) -> Rows:
        if not hasattr(self._kept, "guest"):
            self._kept.guest = self._guest()
        guest: Guest = self._kept.guest
        left = left or Allowance(seconds, ANSWER)
        with left.granting(seconds) as granted:
            return guest.answer(sql, params, granted, most, left.answer)

    def _guest(self) -> Guest:
        conn, own, spare = self.connect(), self.connect(), sqlite3.connect(":memory:", check_same_thread=False)
        self._all_file_connections.append(spare)  # closed with the rest
        self.ds._prepare_connection(conn, self.name)
        kb.prepare(own)
        queries = (self.ds.metadata("queries", database=self.name) or {}).values()
        return Guest(conn, own, spare, frozenset(one if isinstance(one, str) else one["sql"] for one in queries))
