"""Proof: every text that the base holds follows again from what it kept.

First texts are read again from the kept sources, chains of versions are made again from the first texts and the orders;
what comes out must be what stands in the base, letter for letter and seal for seal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.editions.history import history
from kb.store.rows import ActRow, TextRow, select
from kb.store.source import source_bytes
from kb.store.verify import Finding


def replay(db: sqlite3.Connection) -> Iterator[Finding]:
    """Every unit whose text in the base is not what the kept sources and the operations give."""
    for row in select(db, ActRow, "WHERE has_text = 1 ORDER BY id"):
        yield from _first_text(db, row)
        if db.execute("SELECT 1 FROM unit_texts WHERE act = ? AND made_by IS NOT NULL LIMIT 1", (row.id,)).fetchone():
            yield from _versions(db, row)


def _first_text(db: sqlite3.Connection, row: ActRow) -> Iterator[Finding]:
    """The stated wordings against the source read again."""
    from ingest import parse, read
    from kb.store.records import records

    found = db.execute("SELECT name FROM sources WHERE id = ?", (row.source,)).fetchone()
    if found is None or row.source is None:
        yield Finding("sources", row.id, f"Исходного файла акта {row.label} в базе нет.")
        return
    again = {t.eid: t.text for t in records(parse(read(source_bytes(db, row.source), found[0])), "").texts}
    stored = dict(db.execute("SELECT eid, text FROM unit_texts WHERE act = ? AND made_by IS NULL", (row.id,)))
    for eid in again.keys() | stored.keys():
        if eid in again and again[eid] != stored.get(eid):
            yield _differs(row.id, eid, "не совпадает с исходным файлом")


def _versions(db: sqlite3.Connection, row: ActRow) -> Iterator[Finding]:
    """The versions against the orders applied again."""
    result = history(db, row).result
    made = {(v.eid, v.since): (v.words, v.until, v.hash) for v in result.versions}
    for text in select(db, TextRow, "WHERE act = ? ORDER BY eid, in_force_from", (row.id,)):
        if made.get((text.eid, text.in_force_from)) != (text.text, text.in_force_until, text.hash):
            since = f" с {text.in_force_from}" if text.in_force_from else ""
            yield _differs(row.id, text.eid, f"{since} не следует из применённых изменений".strip())


def _differs(act: str, eid: str, how: str) -> Finding:
    return Finding("unit_texts", f"{act} {eid}", f"Текст единицы {eid} акта {act} {how}.")
