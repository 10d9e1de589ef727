"""Search: words, a citation, or requisites → acts and units, with facets that narrow them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kb.web.asked import Asked
from kb.web.shown import Shown


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """What a search finds."""
    return Shown("search.html", "Поиск", {"q": asked.text("q"), "results": None})


def requisites(base: sqlite3.Connection, asked: Asked) -> Shown:
    """Search by fields."""
    return Shown("requisites.html", "Поиск по реквизитам", {})


def every_act(base: sqlite3.Connection, asked: Asked) -> Shown:
    """Every act."""
    return Shown("acts.html", "Все акты", {})


def acts_found(base: sqlite3.Connection, asked: Asked) -> Iterator[str]:
    """Ids of the acts that a search finds."""
    return iter(())
