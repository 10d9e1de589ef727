"""What a person types → acts: «273-фз», «пп 1241», «542/1», a slug, an IRI, «закон об образовании», words of a title.

Readings are tried in the order of :data:`READINGS`; the first that finds something answers.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ingest.law.dates import DATE, date_or_none
from ingest.law.text import level
from kb.answers import ActRef
from kb.errors import AmbiguousAct, UnknownAct
from kb.store.labels import number_key
from kb.store.read import ref
from kb.store.rows import ActRow, select

MOST_CANDIDATES = 20
LONGEST_QUESTION = 500
"""Characters of a question that are read; no act is named in more."""

_DAY = re.compile(DATE)
_NUMBER = re.compile(r"(?:№|N|#)?\s*(\d[\wа-яё./-]*|[а-яёa-z]{1,4}-\d[\w./-]*)", re.IGNORECASE)
_KINDS = (
    (re.compile(r"(?<!\w)(?:фкз|федеральн\w+ конституционн\w+ закон\w*)(?!\w)"), ("fkz",)),
    (re.compile(r"(?<!\w)(?:фз|федеральн\w+ закон\w*)(?!\w)"), ("fz",)),
    (re.compile(r"(?<!\w)(?:пп(?: рф)?|постановлени\w+ правительства(?: рф| российской федерации)?)(?!\w)"), ("pp",)),
    (re.compile(r"(?<!\w)(?:рп(?: рф)?|распоряжени\w+ правительства(?: рф| российской федерации)?)(?!\w)"), ("rp",)),
    (re.compile(r"(?<!\w)постановлени\w+"), ("pp", "postanovlenie", "ks")),
    (re.compile(r"(?<!\w)распоряжени\w+"), ("rp", "rasporyazhenie")),
    (re.compile(r"(?<!\w)закон\w*"), ("zakon", "fz", "fkz")),
    (re.compile(r"(?<!\w)указ(?:а|ом|у|е)?(?!\w)"), ("ukaz",)),
    (re.compile(r"(?<!\w)приказ\w*"), ("prikaz",)),
    (re.compile(r"(?<!\w)письм\w+"), ("pismo",)),
)
"""Words for a kind of act → kinds they may mean; the longer wording stands first."""

_SUFFIXES = ("", "-фз", "-фкз", "-р", "-рп", "-н", "-1")
"""Tails of numbers that people leave out."""
_IDLE = frozenset(
    ("о", "об", "от", "и", "в", "на", "по", "рф", "россии", "российской", "федерации", "года", "г", "ред")
)


class Question(NamedTuple):
    """What was typed, taken apart: kinds () when none is named, ISO day, number in lower case, the other words."""

    typed: str
    kinds: tuple[str, ...]
    day: str | None
    number: str | None
    words: tuple[str, ...]


def find_acts(db: sqlite3.Connection, typed: str) -> tuple[ActRef, ...]:
    """Acts that the words may mean, the likeliest first: held ones, then the most cited; () when nothing answers."""
    question = read_question(typed)
    for reading in READINGS:
        rows = reading(db, question)
        if rows:
            return tuple(ref(row) for row in sorted(rows, key=lambda r: (-r.held, -r.cited, r.id))[:MOST_CANDIDATES])
    return ()


def the_act(db: sqlite3.Connection, typed: str) -> str:
    """Id of the one act that the words mean; of several the only one whose text the base holds.

    Raises:
        UnknownAct, AmbiguousAct: none, or several.
    """
    found = find_acts(db, typed)
    if not found:
        raise UnknownAct(
            f"В базе нет акта по запросу «{typed}». Укажите номер («273-фз», «пп 1241») или слова названия."
        )
    held = [act for act in found if act.held]
    if len(found) == 1 or len(held) == 1:
        return (held or list(found))[0].id
    lines = tuple(f"{act.id}  {act.label}{f' «{act.title}»' if act.title else ''}" for act in found)
    raise AmbiguousAct(
        f"Запросу «{typed}» отвечает несколько актов; уточните дату или вид либо возьмите имя из списка:", lines
    )


def read_question(typed: str) -> Question:
    """Take the typed words apart.

    >>> read_question("пп рф 1241 от 13.07.2022")[1:]
    (('pp',), '2022-07-13', '1241', ())
    """
    rest = " ".join(typed[:LONGEST_QUESTION].split()).lower()
    day = date_or_none(m[0]) if (m := _DAY.search(rest)) else None
    if m and day:
        rest = rest[: m.start()] + " " + rest[m.end() :]
    number = None
    if m := _NUMBER.search(rest):
        number = (number_key(m[1]) or "").strip("./-")
        rest = rest[: m.start()] + " " + rest[m.end() :]
    kinds: tuple[str, ...] = ()
    for pattern, named in _KINDS:
        if m := pattern.search(rest):
            kinds = named
            rest = rest[: m.start()] + " " + rest[m.end() :]
            break
    words = tuple(word for word in level(rest).split() if word not in _IDLE)
    return Question(typed, kinds, day.isoformat() if day else None, number, words)


def _by_id(db: sqlite3.Connection, question: Question) -> list[ActRow]:
    return select(db, ActRow, "WHERE id = ?", (question.typed.strip(),))


def _by_iri(db: sqlite3.Connection, question: Question) -> list[ActRow]:
    typed = question.typed.strip()
    return select(db, ActRow, "WHERE iri = ?", (typed,)) if typed.startswith("/akn/") else []


def _by_number(db: sqlite3.Connection, question: Question) -> list[ActRow]:
    """The number with or without its tail; kind, day and words narrow it, words only as far as they leave something."""
    if not question.number:
        return []
    keys = json.dumps([question.number + suffix for suffix in _SUFFIXES])
    rows = select(db, ActRow, "WHERE number_key IN (SELECT value FROM json_each(?))", (keys,))
    rows = [row for row in rows if not question.kinds or row.kind in question.kinds]
    rows = [row for row in rows if not question.day or row.date in (None, question.day)]
    exact = [row for row in rows if row.number_key == question.number]
    rows = exact or rows
    return [row for row in rows if _says(row, question.words)] or rows


def _as_citation(db: sqlite3.Connection, question: Question) -> list[ActRow]:
    """The words read as a citation in a text would be: «закон об образовании», «ТК РФ»."""
    from ingest import parse, read

    parsed = parse(read(question.typed[:LONGEST_QUESTION].encode(), "вопрос.txt"))
    ids = [c.act.slug for c in parsed.citations if c.act] + [one for c in parsed.citations for one in c.candidates]
    if parsed.act:
        ids = [parsed.act.id.slug]  # a full name standing alone reads as the head of an act
    return select(db, ActRow, "WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))


def _by_alias(db: sqlite3.Connection, question: Question) -> list[ActRow]:
    return select(db, ActRow, "WHERE id IN (SELECT act FROM aliases WHERE value = ?)", (question.typed.strip(),))


def _by_title(db: sqlite3.Connection, question: Question) -> list[ActRow]:
    """Every word begins a word of the label or title, endings apart."""
    if not question.words or question.number:
        return []
    rows = select(db, ActRow)
    return [row for row in rows if (not question.kinds or row.kind in question.kinds) and _says(row, question.words)]


def _says(row: ActRow, words: Sequence[str]) -> bool:
    said = f" {level(row.label)} {level(row.title or '')}"
    return all(f" {_stem(word)}" in said for word in words)


def _stem(word: str) -> str:
    return word if len(word) < 5 else word[: max(4, len(word) - 3)]


Reading = Callable[[sqlite3.Connection, Question], list[ActRow]]

READINGS: tuple[Reading, ...] = (_by_id, _by_iri, _by_number, _by_alias, _as_citation, _by_title)
"""Tried in this order."""
