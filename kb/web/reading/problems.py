"""What was not understood, and what did not fit: for the person who keeps the base."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kb.web.reading.cards import COLUMNS, Card, of_row


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of a source that was not understood.

    ``start`` counts characters of the source's text, ``words`` is what stands there; ``label`` names the act it is in.
    """

    id: str
    source: str | None
    name: str
    start: int | None
    rule: str
    message: str
    act: str | None
    collection: str | None
    label: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A change that did not fit the text it was meant for.

    ``by``, ``by_label``: the act that orders it; ``unit``: eid in the amended act, "" = the whole.
    """

    by: str
    by_label: str
    act: Card
    unit: str
    verb: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeadReference:
    """A place that still cites a repealed act. ``act`` None: a collection cites it; ``exact``: how it is written."""

    act: str | None
    label: str | None
    unit: str
    exact: str
    cited: Card


_DEAD = f"""
    SELECT {COLUMNS}, d.act, d.label, d.unit, d.exact
    FROM dead_references d JOIN acts a ON a.id = d.cited ORDER BY d.cited, d.act, d.unit LIMIT ?
"""
_PROBLEMS = """
    SELECT p.id, s.sha256, p.name, p.start, p.rule, p.message, s.act, s.collection, a.label,
           passage(p.source, p.start, p.start + 90)
    FROM problems p LEFT JOIN sources s ON s.id = p.source LEFT JOIN acts a ON a.id = s.act
    ORDER BY p.name, p.start, p.id LIMIT ? OFFSET ?
"""
_REFUSED = f"""
    SELECT {COLUMNS}, o.act, coalesce(b.label, o.act), o.target_eid, o.verb, coalesce(o.reason, '')
    FROM operations o JOIN acts a ON a.id = o.target LEFT JOIN acts b ON b.id = o.act
    WHERE o.state = 'refused' ORDER BY o.id LIMIT ?
"""


def problems(base: sqlite3.Connection, limit: int, offset: int = 0) -> tuple[Problem, ...]:
    """What was not understood, file by file."""
    return tuple(Problem(*row) for row in base.execute(_PROBLEMS, (limit, offset)))


def count(base: sqlite3.Connection) -> int:
    """How many problems there are."""
    return int(base.execute("SELECT count(*) FROM problems").fetchone()[0])


def dead_references(base: sqlite3.Connection, limit: int = 30) -> tuple[DeadReference, ...]:
    """Places that cite acts which are repealed."""
    return tuple(
        DeadReference(row[10], row[11], row[12], row[13], of_row(row)) for row in base.execute(_DEAD, (limit,))
    )


def refused(base: sqlite3.Connection, limit: int = 50) -> tuple[Refused, ...]:
    """Changes that did not fit."""
    return tuple(Refused(row[10], row[11], of_row(row), *row[12:]) for row in base.execute(_REFUSED, (limit,)))
