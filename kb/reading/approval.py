"""Which act approved a paper, and which papers an act approved, by their stamps."""

from __future__ import annotations

import sqlite3

from kb.answers import ActRef
from kb.store.acts import REF, ref
from kb.store.local_acts import CITES, MEANT

_BY = f"""
    SELECT {REF} FROM citations c JOIN acts a ON a.id = {MEANT} WHERE c.act = ? AND c.relation = 'approved_by'
    ORDER BY c.start LIMIT 1
"""
_APPROVES = f"""
    SELECT DISTINCT {REF} FROM citations c JOIN acts a ON a.id = c.act
    WHERE {CITES.format(act="?1")} AND c.relation = 'approved_by' ORDER BY a.id
"""


def approved_by(db: sqlite3.Connection, act: str) -> ActRef | None:
    """The act that the stamp above this one names."""
    row = db.execute(_BY, (act,)).fetchone()
    return ref(row) if row else None


def approves(db: sqlite3.Connection, act: str) -> tuple[ActRef, ...]:
    """Acts whose stamps name this one."""
    return tuple(map(ref, db.execute(_APPROVES, (act,))))
