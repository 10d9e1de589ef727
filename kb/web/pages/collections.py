"""Collections: thematic pages with their acts, guidance, steps and links."""

from __future__ import annotations

import sqlite3
from itertools import groupby

import kb
from kb.web.request import Request
from kb.web.response import Response
from kb.web.root import root
from kb.web.russian import all_turned


def every(base: sqlite3.Connection, request: Request) -> Response:
    """The list of collections."""
    return Response("collections.html", "Подборки", {"collections": kb.collections(base)})


def page(base: sqlite3.Connection, request: Request) -> Response:
    """One collection, section by section in the order of its page."""
    held = kb.collection(base, request.names["collection"])
    sections = [(title, list(items)) for title, items in groupby(held.items, key=lambda item: item.section)]
    turned = all_turned(kb.milestones(base, (item.act.id for item in held.items if item.act)))
    html = {"sections": sections, "turned": turned}
    return Response("collection.html", held.title, held, html, feed=f"{root()}/collections/{held.id}.atom")
