"""How others cite an act, or a unit of it: in a list of sources and in running text."""

from __future__ import annotations

import sqlite3
from datetime import date

from ingest.law.address import Naming
from kb.answers import Cited
from kb.reading.gost import reference
from kb.reading.inline import inline
from kb.store.acts import act_row
from kb.store.connection import Base, reading
from kb.store.find.place import the_place


def cite(base: Base, act: str, unit: str | None = None, at: date | None = None) -> Cited:
    """The references of the act, in running text as it stands at ``at`` (None: today).

    Raises:
        KnowledgeBaseError: no such base, act or unit, or several answer.
    """
    with reading(base) as db:
        return _cited(db, *the_place(db, act, unit), at)


def _cited(db: sqlite3.Connection, act: str, eid: str | None, at: date | None) -> Cited:
    within = inline(db, act, at)
    said = within.unit(eid, Naming(act_row(db, act).naming)) if eid else within.name
    return Cited(act, eid, reference(db, act), said, within.of, within.to)
