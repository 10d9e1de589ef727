"""Opening a base: one SQLite file in WAL mode, its schema brought to date when it is opened to be written.

The version of the schema stands in ``PRAGMA user_version``: whether anything is to be done is known without
sqlite-utils, whose migrations (kb/store/migrations.py) make each version from the one before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import BaseBusy, NewerBase, NoBase, NotABase, OlderBase
from kb.store.clock import set_clock
from kb.store.source import add_passage

APPLICATION_ID = 0x4B424E50  # «KBNP»: tells our files from any other SQLite file; a base has it by schema.sql
BUSY_MS = 10_000

Base = str | Path | sqlite3.Connection
"""Where a base is: its path, or an open connection to it."""
PAGE_BYTES = 8192
"""Twice SQLite's own: fewer long paragraphs spill over to pages of their own, and the base is 7% smaller."""

OLDEST, NEWEST = 3, 4
"""Versions of the schema: one between is brought to the newest, an older one is made anew (kb/load/rebuild.py)."""

_UNEXPECTED = sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT
"""Primary codes of errors that a migration meets when tables or rows are not as it expects them."""


def open_base(path: str | Path, readonly: bool = False) -> sqlite3.Connection:
    """A connection to the base at ``path``; made and migrated unless ``readonly``.

    Transactions are explicit: see :func:`transaction`.

    Raises:
        NoBase, NotABase, OlderBase, NewerBase, BaseBusy: with a sentence for the user.
    """
    path = Path(path)
    if readonly:
        return _open_to_read(path)
    if not path.parent.is_dir():
        raise NoBase(f"Нет папки «{path.parent}»: базу негде создать.")
    try:
        db = _connect(f"{path.resolve().as_uri()}?mode=rwc")
        _check(db, path)
        db.execute(f"PRAGMA page_size={PAGE_BYTES}")  # of a base that is only now being made
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute("PRAGMA cache_size=-256000")  # a load touches pages everywhere: what is not here is read again
        db.execute("PRAGMA wal_autocheckpoint=8000")  # a page that many transactions touch is copied once
        _migrate(db)
    except (sqlite3.OperationalError, sqlite3.IntegrityError) as error:
        raise _explained(error, path) from error
    return db


@contextmanager
def reading(base: Base) -> Iterator[sqlite3.Connection]:
    """A connection to read the base: the caller's own, or one opened and closed here.

    Raises:
        NoBase, NotABase, OlderBase, NewerBase, BaseBusy: with a sentence for the user.
    """
    if isinstance(base, sqlite3.Connection):
        yield base
        return
    db = open_base(base, readonly=True)
    try:
        yield db
    finally:
        db.close()


def rest(db: sqlite3.Connection) -> None:
    """After much writing: everything into the one file, where it is read fastest, and memory given back."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.execute("PRAGMA shrink_memory")


def file_of(db: sqlite3.Connection) -> Path | None:
    """The base's file; None when it lives in memory."""
    row = db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return Path(row[0]) if row and row[0] else None


def _open_to_read(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise NoBase(f"Базы «{path}» нет. Создайте её: kb ingest {path} ПАПКА")
    uri = path.resolve().as_uri()
    try:
        db = _connect(f"{uri}?mode=ro")
        _check(db, path)
    except sqlite3.OperationalError as error:
        if path.with_name(path.name + "-wal").exists():
            raise _explained(error, path) from error
        # a folder we may not write to: nobody else writes there either, so the file may be taken as unchanging
        db = _connect(f"{uri}?immutable=1")
        _check(db, path)
    if _version(db) == 0:
        raise NotABase(f"Файл «{path}» - не база знаний: в нём нет её таблиц.")
    if _version(db) < NEWEST:  # who only reads must not change the file: others may still read it by an earlier program
        raise OlderBase(
            f"База «{path}» создана прежней версией программы. Её обновит загрузка любого файла "
            f"(kb ingest {path} ФАЙЛ) или разбор заново: kb reparse {path}"
        )
    return db


def prepare(db: sqlite3.Connection, asked: Callable[[], sqlite3.Connection] | None = None) -> None:
    """Give a connection, also one that others opened, what every connection of ours has in SQL.

    ``asked`` gives the connection that its functions read the base from; itself where there is none.
    """
    add_passage(db, asked)
    set_clock(db)


def _connect(uri: str) -> sqlite3.Connection:
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
    db.execute("PRAGMA foreign_keys=ON")
    prepare(db)
    return db


def _check(db: sqlite3.Connection, path: Path) -> None:
    try:
        application = db.execute("PRAGMA application_id").fetchone()[0]
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise NotABase(f"Файл «{path}» - не база SQLite.") from error
    if application != APPLICATION_ID and tables:
        raise NotABase(f"Файл «{path}» - база SQLite, но не база знаний.")
    if 0 < _version(db) < OLDEST:
        raise OlderBase(
            f"База «{path}» создана прежней версией программы. Пересоберите её из хранимых в ней источников: "
            f"kb reparse {path}"
        )
    if _version(db) > NEWEST:
        raise NewerBase(f"База «{path}» создана более новой версией программы. Обновите программу.")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _migrate(db: sqlite3.Connection) -> None:
    """Every migration that the base lacks, each in a transaction of its own: one that is cut short leaves no trace.

    Sqlite-utils is not imported for a base that lacks none.
    """
    noted = db.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone()
    if noted and _version(db) == NEWEST:
        return
    from kb.store.migrations import migrate_once

    lacks_more = True
    while lacks_more:
        with transaction(db):
            lacks_more = migrate_once(db)


def _explained(error: sqlite3.OperationalError | sqlite3.IntegrityError, path: Path) -> Exception:
    if "locked" in str(error) or "busy" in str(error):
        return BaseBusy(f"База «{path}» занята другой программой. Повторите позже.")
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _UNEXPECTED:  # the module's own errors have no code
        return OlderBase(
            f"База «{path}» создана прежней версией программы, и обновить её не удалось ({error}); она осталась какой "
            f"была. Пересоберите её из хранимых в ней источников: kb reparse {path}"
        )
    return NoBase(f"База «{path}» не открывается: нет прав на папку или файл, либо диск полон ({error}).")


@contextmanager
def part(db: sqlite3.Connection) -> Iterator[None]:
    """A part of a transaction that is undone alone when it fails."""
    db.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK TO part")
            db.execute("RELEASE part")
        raise
    db.execute("RELEASE part")


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; inside another transaction, a part of it that stands or falls with the whole."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # on a full disk SQLite has rolled everything back by itself
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
