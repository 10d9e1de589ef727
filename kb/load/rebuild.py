"""A base made by an earlier version of the program, made anew from the sources that it keeps (README.md, rule 1)."""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from ingest import Item
from kb.load.index import bring_index
from kb.load.lock import writing
from kb.load.report import Progress, Report
from kb.load.run import Run
from kb.load.settle import settle
from kb.store.connection import open_base, rest
from kb.workers import cores

_KEPT = """
    SELECT s.known_from, s.name, b.packed FROM sources s JOIN source_bytes b ON b.{key} = s.{own}
    ORDER BY s.known_from, s.name, s.sha256
"""


def rebuild(
    base: Path,
    workers: int | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    on_message: Callable[[str], None] = lambda message: None,
) -> Report:
    """Put a new base, of the sources that the old one keeps and of the days they came on, in its place.

    The old base stands untouched until the new one is whole.

    Raises:
        KnowledgeBaseError: the base cannot be opened or written.
    """
    base = base.resolve()  # a link to the base stays one
    new = base.with_name(f"{base.name}-new")
    with writing(base, on_message):
        _remove(new)
        report = _made(base, new, workers, on_progress)
        if report.interrupted:
            _remove(new)
            return report
        _remove(base, and_file=False)
        new.replace(base)
        bring_index(base)
    return report


def _made(old: Path, new: Path, workers: int | None, on_progress: Callable[[Progress], None]) -> Report:
    kept = sqlite3.connect(f"{old.resolve().as_uri()}?mode=ro", uri=True)
    db = open_base(new)
    try:
        total = int(kept.execute("SELECT count(*) FROM sources").fetchone()[0])
        report = Report()
        for day, items in _by_day(kept):
            done = Run(db, workers, on_progress, True, total, day).take_in(items, None)
            report.new += done.new
            report.unreadable += done.unreadable
            if done.interrupted:
                report.interrupted = True
                return report
        settle(db, cores(workers))
        rest(db)
        return report
    finally:
        db.close()
        kept.close()


def _by_day(kept: sqlite3.Connection) -> Iterator[tuple[date, Iterator[Item]]]:
    """Sources by the day they came on: the base goes on knowing since when it knows."""
    from kb.store.database import database

    by_hash = "sha256" in database(kept).table("source_bytes").columns_dict
    key, own = ("sha256", "sha256") if by_hash else ("source", "id")  # the first schema had no numbers for sources
    rows = kept.execute(_KEPT.format(key=key, own=own))
    for day, found in groupby(rows, key=itemgetter(0)):
        yield date.fromisoformat(day), (Item(name, data=zlib.decompress(packed)) for _, name, packed in found)


def _remove(base: Path, and_file: bool = True) -> None:
    """What stands beside a base - journal, index - and the base itself."""
    shutil.rmtree(base.with_name(f"{base.name}.index"), ignore_errors=True)
    for ending in ("-wal", "-shm", *(("",) if and_file else ())):
        base.with_name(base.name + ending).unlink(missing_ok=True)
