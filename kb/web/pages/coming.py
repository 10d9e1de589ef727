"""What takes effect in the days ahead: for those who plan a month, not a morning."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

import kb
from kb.answers import by_acts
from kb.web.request import BadQuery, Request
from kb.web.response import Response

LONGEST = 500
"""Lines of a page; who needs more narrows the days."""


def page(base: sqlite3.Connection, request: Request) -> Response:
    """Acts and units that begin, change or end, day by day. Parameters: ``from``, ``to`` (both days included; without
    ``from`` from tomorrow).

    Raises:
        BadQuery: the days stand in the wrong order.
    """
    now = kb.today()
    since, until = request.day("from") or now + timedelta(days=1), request.day("to")
    if until and until < since:
        raise BadQuery("Первый день позже последнего: поменяйте их местами.")
    events = kb.coming(base, since - timedelta(days=1), until)
    lines = by_acts(events)
    html = {
        "coming": [line for line in lines if line.day][:LONGEST],
        "undated": [line for line in lines if not line.day][:LONGEST],
        "stretches": _stretches(now),
        "longest": LONGEST,
    }
    return Response("coming.html", "Что вступит в силу", {"from": since, "to": until, "events": events}, html)


def _stretches(now: date) -> list[tuple[str, date, date]]:
    """(its name, first day, last day) of the stretches that are asked for most."""
    next_month = (now.replace(day=1) + timedelta(days=32)).replace(day=1)
    month_after = (next_month + timedelta(days=32)).replace(day=1)
    one = timedelta(days=1)
    return [
        ("до конца месяца", now + one, max(now + one, next_month - one)),
        ("следующий месяц", next_month, month_after - one),
        ("год вперёд", now + one, now + timedelta(days=365)),
    ]
