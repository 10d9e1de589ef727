"""The chain of an act: who changed it, when, which units - as a timeline and as a table."""

from __future__ import annotations

import sqlite3

import kb
from kb.web.graph import graph
from kb.web.request import Request
from kb.web.response import Response, Sent
from kb.web.timeline import timeline
from kb.web.typeset import act_path


def page(base: sqlite3.Connection, request: Request) -> Response:
    """The amending acts of an act by date, and the acts that it amends itself; ``unit``: who changed that one."""
    found = kb.chain(base, request.names["act"], request.text("unit") or None)
    html = {
        "passport": kb.passport(base, found.act.id),
        "timeline": timeline(found.act, found.amended_by),
        "graph": graph(found.act, found.amended_by, found.amends),
    }
    feed = f"{act_path(found.act.id)}.atom"
    return Response("chain.html", f"{found.act.short}: цепочка изменений", found, html, feed)


def picture(base: sqlite3.Connection, request: Request) -> Sent:
    """The timeline alone, as an SVG file."""
    found = kb.chain(base, request.names["act"])
    return Sent(str(timeline(found.act, found.amended_by, alone=True)), "image/svg+xml; charset=utf-8")
