"""What the base holds, as its front page tells it: sizes, what was learned, what is missing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kb.web.reading.cards import COLUMNS, Card, of_row


@dataclass(frozen=True, slots=True)
class Holdings:
    """Sizes of the base, and the day it last learned something (ISO, None when it is empty)."""

    acts: int
    held: int
    missing: int
    units: int
    citations: int
    operations: int
    problems: int
    fresh: str | None


@dataclass(frozen=True, slots=True)
class Learned:
    """Something the base learned on a day: ``what`` is added, edition, amended or repealed."""

    day: str
    what: str
    detail: str
    act: Card


_HOLDINGS = """
    SELECT (SELECT count(*) FROM act_records),
           (SELECT count(*) FROM act_records WHERE has_text = 1),
           (SELECT count(*) FROM act_records WHERE has_text = 0 AND times_cited > 0),
           (SELECT count(*) FROM units),
           (SELECT count(*) FROM citations),
           (SELECT count(*) FROM operations),
           (SELECT count(*) FROM problems),
           (SELECT max(known_from) FROM sources)
"""
_LEARNED = f"""
    SELECT {COLUMNS}, c.day, c.what, c.detail FROM changes c JOIN acts a ON a.id = c.act
    WHERE (:act = '' OR c.act = :act)
      AND (:issuer = '' OR c.act IN (SELECT act FROM act_issuers WHERE issuer = :issuer))
      AND (:collection = '' OR c.act IN (SELECT act FROM collection_items WHERE collection = :collection))
    ORDER BY c.day DESC, a.has_text DESC, a.date DESC, c.act, c.what LIMIT :limit
"""
_CHOSEN = f"""
    SELECT {COLUMNS} FROM (SELECT a.id FROM act_records a WHERE {{0}} ORDER BY {{1}} LIMIT ?) f
    JOIN acts a ON a.id = f.id ORDER BY {{1}}
"""
"""Only of acts that are shown the status is looked up."""

_NEWEST = _CHOSEN.format("a.has_text = 1", "a.model, a.date DESC, a.id")
_MISSING = _CHOSEN.format("a.has_text = 0 AND a.times_cited > 0", "a.times_cited DESC, a.id")
_KINDS = "SELECT kind, count(*) FROM act_records WHERE has_text = 1 GROUP BY kind ORDER BY 2 DESC, 1"


def holdings(base: sqlite3.Connection) -> Holdings:
    """How much the base holds and how fresh it is."""
    return Holdings(*base.execute(_HOLDINGS).fetchone())


def learned(
    base: sqlite3.Connection, limit: int = 10, act: str = "", issuer: str = "", collection: str = ""
) -> tuple[Learned, ...]:
    """What the base learned, newest first; of one act, of one issuer's or one collection's acts when asked."""
    asked = {"act": act, "issuer": issuer, "collection": collection, "limit": limit}
    rows = base.execute(_LEARNED, asked)
    return tuple(Learned(row[10], row[11], row[12], of_row(row)) for row in rows)


def newest(base: sqlite3.Connection, limit: int = 8) -> tuple[Card, ...]:
    """Held acts by date of signing, newest first; model acts after the real ones."""
    return tuple(of_row(row) for row in base.execute(_NEWEST, (limit,)))


def missing(base: sqlite3.Connection, limit: int = 8) -> tuple[Card, ...]:
    """Acts cited and not held, the most cited first."""
    return tuple(of_row(row) for row in base.execute(_MISSING, (limit,)))


def kinds(base: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """(kind, how many) of the held acts, the most frequent first."""
    return tuple((row[0], row[1]) for row in base.execute(_KINDS))
