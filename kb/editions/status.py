"""Status of an act on a day, from the facts the base holds, with the ground in words.

The questions are asked in order, the first that has an answer decides; where a fact is missing the status is unknown
and the ground names the fact (DESIGN.md, rule 3).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from kb.store.labels import russian_day
from kb.store.rows import ActRow, CommencementRow, OperationRow, StatementRow, select


class Status(NamedTuple):
    """``code``: in_force, not_yet, repealed, suspended, unknown; days are ISO text, None: not known."""

    code: str
    ground: str
    in_force_from: str | None = None
    in_force_until: str | None = None


class Facts(NamedTuple):
    """What the base holds on the force of one act: its row, repeals of the whole, its clauses, cards and heads."""

    act: ActRow
    repeals: list[OperationRow]
    clauses: list[CommencementRow]
    statements: list[StatementRow]
    labels: dict[str, str]


def status(facts: Facts, day: date) -> Status:
    """The status on ``day``."""
    start, until = _days(facts)
    for question in QUESTIONS:
        answer = question(facts, day.isoformat(), start, until)
        if answer:
            return answer._replace(in_force_from=start, in_force_until=answer.in_force_until or until)
    return Status("unknown", _missing(facts), start, until)


def _days(facts: Facts) -> tuple[str | None, str | None]:
    """Days of force of the whole act: by its own clause, else by a card or a head."""
    whole = [c for c in facts.clauses if "main" in json.loads(c.scope)]
    start = next((c.in_force_from for c in whole if c.in_force_from), None)
    until = next((c.in_force_until for c in whole if c.in_force_until), None)
    start = start or next((s.in_force_from for s in facts.statements if s.in_force_from), None)
    until = until or next((s.in_force_until for s in facts.statements if s.in_force_until), None)
    return start, until


def _repealed(facts: Facts, day: str, start: str | None, until: str | None) -> Status | None:
    """A repeal in force, or one that the editor of the text states as done."""
    for repeal in facts.repeals:
        by = facts.labels.get(repeal.act, repeal.act)
        if repeal.in_force_from and repeal.in_force_from <= day:
            since = russian_day(repeal.in_force_from)
            return Status("repealed", f"Утратил силу с {since}: {by}.", in_force_until=repeal.in_force_from)
        if repeal.basis == "note":
            return Status("repealed", f"Утратил силу по пометке в тексте: {by}.")
    return None


def _expired(facts: Facts, day: str, start: str | None, until: str | None) -> Status | None:
    return Status("repealed", f"Срок действия истёк {russian_day(until)}.") if until and until <= day else None


def _repeal_undated(facts: Facts, day: str, start: str | None, until: str | None) -> Status | None:
    """Somebody says that the act is repealed, and the day is not known: we do not choose."""
    for repeal in facts.repeals:
        if not repeal.in_force_from:
            by = facts.labels.get(repeal.act, repeal.act)
            return Status("unknown", f"Отмену предусматривает {by}; неизвестна дата вступления этого акта в силу.")
    return None


def _not_yet(facts: Facts, day: str, start: str | None, until: str | None) -> Status | None:
    return Status("not_yet", f"Вступает в силу {russian_day(start)}.") if start and start > day else None


def _in_force(facts: Facts, day: str, start: str | None, until: str | None) -> Status | None:
    if start is None:
        return None
    end = f", действует до {russian_day(until)}" if until else ""
    return Status("in_force", f"Вступил в силу {russian_day(start)}{end}; сведений об утрате силы в базе нет.")


Question = Callable[[Facts, str, str | None, str | None], Status | None]

QUESTIONS: tuple[Question, ...] = (_repealed, _expired, _not_yet, _repeal_undated, _in_force)
"""Asked in this order."""


def _missing(facts: Facts) -> str:
    """Which fact the status waits for."""
    act = facts.act
    needed = "дата вступления в силу"
    if not act.date:
        needed = "дата подписания и " + needed
    if not act.held:
        return (
            f"Текста акта в базе нет; неизвестна {needed}."
            if act.date
            else f"Текста акта в базе нет; неизвестны {needed}."
        )
    clause = next((c for c in facts.clauses if "main" in json.loads(c.scope)), None)
    if clause and not act.published:
        return "Неизвестна дата официального опубликования, от которой считается вступление в силу."
    return f"Неизвестна {needed}." if act.date else f"Неизвестны {needed}."


def refresh(db: sqlite3.Connection, acts: Iterable[str], day: date) -> None:
    """Put the status on ``day`` into the rows of these acts."""
    for act in acts:
        found = select(db, ActRow, "WHERE id = ?", (act,))
        if found:
            new = status(facts_of(db, found[0]), day)
            db.execute(
                "UPDATE acts SET status = ?, status_ground = ?, in_force_from = ?, in_force_until = ? WHERE id = ?",
                (*new, act),
            )


def due(db: sqlite3.Connection, day: date) -> list[str]:
    """Acts whose status has changed by the mere passing of days."""
    today = day.isoformat()
    found = db.execute(
        """SELECT id FROM acts WHERE status = 'not_yet' AND in_force_from <= ?1
           UNION SELECT id FROM acts WHERE status = 'in_force' AND in_force_until <= ?1
           UNION SELECT a.id FROM operations o JOIN acts a ON a.id = o.target
               WHERE o.verb = 'repeal' AND o.target_eid = '' AND o.in_force_from <= ?1 AND a.status <> 'repealed'
           ORDER BY 1""",
        (today,),
    )
    return [act for (act,) in found]


def facts_of(db: sqlite3.Connection, act: ActRow) -> Facts:
    """Everything that bears on the force of the act."""
    repeals = select(
        db,
        OperationRow,
        "WHERE target = ? AND target_eid = '' AND target_component = 'main' AND verb = 'repeal' AND state <> 'refused' "
        "ORDER BY in_force_from IS NULL, in_force_from, act, id",
        (act.id,),
    )
    labels = dict(
        db.execute(
            "SELECT id, label FROM acts WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([r.act for r in repeals]),),
        )
    )
    clauses = select(db, CommencementRow, "WHERE act = ? ORDER BY position", (act.id,))
    statements = select(
        db,
        StatementRow,
        "WHERE act = ? ORDER BY role <> 'head', source <> ?, source, start",
        (act.id, act.source or ""),
    )
    return Facts(act, repeals, clauses, statements, labels)
