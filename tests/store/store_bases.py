"""Parsed sources of the project's own data, and how a base is made of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ingest.parsed import Parsed
from ingest.sources import sources
from ingest.sources.cards import Deck
from kb.load.settle import settle
from kb.load.worker import take
from kb.store.write import store_deck, store_parsed

DATA = Path(__file__).resolve().parents[2] / "data"
DAY = date(2026, 1, 15)

Given = tuple[str, bytes, Parsed | Deck]


def read_data() -> list[Given]:
    """(name, bytes, records) of everything in data/."""
    found: list[Given] = []
    for item in sources(DATA):
        assert item.data is not None
        outcome = take(item.data, item.name)
        taken = outcome.parsed or outcome.deck
        assert taken is not None, f"{item.name}: {outcome.problem}"
        found.append((item.name, item.data, taken))
    return found


def store(db: sqlite3.Connection, given: Iterable[Given], day: date = DAY) -> None:
    """Put sources into the base and make its rows."""
    for name, data, taken in given:
        if isinstance(taken, Deck):
            store_deck(db, taken, name, data, day, "1")
        else:
            store_parsed(db, taken, data, day, "1")
    settle(db, day)


def dump(db: sqlite3.Connection) -> str:
    """What `sqlite3 base.db .dump` prints."""
    return "\n".join(db.iterdump())
