"""Collections: thematic pages with their acts, guidance, steps and links."""

from __future__ import annotations

import sqlite3
from itertools import groupby

from kb.web.asked import Asked, NotHere
from kb.web.reading import collections
from kb.web.reading.collections import Collection
from kb.web.reading.turns import turns
from kb.web.root import root
from kb.web.shown import Shown


def every(base: sqlite3.Connection, asked: Asked) -> Shown:
    """The list of collections."""
    return Shown("collections.html", "Подборки", {"collections": collections.collections(base)})


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """One collection, section by section in the order of its page."""
    held = found(base, asked.names["collection"])
    sections = [(title, list(items)) for title, items in groupby(held.items, key=lambda item: item.section)]
    told = turns(base, (item.act.id for item in held.items if item.act))
    html = {"sections": sections, "turns": told}
    return Shown("collection.html", held.title, {"collection": held}, html, feed=f"{root()}/collections/{held.id}.atom")


def found(base: sqlite3.Connection, identity: str) -> Collection:
    """The collection in the address.

    Raises:
        NotHere: the base has none such.
    """
    held = collections.collection(base, identity)
    if held is None:
        raise NotHere("Такой подборки в базе нет.", identity)
    return held
