"""Proof: every text that the base holds follows again from what it kept.

First texts are read again from the kept sources, chains of versions are made again from the first texts and the orders;
what comes out must be what stands in the base, letter for letter and seal for seal. So with every edition beside the
one that speaks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from kb.answers import Finding
from kb.editions.brought import Brought, brought
from kb.editions.history import history
from kb.editions.orders import orders_on
from kb.editions.stated import editions_beside, of_rows, stated
from kb.store.edition_rows import EditionTextRow, EditionUnitRow
from kb.store.records import records
from kb.store.rows import ActRow, SourceRow, TextRow, select
from kb.store.source import source_bytes
from kb.store.wording import Words, merged, words_of

NOT_THE_FILE = "не совпадает с исходным файлом"
NOT_THE_ORDERS = "не следует из изменяющих актов"


def replay(db: sqlite3.Connection) -> Iterator[Finding]:
    """Every unit whose text in the base is not what the kept sources and the operations give."""
    for row in select(db, ActRow, "WHERE has_text = 1 ORDER BY id"):
        yield from _first_text(db, row)
        if db.execute("SELECT 1 FROM unit_texts WHERE act = ? AND made_by IS NOT NULL LIMIT 1", (row.id,)).fetchone():
            yield from _versions(db, row)
        for source in editions_beside(db, row.id):
            yield from _edition(db, row, source)


def _first_text(db: sqlite3.Connection, row: ActRow) -> Iterator[Finding]:
    """The stated wordings against the source read again."""
    from ingest import parse, read

    found = db.execute("SELECT name FROM sources WHERE id = ?", (row.source,)).fetchone()
    if found is None or row.source is None:
        yield Finding("sources", row.id, f"Исходного файла акта {row.label} в базе нет.")
        return
    again = {t.eid: t.text for t in records(parse(read(source_bytes(db, row.source), found[0])), "").texts}
    stored = dict(db.execute("SELECT eid, text FROM unit_texts WHERE act = ? AND made_by IS NULL", (row.id,)))
    for eid in again.keys() | stored.keys():
        if eid in again and again[eid] != stored.get(eid):
            yield _differs(row.id, eid, NOT_THE_FILE)


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


def _edition(db: sqlite3.Connection, row: ActRow, source: SourceRow) -> Iterator[Finding]:
    """Rows of an edition that does not speak against its source read again and the orders applied again."""
    from ingest import parse, read

    parsed = parse(read(source_bytes(db, source.id), source.name))
    words = Words(parsed.document.text, merged(parsed.not_of_the_act))
    again, stands = of_rows(source, records(parsed, "").tables(), words), stated(db, source)
    if words != words_of(db, source.id):
        yield Finding("texts", str(source.id), f"Текст файла «{source.name}» {NOT_THE_FILE}.")
    yield from _apart(source, "edition_units", again.units, stands.units, NOT_THE_FILE)
    yield from _apart(source, "edition_notes", again.notes, stands.notes, NOT_THE_FILE)
    made, kept = brought(db, row, again, orders_on(db, row.id)), _brought(db, source)
    yield from _apart(source, "edition_units", made.units, kept.units, NOT_THE_ORDERS)
    yield from _apart(source, "edition_texts", made.texts, kept.texts, NOT_THE_ORDERS)


def _brought(db: sqlite3.Connection, source: SourceRow) -> Brought:
    """The edition through time as it stands in the base."""
    return Brought(
        select(db, EditionUnitRow, "WHERE source = ? AND brought = 1", (source.id,)),
        select(db, EditionTextRow, "WHERE source = ?", (source.id,)),
    )


def _apart(source: SourceRow, table: str, made: Iterable[Any], kept: Iterable[Any], how: str) -> Iterator[Finding]:
    """Units of which the rows of the edition are others than those made again."""
    for eid in sorted({row.eid for row in set(made) ^ set(kept)}):
        yield Finding(table, f"{source.id} {eid}", f"Единица {eid} в редакции из файла «{source.name}» {how}.")
