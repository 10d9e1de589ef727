"""Parsed sources of the project's own data, and how a base is made of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

from ingest import parse, read
from ingest.parsed import Parsed
from ingest.sources import read_deck, read_overlay, sources
from ingest.sources.cards import Deck
from ingest.sources.overlay import Overlay
from kb.load.settle import settle
from kb.store.filing import Filing, file_deck, file_overlay, file_parsed
from kb.store.write import store as store_filings

DATA = Path(__file__).resolve().parents[1] / "data"
DAY = date(2026, 1, 15)

Given = tuple[str, bytes, Parsed | Deck | Overlay]


def read_data() -> list[Given]:
    """(name, bytes, records) of everything in data/."""
    return [given(item.name, item.data or b"") for item in sources(DATA)]


def given(name: str, data: bytes | str) -> Given:
    """A file as it is given to a base."""
    data = data.encode() if isinstance(data, str) else data
    return name, data, taken(name, data)


def taken(name: str, data: bytes) -> Parsed | Deck | Overlay:
    """What the file holds."""
    overlay = read_overlay(data, name)
    if overlay is not None:
        return overlay
    deck = read_deck(data, name)
    return parse(read(data, name)) if deck is None else deck


def filing(name: str, data: bytes, found: Parsed | Deck | Overlay, day: date = DAY) -> Filing:
    """Its rows."""
    if isinstance(found, Overlay):
        return file_overlay(found, name, data, day, "1")
    if isinstance(found, Deck):
        return file_deck(found, name, data, day, "1")
    return file_parsed(found, data, day, "1")


def store(db: sqlite3.Connection, given: Iterable[Given], day: date = DAY) -> None:
    """Put sources into the base and make its rows."""
    store_filings(db, [filing(name, data, found, day) for name, data, found in given])
    settle(db)


def dump(base: sqlite3.Connection | Path) -> str:
    """What `sqlite3 base.db .dump` prints."""
    if isinstance(base, sqlite3.Connection):
        return "\n".join(base.iterdump())
    with closing(sqlite3.connect(base)) as db:
        return dump(db)
