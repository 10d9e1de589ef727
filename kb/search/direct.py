"""A query that names an act, or a unit of it, by requisites: «273-фз 28 ч3 п15.1», «пп рф 1241», «тк рф ст 81», a slug.

The query is taken apart by :mod:`kb.store.find.question`. Words that are left stand in the act's own requisites or
title («приказ минцифры 542/1»); beside a name that can be nothing else they are looked for inside what is named
(«ст. 29 273-фз сайт»); else the query is words, not a name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ingest.law.address import Naming, in_words
from ingest.law.issuers import issuer, resolve
from ingest.law.known_acts import by_id
from ingest.law.text import fold
from kb.answers.found import DirectHit, Fragment
from kb.errors import AmbiguousUnit, UnknownUnit
from kb.russian import russian_day, with_title
from kb.search import cards
from kb.search.analysis import Lexicon
from kb.search.cards import Card
from kb.search.marks import Marks
from kb.search.passages import Cutter
from kb.search.ranking import prior
from kb.store.acts import act_row
from kb.store.find.act import numbered, whole_number
from kb.store.find.question import Question, read
from kb.store.find.unit import unit_of, with_annex
from kb.store.labels import Identity, label

MOST = 10
"""Alternatives that are shown when a query names several acts."""

_LONGEST = 300
"""Characters of a query that can still be a name."""


def find(db: sqlite3.Connection, typed: str, lexicon: Lexicon, at: str | None = None) -> tuple[DirectHit, ...]:
    """Acts or units that the query names, likeliest first; () when it names none. ``at``: ISO day whose statuses they
    have, None for today's."""
    typed = typed.strip()
    if not typed or len(typed) > _LONGEST:
        return ()
    if named := _by_key(db, typed):
        return tuple(map(_of_act, cards.cards(db, named, at).values()))
    asked = whole_number(db, read(typed))
    candidates = cards.cards(db, _candidates(db, asked), at).values()
    fitting = [card for card in candidates if _fits(card, asked)]
    unsaid = {card.act: _unsaid(card, asked, db, lexicon) for card in fitting}
    meant = [card for card in fitting if not unsaid[card.act]]
    if not meant and _asks_inside(asked):
        meant = fitting
    exact = {card.act for card in meant if fold(card.number or "") == asked.number}
    meant.sort(key=lambda card: (card.act not in exact, -prior(card.status, card.cited, card.held), card.act))
    return tuple(_hit(db, card, asked, unsaid[card.act], lexicon) for card in meant[:MOST])


class Absent(NamedTuple):
    """An act that is named and not in the base: ``said`` so, in a sentence; ``alone``: nothing else was asked."""

    said: str
    alone: bool


def absent(db: sqlite3.Connection, typed: str) -> Absent | None:
    """The act that the query names and the base does not have; None when it names none such."""
    if len(typed) > _LONGEST:
        return None
    asked = whole_number(db, read(typed))
    if asked.known:
        return None if cards.cards(db, asked.known) else _not_here(asked, "; ".join(_called(asked)))
    day = f"от {russian_day(asked.day.isoformat())}" if asked.day else ""
    if asked.number and _is_number_of_act(asked):
        same = numbered(db, asked.number)
        under = f" Под этим номером в ней есть: {'; '.join(row.label for row in same[:MOST])}." if same else ""
        return _not_here(asked, f"№ {asked.number} {day}".strip(), under)
    if asked.number is None and asked.kinds and day and "от" in fold(typed).split():
        return _not_here(asked, day)
    return None


def _called(asked: Question) -> Iterator[str]:
    """The well-known acts that the name may mean, by requisites and title."""
    for act in filter(None, map(by_id, asked.known)):
        kind, issuers, day, number, _ = act.act_id
        named = label(Identity(kind, issuers, number, day.isoformat() if day else None, act.title))
        yield with_title(named, act.title)


def _is_number_of_act(asked: Question) -> bool:
    """By its kind word, by letters in it, by nothing beside it; «законы 2012» has a year, «1.2 ставки» a quantity."""
    number = asked.number or ""
    if len(number) == 4 and number[:2] in ("19", "20"):
        return False
    return bool(asked.kinds) or not asked.rest or "/" in number or any(mark.isalpha() for mark in number)


