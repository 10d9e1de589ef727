"""Who cites an act or one of its units, with the words in which it is cited."""

from __future__ import annotations

import sqlite3

import kb
from kb.web.request import Request
from kb.web.response import Response
from kb.web.twin import address

SIZE = 50


def page(base: sqlite3.Connection, request: Request) -> Response:
    """Citing passages, newest citing acts first; ``unit`` narrows them to that unit and what lies below it."""
    number = request.number("page", 1)
    found = kb.cited_by(base, request.names["act"], request.text("unit") or None, number, SIZE)
    passport = kb.passport(base, found.act.id)
    more = number * SIZE < found.total
    onward = address(request.again(page=number + 1)) if more else None
    html = {"passport": passport, "more": more}
    return Response("cited_by.html", f"{found.act.short}: кто ссылается", found, html, next=onward)
