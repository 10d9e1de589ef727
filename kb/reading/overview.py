"""What the base holds, as its front page tells it: sizes, what was learned, what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kb.answers import ActRef, Holdings, Learned
from kb.store.acts import REF, WIDTH, ref
from kb.store.connection import Base, reading

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
    SELECT {REF}, f.day, f.what, f.detail FROM (
      SELECT c.day, c.act, c.what, c.detail FROM changes c JOIN act_records r ON r.id = c.act
      WHERE (:acts IS NULL OR c.act IN (SELECT value FROM json_each(:acts)))
        AND (:issuer = '' OR c.act IN (SELECT act FROM act_issuers WHERE issuer = :issuer))
        AND (:collection = '' OR c.act IN (SELECT act FROM collection_items WHERE collection = :collection))
      ORDER BY c.day DESC, r.has_text DESC, r.date DESC, c.act, c.what LIMIT :limit) f
    JOIN acts a ON a.id = f.act ORDER BY f.day DESC, a.has_text DESC, a.date DESC, f.act, f.what
"""
_CHOSEN = f"""
    SELECT {REF} FROM (SELECT a.id FROM act_records a WHERE {{0}} ORDER BY {{1}} LIMIT ?) f
    JOIN acts a ON a.id = f.id ORDER BY {{1}}
"""
"""Only of acts that are shown the status is looked up."""

_NEWEST = _CHOSEN.format("a.has_text = 1", "a.model, a.date DESC, a.id")
_MISSING = _CHOSEN.format("a.has_text = 0 AND a.times_cited > 0", "a.times_cited DESC, a.id")
_KINDS = "SELECT kind, count(*) FROM act_records WHERE has_text = 1 GROUP BY kind ORDER BY 2 DESC, 1"
_ADDRESSES = "SELECT id, known_from FROM act_records WHERE has_text = 1 ORDER BY id LIMIT ?"


def holdings(base: Base) -> Holdings:
    """How much the base holds and how fresh it is."""
    with reading(base) as db:
        return Holdings(*db.execute(_HOLDINGS).fetchone())


def learned(
    base: Base, limit: int = 10, acts: Iterable[str] | None = None, issuer: str = "", collection: str = ""
) -> tuple[Learned, ...]:
    """What the base learned, newest first; of these acts, of one issuer's or one collection's acts when asked."""
    asked = {"acts": None if acts is None else json.dumps(list(acts)), "issuer": issuer, "collection": collection}
    with reading(base) as db:
        rows = db.execute(_LEARNED, {**asked, "limit": limit})
        return tuple(Learned(day, what, detail, ref(row)) for row in rows for day, what, detail in [row[WIDTH:]])


def newest(base: Base, limit: int = 8) -> tuple[ActRef, ...]:
    """Acts with text by date of signing, newest first; model acts after the real ones."""
    with reading(base) as db:
        return tuple(map(ref, db.execute(_NEWEST, (limit,))))


def missing(base: Base, limit: int = 8) -> tuple[ActRef, ...]:
    """Acts cited and not held, the most cited first."""
    with reading(base) as db:
        return tuple(map(ref, db.execute(_MISSING, (limit,))))


def kinds(base: Base) -> tuple[tuple[str, int], ...]:
    """(kind, how many) of the acts with text, the most frequent first."""
    with reading(base) as db:
        return tuple(tuple(row) for row in db.execute(_KINDS))


def addresses(base: Base, limit: int) -> tuple[tuple[str, str], ...]:
    """(id, day the base learned of it) of every act with text, for those who list them all."""
    with reading(base) as db:
        return tuple(tuple(row) for row in db.execute(_ADDRESSES, (limit,)))
