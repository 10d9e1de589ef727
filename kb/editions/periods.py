"""The status of an act through time, as the base keeps it: periods, each with a status and its ground.

They are made of facts alone, so the day on which a base is loaded leaves no trace in it, and the status of any day is
one look-up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kb.editions.status import (
    Facts,
    Status,
    end_of,
    facts_of,
    facts_of_all,
    force_of,
    status,
    status_under,
    turning_days,
)
from kb.store.acts import statuses_on
from kb.store.rows import AMONG, ActRow, StatusRow, among, insert, select


class Course(NamedTuple):
    """What the force of one act comes to: its first day and the first day after it (ISO, None: not known), periods."""

    act: str
    start: str | None
    end: str | None
    periods: list[StatusRow]


def periods(facts: Facts) -> list[StatusRow]:
    """The statuses of an act one after another, from the beginning of time to its end; no two neighbours are alike."""
    return course(facts).periods


def course(facts: Facts) -> Course:
    """See :class:`Course`."""
    force = force_of(facts)
    found: list[StatusRow] = []
    for day in ("", *turning_days(facts, force)):
        answer = status_under(facts, day, force)
        if found and found[-1][3:] == answer[:2]:
            continue
        if found:
            found[-1] = found[-1]._replace(until=day)
        found.append(StatusRow(facts.act.id, day, None, answer.code, answer.ground))
    return Course(facts.act.id, force.start, end_of(facts, force), found)


def courses(db: sqlite3.Connection, acts: Sequence[str]) -> list[Course]:
    """Of these acts; nothing is written."""
    return list(map(course, facts_of_all(db, select(db, ActRow, f"WHERE id {AMONG}", among(acts)))))


def put_courses(db: sqlite3.Connection, acts: Sequence[str], found: Sequence[Course]) -> None:
    """Put what was found of these acts in place of what stood there."""
    db.execute(f"DELETE FROM act_statuses WHERE act {AMONG}", among(acts))
    db.executemany(
        """UPDATE act_records SET in_force_from = ?1, in_force_until = ?2
           WHERE id = ?3 AND (in_force_from IS NOT ?1 OR in_force_until IS NOT ?2)""",
        [(one.start, one.end, one.act) for one in found],
    )
    insert(db, [period for one in found for period in one.periods])


def status_on(db: sqlite3.Connection, row: ActRow, day: date) -> Status:
    """The status of the act on the day."""
    code, ground = statuses_on(db, [row.id], day)[row.id]
    if code == "partly_repealed":  # what it has left is told by the orders
        return status(facts_of(db, row), day)
    return Status(code, ground, row.in_force_from, row.in_force_until)
