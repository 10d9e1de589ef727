"""Taking sources in. One source = one transaction; taken in again it changes nothing.

Nothing here computes what the evidence means: acts whose rows must be made anew are noted in ``stale``,
and :mod:`kb.store.project` makes them.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable
from datetime import date

from ingest.parsed import Parsed
from ingest.sources.cards import Deck
from kb.store.cards import DeckRows, deck_rows
from kb.store.connection import transaction
from kb.store.issuer_names import names_watched
from kb.store.labels import Identity
from kb.store.project import skeleton
from kb.store.records import ID_DIGITS, Kept, Records, kept, records
from kb.store.rows import MentionRow, ProblemRow, SourceRow, StatementRow, insert, select
from kb.store.speaker import speaker


def is_stored(db: sqlite3.Connection, sha256: str, name: str, parser: str) -> bool:
    """True when these bytes, under this name or one before it by alphabet, were taken in by this parser."""
    return bool(select(db, SourceRow, "WHERE sha256 = ? AND parser = ? AND name <= ?", (sha256, parser, name)))


def store_parsed(db: sqlite3.Connection, parsed: Parsed, data: bytes, known: date, parser: str) -> None:
    """Keep the source and its records, in place of what was parsed from the same bytes before.

    Args:
        known: the day it came; a source that is here already keeps its first day.
        parser: version of the parser that made ``parsed``.
    """
    doc, keeps = parsed.document, kept(parsed)
    source = SourceRow(
        doc.sha256,
        doc.name,
        doc.format,
        len(data),
        parser,
        known.isoformat(),
        keeps.act,
        keeps.collection,
        keeps.edition,
    )
    with transaction(db), names_watched(db, doc.sha256, keeps.issuer_names):
        before, source = _replace_source(db, source, data)
        db.execute("INSERT INTO texts VALUES (?, ?)", (doc.sha256, doc.text))
        _insert_kept(db, keeps)
        if before and (before.act, before.collection) != (source.act, source.collection):
            _settle_speaker(db, before, None)
        _settle_speaker(db, source, records(parsed, source.known_from))


def store_deck(db: sqlite3.Connection, deck: Deck, name: str, data: bytes, known: date, parser: str) -> None:
    """Keep a table of cards and what its cards state."""
    sha256 = hashlib.sha256(data).hexdigest()
    with transaction(db):
        source = SourceRow(sha256, name, "cards", len(data), parser, known.isoformat(), None, None, None)
        before, source = _replace_source(db, source, data)
        if before:
            _settle_speaker(db, before, None)
        _insert_deck(db, deck_rows(deck, sha256, source.name))


def _insert_deck(db: sqlite3.Connection, rows: DeckRows) -> None:
    insert_statements(db, rows.statements)
    insert_mentions(db, rows.mentions)
    for evidence in (rows.aliases, rows.citations, rows.operations, rows.problems):
        insert(db, evidence)


def store_unreadable(db: sqlite3.Connection, name: str, data: bytes, message: str, known: date, parser: str) -> None:
    """Keep bytes that no reader takes, with the sentence that says why."""
    sha256 = hashlib.sha256(data).hexdigest()
    with transaction(db):
        before, source = _replace_source(
            db, SourceRow(sha256, name, None, len(data), parser, known.isoformat(), None, None, None), data
        )
        insert(db, [ProblemRow(f"{sha256[:ID_DIGITS]}:0", sha256, source.name, None, None, "read", message)])
        if before:
            _settle_speaker(db, before, None)


def store_problem(db: sqlite3.Connection, name: str, message: str) -> None:
    """A file that could not even be opened: a row under its name, nothing to keep."""
    with transaction(db):
        insert(db, [ProblemRow(f"{name}:0", None, name, None, None, "open", message)], "REPLACE")


def source_bytes(db: sqlite3.Connection, sha256: str) -> bytes:
    """The source as it was given.

    Raises:
        KeyError: the base keeps no such source.
    """
    row = db.execute("SELECT packed FROM source_bytes WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise KeyError(sha256)
    return zlib.decompress(row[0])


def _replace_source(db: sqlite3.Connection, source: SourceRow, data: bytes) -> tuple[SourceRow | None, SourceRow]:
    """Put the source's row and bytes, everything parsed from them before removed: (row before, row now)."""
    before = next(iter(select(db, SourceRow, "WHERE sha256 = ?", (source.sha256,))), None)
    db.execute("DELETE FROM problems WHERE name = ? AND source IS NULL", (source.name,))
    if before is None:
        insert(db, [source])
        db.execute("INSERT INTO source_bytes VALUES (?, ?)", (source.sha256, zlib.compress(data)))
        return None, source
    _forget_records(db, source.sha256)
    db.execute("INSERT OR IGNORE INTO stale SELECT act FROM statements WHERE source = ?", (source.sha256,))
    for table in ("texts", "statements", "aliases", "issuer_names", "problems"):
        db.execute(f"DELETE FROM {table} WHERE source = ?", (source.sha256,))
    source = source._replace(known_from=before.known_from)
    insert(db, [source], "REPLACE")
    return before, source


