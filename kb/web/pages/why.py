"""Why a unit of an act reads as it does."""

from __future__ import annotations

import sqlite3

from kb.editions.why import why
from kb.store.clock import today
from kb.web.asked import Asked, BadQuery, NotHere
from kb.web.lawbook import address_in_words
from kb.web.pages.act import found, naming_of
from kb.web.reading.place import unit_named
from kb.web.reading.text import position_of
from kb.web.shown import Shown


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """Every wording of the unit ``unit``, what changed from the one before, who ordered it, what was refused, and its
    status on the day ``at``."""
    held = found(base, asked.names["act"])
    eid = unit_named(base, held, asked.text("unit"))
    if not eid:
        raise BadQuery("Укажите единицу акта, текст которой объяснить: unit=…")
    if position_of(base, held.card.id, eid) is None:
        raise NotHere("Такой единицы в тексте акта нет.", near=(held.card.id,))
    told = why(base, held.card.id, eid, asked.day("at") or today())
    where = address_in_words(eid, naming_of(held))
    return Shown(
        "why.html", f"{held.card.short}, {where}: почему так", {"passport": held, "why": told}, {"where": where}
    )
