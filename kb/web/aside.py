"""Datasette makes its pages on the thread that answers everybody; those of our bases it makes aside.

A table of a thousand rows, a long list of facets, a large answer in JSON are seconds of work in Python. Each request
for them is handed to one of a few event loops in threads of their own, the least busy one.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from threading import Lock, Thread
from typing import Any

from datasette.utils import tilde_decode

from kb.web.attached import bases
from kb.web.root import App, Scope, Send
from kb.web.sql.deadline import Allowance, allowance
from kb.web.sql.guest import ANSWER, PARSED

_LOOPS = 4

_TURN = 0.001
"""Seconds after which a thread at work lets another run: what answers everybody waits so long at each step."""

_TOGETHER = 64_000
"""Bytes of an answer that are sent at once: Datasette gives CSV row by row."""


def aside(datasette: Any, app: App) -> App:
    """The application with what concerns the tables of our bases made in other threads."""
    workers = [_Worker() for _ in range(_LOOPS)]
    sys.setswitchinterval(_TURN)
    datasette.refresh_schemas = _one_at_a_time(datasette._refresh_schemas)

    async def answering(scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] != "http" or not _of_tables(datasette, str(scope.get("path", ""))):
            await app(scope, receive, send)
            return
        size = PARSED if b"_json=" in scope.get("query_string", b"") else ANSWER
        allowance.set(Allowance(datasette.sql_time_limit_ms / 1000, size))
        here = asyncio.get_running_loop()
        sending = _together(_across(here, send))
        await min(workers, key=lambda one: one.busy).run(app(scope, _across(here, receive), sending))

    return answering


def _of_tables(datasette: Any, path: str) -> bool:
    route = tilde_decode(path.split("/")[1].partition(".")[0]) if "/" in path else ""
    return any(database.route == route for database in bases(datasette))


class _Worker:
    """An event loop in a thread of its own, started when it is first needed; ``busy``: how much it has to do."""

    def __init__(self) -> None:
        self.busy = 0
        self._loop: asyncio.AbstractEventLoop | None = None

    async def run(self, work: Any) -> None:
        """Have it done there."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            Thread(target=self._loop.run_forever, name="tables", daemon=True).start()
        self.busy += 1
        try:
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))
        finally:
            self.busy -= 1


def _across(home: asyncio.AbstractEventLoop, call: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    """The call, made on its own loop and waited for on another."""

    async def crossing(*given: Any) -> Any:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(call(*given), home))

    return crossing


def _together(send: Send) -> Send:
    held = bytearray()

    async def sending(message: Scope) -> None:
        if message["type"] == "http.response.body":
            held.extend(message.get("body", b""))
            if message.get("more_body") and len(held) < _TOGETHER:
                return
            message = {**message, "body": bytes(held)}
            held.clear()
        await send(message)

    return sending


def _one_at_a_time(refresh: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """Datasette's look at changed schemas, left out while another is at it: its own lock holds on one loop alone."""
    looking = Lock()

    async def refreshed() -> None:
        if looking.acquire(blocking=False):
            try:
                await refresh()
            finally:
                looking.release()

    return refreshed
