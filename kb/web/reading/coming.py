"""What takes effect next, as a front page tells it: all that one act does to another on a day is one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

import kb
from kb.answers import Event
from kb.web.reading.cards import Card, cards


@dataclass(frozen=True, slots=True)
class Coming:
    """What happens to an act on a day to come (ISO; "": nobody knows yet which).

    ``what``: as in :class:`kb.answers.Event`; ``by`` None: the act itself takes effect or ends; ``unit``: eid of the
    first unit it happens to, "" when it happens to the act as a whole; ``units``: to how many.
    """

    day: str
    what: str
    act: Card
    by: Card | None
    unit: str
    units: int


def coming(base: sqlite3.Connection, after: date, until: date | None = None, limit: int = 8) -> tuple[Coming, ...]:
    """What takes effect after the one day and by the other, soonest first."""
    return _lines(base, (event for event in kb.coming(base, after, until) if event.day), limit)


def undated(base: sqlite3.Connection, limit: int = 8) -> tuple[Coming, ...]:
    """What is ordered and waits for a day that the base does not know."""
    return _lines(base, (event for event in kb.coming(base) if not event.day), limit)


def _lines(base: sqlite3.Connection, events: Iterable[Event], limit: int) -> tuple[Coming, ...]:
    lines: dict[tuple[str, str, str, bool], list[Event]] = {}
    for event in events:
        by = event.by.id if event.by else ""
        lines.setdefault((event.day or "", event.act.id, by, bool(event.unit)), []).append(event)
    told = list(islice(lines.values(), limit))
    known = cards(base, (ref.id for events in told for ref in (events[0].act, events[0].by) if ref))
    return tuple(_line(events, known) for events in told if events[0].act.id in known)


def _line(events: list[Event], known: dict[str, Card]) -> Coming:
    first = events[0]
    what = first.what if len({event.what for event in events}) == 1 else "changes"
    units = len({event.unit for event in events if event.unit})
    by = known.get(first.by.id) if first.by else None
    return Coming(first.day or "", what, known[first.act.id], by, first.unit or "", units)
