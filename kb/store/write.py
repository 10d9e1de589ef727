"""Taking sources in. One call = one transaction; a source taken in again changes nothing.

New sources go in together, table by table; one that is here already, or that is not the only one of its act, goes in by
itself. Nothing here computes what the evidence means: acts whose rows must be made anew are noted in ``stale``,
and :mod:`kb.store.project` makes them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from kb.store.connection import transaction
from kb.store.corrections.overlay import CORRECTIONS
from kb.store.editions import as_edition, beside, forget_edition, only, while_it_speaks
from kb.store.filing import Filing
from kb.store.issuer_names import names_watched
from kb.store.labels import Identity
from kb.store.project import skeleton
from kb.store.records import records
from kb.store.rows import (
    AMONG,
    IssuerNameRow,
    MentionRow,
    ProblemRow,
    SourceRow,
    StatementRow,
    Tables,
    among,
    insert,
    insert_tables,
    joined,
    put,
    select,
)
from kb.store.source import source_bytes, source_id
from kb.store.speaker import speaker


def is_stored(db: sqlite3.Connection, sha256: str, name: str, parser: str) -> bool:
    """True when these bytes, under this name or one before it by alphabet, were taken in by this parser."""
    row = db.execute("SELECT sha256, parser, name FROM sources WHERE id = ?", (source_id(sha256),)).fetchone()
    return bool(row and row[0] == sha256 and row[1] == parser and row[2] <= name)


def not_stored(db: sqlite3.Connection, filings: Iterable[Filing], parser: str) -> list[Filing]:
    """Those of which :func:`is_stored` is not true, of twins the first by alphabet."""
    found: dict[str, Filing] = {}
    for filing in filings:
        source = filing.source
        twin = found.get(source.sha256)
        if (twin is None or twin.source.name > source.name) and not is_stored(db, source.sha256, source.name, parser):
            found[source.sha256] = filing
    return list(found.values())


def store(db: sqlite3.Connection, filings: Sequence[Filing]) -> None:
    """Keep the sources and their rows, in place of what was made from the same bytes before.

    A source that is here already keeps its first day.
    """
    with transaction(db):
        alone, others = _sorted_out(db, filings)
        _put_together(db, alone)
        for filing in others:
            _put_by_itself(db, filing)


def store_problem(db: sqlite3.Connection, name: str, message: str) -> None:
    """A file that could not even be opened: a row under its name, nothing to keep."""
    with transaction(db):
        insert(db, [ProblemRow(_unopened(name), None, name, None, None, "open", message)], "REPLACE")


def _unopened(name: str) -> str:
    return f"{name}:0"


def _sorted_out(db: sqlite3.Connection, filings: Sequence[Filing]) -> tuple[list[Filing], list[Filing]]:
    """New sources, each the only one of its act, if it holds one; and the others."""
    sources = _present(db, "SELECT id FROM sources WHERE id", (f.source.id for f in filings))
    acts = _present(db, "SELECT act FROM sources WHERE act", (f.source.act for f in filings))
    alone: list[Filing] = []
    others: list[Filing] = []
    for filing in filings:
        source = filing.source
        beside = source.id in sources or source.act in acts or source.collection or source.format == CORRECTIONS
        (others if beside else alone).append(filing)
        sources.add(source.id)
        acts.update([source.act] if source.act else [])
    return alone, others


def _present(db: sqlite3.Connection, of: str, keys: Iterable[str | int | None]) -> set[str | int | None]:
    """Those keys that the base has; ``of``: a query as far as its one condition."""
    return {key for (key,) in db.execute(f"{of} {AMONG}", among(keys))}


def _put_together(db: sqlite3.Connection, filings: Sequence[Filing]) -> None:
    """New sources, each of which speaks for its act."""
    names = [row for filing in filings for row in filing.always.get(IssuerNameRow, ())]
    with names_watched(db, None, (IssuerNameRow(*row) for row in names)):
        _insert_sources(db, filings)
        _insert_always(db, filings)
        _insert_spoken(db, [f.source for f in filings], joined(f.spoken or {} for f in filings))


def _put_by_itself(db: sqlite3.Connection, filing: Filing) -> None:
    """A source that is here already, or beside which others hold its act."""
    found = select(db, SourceRow, "WHERE id = ?", (filing.source.id,))
    before = found[0] if found else None
    if before and before.sha256 != filing.source.sha256:
        store_problem(db, filing.source.name, _same_number(before))
        return
    if before and before.known_from != filing.source.known_from:
        filing = filing.known(before.known_from)
    source, names = filing.source, filing.always.get(IssuerNameRow, ())
    with names_watched(db, source.id if before else None, (IssuerNameRow(*row) for row in names)):
        if source.format == CORRECTIONS:
            _forget_corrections(db, source)
        if before:
            _forget(db, before)
            put(db, [source])
        else:
            _insert_sources(db, [filing])
        _insert_always(db, [filing])
        if before and (before.act, before.collection) != (source.act, source.collection):
            _settle_speaker(db, before, None)
        if filing.spoken is not None:
            _settle_speaker(db, source, filing.spoken)


def _same_number(other: SourceRow) -> str:
    return f"Контрольная сумма файла начинается так же, как у файла «{other.name}»: взят только тот, что пришёл раньше."


# putting in


def _insert_sources(db: sqlite3.Connection, filings: Sequence[Filing]) -> None:
    insert(db, [filing.source for filing in filings])
    db.executemany("INSERT INTO source_bytes VALUES (?, ?)", [(f.source.id, f.packed) for f in filings])


def _insert_always(db: sqlite3.Connection, filings: Sequence[Filing]) -> None:
    """What stands of every source."""
    db.executemany("DELETE FROM problems WHERE id = ?", [(_unopened(f.source.name),) for f in filings])
    texts = [(f.source.id, f.cuts, f.text) for f in filings if f.text is not None]
    db.executemany("INSERT INTO texts VALUES (?, ?, ?)", texts)
    always = joined(filing.always for filing in filings)
    _make_known(db, [StatementRow(*row) for row in always.get(StatementRow, ())])
    insert_tables(db, always)


def _insert_spoken(db: sqlite3.Connection, speakers: Iterable[SourceRow], spoken: Tables) -> None:
    """What stands of the sources that speak."""
    _make_known(db, [MentionRow(*row) for row in spoken.get(MentionRow, ())])
    db.executemany("UPDATE act_records SET source = ? WHERE id = ?", [(s.id, s.act) for s in speakers if s.act])
    insert_tables(db, spoken)


def _make_known(db: sqlite3.Connection, rows: Sequence[StatementRow | MentionRow]) -> None:
    """A row in ``act_records`` for each, to be filled in by projection."""
    named = {row.act: row for row in rows}
    known = _present(db, "SELECT id FROM act_records WHERE id", named)
    new = [row for act, row in named.items() if act not in known]
    insert(db, [skeleton(row.act, _identity(row)) for row in new])
    db.executemany("INSERT OR IGNORE INTO stale VALUES (?)", [(act,) for act in named])


def _identity(row: StatementRow | MentionRow) -> Identity:
    return Identity(row.kind, tuple(json.loads(row.issuers)), row.number, row.date, row.title)


# who speaks


def _settle_speaker(db: sqlite3.Connection, holder: SourceRow, fresh: Tables | None) -> None:
    """Let the chosen source of the holder's act or collection speak, and those of its other editions stand beside it.

    ``fresh``: what stands when the holder speaks.
    """
    if holder.act is None and holder.collection is None:
        if fresh:
            _insert_spoken(db, [holder], fresh)
        return
    rivals, before = _rivals(db, holder)
    chosen = speaker(rivals)
    if chosen is None:
        return
    given = {} if fresh is None else {holder.id: fresh}
    missing = only(db, holder.act, beside(rivals, chosen)) if holder.act else []
    if holder.act and before in {source.id for source in missing}:
        given[before] = while_it_speaks(db, holder.act, before)
    if chosen.id != before or chosen.id in given:
        if before and before != chosen.id:
            _forget_spoken(db, before, holder.act)
        _insert_spoken(db, [chosen], given[chosen.id] if chosen.id in given else _parsed_again(db, chosen))
    for source in missing:
        insert_tables(db, as_edition(source, given[source.id] if source.id in given else _parsed_again(db, source)))


def _rivals(db: sqlite3.Connection, holder: SourceRow) -> tuple[list[SourceRow], int | None]:
    """The sources of the holder's act or collection, and which of them speaks for it now."""
    if holder.act is not None:
        rivals = select(db, SourceRow, "WHERE act = ?", (holder.act,))
        speaks = db.execute("SELECT source FROM act_records WHERE id = ?", (holder.act,)).fetchone()
    else:
        rivals = select(db, SourceRow, "WHERE collection = ?", (holder.collection,))
        speaks = db.execute("SELECT source FROM collections WHERE id = ?", (holder.collection,)).fetchone()
    return rivals, speaks[0] if speaks else None


