"""What takes effect next, as a front page tells it: all that one act does to another on a day is one line."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from itertools import islice

import kb
from kb.answers import Event
from kb.web.reading.cards import Card, cards


@dataclass(frozen=True, slots=True)
class Coming:
    """What happens to an act on a day to come.

    ``what``: as in :class:`kb.answers.Event`; ``by`` None: the act itself takes effect or ends; ``unit``: eid of the
    first unit it happens to, "" when it happens to the act as a whole; ``units``: to how many.
    """

    day: str
    what: str
    act: Card
    by: Card | None
    unit: str
    units: int


def coming(base: sqlite3.Connection, today: date, limit: int = 8) -> tuple[Coming, ...]:
    """What takes effect after ``today``, soonest first."""
    lines: dict[tuple[str, str, str, bool], list[Event]] = {}
    for event in kb.coming(base, today):
        if event.day:
            by = event.by.id if event.by else ""
            lines.setdefault((event.day, event.act.id, by, bool(event.unit)), []).append(event)
    told = list(islice(lines.values(), limit))
    known = cards(base, (ref.id for events in told for ref in (events[0].act, events[0].by) if ref))
    return tuple(_line(events, known) for events in told if events[0].act.id in known)


def _line(events: list[Event], known: dict[str, Card]) -> Coming:
    first = events[0]
    what = first.what if len({event.what for event in events}) == 1 else "changes"
    units = len({event.unit for event in events if event.unit})
    by = known.get(first.by.id) if first.by else None
    return Coming(first.day or "", what, known[first.act.id], by, first.unit or "", units)
