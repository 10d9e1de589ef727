"""Parsed sources of the project's own data, and how a base is made of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

from ingest import parse, read
from ingest.parsed import Parsed
from ingest.sources import items_at, read_card_table, read_overlay
from ingest.sources.cards import CardTable
from ingest.sources.overlay import Overlay
from kb.load.settle import settle
from kb.store.filing import Filing, file_card_table, file_overlay, file_parsed
from kb.store.write import store as store_filings

DATA = Path(__file__).resolve().parents[1] / "data"
DAY = date(2026, 1, 15)

Given = tuple[str, bytes, Parsed | CardTable | Overlay]


def read_data() -> list[Given]:
    """(name, bytes, records) of everything in data/."""
    return [given(item.name, item.data or b"") for item in items_at(DATA)]


def given(name: str, data: bytes | str) -> Given:
    """A file as it is given to a base."""
    data = data.encode() if isinstance(data, str) else data
    return name, data, taken(name, data)


def taken(name: str, data: bytes) -> Parsed | CardTable | Overlay:
    """What the file holds."""
    overlay = read_overlay(data, name)
    if overlay is not None:
        return overlay
    table = read_card_table(data, name)
    return parse(read(data, name)) if table is None else table


def filing(name: str, data: bytes, found: Parsed | CardTable | Overlay, day: date = DAY) -> Filing:
    """Its rows."""
    if isinstance(found, Overlay):
        return file_overlay(found, name, data, day, "1")
    if isinstance(found, CardTable):
        return file_card_table(found, name, data, day, "1")
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
