"""Acts that citations alone name and that differ in one requisite from an act the base knows by a text or a card.

«ПП РФ от 13.08.2022 № 1241», where the act of 13.07.2022 is known, may be a slip: a person is told of both, and
neither is taken for the other.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from ingest.law.act_id import ActId
from ingest.law.dates import date_or_none
from ingest.law.resemblance import differs_by_a_slip
from kb.store.rows import ProblemRow, insert

RULE = "resemblance"
_OF_NUMBER = """
    SELECT a.id, a.kind, a.date, a.number, a.label,
        (SELECT json_group_array(issuer) FROM (SELECT issuer FROM act_issuers WHERE act = a.id ORDER BY issuer)),
        EXISTS (SELECT 1 FROM statements WHERE act = a.id)
    FROM act_records a WHERE a.kind = ?1 AND a.number_key = ?2 AND +a.date IS NOT NULL ORDER BY a.id
"""
_CITED_BY = """
    SELECT c.source, s.name, c.start FROM citations c JOIN sources s ON s.id = c.source
    WHERE c.cited = ? ORDER BY s.name, c.start LIMIT 1
"""


def tell_resemblances(db: sqlite3.Connection, numbers: Iterable[tuple[str, str | None]]) -> None:
    """Problem rows for the acts of these kinds and numbers, made anew."""
    for kind, number_key in set(numbers):
        rows = db.execute(_OF_NUMBER, (kind, number_key)).fetchall()
        forget_resemblances(db, [row[0] for row in rows])
        known = [row for row in rows if row[6]]
        for row in rows:
            if not row[6]:
                insert(db, list(_problems(db, row, known)))


def forget_resemblances(db: sqlite3.Connection, acts: Iterable[str]) -> None:
    """Remove the problem rows of these acts: their ids, which the table is ordered by, begin with the act."""
    ranges = [(f"{RULE}:{act}:", f"{RULE}:{act};") for act in acts]
    db.executemany("DELETE FROM problems WHERE id >= ? AND id < ?", ranges)


def _problems(db: sqlite3.Connection, cited: tuple[str, ...], known: list[tuple[str, ...]]) -> Iterator[ProblemRow]:
    for other in known:
        place = db.execute(_CITED_BY, (cited[0],)).fetchone()
        if place and differs_by_a_slip(_identity(cited), _identity(other)):
            source, name, start = place
            message = (
                f"Акт «{cited[4]}» известен только по ссылке и отличается одним реквизитом от акта «{other[4]}», "
                "который есть в базе. Проверьте дату в ссылке."
            )
            yield ProblemRow(f"{RULE}:{cited[0]}:{other[0]}", source, name, cited[0], start, RULE, message)


def _identity(row: tuple[str, ...]) -> ActId:
    _, kind, day, number, _, issuers, _ = row
    return ActId(kind, tuple(json.loads(issuers)), date_or_none(day), number)
