"""Who cites an act or one of its units, with the words in which it is cited."""

from __future__ import annotations

import sqlite3

import kb
from kb.web.asked import Asked
from kb.web.shown import Shown
from kb.web.twin import address

SIZE = 50


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """Citing passages, newest citing acts first; ``unit`` narrows them to that unit and what lies below it."""
    number = asked.number("page", 1)
    found = kb.cited_by(base, asked.names["act"], asked.text("unit") or None, number, SIZE)
    passport = kb.passport(base, found.act.id)
    more = number * SIZE < found.total
    onward = address(asked.again(page=number + 1)) if more else None
    html = {"passport": passport, "more": more}
    return Shown("cited_by.html", f"{found.act.short}: кто ссылается", found, html, next=onward)
