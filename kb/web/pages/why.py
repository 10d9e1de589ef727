"""Why a unit of an act reads as it does."""

from __future__ import annotations

import sqlite3

import kb
from kb.web.request import Request
from kb.web.response import Response
from kb.web.russian import guillemets


def page(base: sqlite3.Connection, request: Request) -> Response:
    """Every wording of the unit ``unit``, what changed from the one before, who ordered it, what was refused, and its
    status on the day ``at``."""
    found = kb.why(base, request.names["act"], request.text("unit") or None, request.day("at"))
    where = guillemets(found.where) or found.unit
    return Response("why.html", f"{found.act.short}, {where}: почему так", found, {"called": where})
