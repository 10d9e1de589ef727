"""Taking in files and folders, and parsing again what is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from ingest import Item, Place, items_at, walk
from kb.errors import KnowledgeBaseError
from kb.load.index import bring_index
from kb.load.lock import writing
from kb.load.report import Progress, Report
from kb.load.run import Run
from kb.load.settle import settle
from kb.store.connection import open_base, rest
from kb.store.source import source_bytes
from kb.workers import cores


def ingest_paths(
    base: str | Path,
    paths: Iterable[str | Path],
    workers: int | None = None,
    limit: int | None = None,
    dry_run: bool = False,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    on_message: Callable[[str], None] = lambda message: None,
) -> Report:
    """Take files, folders and archives into the base; what it holds already is passed over.

    Args:
        workers: processes that parse; None: one per core.
        limit: stop after so many new files.
        dry_run: parse and report, keep nothing.
        on_progress, on_message: told of progress and of what a person should know (waiting for another writer).

    Raises:
        KnowledgeBaseError: the base cannot be opened or written.
    """
    given = [Path(path) for path in paths]
    total = sum(map(_files_at, given))
    items = chain.from_iterable(map(items_at, given))
    if dry_run:
        return Run(None, workers, on_progress, False, total).take_in(items, limit)
    return ingest_items(Path(base), items, total, workers, limit, on_progress, on_message)


def ingest_items(
    base: Path,
    items: Iterable[Item],
    total: int = 0,
    workers: int | None = None,
    limit: int | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    on_message: Callable[[str], None] = lambda message: None,
) -> Report:
    """Take a stream of items into the base: see :func:`ingest_paths`; ``total`` as in :class:`Progress`."""
    with writing(base, on_message), _opened(base) as db:
        settle(db)
        report = Run(db, workers, on_progress, False, total).take_in(items, limit)
        on_progress(Progress(stage="связи"))
        settle(db, cores(workers))
        rest(db)
        on_progress(Progress(stage="индекс"))
        bring_index(base, workers)
    return report


def reparse(
    base: str | Path,
    workers: int | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    on_message: Callable[[str], None] = lambda message: None,
) -> Report:
    """Parse every kept source again and replace its records.

    Raises:
        KnowledgeBaseError: the base cannot be opened or written.
    """
    base = Path(base)
    with writing(base, on_message), _opened(base) as db:
        named = db.execute("SELECT id, name FROM sources ORDER BY name, id").fetchall()
        items = (Item(name, data=source_bytes(db, source)) for source, name in named)
        report = Run(db, workers, on_progress, True, len(named)).take_in(items, None)
        settle(db, cores(workers))
        rest(db)
        bring_index(base, workers)
    return report


def _files_at(path: Path) -> int:
    """How many files stand at the path, for the time left; names only, nothing is opened."""
    return sum(isinstance(found, Place) for found in walk(path))


@contextmanager
def _opened(base: Path) -> Iterator[sqlite3.Connection]:
    db = open_base(base)
    try:
        yield db
    except sqlite3.OperationalError as error:
        raise KnowledgeBaseError(
            f"Запись в базу «{base}» остановлена: {_why(error)}. Записанное раньше цело; устраните причину и повторите."
        ) from error
    finally:
        db.close()


def _why(error: sqlite3.OperationalError) -> str:
    words = str(error)
    known = {
        "full": "диск полон",
        "readonly": "нет прав на запись",
        "locked": "база занята другой программой",
        "I/O": "ошибка диска",
    }
    return next((reason for mark, reason in known.items() if mark in words), words)