def _parsed_again(db: sqlite3.Connection, source: SourceRow) -> Tables:
    """Records of a kept source that stood for nothing until now."""
    from ingest import parse, read

    return records(parse(read(source_bytes(db, source.id), source.name)), source.known_from).tables()


# taking out


def _forget(db: sqlite3.Connection, source: SourceRow) -> None:
    """Remove everything made from the bytes of the source, these and its row left."""
    _forget_spoken(db, source.id, source.act)
    db.execute("INSERT OR IGNORE INTO stale SELECT act FROM statements WHERE source = ?", (source.id,))
    forget_edition(db, source.id)
    for table in ("texts", "statements", "aliases", "issuer_names", "problems"):
        db.execute(f"DELETE FROM {table} WHERE source = ?", (source.id,))


def _forget_spoken(db: sqlite3.Connection, source: int, act: str | None) -> None:
    """Remove what the source said as the speaker of its act or collection."""
    if act and db.execute("SELECT 1 FROM act_records WHERE id = ? AND source = ?", (act, source)).fetchone():
        for table in ("units", "unit_texts", "commencement"):
            db.execute(f"DELETE FROM {table} WHERE act = ?", (act,))
        db.execute("UPDATE act_records SET source = NULL WHERE id = ?", (act,))
    db.execute(
        "DELETE FROM collection_items WHERE collection IN (SELECT id FROM collections WHERE source = ?)", (source,)
    )
    db.execute("INSERT OR IGNORE INTO stale SELECT act FROM mentions WHERE source = ?", (source,))
    for table in ("collections", "citations", "operations", "mentions"):
        db.execute(f"DELETE FROM {table} WHERE source = ?", (source,))


def _forget_corrections(db: sqlite3.Connection, source: SourceRow) -> None:
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