def _insert_kept(db: sqlite3.Connection, keeps: Kept) -> None:
    insert_statements(db, keeps.statements)
    insert(db, keeps.issuer_names)
    insert(db, keeps.aliases)
    insert(db, keeps.problems)


def insert_statements(db: sqlite3.Connection, statements: list[StatementRow]) -> None:
    """What a head or cards state, the acts they speak of made known."""
    _make_known(db, statements)
    insert(db, statements)


def insert_mentions(db: sqlite3.Connection, mentions: list[MentionRow]) -> None:
    """Acts that a source names, made known."""
    _make_known(db, mentions)
    insert(db, mentions)


def _make_known(db: sqlite3.Connection, rows: Iterable[StatementRow | MentionRow]) -> None:
    """A row in ``acts`` for each, to be filled in by projection."""
    rows = list(rows)
    insert(
        db,
        [
            skeleton(row.act, Identity(row.kind, tuple(json.loads(row.issuers)), row.number, row.date, row.title))
            for row in rows
            if not db.execute("SELECT 1 FROM acts WHERE id = ?", (row.act,)).fetchone()  # cheaper than its label
        ],
        "IGNORE",
    )
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
    if chosen is None or (fresh is None and chosen.sha256 == before):
        return
    if fresh is None or chosen.sha256 != fresh.source:
        if chosen.sha256 == before:
            return
        fresh = _parsed_again(db, chosen)
    if before and before != fresh.source:
        _forget_records(db, before)
    _insert_records(db, fresh)


def _parsed_again(db: sqlite3.Connection, source: SourceRow) -> Records:
    """Records of a kept source that did not speak until now."""
    from ingest import parse, read

    return records(parse(read(source_bytes(db, source.sha256), source.name)), source.known_from)


def _insert_records(db: sqlite3.Connection, fresh: Records) -> None:
    insert_mentions(db, fresh.mentions)
    if fresh.act:
        db.execute("UPDATE acts SET source = ? WHERE id = ?", (fresh.source, fresh.act))
    if fresh.collection:
        insert(db, [fresh.collection])
    for rows in (fresh.units, fresh.texts, fresh.citations, fresh.operations, fresh.commencement, fresh.items):
        insert(db, rows)


def _forget_records(db: sqlite3.Connection, sha256: str) -> None:
    """Remove what the source said as the speaker of its act or collection."""
    act = db.execute("SELECT id FROM acts WHERE source = ?", (sha256,)).fetchone()
    if act:
        for table in ("units", "unit_texts", "commencement"):
            db.execute(f"DELETE FROM {table} WHERE act = ?", act)
        db.execute("UPDATE acts SET source = NULL WHERE id = ?", act)
    db.execute(
        "DELETE FROM collection_items WHERE collection IN (SELECT id FROM collections WHERE source = ?)", (sha256,)
    )
    db.execute("INSERT OR IGNORE INTO stale SELECT act FROM mentions WHERE source = ?", (sha256,))
    for table in ("collections", "citations", "operations", "mentions"):
        db.execute(f"DELETE FROM {table} WHERE source = ?", (sha256,))
