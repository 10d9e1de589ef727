"""Worker processes that read the base ahead of the writer: while it puts one answer, they find the next."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from kb.store.connection import file_of, reading
from kb.workers import clean_context, start

Answer = TypeVar("Answer")
Question = Callable[[sqlite3.Connection, Sequence[str]], Answer]
"""Asked of a base and some of its acts; a function that another process finds by its name."""


class Readers:
    """That many of them; with one worker, or a base in memory, the writer finds every answer by itself.

    Use as a context.
    """

    def __init__(self, db: sqlite3.Connection, workers: int) -> None:
        self._db, self._base, self._workers = db, file_of(db), workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Readers:
        if self._workers > 1 and self._base:
            self._pool = ProcessPoolExecutor(self._workers, clean_context(), start)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def answers(
        self, ask: Question[Answer], portions: Iterable[Sequence[str]]
    ) -> Iterator[tuple[Sequence[str], Answer]]:
        """Each portion of acts with its answer, which must not hang on what is done with the answers before it."""
        left = ((acts, self._asked(ask, acts)) for acts in portions)
        asked = deque(islice(left, self._workers))
        while asked:
            acts, future = asked.popleft()
            asked.extend(islice(left, 1))
            yield acts, self._answer(ask, acts, future)

    def _asked(self, ask: Question[Answer], acts: Sequence[str]) -> Future[Answer] | None:
        """None: to be found here, when its turn comes."""
        if self._pool is None or self._base is None:
            return None
        try:
            return self._pool.submit(_found, ask, self._base, acts)
        except BrokenProcessPool:
            return None

    def _answer(self, ask: Question[Answer], acts: Sequence[str], future: Future[Answer] | None) -> Answer:
        """A worker that was killed takes no answer with it."""
        if future is not None:
            with suppress(BrokenProcessPool):
                return future.result()
        return ask(self._db, acts)


def _found(ask: Question[Answer], base: Path, acts: Sequence[str]) -> Answer:
    with reading(base) as db:
        return ask(db, acts)
