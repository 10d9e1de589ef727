"""After the evidence is in: rows of acts, corrections by people, texts through time, statuses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from kb.editions import build
from kb.editions.periods import courses, put_courses
from kb.load.readers import Readers
from kb.store.connection import transaction
from kb.store.corrections.lay import lay, waiting
from kb.store.project import project, projection, settled, stale_acts

AT_ONCE = 2000
"""Acts in one transaction: readers see whole acts, the journal stays small."""


def settle(db: sqlite3.Connection, workers: int = 1) -> None:
    """Make the rows that wait. Interrupted anywhere, the next load goes on from there: an act leaves ``stale`` last.

    ``workers``: processes that read; none but this one writes.
    """
    stale = stale_acts(db)
    touched: set[str] = set()
    with Readers(db, workers if len(stale) > AT_ONCE else 1) as readers:
        for acts, made in readers.answers(projection, _portions(stale)):
            with transaction(db):
                touched |= project(db, acts, made)
        if stale or waiting(db):
            with transaction(db):
                laid = sorted(lay(db))
                touched |= project(db, laid, projection(db, laid))
        for acts in _portions(sorted(touched)):
            with transaction(db):
                build.rebuild(db, acts)
        for acts, found in readers.answers(courses, _portions(sorted(touched))):
            with transaction(db):
                put_courses(db, acts, found)
                settled(db, acts)


def _portions(acts: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(acts), AT_ONCE):
        yield acts[at : at + AT_ONCE]
