"""A process that answers for files, one after another; it is watched, and replaced when it hangs or dies.

The two talk through a pipe of their own. The process gets the jobs of a handful at once; it sends an empty message
after each of them, so that the one that never ends is known and has a time of its own, and then all the answers.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from types import TracebackType
from typing import Any

from ingest import SourceError, gc_paused
from kb.workers.limits import memory_for, seconds_for
from kb.workers.processes import context, end, start

Job = tuple[int, tuple[Any, ...]]
"""Bytes of a file, by which its limits go, and what the work is called with."""


class Unfinished(SourceError):
    """A file took too long, or brought the process down. ``at``: which of the jobs it is."""

    def __init__(self, at: int, sentence: str) -> None:
        super().__init__(sentence)
        self.at = at


class Worker:
    """One process, started when it is first asked. Use as a context, or :meth:`end` it.

    Attributes:
        do: the work, a function that another process finds by its name; it answers and never raises.
        pack: answers → the bytes that bring them here.
    """

    def __init__(self, do: Callable[..., Any], pack: Callable[[Iterator[Any]], bytes] | None = None) -> None:
        self._do, self._pack = do, pack or _pickled
        self._running: tuple[BaseProcess, Connection] | None = None
        self._ended = False
        self._lock = Lock()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def ask(self, jobs: Sequence[Job]) -> bytes:
        """The answers to one job at least, packed.

        Raises:
            Unfinished: one of them got none; the others may be asked again.
        """
        pipe, done = self._pipe(), 0
        try:
            pipe.send(jobs)
            while True:
                seconds = seconds_for(jobs[min(done, len(jobs) - 1)][0])
                if not pipe.poll(seconds):
                    raise TimeoutError
                if message := pipe.recv_bytes():
                    return message
                done += 1
        except TimeoutError:
            sentence = f"Разбор файла занял больше {seconds:.0f} секунд и остановлен."
        except (EOFError, OSError):
            sentence = "Разбор файла обрушил рабочий процесс; файл отложен."
        self._stop()
        raise Unfinished(min(done, len(jobs) - 1), sentence)

    def end(self) -> None:
        """Stop for good, whatever it is doing."""
        self._ended = True
        self._stop()

    def _pipe(self) -> Connection:
        with self._lock:
            if self._ended:
                raise RuntimeError("the worker has ended")
            if self._running is None:
                ours, theirs = context().Pipe()
                process = context().Process(target=_serve, args=(theirs, self._do, self._pack), daemon=True)
                process.start()
                theirs.close()  # only the process holds its end now: when it dies, we learn
                self._running = process, ours
            return self._running[1]

    def _stop(self) -> None:
        with self._lock:
            running, self._running = self._running, None
        if running:
            end(running[0])


def _serve(pipe: Connection, do: Callable[..., Any], pack: Callable[[Iterable[Any]], bytes]) -> None:
    start()
    with suppress(EOFError, OSError):  # the other end is gone
        while True:
            jobs = pipe.recv()
            with gc_paused():
                pipe.send_bytes(pack(_answers(pipe, do, jobs)))


def _answers(pipe: Connection, do: Callable[..., Any], jobs: Iterable[Job]) -> Iterator[Any]:
    for size, arguments in jobs:
        with memory_for(size):
            answer = do(*arguments)
        pipe.send_bytes(b"")
        yield answer


def _pickled(answers: Iterable[Any]) -> bytes:
    return pickle.dumps(list(answers))
