"""What a person types → acts: «273-фз», «пп 1241», «542/1», «тк рф», a slug, an IRI, words of a title.

Readings are tried in the order of :data:`READINGS`; the first that finds something answers.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.law.address import Naming
from kb.answers import ActRef
from kb.errors import AmbiguousAct, SourceError, UnknownAct
from kb.store.acts import act_refs
from kb.store.find.question import LONGEST, Question, read
from kb.store.find.sheet import Left, Sheet, quoted, unsaid
from kb.store.find.unit import with_annex
from kb.store.find.where import WHOLE
from kb.store.labels import number_key
from kb.store.rows import AMONG, ActRow, among, select

MOST_CANDIDATES = 20
_GLUED = re.compile(r"(\d)([а-я])")
"""Where a number lost its hyphen: «210р»."""
_QUOTE = re.compile(r"[«\"“„].*[»\"”]")
_ISSUER_NAMES = """SELECT i.name || ' ' || coalesce(i.short, '') FROM act_issuers a JOIN issuers i ON i.id = a.issuer
    WHERE a.act = ?"""


def find_acts(db: sqlite3.Connection, typed: str, requisites: bool = False) -> tuple[ActRef, ...]:
    """Acts that the words may mean, the likeliest first: held ones, then the most cited; () when nothing answers.

    ``requisites``: by id or number alone, which are indexed look-ups.
    """
    rows = _found(db, typed, requisites).rows
    refs = act_refs(db, (row.id for row in rows))
    return tuple(refs[row.id] for row in rows)


def the_act(db: sqlite3.Connection, typed: str, requisites: bool = False) -> str:
    """Id of the one act that the words mean, a unit beside its name left out; of several acts the only one whose text
    the base holds. ``requisites`` as in :func:`find_acts`.

    Raises:
        UnknownAct, AmbiguousAct: none, or several, or the words say more than a name of the act and a unit.
    """
    return the_named(db, typed, requisites)[0].id


def the_named(db: sqlite3.Connection, typed: str, requisites: bool = False) -> tuple[ActRow, Question | None]:
    """The act as in :func:`the_act`, and the words taken apart; None where all of them are a key or a title.

    A unit that the act's own title speaks of («О применении статьи 5 …») is none that is asked for.
    """
    found = _found(db, typed, requisites)
    if not found.rows:
        raise UnknownAct(
            f"В базе нет акта по запросу «{typed}». Укажите номер («273-фз», «пп 1241») или слова названия."
        )
    held = [row for row in found.rows if row.has_text]
    if len(found.rows) > 1 and len(held) != 1:
        lines = tuple(f"{row.id}  {row.label}{f' «{row.title}»' if row.title else ''}" for row in found.rows)
        raise AmbiguousAct(
            f"Запросу «{typed}» отвечает несколько актов; уточните дату или вид либо возьмите имя из списка:", lines
        )
    row = (held or found.rows)[0]
    if found.asked is None:
        return row, None
    asked = with_annex(db, row.id, found.asked)
    if left := _unread(db, row, asked, typed):
        raise UnknownAct(f"Назван акт «{row.label}», но не понято: {quoted(typed, left)}.")
    of_title = asked.where and row.title and read(row.title).where == asked.where
    return row, replace(asked, where=WHOLE) if of_title else asked


class _Found(NamedTuple):
    """Acts that answer, the likeliest first; ``asked``: None when the words as a whole are their key."""

    rows: list[ActRow]
    asked: Question | None


def _found(db: sqlite3.Connection, typed: str, requisites: bool) -> _Found:
    typed = typed.strip()[:LONGEST]
    if not typed:
        return _Found([], None)
    asked = whole_number(db, read(typed))
    for reading in BY_REQUISITES if requisites else READINGS:
        if rows := reading(db, typed, asked):
            likeliest = sorted(rows, key=lambda row: (-row.has_text, -row.times_cited, row.id))[:MOST_CANDIDATES]
            return _Found(likeliest, None if reading in _OF_ALL_WORDS else asked)
    return _Found([], None)


def _unread(db: sqlite3.Connection, row: ActRow, asked: Question, typed: str) -> tuple[Left, ...]:
    """Words that name neither the act nor a unit of it. Of an act whose title the base does not know, words in quotes
    may be that title."""
    rest = asked.unit(Naming(row.naming))[1]
    names = " ".join(name for (name,) in db.execute(_ISSUER_NAMES, (row.id,)))
    left = unsaid(rest, f"{row.label} {row.title or ''} {names}")
    if row.title is None and (quote := _QUOTE.search(typed)):
        left = tuple(word for word in left if not quote.start() <= word.start < quote.end())
    return left


def numbered(db: sqlite3.Connection, number: str) -> list[ActRow]:
    """Acts whose number is this («149-фз», «542/1»), then those where a tail follows it («149» → «149-ФЗ»)."""
    key = number_key(number)
    if not key:
        return []
    return _beginning(db, key) or _beginning(db, _GLUED.sub(r"\1-\2", key))


def whole_number(db: sqlite3.Connection, asked: Question) -> Question:
    """The question with its number whole, where a part of it was taken for a unit: «письмо 04 127» is № 04-127."""
    if not (asked.number and asked.bare) or asked.where:
        return asked
    for mark in "-/":
        number = f"{asked.number}{mark}{asked.bare.word}"
        if any(row.number_key == number for row in _beginning(db, number)):
            return replace(asked, number=number, bare=None)
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

    try:
        parsed = parse(read_document(typed.encode("utf-8", "replace"), "вопрос.txt"))
    except SourceError:  # signs that no text holds name no act
        return []
    ids = [c.act.slug for c in parsed.citations if c.act] + [one for c in parsed.citations for one in c.candidates]
    if parsed.act:
        ids = [parsed.act.id.slug]  # a full name standing alone reads as the head of an act
    return _of_ids(db, ids)


def _by_title(db: sqlite3.Connection, typed: str, asked: Question) -> list[ActRow]:
    """Every word begins a word of the label or title, endings apart."""
    words = tuple(Sheet(typed).left())
    if asked.number or not unsaid(words, ""):
        return []
    return [row for row in select(db, ActRow) if _says(row, words)]


def _of_ids(db: sqlite3.Connection, ids: Sequence[str]) -> list[ActRow]:
    return select(db, ActRow, f"WHERE id {AMONG}", among(ids)) if ids else []


def _says(row: ActRow, words: Iterable[Left]) -> bool:
    return not unsaid(words, f"{row.label} {row.title or ''}")


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

_OF_ALL_WORDS: tuple[Reading, ...] = (_by_id, _by_iri, _by_alias, _by_title)
"""Those for which all the words together are a key or a title."""
