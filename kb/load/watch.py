"""A drop folder: whatever is put there is taken into the base as soon as it stops changing."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from kb.load.pipeline import ingest_items
from kb.load.report import Report

STILL = 2.0
"""Seconds a file must keep its size and time of change: one that is still being copied is left alone."""

PAUSE = 0.5
"""Seconds between looks at the folder."""


class _Seen(NamedTuple):
    """How a file looked, and since when it has looked so (seconds of the monotonic clock)."""

    state: tuple[int, int]
    since: float


def watch(
    base: Path,
    folder: Path,
    workers: int | None = None,
    on_report: Callable[[Report], None] = lambda report: None,
    on_message: Callable[[str], None] = lambda message: None,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Take in what stands in the folder and what comes there, until Ctrl-C or ``stop()``.

    Raises:
        KnowledgeBaseError: the base cannot be opened or written.
    """
    from ingest import items_of

    try:
        for names in _settled(folder, stop):
            items = (item for name in names for item in items_of(folder / name, name))
            report = ingest_items(base, items, len(names), workers, on_message=on_message)
            if report.new or report.unreadable:
                on_report(report)
            if report.interrupted:
                return
    except KeyboardInterrupt:
        return


def _settled(folder: Path, stop: Callable[[], bool]) -> Iterator[list[str]]:
    """Names of files that have stopped changing, each once for each of its contents."""
    seen: dict[str, _Seen] = {}
    taken: dict[str, tuple[int, int]] = {}
    while not stop():
        now, states = time.monotonic(), dict(_states(folder))
        seen = {
            name: seen[name] if name in seen and seen[name].state == state else _Seen(state, now)
            for name, state in states.items()
        }
        still = [name for name, look in seen.items() if now - look.since >= STILL and taken.get(name) != look.state]
        if still:
            taken.update((name, seen[name].state) for name in still)
            yield sorted(still, key=os.fsencode)
        else:
            time.sleep(PAUSE)


def _states(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Path relative to the folder → (size, time of change); what a load passes over is left alone."""
    from ingest import Place, walk

    for found in walk(folder):
        if isinstance(found, Place):
            try:
                state = found.path.lstat()
            except OSError:
                continue  # gone between two looks
            yield found.path.relative_to(folder).as_posix(), (state.st_size, state.st_mtime_ns)
