"""Acts chosen by their requisites, and how many there would be with one choice more."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kb.store.clock import today
from kb.web.reading.cards import COLUMNS, Card, of_row


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asks of requisites; "" asks nothing. Days are ISO; ``held``: "1" with text, "0" without."""

    kind: str = ""
    issuer: str = ""
    number: str = ""
    title: str = ""
    since: str = ""
    until: str = ""
    year: str = ""
    status: str = ""
    held: str = ""


_TODAY = "since <= :today AND (until IS NULL OR until > :today)"
_WHERE = f"""
    (:kind = '' OR a.kind = :kind)
    AND (:issuer = '' OR EXISTS (SELECT 1 FROM act_issuers i WHERE i.act = a.id AND i.issuer = :issuer))
    AND (:number = '' OR a.number_key = :number OR a.number_key LIKE :number || '-%')
    AND (:title = '' OR a.title LIKE '%' || :title || '%' OR a.title LIKE '%' || :title_up || '%')
    AND (:since = '' OR a.date >= :since) AND (:until = '' OR a.date <= :until)
    AND (:year = '' OR substr(a.date, 1, 4) = :year)
    AND (:status = '' OR a.id IN (SELECT act FROM act_statuses WHERE status = :status AND {_TODAY}))
    AND (:held = '' OR a.has_text = CAST(:held AS INTEGER))
"""
_FACETS = {
    "kind": f"SELECT a.kind, count(*) FROM act_records a WHERE {_WHERE} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12",
    "issuer": "SELECT i.issuer, count(*) FROM act_records a JOIN act_issuers i ON i.act = a.id"
    f" WHERE {_WHERE} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12",
    "status": "SELECT s.status, count(*) FROM act_statuses s JOIN act_records a ON a.id = s.act"
    f" WHERE {_TODAY} AND {_WHERE} GROUP BY 1 ORDER BY 2 DESC, 1",
    "year": "SELECT substr(a.date, 1, 4), count(*) FROM act_records a"
    f" WHERE {_WHERE} AND a.date IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT 12",
    "held": f"SELECT CAST(a.has_text AS TEXT), count(*) FROM act_records a WHERE {_WHERE} GROUP BY 1 ORDER BY 1 DESC",
}


_ORDERS = {
    "held": "a.has_text DESC, a.date IS NULL, a.date DESC, a.id",
    "date": "a.date IS NULL, a.date DESC, a.id",
    "old": "a.date IS NULL, a.date, a.id",
    "cited": "a.times_cited DESC, a.date IS NULL, a.date DESC, a.id",
}
"""What may stand first: acts with text, the newest, the oldest, the most cited."""


def listed(
    base: sqlite3.Connection, wanted: Wanted, limit: int, offset: int = 0, order: str = "held"
) -> tuple[Card, ...]:
    """Acts that fit; ``order``: "held" (those with text first), "date", "old" or "cited"."""
    fitting = f"SELECT a.id FROM act_records a WHERE {_WHERE} ORDER BY {_ORDERS[order]} LIMIT :limit OFFSET :offset"
    sql = f"SELECT {COLUMNS} FROM ({fitting}) f JOIN acts a ON a.id = f.id ORDER BY {_ORDERS[order]}"
    return tuple(of_row(row) for row in base.execute(sql, {**_values(wanted), "limit": limit, "offset": offset}))


def count(base: sqlite3.Connection, wanted: Wanted) -> int:
    """How many acts fit."""
    return int(base.execute(f"SELECT count(*) FROM act_records a WHERE {_WHERE}", _values(wanted)).fetchone()[0])


def facets(base: sqlite3.Connection, wanted: Wanted) -> dict[str, tuple[tuple[str, int], ...]]:
    """(value, count) of what fits, by kind, issuer, status, year and whether there is text."""
    return {
        name: tuple((row[0], row[1]) for row in base.execute(sql, _values(wanted))) for name, sql in _FACETS.items()
    }


def issuers(base: sqlite3.Connection) -> dict[str, str]:
    """Short names of the issuers of acts in the base, by slug, in alphabetical order."""
    return {
        row[0]: row[1]
        for row in base.execute(
            "SELECT id, short FROM issuers WHERE id IN (SELECT issuer FROM act_issuers) ORDER BY short"
        )
    }


def _values(wanted: Wanted) -> dict[str, str]:
    """Bound values; LIKE knows no case of Cyrillic letters, so a title is tried as typed and with a capital."""
    return {
        "kind": wanted.kind,
        "issuer": wanted.issuer,
        "number": wanted.number.lower().replace(" ", "").lstrip("№n"),
        "title": wanted.title,
        "title_up": wanted.title[:1].upper() + wanted.title[1:],
        "since": wanted.since,
        "until": wanted.until,
        "year": wanted.year,
        "status": wanted.status,
        "held": wanted.held,
        "today": today().isoformat(),
    }
