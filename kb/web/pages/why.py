"""Why a unit of an act reads as it does."""

from __future__ import annotations

import sqlite3

import kb
from kb.web.asked import Asked, BadQuery
from kb.web.russian import guillemets
from kb.web.shown import Shown


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """Every wording of the unit ``unit``, what changed from the one before, who ordered it, what was refused, and its
    status on the day ``at``."""
    unit = asked.text("unit")
    if not unit:
        raise BadQuery("Укажите единицу акта, текст которой объяснить: unit=…")
    found = kb.why(base, asked.names["act"], unit, asked.day("at"))
    where = guillemets(found.where) or found.unit
    return Shown("why.html", f"{found.act.short}, {where}: почему так", found, {"called": where})
