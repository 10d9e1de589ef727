"""Texts of an act as its files state them: each edition that the base holds, read again from its bytes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ingest.parsed import Parsed
from kb.editions.first import first_states
from kb.editions.model import Stand, UnitState
from kb.store.acts import act_refs
from kb.store.records import records
from kb.store.rows import OperationRow, SourceRow, select
from kb.store.source import source_bytes
from kb.store.wording import merged


class Stated(NamedTuple):
    """A text of the act: its file, what it holds, unit → acts that its notes name."""

    source: SourceRow
    parsed: Parsed
    noted: dict[str, frozenset[str]]

    @property
    def named(self) -> set[str]:
        """Every act that the notes name."""
        return {act for acts in self.noted.values() for act in acts}

    def states(self) -> list[UnitState]:
        """The units, for consolidation to begin with."""
        cuts = merged(self.parsed.not_of_the_act)
        return first_states(self.parsed.document.text, self.parsed.units, cuts)

    def stands(self) -> list[Stand]:
        """The wordings, in order."""
        return [Stand(t.eid, t.text, t.eid) for t in records(self.parsed, "").texts]


def stated(db: sqlite3.Connection, source: SourceRow) -> Stated:
    """The text in the file."""
    parsed = _parsed(source_bytes(db, source.id), source.name)
    noted: defaultdict[str, set[str]] = defaultdict(set)
    for note in parsed.notes:
        noted[note.within].add(note.by.slug)
    return Stated(source, parsed, {eid: frozenset(acts) for eid, acts in noted.items()})


@lru_cache(maxsize=2)  # the portions of one code are read one after another
def _parsed(data: bytes, name: str) -> Parsed:
    from ingest import parse, read

    return parse(read(data, name))


def editions(db: sqlite3.Connection, act: str) -> list[SourceRow]:
    """The act's files, the earliest text first: one without an edition is the act as it was adopted."""
    return select(db, SourceRow, "WHERE act = ? ORDER BY coalesce(edition, ''), id", (act,))


def edition_at(db: sqlite3.Connection, act: str, day: date) -> SourceRow | None:
    """The latest text not later than the day, else the earliest; None where all are of one edition."""
    held = editions(db, act)
    if len({source.edition for source in held}) < 2:
        return None
    fitting = [source for source in held if (source.edition or "") <= day.isoformat()]
    return fitting[-1] if fitting else held[0]


def taken_in(db: sqlite3.Connection, orders: Sequence[OperationRow], text: Stated) -> set[str]:
    """Amending acts that the text already holds: its notes name them, or they are not later than its edition."""
    days = act_refs(db, (o.act for o in orders))
    edition = text.source.edition or ""
    return text.named | {act for act, known in days.items() if (known.date or "9999") <= edition}
