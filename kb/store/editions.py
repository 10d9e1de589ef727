"""Texts of an act beside the one that speaks for it: of every other edition the base keeps the units of one source.

So a day before the shown edition is answered from rows, and no reader parses. What stands of a source here is a part of
what stands when it speaks (:class:`kb.store.records.Records`): its structure, and which acts its editor names where.
The words are not kept again: they are the spans of the source's text.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from kb.store.edition_rows import EditionNoteRow, EditionRow, EditionUnitRow
from kb.store.rows import OperationRow, SourceRow, Tables, UnitRow, by_table, select
from kb.store.speaker import speaker
from kb.store.units import source_units

TABLES = ("edition_notes", "edition_texts", "edition_units", "editions")


def beside(sources: Sequence[SourceRow], speaks: SourceRow) -> list[SourceRow]:
    """Of every edition but that of the speaking source the one that would speak, the earliest first."""
    of_edition: defaultdict[str, list[SourceRow]] = defaultdict(list)
    for source in sources:
        of_edition[source.edition or ""].append(source)
    of_edition.pop(speaks.edition or "", None)
    return [found for _, rivals in sorted(of_edition.items()) if (found := speaker(rivals))]


def only(db: sqlite3.Connection, act: str, wanted: Sequence[SourceRow]) -> list[SourceRow]:
    """Let none but these stand beside the speaker of the act; returns those that do not stand yet."""
    standing = {source for (source,) in db.execute("SELECT source FROM editions WHERE act = ?", (act,))}
    for source in standing - {source.id for source in wanted}:
        forget_edition(db, source)
    return [source for source in wanted if source.id not in standing]


def as_edition(source: SourceRow, spoken: Tables) -> Tables:
    """What stands of the source beside the speaker; ``spoken``: what would stand of it if it spoke."""
    notes = (OperationRow(*row) for row in spoken.get(OperationRow, ()))
    return by_table(
        [EditionRow(source.id, source.act or "", 0)],
        [_unit(source.id, UnitRow(*row)) for row in spoken.get(UnitRow, ())],
        [EditionNoteRow(source.id, o.position, o.named_eid, o.act, o.verb) for o in notes if o.basis == "note"],
    )


def _unit(source: int, u: UnitRow) -> EditionUnitRow:
    return EditionUnitRow(
        source, 0, u.position, u.eid, u.wid, u.parent, u.component, u.kind, u.number, u.heading, u.start, u.end, u.last,
        u.leaf,
    )  # fmt: skip


def while_it_speaks(db: sqlite3.Connection, act: str, source: int) -> Tables:
    """Of the source that speaks for the act what :func:`as_edition` reads."""
    notes = select(db, OperationRow, "WHERE source = ? AND basis = 'note' ORDER BY position", (source,))
    return by_table(source_units(db, act), notes)


def forget_edition(db: sqlite3.Connection, source: int) -> None:
    """Let the source no more stand beside the speaker of its act."""
    for table in TABLES:
        db.execute(f"DELETE FROM {table} WHERE source = ?", (source,))
