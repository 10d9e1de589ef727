"""Collections: thematic pages with their acts, guidance, steps and links."""

from __future__ import annotations

import sqlite3
from itertools import groupby

from kb.web.asked import Asked, NotHere
from kb.web.reading import collections
from kb.web.reading.turns import turns
from kb.web.shown import Shown


def every(base: sqlite3.Connection, asked: Asked) -> Shown:
    """The list of collections."""
    return Shown("collections.html", "Подборки", {"collections": collections.collections(base)})


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """One collection, section by section in the order of its page."""
    found = collections.collection(base, asked.names["collection"])
    if found is None:
        raise NotHere("Такой подборки в базе нет.", asked.names["collection"])
    sections = [(title, list(items)) for title, items in groupby(found.items, key=lambda item: item.section)]
    told = turns(base, (item.act.id for item in found.items if item.act))
    return Shown("collection.html", found.title, {"collection": found}, {"sections": sections, "turns": told})
