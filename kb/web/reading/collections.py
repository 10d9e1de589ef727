"""Thematic pages: their cards, and one with its acts, guidance, steps and links in order."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from kb.web.reading.cards import COLUMNS, Card, of_row


@dataclass(frozen=True, slots=True)
class CollectionCard:
    """A collection in a list: how many acts it names and how many items it has in all."""

    id: str
    title: str
    acts: int
    items: int


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


_EVERY = """
    SELECT c.id, c.title, count(DISTINCT i.act), count(*)
    FROM collections c LEFT JOIN collection_items i ON i.collection = c.id GROUP BY c.id ORDER BY 4 DESC, c.id
"""
_ITEMS = f"""
    SELECT {COLUMNS}, i.kind, i.section, i.text, i.url
    FROM collection_items i LEFT JOIN acts a ON a.id = i.act WHERE i.collection = ? ORDER BY i.position
"""


def collections(base: sqlite3.Connection) -> tuple[CollectionCard, ...]:
    """Every collection, the richest first."""
    return tuple(CollectionCard(*row) for row in base.execute(_EVERY))


def acts(base: sqlite3.Connection, identity: str, limit: int = 12) -> tuple[Card, ...]:
    """The acts of a collection, in its order, each once."""
    found = (of_row(row) for row in base.execute(_ITEMS, (identity,)) if row[0])
    return tuple({card.id: card for card in found}.values())[:limit]


def collection(base: sqlite3.Connection, identity: str) -> Collection | None:
    """A collection with its items, None when there is none of that id."""
    row = base.execute("SELECT id, title FROM collections WHERE id = ?", (identity,)).fetchone()
    if row is None:
        return None
    return Collection(row[0], row[1], tuple(_item(item) for item in base.execute(_ITEMS, (identity,))))


def _item(row: Any) -> Item:
    kind, section, text, url = tuple(row)[10:]
    return Item(kind, section, text, url, of_row(row) if row[0] else None)