def _not_here(asked: Question, named: str, under: str = "") -> Absent:
    return Absent(f"В базе нет акта, который назван в запросе: {named}.{under}", not asked.rest)


def _by_key(db: sqlite3.Connection, typed: str) -> list[str]:
    """The act of that slug, or of that identifier in another system."""
    found = [row[0] for row in db.execute("SELECT id FROM act_records WHERE id = ?", [typed.lower()])]
    return found or [
        row[0]
        for row in db.execute(
            "SELECT DISTINCT act FROM aliases WHERE value = ? AND scheme <> 'title' ORDER BY act", [typed]
        )
    ]


def _candidates(db: sqlite3.Connection, asked: Question) -> list[str]:
    if asked.known:
        return list(asked.known)
    if asked.day and not asked.number:
        return cards.of_day(db, asked.day.isoformat(), asked.kinds)
    return [row.id for row in numbered(db, asked.number)] if asked.number else []


def _fits(card: Card, asked: Question) -> bool:
    """Kind, number and day are the act's."""
    if asked.known:
        return True
    of_tail = (asked.number or "").isdecimal() and fold(card.number or "") != asked.number
    if of_tail and asked.rest and not asked.kinds:
        return False
    return not ((asked.kinds and card.kind not in asked.kinds) or (asked.day and card.date != asked.day.isoformat()))


def _asks_inside(asked: Question) -> bool:
    """Whether words beside the name ask about what is named: the name must be certain, and the words name no body of
    another act («приказ 542 минобороны»)."""
    if asked.known:
        return True
    if not (asked.firm and asked.number and _is_number_of_act(asked)):
        return False
    return not any(issuer(slug) for slug in resolve(" ".join(asked.words)))


def _unsaid(card: Card, asked: Question, db: sqlite3.Connection, lexicon: Lexicon) -> tuple[str, ...]:
    """The words that stand neither in the act's requisites nor in its title, nor are its year."""
    rest = with_annex(db, card.act, asked).unit(Naming(card.naming))[1]
    if not rest:
        return ()
    names = [
        f"{name} {short}" for body, (name, short) in cards.issuer_names(db).items() if body in _issuers(db, card.act)
    ]
    text = " ".join([card.label, card.title or "", card.date or "", *names])
    said = {term for terms in lexicon.terms(text) for term in terms}
    return tuple(left.word for left in rest if lexicon[left.word] and said.isdisjoint(lexicon[left.word]))


def _issuers(db: sqlite3.Connection, act: str) -> set[str]:
    return {row[0] for row in db.execute("SELECT issuer FROM act_issuers WHERE act = ?", [act])}


def _hit(db: sqlite3.Connection, card: Card, asked: Question, inside: tuple[str, ...], lexicon: Lexicon) -> DirectHit:
    """``inside``: the words to look for in what is named."""
    hit = replace(_of_act(card), inside=inside)
    where = with_annex(db, card.act, asked).unit(Naming(card.naming))[0]
    if not where:
        return hit
    if not card.held:
        return replace(hit, unit=str(where), note="Текста акта в базе нет, есть только его карточка.")
    try:
        eid = unit_of(db, act_row(db, card.act), where, str(where))
    except AmbiguousUnit as error:
        return replace(hit, unit=str(where), note=" ".join((str(error), "; ".join(error.candidates))))
    except UnknownUnit:
        return replace(hit, unit=str(where), note=f"В тексте акта нет такой единицы: {where}.")
    text = "\n".join(filter(None, (cards.heading(db, card.act, eid), cards.wording(db, card.act, eid, asked.edition))))
    marks = Marks(terms=frozenset(term for word in inside for term in lexicon[word]))
    passage = Cutter(marks, lexicon).cut(text)
    note = "" if not inside or any(part.marked for part in passage) else f"Здесь нет слов «{' '.join(inside)}»."
    return replace(hit, eid=eid, unit=in_words(eid, Naming(card.naming)), passage=passage, note=note)


def _of_act(card: Card) -> DirectHit:
    return DirectHit(
        card.act, card.kind, card.number, card.date, card.title, card.label, card.status, passage=_plain(card.title)
    )


def _plain(title: str | None) -> tuple[Fragment, ...]:
    return (Fragment(title, False),) if title else ()
