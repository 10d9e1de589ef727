"""What was not read or not understood, each with the place a person can find it by."""

from __future__ import annotations

import re
import sqlite3
from typing import NamedTuple

from ingest.law.address import Naming, in_words

_TWIN = re.compile(r"-dup\d+")
"""What tells apart units printed with one number; a person reads the number as printed."""

WORDS = 80
"""Characters shown of the text that a problem begins at."""


class ToldProblem(NamedTuple):
    """A problem and its place.

    ``start`` counts characters of the source's text, ``words`` stand there, or before it where nothing does;
    ``unit`` is the eid of the smallest unit around them, ``place`` the same in words («пункт 3 статьи 13»). None: the
    problem is of the whole file, or the text has no units there.
    """

    name: str
    act: str | None
    start: int | None
    unit: str | None
    place: str | None
    words: str | None
    rule: str
    message: str


_ALL = f"""
    SELECT p.name, p.act, p.start,
           (SELECT u.eid FROM units u JOIN act_records a ON a.id = u.act AND a.source = p.source
            WHERE u.act = p.act AND p.start BETWEEN u.start AND u."end" ORDER BY u.position DESC LIMIT 1),
           (SELECT a.naming FROM act_records a WHERE a.id = p.act),
           passage(p.source, p.start, p.start + {WORDS + 1}),
           passage(p.source, p.start - {WORDS}, p.start), p.rule, p.message
    FROM problems p
    ORDER BY p.name, p.source, p.start, p.id
"""


def told_problems(db: sqlite3.Connection) -> list[ToldProblem]:
    """Every problem, file by file."""
    return [
        ToldProblem(name, act, start, unit, _place(unit, naming), _words(words) or _before(before), rule, message)
        for name, act, start, unit, naming, words, before, rule, message in db.execute(_ALL)
    ]


def _place(unit: str | None, naming: str | None) -> str | None:
    return in_words(_TWIN.sub("", unit), Naming(naming or Naming.LAW)) if unit is not None else None


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
