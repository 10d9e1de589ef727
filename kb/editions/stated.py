"""Texts of an act as its files state them: of each edition that the base holds one, its units, its editor's notes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kb.editions.first import first_states
from kb.editions.model import Stand, UnitState
from kb.store.acts import act_refs
from kb.store.edition_rows import EditionNoteRow, EditionUnitRow
from kb.store.editions import as_edition, while_it_speaks
from kb.store.rows import OperationRow, SourceRow, Tables, select
from kb.store.wording import Words, words_of


class Stated(NamedTuple):
    """A text of the act: its file, its units, its notes, its words. ``noted``: unit → acts that its notes name."""

    source: SourceRow
    units: Sequence[EditionUnitRow]
    notes: Sequence[EditionNoteRow]
    words: Words
    noted: Mapping[str, frozenset[str]]

    @property
    def named(self) -> set[str]:
        """Every act that the notes name."""
        return {note.act for note in self.notes}

    def states(self) -> list[UnitState]:
        """The units, for consolidation to begin with."""
        return first_states(self.words.text, self.units, self.words.cuts)

    def stands(self) -> list[Stand]:
        """The wordings, in order."""
        return [Stand(u.eid, self.words.of(u.start, u.end), u.eid) for u in self.units if u.leaf]


def stated(db: sqlite3.Connection, source: SourceRow) -> Stated:
    """The text in the file, one of :func:`editions`."""
    if db.execute("SELECT 1 FROM editions WHERE source = ?", (source.id,)).fetchone():
        units = select(db, EditionUnitRow, "WHERE source = ? AND brought = 0 ORDER BY position", (source.id,))
        notes = select(db, EditionNoteRow, "WHERE source = ? ORDER BY position", (source.id,))
        return Stated(source, units, notes, words_of(db, source.id), _noted(notes))
    return of_rows(source, while_it_speaks(db, source.act or "", source.id), words_of(db, source.id))


def of_rows(source: SourceRow, spoken: Tables, words: Words) -> Stated:
    """The text by the rows that stand of the source when it speaks."""
    found = as_edition(source, spoken)
    units = [EditionUnitRow(*row) for row in found.get(EditionUnitRow, ())]
    notes = [EditionNoteRow(*row) for row in found.get(EditionNoteRow, ())]
    return Stated(source, units, notes, words, _noted(notes))


def _noted(notes: Iterable[EditionNoteRow]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for note in notes:
        found[note.eid].add(note.act)
    return {eid: frozenset(acts) for eid, acts in found.items()}


def editions(db: sqlite3.Connection, act: str) -> list[SourceRow]:
    """The act's editions, each by one file, the earliest first: one without a day is the act as it was adopted."""
    return select(db, SourceRow, f"{_EDITIONS} ORDER BY coalesce(edition, '')", (act,))


def editions_beside(db: sqlite3.Connection, act: str) -> list[SourceRow]:
    """Of :func:`editions` those that do not speak for the act."""
    return select(db, SourceRow, f"{_BESIDE} ORDER BY coalesce(edition, '')", (act,))


_BESIDE = "WHERE id IN (SELECT source FROM editions WHERE act = ?1)"
_EDITIONS = f"{_BESIDE} OR id = (SELECT source FROM acts WHERE id = ?1)"


def edition_at(db: sqlite3.Connection, act: str, day: date) -> SourceRow | None:
    """The latest text not later than the day, else the earliest; None where all are of one edition."""
    held = editions(db, act)
    if len(held) < 2:
        return None
    fitting = [source for source in held if (source.edition or "") <= day.isoformat()]
    return fitting[-1] if fitting else held[0]


def taken_in(db: sqlite3.Connection, orders: Sequence[OperationRow], text: Stated) -> set[str]:
    """Amending acts that the text already holds: its notes name them, or they are not later than its edition."""
    days = act_refs(db, (o.act for o in orders))
    edition = text.source.edition or ""
    return text.named | {act for act, known in days.items() if (known.date or "9999") <= edition}
