"""Many files parsed at once: a bounded window of work in flight, answers in the order of the files.

A file that hangs its worker or brings it down costs its own time: it alone is given up, and the rest of its chunk is
parsed by the worker that comes in place of that one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from queue import SimpleQueue
from types import TracebackType

from ingest import Item
from kb.load.worker import failed, take
from kb.store.filing import Filing, received, sent
from kb.workers import Unfinished, Worker

CHUNK_FILES = 16
CHUNK_BYTES = 500_000
IN_FLIGHT = 64
"""Chunks waiting or worked on, per worker: enough to keep it busy while the writer commits, and little memory.

A portion of thousands of acts is committed in up to two seconds, and a chunk parsed in a twentieth."""

Chunk = list[tuple[Item, bytes]]
Answer = tuple[Item, Filing | None]
"""A file and its rows; None: it could not even be opened."""


class Pool:
    """Worker processes that parse. With one, the writer waits for each of its chunks. ``day``: the day the files come.

    Use as a context; :meth:`filings` may be called once.
    """

    def __init__(self, workers: int, day: date) -> None:
        self._workers = [Worker(take, sent) for _ in range(workers)]
        self._day = day
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._threads = ThreadPoolExecutor(workers) if workers > 1 else None

    def __enter__(self) -> Pool:
        for worker in self._workers:
            self._idle.put(worker)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._threads:
            self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.end()

    def filings(self, items: Iterable[Item]) -> Iterator[list[Answer]]:
        """Every item with the rows it gave, by handfuls, in order; None for one without bytes."""
        if self._threads is None:
            yield from map(self._answers, chunks(items))
            return
        waiting: deque[Future[list[Answer]]] = deque()
        for chunk in chunks(items):
            waiting.append(self._threads.submit(self._answers, chunk))
            while len(waiting) > len(self._workers) * IN_FLIGHT:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _answers(self, chunk: Chunk) -> list[Answer]:
        worker = self._idle.get()
        try:
            filings = iter(self._filed(worker, [(item, data) for item, data in chunk if not item.problem]))
        finally:
            self._idle.put(worker)
        return [(item, None if item.problem else next(filings)) for item, _ in chunk]

    def _filed(self, worker: Worker, files: Chunk) -> list[Filing]:
        """The rows of each file; of one that cannot be parsed to an end, the row that says so."""
        if not files:
            return []
        try:
            return received(worker.ask([(len(data), (data, item.name, self._day)) for item, data in files]))
        except Unfinished as guilty:
            (item, data), after = files[guilty.at], files[guilty.at + 1 :]
            given_up = failed(data, item.name, self._day, str(guilty))
            return [*self._filed(worker, files[: guilty.at]), given_up, *self._filed(worker, after)]


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
