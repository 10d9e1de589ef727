"""Collections: thematic pages with their acts, guidance, steps and links."""

from __future__ import annotations

import sqlite3
from itertools import groupby

import kb
from kb.web.asked import Asked
from kb.web.root import root
from kb.web.russian import all_turned
from kb.web.shown import Shown


def every(base: sqlite3.Connection, asked: Asked) -> Shown:
    """The list of collections."""
    return Shown("collections.html", "Подборки", {"collections": kb.collections(base)})


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """One collection, section by section in the order of its page."""
    held = kb.collection(base, asked.names["collection"])
    sections = [(title, list(items)) for title, items in groupby(held.items, key=lambda item: item.section)]
    turned = all_turned(kb.milestones(base, (item.act.id for item in held.items if item.act)))
    html = {"sections": sections, "turned": turned}
    return Shown("collection.html", held.title, held, html, feed=f"{root()}/collections/{held.id}.atom")
