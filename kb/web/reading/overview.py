"""What the base holds, as its front page, its collections and its keeper's page tell it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

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
class CollectionCard:
    """A collection in a list: how many acts it names and whether guidance stands beside them."""

    id: str
    title: str
    acts: int
    items: int


@dataclass(frozen=True, slots=True)
class Learned:
    """Something the base learned on a day: ``what`` is added, edition, amended or repealed."""

    day: str
    what: str
    detail: str
    act: Card


@dataclass(frozen=True, slots=True)
class Coming:
    """What takes effect on a day to come: an act, or a change of one by another."""

    day: str
    act: Card
    by: Card | None
    unit: str
    verb: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a collection; ``kind``: act, guidance, step or link."""

    kind: str
    section: str
    text: str
    url: str | None
    act: Card | None


@dataclass(frozen=True, slots=True)
class Collection:
    """A thematic page: its items in order."""

    id: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of a source that was not understood. ``start`` counts characters of the source's text."""

    id: str
    source: str | None
    name: str
    start: int | None
    rule: str
    message: str
    act: str | None
    collection: str | None


_HOLDINGS = """
    SELECT (SELECT count(*) FROM acts), (SELECT count(*) FROM acts WHERE held = 1), (SELECT count(*) FROM acts WHERE held = 0 AND cited > 0),
           (SELECT count(*) FROM units), (SELECT count(*) FROM citations), (SELECT count(*) FROM operations), (SELECT count(*) FROM problems),
           (SELECT max(known_from) FROM sources)
"""
_COMING = f"""
    SELECT {COLUMNS}, a.in_force_from, NULL, '', '' FROM acts a WHERE a.in_force_from > :today
    UNION ALL
    SELECT {COLUMNS}, o.in_force_from, o.act, o.target_eid, o.verb FROM operations o JOIN acts a ON a.id = o.target
    WHERE o.in_force_from > :today AND o.state <> 'refused'
    ORDER BY 11, 1, 13 LIMIT :limit
"""


def holdings(base: sqlite3.Connection) -> Holdings:
    """How much the base holds and how fresh it is."""
    return Holdings(*base.execute(_HOLDINGS).fetchone())


def collections(base: sqlite3.Connection) -> tuple[CollectionCard, ...]:
    """Every collection, the richest first."""
    rows = base.execute(
        "SELECT c.id, c.title, count(DISTINCT i.act), count(*) FROM collections c LEFT JOIN collection_items i ON i.collection = c.id GROUP BY c.id ORDER BY 4 DESC, c.id"
    )
    return tuple(CollectionCard(*row) for row in rows)


def collection(base: sqlite3.Connection, identity: str) -> Collection | None:
    """A collection with its items, None when there is none of that id."""
    row = base.execute("SELECT id, title FROM collections WHERE id = ?", (identity,)).fetchone()
    if row is None:
        return None
    items = base.execute(
        f"SELECT {COLUMNS}, i.kind, i.section, i.text, i.url FROM collection_items i LEFT JOIN acts a ON a.id = i.act WHERE i.collection = ? ORDER BY i.position",
        (identity,),
    )
    return Collection(row[0], row[1], tuple(_item(item) for item in items))


def _item(row: Any) -> Item:
    kind, section, text, url = tuple(row)[10:]
    return Item(kind, section, text, url, of_row(row) if row[0] else None)


def learned(base: sqlite3.Connection, limit: int = 10, act: str = "", issuer: str = "") -> tuple[Learned, ...]:
    """What the base learned, newest first; of one act or of one issuer's acts when asked."""
    rows = base.execute(
        f"SELECT {COLUMNS}, c.day, c.what, c.detail FROM changes c JOIN acts a ON a.id = c.act WHERE (:act = '' OR c.act = :act)"
        " AND (:issuer = '' OR c.act IN (SELECT act FROM act_issuers WHERE issuer = :issuer)) ORDER BY c.day DESC, a.held DESC, a.date DESC, c.act, c.what LIMIT :limit",
        {"act": act, "issuer": issuer, "limit": limit},
    )
    return tuple(Learned(row[10], row[11], row[12], of_row(row)) for row in rows)


def coming(base: sqlite3.Connection, today: str, limit: int = 8) -> tuple[Coming, ...]:
    """What takes effect after ``today`` (ISO), soonest first."""
    found = []
    for row in base.execute(_COMING, {"today": today, "limit": limit}):
        day, by, unit, verb = tuple(row)[10:]
        by_row = base.execute(f"SELECT {COLUMNS} FROM acts a WHERE a.id = ?", (by,)).fetchone()
        found.append(Coming(day, of_row(row), of_row(by_row) if by_row else None, unit, verb))
    return tuple(found)


def newest(base: sqlite3.Connection, limit: int = 8) -> tuple[Card, ...]:
    """Held acts by date of signing, newest first."""
    return tuple(
        of_row(row)
        for row in base.execute(
            f"SELECT {COLUMNS} FROM acts a WHERE a.held = 1 ORDER BY a.model, a.date DESC, a.id LIMIT ?", (limit,)
        )
    )


def missing(base: sqlite3.Connection, limit: int = 8) -> tuple[Card, ...]:
    """Acts cited and not held, the most cited first."""
    return tuple(
        of_row(row)
        for row in base.execute(
            f"SELECT {COLUMNS} FROM acts a WHERE a.held = 0 AND a.cited > 0 ORDER BY a.cited DESC, a.id LIMIT ?",
            (limit,),
        )
    )


def kinds(base: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """(kind, how many) of the held acts, the most frequent first."""
    return tuple(
        (row[0], row[1])
        for row in base.execute("SELECT kind, count(*) FROM acts WHERE held = 1 GROUP BY kind ORDER BY 2 DESC, 1")
    )


def problems(base: sqlite3.Connection, limit: int, offset: int = 0) -> tuple[Problem, ...]:
    """What was not understood, file by file."""
    rows = base.execute(
        "SELECT p.id, p.source, p.name, p.start, p.rule, p.message, s.act, s.collection FROM problems p LEFT JOIN sources s ON s.sha256 = p.source"
        " ORDER BY p.name, p.start, p.id LIMIT ? OFFSET ?",
        (limit, offset),
    )
    return tuple(Problem(*row) for row in rows)


def count_problems(base: sqlite3.Connection) -> int:
    """How many problems there are."""
    return int(base.execute("SELECT count(*) FROM problems").fetchone()[0])


def refused_operations(base: sqlite3.Connection, limit: int = 50) -> tuple[tuple[str, Card, str, str, str], ...]:
    """(amending act, amended act, eid, verb, reason) of operations that did not fit."""
    rows = base.execute(
        f"SELECT {COLUMNS}, o.act, o.target_eid, o.verb, coalesce(o.reason, '') FROM operations o JOIN acts a ON a.id = o.target WHERE o.state = 'refused' ORDER BY o.id LIMIT ?",
        (limit,),
    )
    return tuple((row[10], of_row(row), row[11], row[12], row[13]) for row in rows)
