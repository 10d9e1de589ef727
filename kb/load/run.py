"""One run of a load: items filtered, parsed by the pool, written in portions, stopped between two of them."""

from __future__ import annotations

import hashlib
import signal
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from itertools import chain, islice
from types import FrameType

from ingest import PARSER_VERSION, Item, gc_paused
from kb.load.pool import Answer, Pool
from kb.load.report import Progress, Report
from kb.load.worker import failed
from kb.store.clock import today
from kb.store.connection import part, transaction
from kb.store.filing import Filing
from kb.store.source import source_id
from kb.store.write import is_stored, not_stored, store, store_problem
from kb.workers import cores

PORTION_FILES = 20_000
PORTION_BYTES = 500_000_000
PORTION_SECONDS = 30.0
PORTION_SHARE = 0.5
"""What one transaction takes at most: so many files, bytes, seconds, and such a share of the time spent so far. Large
enough that many acts share the pages they touch, small enough that little is lost with the machine's power."""

AT_ONCE_FILES = 256
AT_ONCE_BYTES = 8_000_000
AT_ONCE_SECONDS = 1.0
"""What is put at once at most: rows of many acts go in table by table, so that each page is touched once. Whoever waits
for slow files, or watches, sees them come a second apart."""

UNFIT = (UnicodeError, OverflowError, sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError)
"""What SQLite says of a value that no column holds: half a surrogate pair, a number of a hundred digits, a list."""

SMALL_LOAD_FILES = 4
SMALL_LOAD_BYTES = 1_000_000
"""A load this small is parsed here: starting worker processes would take longer."""


class Run:
    """One run: items filtered, parsed, written in portions. Without a base nothing is kept."""

    def __init__(
        self,
        db: sqlite3.Connection | None,
        workers: int | None,
        on_progress: Callable[[Progress], None],
        again: bool,
        total: int,
        day: date | None = None,
    ) -> None:
        """``day``: on which the files came, None for today; the others as in :func:`ingest_paths`."""
        self._db = db
        self._workers = cores(workers)
        self._tell = on_progress
        self._again = again
        self._day = day or today()
        self._began = time.monotonic()
        self._stopping = False
        self._progress = Progress(total=total)
        self.report = Report()

    def take_in(self, items: Iterable[Item], limit: int | None) -> Report:
        """Take the items in; Ctrl-C lets what is parsed be written and stops."""
        wanted = islice(self._unknown(items), limit)
        first = list(islice(wanted, SMALL_LOAD_FILES))
        small = len(first) < SMALL_LOAD_FILES and sum(len(item.data or b"") for item in first) < SMALL_LOAD_BYTES
        with self._interruptible(), Pool(1 if small else self._workers, self._day) as pool:
            handfuls = _gathered(pool.filings(chain(first, wanted)))
            while not self._stopping and (handful := next(handfuls, None)):
                with gc_paused(), transaction(self._db) if self._db else nullcontext():
                    for answers in self._portion(handful, handfuls):
                        self._keep(answers)
            self.report.interrupted = self._stopping
        return self.report

    def _unknown(self, items: Iterable[Item]) -> Iterator[Item]:
        """Items that this parser has not taken in yet."""
        for item in items:
            self._progress.files += 1
            if self._stopping:
                return
            if item.passed:
                self.report.passed.append(item.name)
            elif item.data is None or not self._is_known(item.name, item.data):
                yield item
            self._show()

    def _portion(self, first: list[Answer], others: Iterator[list[Answer]]) -> Iterator[list[Answer]]:
        """What one transaction takes in, the first handful and as many others as there is room and time for."""
        began, files, size = time.monotonic(), 0, 0
        patience = min(PORTION_SECONDS, PORTION_SHARE * (began - self._began))
        for answers in chain([first], others):
            yield answers
            files, size = files + len(answers), size + _bytes(answers)
            full = files >= PORTION_FILES or size >= PORTION_BYTES
            if full or self._stopping or time.monotonic() - began > patience:
                return

    def _is_known(self, name: str, data: bytes) -> bool:
        if self._db is None or self._again:
            return False
        sha256 = hashlib.sha256(data).hexdigest()
        if not is_stored(self._db, sha256, name, PARSER_VERSION):
            return False
        problem = self._db.execute(
            "SELECT message FROM problems WHERE source = ? AND rule = 'read'",
            (source_id(sha256),),
        ).fetchone()
        if problem:
            self.report.unreadable.append((name, problem[0]))
        self.report.known += 1
        self._progress.known += 1
        return True

    def _keep(self, answers: list[Answer]) -> None:
        """Store the rows; what no table can hold costs its own file."""
        if self._db is not None:
            try:
                self._store(self._db, answers)
            except UNFIT:
                answers = [self._stored_alone(self._db, *answer) for answer in answers]
        for item, filing in answers:
            self._count(item, filing)

    def _store(self, db: sqlite3.Connection, answers: list[Answer]) -> None:
        """All or nothing, save of a file whose twin under another name came first in this very run."""
        filings = [filing for _, filing in answers if filing]
        with part(db):
            for item, filing in answers:
                if filing is None:
                    store_problem(db, item.name, item.problem or "")
            store(db, filings if self._again else not_stored(db, filings, PARSER_VERSION))

    def _stored_alone(self, db: sqlite3.Connection, item: Item, filing: Filing | None) -> Answer:
        try:
            self._store(db, [(item, filing)])
        except UNFIT as error:
            sentence = f"Прочитанное в файле не помещается в базу ({type(error).__name__}: {error})."
            filing = failed(item.data or b"", item.name, self._day, sentence)
            self._store(db, [(item, filing)])
        return item, filing

    def _count(self, item: Item, filing: Filing | None) -> None:
        problem = filing.unread if filing else item.problem
        if problem:
            self.report.unreadable.append((item.name, problem))
        else:
            self.report.new += 1
        self._progress.new, self._progress.unreadable = self.report.new, len(self.report.unreadable)
        self._show()

    def _show(self) -> None:
        self._progress.seconds = time.monotonic() - self._began
        self._tell(self._progress)

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        """The first Ctrl-C asks to stop, the second stops at once; a batch half written is rolled back."""

        def stop(number: int, frame: FrameType | None) -> None:
            if self._stopping:
                raise KeyboardInterrupt
            self._stopping = True

        try:
            before = signal.signal(signal.SIGINT, stop)
        except ValueError:  # not the main thread: nobody presses Ctrl-C there
            yield
            return
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


def _gathered(handfuls: Iterable[list[Answer]]) -> Iterator[list[Answer]]:
    """Handfuls joined until there is enough of them to be put at once."""
    gathered: list[Answer] = []
    began = time.monotonic()
    for handful in handfuls:
        gathered += handful
        waited = time.monotonic() - began > AT_ONCE_SECONDS
        if waited or len(gathered) >= AT_ONCE_FILES or _bytes(gathered) >= AT_ONCE_BYTES:
            yield gathered
            gathered, began = [], time.monotonic()
    if gathered:
        yield gathered


def _bytes(answers: list[Answer]) -> int:
    return sum(len(item.data or b"") for item, _ in answers)
