"""Citations without a date: «Федеральный закон № 273-ФЗ», when the base knows dated acts of that kind and number.

Numbers begin anew each year, so that even the only dated act that the base knows need not be the one meant: the
citation stays with the act as it was named, and the dated ones are its candidates (docs/law.md, 3). Where the citation
quotes a title, and one of them alone bears it, that one is meant.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from ingest.law.text import level


class _Dated(NamedTuple):
    """An act that the citation may mean; ``title`` levelled for comparing."""

    id: str
    title: str | None


def name_candidates(db: sqlite3.Connection, numbers: Iterable[tuple[str, str | None]]) -> None:
    """Bring citations of the undated acts of these kinds and numbers to what the base knows of the dated ones."""
    for undated, kind, number_key in db.execute(_UNDATED, (json.dumps(list(numbers)),)).fetchall():
        _name(db, undated, _dated(db, undated, kind, number_key))


_UNDATED = """
    SELECT a.id, a.kind, a.number_key
    FROM json_each(?) n
    JOIN act_records a ON a.kind = json_extract(n.value, '$[0]') AND a.number_key = json_extract(n.value, '$[1]')
    WHERE a.date IS NULL ORDER BY a.id
"""
_DATED = """
    SELECT id, title FROM act_records d WHERE number_key = ?1 AND kind = ?2
        AND +date IS NOT NULL  -- a condition only, with its plus: looked for by number, which few acts share
        AND NOT EXISTS (  -- whoever the citation names issued the act
            SELECT issuer FROM act_issuers WHERE act = ?3 EXCEPT SELECT issuer FROM act_issuers WHERE act = d.id)
    ORDER BY id
"""


def _dated(db: sqlite3.Connection, undated: str, kind: str, number_key: str) -> list[_Dated]:
    rows = db.execute(_DATED, (number_key, kind, undated))
    return [_Dated(act, level(title) if title else None) for act, title in rows]


def _name(db: sqlite3.Connection, undated: str, dated: list[_Dated]) -> None:
    cited = db.execute(
        'SELECT source, start, "end", position, title, status, candidates FROM citations WHERE cited = ?', (undated,)
    ).fetchall()
    changed = [
        (*now, *key)
        for *key, title, status, candidates in cited
        if (now := _meant(dated, title)) != (status, candidates)
    ]
    db.executemany(
        """UPDATE citations SET status = ?, candidates = ?
           WHERE source = ? AND start = ? AND "end" = ? AND position = ?""",
        changed,
    )


def _meant(dated: list[_Dated], title: str | None) -> tuple[str, str]:
    """Status of a citation and its candidates as JSON."""
    bearing = [act for act in dated if title and act.title == level(title)]
    if len(bearing) == 1:
        return "resolved", json.dumps([bearing[0].id])
    return ("ambiguous" if dated else "resolved"), json.dumps([act.id for act in dated])
