"""Opening a base: one SQLite file in WAL mode, its schema brought to date by numbered migrations.

The version stands in ``PRAGMA user_version`` and not in a table of migrations with times of day: a base made twice from
the same sources must dump to the same bytes (README.md, rule 6).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from kb.errors import BaseBusy, NewerBase, NoBase, NotABase, OlderBase
from kb.store.source import add_passage

APPLICATION_ID = 0x4B424E50  # «KBNP»: tells our files from any other SQLite file
BUSY_MS = 10_000
PAGE_BYTES = 8192
"""Twice SQLite's own: fewer long paragraphs spill over to pages of their own, and the base is 7% smaller."""


OLDEST, NEWEST = 3, 3
"""Versions of the schema that are brought to date here; what is older is made anew (kb/load/rebuild.py)."""


def migrations() -> list[tuple[int, str]]:
    """(version, SQL) in order; the first makes an empty base."""
    return [(OLDEST, files("kb.store").joinpath("schema.sql").read_text("utf-8"))]


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
    except sqlite3.OperationalError as error:
        raise _explained(error, path) from error
    return db


@contextmanager
def reading(base: str | Path | sqlite3.Connection) -> Iterator[sqlite3.Connection]:
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
    return db


def _connect(uri: str) -> sqlite3.Connection:
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
    db.execute("PRAGMA foreign_keys=ON")
    add_passage(db)
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
    for version, sql in migrations():
        if _version(db) >= version:
            continue
        with transaction(db):
            if _version(db) < version:  # another process may have been quicker
                for statement in _statements(sql):
                    db.execute(statement)
                db.execute(f"PRAGMA application_id={APPLICATION_ID}")
                db.execute(f"PRAGMA user_version={version}")


def _statements(script: str) -> Iterator[str]:
    """Statements one by one: ``executescript`` would commit the transaction that it stands in."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _explained(error: sqlite3.OperationalError, path: Path) -> Exception:
    if "locked" in str(error) or "busy" in str(error):
        return BaseBusy(f"База «{path}» занята другой программой. Повторите позже.")
    return NoBase(f"База «{path}» не открывается: нет прав на папку или файл, либо диск полон ({error}).")


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
