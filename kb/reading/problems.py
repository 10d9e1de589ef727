"""What was not read or not understood, each with the place a person can find it by; what did not fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ingest.law.address import Naming, in_words
from kb.answers import Problem, RefusedOrder
from kb.store.acts import REF, WIDTH, act_refs, ref
from kb.store.connection import Base, reading

_TWIN = re.compile(r"-dup\d+")
"""What tells apart units printed with one number; a person reads the number as printed."""

WORDS = 80
"""Characters shown of the text that a problem begins at."""

_PROBLEMS = f"""
    SELECT {REF}, p.id, p.name, s.collection, p.start,
           (SELECT u.eid FROM units u WHERE u.act = a.id AND p.start BETWEEN u.start AND u."end"
              AND EXISTS (SELECT 1 FROM act_records b WHERE b.id = u.act AND b.source = p.source)
            ORDER BY u.position DESC LIMIT 1),
           a.naming, passage(p.source, p.start, p.start + {WORDS + 1}), passage(p.source, p.start - {WORDS}, p.start),
           p.rule, p.message
    FROM problems p LEFT JOIN sources s ON s.id = p.source LEFT JOIN acts a ON a.id = coalesce(p.act, s.act)
    ORDER BY p.name, p.source, p.start, p.id LIMIT ? OFFSET ?
"""
_REFUSED = f"""
    SELECT {REF}, o.act, o.target_eid, a.naming, o.verb, coalesce(o.reason, '')
    FROM operations o JOIN acts a ON a.id = o.target WHERE o.state = 'refused' AND NOT o.withdrawn
    ORDER BY o.id LIMIT ?
"""


def problems(base: Base, limit: int = -1, offset: int = 0) -> tuple[Problem, ...]:
    """What was not understood, file by file; ``limit`` -1: all of it.

    Raises:
        KnowledgeBaseError: no such base.
    """
    with reading(base) as db:
        return tuple(map(_problem, db.execute(_PROBLEMS, (limit, offset))))


def count_problems(base: Base) -> int:
    """How many problems there are."""
    with reading(base) as db:
        return int(db.execute("SELECT count(*) FROM problems").fetchone()[0])


def refused(base: Base, limit: int = 50) -> tuple[RefusedOrder, ...]:
    """Changes that did not fit the texts they were meant for, and that no person has taken out; ``limit`` -1: all."""
    with reading(base) as db:
        rows = db.execute(_REFUSED, (limit,)).fetchall()
        by = act_refs(db, (row[WIDTH] for row in rows))
    return tuple(
        RefusedOrder(by[act], ref(row), unit, _where(unit, naming) if unit else "", verb, reason)
        for row in rows
        for act, unit, naming, verb, reason in [row[WIDTH:]]
        if act in by
    )


def _problem(row: Sequence[Any]) -> Problem:
    id, name, collection, start, unit, naming, words, before, rule, message = row[WIDTH:]
    act = ref(row) if row[0] else None
    where = _where(unit, naming) if unit is not None else None
    return Problem(id, name, act, collection, start, unit, where, _words(words) or _before(before), rule, message)


def _where(unit: str, naming: str | None) -> str:
    return in_words(_TWIN.sub("", unit), Naming(naming or Naming.LAW))


def _words(text: str | None) -> str | None:
    if not text:
        return None
    line = text.partition("\n")[0]
    return line if len(line) <= WORDS else line[:WORDS].rsplit(" ", 1)[0] + "…"


def _before(text: str | None) -> str | None:
    """The end of the paragraph that a picture or an attachment follows."""
    if not text:
        return None
    line = text.rstrip("\n").rpartition("\n")[2]
    return line if len(line) < WORDS else "…" + line.partition(" ")[2]
