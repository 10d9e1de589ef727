"""When a statement must end, and how long those of one request may take together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event, Lock, Thread
from time import monotonic
from types import TracebackType

_LAST = 0.05
"""Seconds that a statement has when nothing is left: what a page needs beside its rows takes milliseconds."""

_AGAIN = 0.05
"""Seconds between interruptions: one that comes between two statements is forgotten by SQLite."""


class Allowance:
    """Seconds that all statements of one request have together, and bytes that each may answer with."""

    def __init__(self, seconds: float, answer: int) -> None:
        self._left, self.answer = seconds, answer

    @contextmanager
    def granting(self, wanted: float) -> Iterator[float]:
        """How long a statement may take that would take ``wanted``; what it took is gone."""
        began = monotonic()
        try:
            yield min(wanted, max(self._left, _LAST))
        finally:
            self._left -= monotonic() - began


class TooLate(Exception):
    """The time of the statement is over."""


allowance: ContextVar[Allowance | None] = ContextVar("allowance", default=None)
"""Of the request that is being answered."""


class Deadline:
    """A ``with`` block whose statements on the connections are interrupted ``seconds`` after it began."""

    def __init__(self, seconds: float, *connections: sqlite3.Connection) -> None:
        self.passed = False
        self._seconds = seconds
        self._connections = connections
        self._ended = Event()
        self._ending = Lock()

    def __enter__(self) -> Deadline:
        Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        with self._ending:  # not while it interrupts: that would hit the next visitor's statement
            self._ended.set()

    def check(self) -> None:
        """For a function that SQL calls: no more work once the time is over.

        Raises:
            TooLate: it is.
        """
        if self.passed:
            raise TooLate

    def _watch(self) -> None:
        wait = self._seconds
        while not self._ended.wait(wait):
            with self._ending:
                if self._ended.is_set():
                    return
                self.passed = True
                for connection in self._connections:
                    connection.interrupt()
            wait = _AGAIN
