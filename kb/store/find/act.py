"""What a person types → acts: «273-фз», «пп 1241», «542/1», «тк рф», a slug, an IRI, words of a title.

Readings are tried in the order of :data:`READINGS`; the first that finds something answers.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.law.text import level
from kb.answers import ActRef
from kb.errors import AmbiguousAct, UnknownAct
from kb.store.acts import act_refs
from kb.store.find.question import LONGEST, Question, read
from kb.store.labels import number_key
from kb.store.rows import AMONG, ActRow, among, select

MOST_CANDIDATES = 20
_GLUED = re.compile(r"(\d)([а-я])")
"""Where a number lost its hyphen: «210р»."""

_IDLE = frozenset(
    ("о", "об", "от", "и", "в", "на", "по", "рф", "россии", "российской", "федерации", "года", "г", "ред")
)


def find_acts(db: sqlite3.Connection, typed: str, requisites: bool = False) -> tuple[ActRef, ...]:
    """Acts that the words may mean, the likeliest first: held ones, then the most cited; () when nothing answers.

    ``requisites``: by id or number alone, which are indexed look-ups.
    """
    typed = typed.strip()[:LONGEST]
    if not typed:
        return ()
    asked = whole_number(db, read(typed))
    for reading in BY_REQUISITES if requisites else READINGS:
        rows = reading(db, typed, asked)
        if rows:
            likely = sorted(rows, key=lambda r: (-r.has_text, -r.times_cited, r.id))[:MOST_CANDIDATES]
            refs = act_refs(db, (row.id for row in likely))
            return tuple(refs[row.id] for row in likely)
    return ()


def the_act(db: sqlite3.Connection, typed: str, requisites: bool = False) -> str:
    """Id of the one act that the words mean; of several the only one whose text the base holds. ``requisites`` as in
    :func:`find_acts`.

    Raises:
        UnknownAct, AmbiguousAct: none, or several.
    """
    found = find_acts(db, typed, requisites)
    if not found:
        raise UnknownAct(
            f"В базе нет акта по запросу «{typed}». Укажите номер («273-фз», «пп 1241») или слова названия."
        )
    held = [act for act in found if act.has_text]
    if len(found) == 1 or len(held) == 1:
        return (held or list(found))[0].id
    lines = tuple(f"{act.id}  {act.label}{f' «{act.title}»' if act.title else ''}" for act in found)
    raise AmbiguousAct(
        f"Запросу «{typed}» отвечает несколько актов; уточните дату или вид либо возьмите имя из списка:", lines
    )


def numbered(db: sqlite3.Connection, number: str) -> list[ActRow]:
    """Acts whose number is this («149-фз», «542/1»), then those where a tail follows it («149» → «149-ФЗ»)."""
    key = number_key(number)
    if not key:
        return []
    return _beginning(db, key) or _beginning(db, _GLUED.sub(r"\1-\2", key))


def whole_number(db: sqlite3.Connection, asked: Question) -> Question:
    """The question with its number whole, where a part of it was taken for a unit: «письмо 04 127» is № 04-127."""
    if not (asked.number and asked.bare) or asked.address:
        return asked
    for mark in "-/":
        number = f"{asked.number}{mark}{asked.bare}"
        if any(row.number_key == number for row in _beginning(db, number)):
            return replace(asked, number=number, bare="")
    return asked


def _beginning(db: sqlite3.Connection, key: str) -> list[ActRow]:
    rows = select(
        db, ActRow, "WHERE number_key >= ? AND number_key < ? ORDER BY number_key, id", (key, key + "\U0010ffff")
    )
    return [row for row in rows if not (row.number_key or "")[len(key) :][:1].isdecimal()]


def _by_id(db: sqlite3.Connection, typed: str, asked: Question) -> list[ActRow]:
    return select(db, ActRow, "WHERE id = ?", (typed.lower(),))


def _by_iri(db: sqlite3.Connection, typed: str, asked: Question) -> list[ActRow]:
    return select(db, ActRow, "WHERE iri = ?", (typed,)) if typed.startswith("/akn/") else []


def _by_alias(db: sqlite3.Connection, typed: str, asked: Question) -> list[ActRow]:
    return select(db, ActRow, "WHERE id IN (SELECT act FROM aliases WHERE value = ?)", (typed,))


def _by_name(db: sqlite3.Connection, typed: str, asked: Question) -> list[ActRow]:
    """A name that everybody knows: «тк рф», «закон об образовании»."""
    return _of_ids(db, asked.known)


def _by_number(db: sqlite3.Connection, typed: str, asked: Question) -> list[ActRow]:
    """The number with or without its tail; kind, day and words narrow it, words only as far as they leave something."""
    rows = numbered(db, asked.number) if asked.number else []
    rows = [row for row in rows if not asked.kinds or row.kind in asked.kinds]
    rows = [row for row in rows if not asked.day or row.date in (None, asked.day.isoformat())]
    rows = [row for row in rows if row.number_key == asked.number] or rows
    return [row for row in rows if _says(row, asked.rest)] or rows


def _by_day(db: sqlite3.Connection, typed: str, asked: Question) -> list[ActRow]:
    """A kind and a day: «приказ от 15.07.2022»."""
    if asked.number or not asked.day or not asked.kinds:
        return []
    day, kinds = asked.day.isoformat(), among(sorted(asked.kinds))
    rows = select(db, ActRow, f"WHERE date = ? AND kind {AMONG} ORDER BY id", (day, *kinds))
    return [row for row in rows if _says(row, asked.rest)] or rows


def _as_citation(db: sqlite3.Connection, typed: str, asked: Question) -> list[ActRow]:
    """The words read as a citation in a text would be: «Федеральный закон "О персональных данных"»."""
    from ingest import parse
    from ingest import read as read_document

    parsed = parse(read_document(typed.encode(), "вопрос.txt"))
    ids = [c.act.slug for c in parsed.citations if c.act] + [one for c in parsed.citations for one in c.candidates]
    if parsed.act:
        ids = [parsed.act.id.slug]  # a full name standing alone reads as the head of an act
    return _of_ids(db, ids)


def _by_title(db: sqlite3.Connection, typed: str, asked: Question) -> list[ActRow]:
    """Every word begins a word of the label or title, endings apart."""
    words = [word for word in level(typed).split() if word not in _IDLE]
    if not words or asked.number:
        return []
    return [row for row in select(db, ActRow) if _says(row, words)]


def _of_ids(db: sqlite3.Connection, ids: Sequence[str]) -> list[ActRow]:
    return select(db, ActRow, f"WHERE id {AMONG}", among(ids)) if ids else []


def _says(row: ActRow, words: Sequence[str]) -> bool:
    said = f" {level(row.label)} {level(row.title or '')}"
    return all(f" {_stem(word)}" in said for word in words)


def _stem(word: str) -> str:
    return word if len(word) < 5 else word[: max(4, len(word) - 3)]


Reading = Callable[[sqlite3.Connection, str, Question], list[ActRow]]

BY_REQUISITES: tuple[Reading, ...] = (_by_id, _by_number)
READINGS: tuple[Reading, ...] = (
    _by_id,
    _by_iri,
    _by_name,
    _by_number,
    _by_day,
    _by_alias,
    _as_citation,
    _by_title,
)
"""Tried in this order."""
