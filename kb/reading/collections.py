"""Thematic pages: their list, and one with its acts, guidance, steps and links in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kb.answers import Collection, CollectionCard, CollectionItem
from kb.errors import UnknownCollection
from kb.store.acts import REF, WIDTH, ref
from kb.store.connection import Base, reading

_EVERY = """
    SELECT c.id, c.title, count(DISTINCT i.act), count(*)
    FROM collections c LEFT JOIN collection_items i ON i.collection = c.id GROUP BY c.id ORDER BY 4 DESC, c.id
"""
_ITEMS = f"""
    SELECT {REF}, i.kind, i.section, i.text, i.url
    FROM collection_items i LEFT JOIN acts a ON a.id = i.act WHERE i.collection = ? ORDER BY i.position
"""


def collections(base: Base) -> tuple[CollectionCard, ...]:
    """Every collection, the richest first.

    Raises:
        KnowledgeBaseError: no such base.
    """
    with reading(base) as db:
        return tuple(CollectionCard(*row) for row in db.execute(_EVERY))


def collection(base: Base, identity: str) -> Collection:
    """The collection of that id, with its items.

    Raises:
        KnowledgeBaseError: no such base or collection.
    """
    with reading(base) as db:
        row = db.execute("SELECT id, title FROM collections WHERE id = ?", (identity,)).fetchone()
        if row is None:
            raise UnknownCollection("Такой подборки в базе нет.")
        return Collection(row[0], row[1], tuple(map(_item, db.execute(_ITEMS, (identity,)))))


def _item(row: Sequence[Any]) -> CollectionItem:
    kind, section, text, url = row[WIDTH:]
    return CollectionItem(kind, section, text, url, ref(row) if row[0] else None)
