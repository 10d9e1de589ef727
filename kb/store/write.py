"""Taking sources in. One source = one transaction; taken in again it changes nothing.

Nothing here computes what the evidence means: acts whose rows must be made anew are noted in ``stale``,
and :mod:`kb.store.project` makes them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from kb.store.connection import transaction
from kb.store.corrections import CORRECTIONS
from kb.store.filing import Filing
from kb.store.issuer_names import names_watched
from kb.store.labels import Identity
from kb.store.project import skeleton
from kb.store.records import Records, records
from kb.store.rows import MentionRow, ProblemRow, SourceRow, StatementRow, insert, put, select
from kb.store.source import source_bytes, source_id
from kb.store.speaker import speaker


def is_stored(db: sqlite3.Connection, sha256: str, name: str, parser: str) -> bool:
    """True when these bytes, under this name or one before it by alphabet, were taken in by this parser."""
    row = db.execute("SELECT sha256, parser, name FROM sources WHERE id = ?", (source_id(sha256),)).fetchone()
    return bool(row and row[0] == sha256 and row[1] == parser and row[2] <= name)


def store(db: sqlite3.Connection, filing: Filing) -> None:
    """Keep the source and its rows, in place of what was made from the same bytes before.

    A source that is here already keeps its first day.
    """
    with transaction(db):
        found = select(db, SourceRow, "WHERE id = ?", (filing.source.id,))
        before = found[0] if found else None
        if before and before.sha256 != filing.source.sha256:
            store_problem(db, filing.source.name, _same_number(before))
            return
        if before and before.known_from != filing.source.known_from:
            filing = filing.known(before.known_from)
        with names_watched(db, filing.source.id if before else None, filing.issuer_names):
            _replace_source(db, before, filing)
            if before and (before.act, before.collection) != (filing.source.act, filing.source.collection):
                _settle_speaker(db, before, None)
            if filing.records:
                _settle_speaker(db, filing.source, filing.records)


def store_problem(db: sqlite3.Connection, name: str, message: str) -> None:
    """A file that could not even be opened: a row under its name, nothing to keep."""
    with transaction(db):
        insert(db, [ProblemRow(f"{name}:0", None, name, None, None, "open", message)], "REPLACE")


def _same_number(other: SourceRow) -> str:
    return f"Контрольная сумма файла начинается так же, как у файла «{other.name}»: взят только тот, что пришёл раньше."


def _replace_source(db: sqlite3.Connection, before: SourceRow | None, filing: Filing) -> None:
    """Put what stands of every source, everything made from the same bytes before removed."""
    source = filing.source
    db.execute("DELETE FROM problems WHERE id = ?", (f"{source.name}:0",))
    if source.format == CORRECTIONS:
        _replace_corrections(db, source)
    if before is None:
        insert(db, [source])
        db.execute("INSERT INTO source_bytes VALUES (?, ?)", (source.id, filing.packed))
    else:
        _forget_records(db, before.id, before.act)
        db.execute("INSERT OR IGNORE INTO stale SELECT act FROM statements WHERE source = ?", (source.id,))
        for table in ("texts", "statements", "aliases", "issuer_names", "problems"):
            db.execute(f"DELETE FROM {table} WHERE source = ?", (source.id,))
        put(db, source)
    if filing.text is not None:
        db.execute("INSERT INTO texts VALUES (?, ?)", (source.id, filing.text))
    _make_known(db, filing.statements)
    for rows in (filing.statements, filing.issuer_names, filing.aliases, filing.problems, filing.corrections):
        insert(db, rows)


def _replace_corrections(db: sqlite3.Connection, source: SourceRow) -> None:
    """Remove what this file of corrections, and one that had its name before, put right: settling makes it again."""
    for (older,) in db.execute(
        "SELECT id FROM sources WHERE format = ? AND (name = ? OR id = ?)", (CORRECTIONS, source.name, source.id)
    ).fetchall():
        db.execute(
            "INSERT OR IGNORE INTO stale SELECT act FROM corrections WHERE source = ? AND act NOT NULL", (older,)
        )
        for table in ("corrections", "problems"):
            db.execute(f"DELETE FROM {table} WHERE source = ?", (older,))
        if older != source.id:
            db.execute("DELETE FROM source_bytes WHERE source = ?", (older,))
            db.execute("DELETE FROM sources WHERE id = ?", (older,))


def _make_known(db: sqlite3.Connection, rows: Iterable[StatementRow | MentionRow]) -> None:
    """A row in ``acts`` for each, to be filled in by projection."""
    for row in rows:
        if not db.execute("SELECT 1 FROM acts WHERE id = ?", (row.act,)).fetchone():  # cheaper than its label
            issuers = tuple(json.loads(row.issuers))
            insert(db, [skeleton(row.act, Identity(row.kind, issuers, row.number, row.date, row.title))])
    db.executemany("INSERT OR IGNORE INTO stale VALUES (?)", [(row.act,) for row in rows])


def _settle_speaker(db: sqlite3.Connection, holder: SourceRow, fresh: Records | None) -> None:
    """Let the chosen source of the holder's act or collection speak; ``fresh`` are the holder's own records."""
    if holder.act is None and holder.collection is None:
        if fresh:
            _insert_records(db, fresh)
        return
    if holder.act is not None:
        rivals = select(db, SourceRow, "WHERE act = ?", (holder.act,))
        speaks = db.execute("SELECT source FROM acts WHERE id = ?", (holder.act,)).fetchone()
    else:
        rivals = select(db, SourceRow, "WHERE collection = ?", (holder.collection,))
        speaks = db.execute("SELECT source FROM collections WHERE id = ?", (holder.collection,)).fetchone()
    before, chosen = speaks[0] if speaks else None, speaker(rivals)
    if chosen is None or (fresh is None and chosen.id == before):
        return
    if fresh is None or chosen.id != fresh.source:
        if chosen.id == before:
            return
        fresh = _parsed_again(db, chosen)
    if before and before != fresh.source:
        _forget_records(db, before, holder.act)
    _insert_records(db, fresh)


def _parsed_again(db: sqlite3.Connection, source: SourceRow) -> Records:
    """Records of a kept source that did not speak until now."""
    from ingest import parse, read

    return records(parse(read(source_bytes(db, source.id), source.name)), source.known_from)


def _insert_records(db: sqlite3.Connection, fresh: Records) -> None:
    _make_known(db, fresh.mentions)
    if fresh.act:
        db.execute("UPDATE acts SET source = ? WHERE id = ?", (fresh.source, fresh.act))
    if fresh.collection:
        insert(db, [fresh.collection])
    for rows in (
        fresh.mentions,
        fresh.units,
        fresh.texts,
        fresh.citations,
        fresh.operations,
        fresh.commencement,
        fresh.items,
    ):
        insert(db, rows)


def _forget_records(db: sqlite3.Connection, source: int, act: str | None) -> None:
    """Remove what the source said as the speaker of its act or collection."""
    if act and db.execute("SELECT 1 FROM acts WHERE id = ? AND source = ?", (act, source)).fetchone():
        for table in ("units", "unit_texts", "commencement"):
            db.execute(f"DELETE FROM {table} WHERE act = ?", (act,))
        db.execute("UPDATE acts SET source = NULL WHERE id = ?", (act,))
    db.execute(
        "DELETE FROM collection_items WHERE collection IN (SELECT id FROM collections WHERE source = ?)", (source,)
    )
    db.execute("INSERT OR IGNORE INTO stale SELECT act FROM mentions WHERE source = ?", (source,))
    for table in ("collections", "citations", "operations", "mentions"):
        db.execute(f"DELETE FROM {table} WHERE source = ?", (source,))
