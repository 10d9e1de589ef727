"""Many files parsed at once: a bounded window of work in flight, answers in the order of the files.

A worker that dies or hangs takes nothing with it: the pool is made anew and the files it held are tried one by one,
so that only the guilty one is given up.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from types import TracebackType

from ingest import Item
from kb.load.processes import processes
from kb.load.worker import failed, take, take_many
from kb.store.filing import Filing, received

CHUNK_FILES = 16
CHUNK_BYTES = 500_000
IN_FLIGHT = 64
"""Chunks waiting or worked on, per worker: enough to keep it busy while the writer commits, and little memory.

A portion of thousands of acts is committed in up to two seconds, and a chunk parsed in a twentieth."""

SECONDS_PER_FILE = 120.0
"""A file that takes longer has hung its worker; the largest code takes two seconds."""

Chunk = list[tuple[Item, bytes]]
Answer = tuple[Item, Filing | None]
"""A file and its rows; None: it could not even be opened."""


class Pool:
    """Worker processes that parse. One worker means this very process. ``day``: the day the files come.

    Use as a context; :meth:`filings` may be called once.
    """

    def __init__(self, workers: int, day: date, seconds_per_file: float = SECONDS_PER_FILE) -> None:
        self._workers = workers
        self._day = day
        self._seconds = seconds_per_file
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def filings(self, items: Iterable[Item]) -> Iterator[list[Answer]]:
        """Every item with the rows it gave, by handfuls, in order; None for one without bytes."""
        waiting: deque[tuple[Chunk, Future[bytes] | None]] = deque()
        for chunk in chunks(items):
            waiting.append((chunk, self._submit(chunk)))
            while len(waiting) > (self._workers * IN_FLIGHT if self._workers > 1 else 0):
                yield self._answers(*waiting.popleft())
        while waiting:
            yield self._answers(*waiting.popleft())

    def _submit(self, chunk: Chunk) -> Future[bytes] | None:
        """None: to be parsed here, when its turn comes."""
        if self._workers <= 1:
            return None
        try:
            return self._start().submit(take_many, [(data, item.name) for item, data in chunk], self._day)
        except BrokenProcessPool:
            self._end()
            return self._submit(chunk)

    def _answers(self, chunk: Chunk, future: Future[bytes] | None) -> list[Answer]:
        if future is None:
            return [(item, None if item.problem else take(data, item.name, self._day)) for item, data in chunk]
        try:
            answers = received(future.result(self._seconds * len(chunk)))
        except (BrokenProcessPool, TimeoutError):
            self._end()
            answers = [self._alone(data, item.name) for item, data in chunk]
        return [(item, None if item.problem else filing) for (item, _), filing in zip(chunk, answers, strict=True)]

    def _alone(self, data: bytes, name: str) -> Filing:
        try:
            return self._start().submit(take, data, name, self._day).result(self._seconds)
        except BrokenProcessPool:
            self._end()
            return failed(data, name, self._day, "Разбор файла обрушил рабочий процесс; файл отложен.")
        except TimeoutError:
            self._end()
            sentence = f"Разбор файла занял больше {self._seconds:.0f} секунд и остановлен."
            return failed(data, name, self._day, sentence)

    def _start(self) -> ProcessPoolExecutor:
        if self._executor is None:
            self._executor = processes(self._workers)
        return self._executor

    def _end(self) -> None:
        executor, self._executor = self._executor, None
        if executor is None:
            return
        processes = list((executor._processes or {}).values())
        executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()


def chunks(items: Iterable[Item]) -> Iterator[Chunk]:
    """Small files by handfuls, a large one alone."""
    chunk: Chunk = []
    size = 0
    for item in items:
        data = item.data or b""
        if chunk and (len(chunk) >= CHUNK_FILES or size + len(data) > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append((item, data))
        size += len(data)
    if chunk:
        yield chunk
