"""The chain of an act: who changed it, when, which units - as a timeline and as a table."""

from __future__ import annotations

import sqlite3

from kb.web.asked import Asked
from kb.web.graph import graph
from kb.web.pages.act import found
from kb.web.reading import relations
from kb.web.reading.place import unit_named
from kb.web.shown import Sent, Shown
from kb.web.timeline import timeline
from kb.web.typeset import act_path


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """The amending acts of an act by date, and the acts that it amends itself; ``unit``: who changed that one."""
    held = found(base, asked.names["act"])
    unit = unit_named(base, held, asked.text("unit"))
    links = relations.chain(base, held.card.id, unit)
    amended = () if unit else relations.amends(base, held.card.id)
    data = {"passport": held, "unit": unit, "chain": links, "amends": amended}
    html = {"timeline": timeline(held.card, links), "graph": graph(held.card, links, amended)}
    feed = f"{act_path(held.card.id)}.atom"
    return Shown("chain.html", f"{held.card.short}: цепочка изменений", data, html, feed)


def picture(base: sqlite3.Connection, asked: Asked) -> Sent:
    """The timeline alone, as an SVG file."""
    held = found(base, asked.names["act"])
    return Sent(
        str(timeline(held.card, relations.chain(base, held.card.id), alone=True)), "image/svg+xml; charset=utf-8"
    )
