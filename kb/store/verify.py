"""Is everything in the base as it was put there: its schema, kept sources, sealed texts, references between tables."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing

from kb.answers import Finding
from kb.store.rows import TextRow, columns
from kb.store.wording import seal

_KINDS = {"table": "Таблица", "index": "Индекс", "view": "Представление", "trigger": "Триггер"}


def verify(db: sqlite3.Connection) -> list[Finding]:
    """Every finding; [] for a base that is whole."""
    return [*_file(db), *_schema(db), *_sources(db), *_texts(db), *_references(db)]


def _file(db: sqlite3.Connection) -> Iterator[Finding]:
    for (line,) in db.execute("PRAGMA quick_check"):
        if line != "ok":
            yield Finding("", "", f"Файл базы повреждён: {line}")


def _schema(db: sqlite3.Connection) -> Iterator[Finding]:
    """Every table, view and index is as the migrations make it; what people have added beside them is theirs."""
    from kb.store.database import database
    from kb.store.migrations import schema

    with closing(sqlite3.connect(":memory:")) as made:
        schema.apply(database(made))
        wanted, found = _described(made), _described(db)
    for name, (kind, sql) in wanted.items():
        if name not in found:
            yield Finding(name, "", f"{_KINDS[kind]} {name}: в базе этого нет.")
        elif found[name] != (kind, sql):
            yield Finding(name, "", f"{_KINDS[kind]} {name}: устройство изменено в обход программы.")


def _described(db: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """Name → kind and SQL; the notes of migrations left out: a base that was not written since has none."""
    rows = db.execute("SELECT name, type, sql, tbl_name FROM sqlite_master WHERE sql NOT NULL")
    return {name: (kind, sql) for name, kind, sql, of in rows if of != "_sqlite_migrations"}


def _sources(db: sqlite3.Connection) -> Iterator[Finding]:
    """The kept bytes still have the digest they were kept under."""
    rows = db.execute(
        "SELECT s.sha256, s.name, b.packed FROM sources s LEFT JOIN source_bytes b ON b.source = s.id ORDER BY s.id"
    )
    for sha256, name, packed in rows:
        if packed is None or _digest(packed) != sha256:
            yield Finding("source_bytes", sha256, f"Исходный файл «{name}» не совпадает со своей контрольной суммой.")


def _digest(packed: bytes) -> str:
    try:
        return hashlib.sha256(zlib.decompress(packed)).hexdigest()
    except zlib.error:
        return ""


def _texts(db: sqlite3.Connection) -> Iterator[Finding]:
    """Each wording has the seal made of it and of the wording before."""
    before = TextRow("", "", "", "", None, "", None, "")
    for values in db.execute(f"SELECT {columns(TextRow)} FROM unit_texts ORDER BY act, eid, in_force_from"):
        row = TextRow(*values)
        previous = before.hash if (row.act, row.eid) == (before.act, before.eid) else ""
        if seal(previous, row.act, row.eid, row.in_force_from, row.text) != row.hash:
            since = f" (с {row.in_force_from})" if row.in_force_from else ""
            yield Finding(
                "unit_texts",
                f"{row.act} {row.eid}",
                f"Текст единицы {row.eid} акта {row.act}{since} изменён в обход программы.",
            )
        before = row


def _references(db: sqlite3.Connection) -> Iterator[Finding]:
    for table, key, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Finding(table, str(key), f"В таблице {table} строка указывает на отсутствующую запись таблицы {parent}.")
    waiting = db.execute("SELECT count(*) FROM stale").fetchone()[0]
    if waiting:
        yield Finding(
            "stale", "", f"Загрузка была прервана: ждут пересчёта {waiting} актов. Повторите kb ingest с любым файлом."
        )
