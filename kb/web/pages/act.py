"""The page of an act: passport, contents, text - or what is known of an act whose text the base does not hold."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from ingest.law.address import Naming, is_eid
from kb.editions.on_day import Text, text_on
from kb.editions.standing import standing
from kb.errors import KnowledgeBaseError
from kb.export.formats import FORMATS
from kb.export.gost import reference
from kb.export.inline import inline
from kb.store.acts import act_row
from kb.store.clock import today
from kb.store.find.act import find_acts, the_act
from kb.web.asked import Asked, Moved, NotHere
from kb.web.jsonld import legislation
from kb.web.lawbook import Lawbook, heading_label
from kb.web.reading import relations, text
from kb.web.reading.contents import Contents, Entry, Portion, contents
from kb.web.reading.passport import Passport, passport
from kb.web.reading.place import unit_named
from kb.web.reading.text import Change, Edition
from kb.web.reading.turns import turns
from kb.web.russian import short_day
from kb.web.shown import Shown
from kb.web.twin import address
from kb.web.typeset import description

SHORT_CONTENTS = 150
"""Entries of contents that are all shown beside every portion; longer ones leave out the articles of other portions."""


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """One act; a long one a portion at a time.

    Parameters: ``at`` (day of the wording), ``unit`` (the portion that holds it), ``part`` (which portion), ``whole``.
    """
    try:
        held = found(base, asked.names["act"])
    except NotHere as error:
        if meant := _meant(base, asked.names["act"]):
            _, mark, query = asked.again().partition("?")
            raise Moved(f"/acts/{meant}{mark}{query}") from None
        raise error
    at = asked.day("at")
    return _with_text(base, asked, held, at) if held.card.held else _card_only(base, held)


def _meant(base: sqlite3.Connection, typed: str) -> str | None:
    """The one act that is typed as people write it: /acts/273-фз."""
    try:
        return the_act(base, typed)
    except KnowledgeBaseError:
        return None


def card(base: sqlite3.Connection, asked: Asked) -> Shown:
    """What is known of an act besides its text, held or not: what a link shows before it is followed."""
    return _card_only(base, found(base, asked.names["act"]))


def found(base: sqlite3.Connection, act: str) -> Passport:
    """The passport of the act in the address.

    Raises:
        NotHere: the base does not know it; ``near`` holds acts that the words may mean.
    """
    held = passport(base, act)
    if held is None:
        raise NotHere("Такого акта в базе нет.", act, tuple(ref.id for ref in find_acts(base, act)[:6]))
    return held


def naming_of(held: Passport) -> Naming:
    """What the act calls its units."""
    return Naming(held.naming)


def _card_only(base: sqlite3.Connection, known: Passport) -> Shown:
    data = {
        "passport": known,
        "reference": reference(base, known.card.id),
        "inline": inline(base, known.card.id).name,
        "cited_by": relations.cited_by(base, known.card.id, limit=30),
        "amends": relations.amends(base, known.card.id),
    }
    return Shown(
        "act_card.html", _title(known, None), data, {"jsonld": legislation(known)}, description=description(known.card)
    )


def _with_text(base: sqlite3.Connection, asked: Asked, held: Passport, at: date | None) -> Shown:
    act = held.card.id
    of_day = text_on(base, act_row(base, act), at)
    day, now = of_day.day, today().isoformat()
    cited = inline(base, act, at)
    done = text.changes(base, act)
    editions = text.editions(done)
    outline = contents(base, act, of_day, amended=bool(editions))
    portion = _portion(base, asked, held, of_day, outline)
    units = text.units(base, act, of_day, portion.first, portion.last, done)
    data = {
        "passport": held,
        "reference": reference(base, act),
        "inline": cited.name,
        "at": at,
        "caution": of_day.caution,
        "contents": outline.entries,
        "portion": portion,
        "portions": outline.portions,
        "next": _next(asked, portion, outline),
        "units": units,
        "editions": editions,
        "changes_of_whole": done.get("", []),
        "refused": _in_state("refused", done),
        "waiting": [(change, eid) for change, eid in _in_state("pending", done) if not change.day],
        "amends": relations.amends(base, act)[:12],
        "standing": standing(base, act, at) if at else None,
    }
    book = Lawbook(act, held.naming, at.isoformat() if at else "", day, now)
    html = {
        "body": book.html(units),
        "tree": _tree(outline, portion),
        "jsonld": legislation(held),
        "label_of": heading_label,
        "cited": cited,
        "downloads": list(FORMATS.values()),
        "day": day,
        "today": now,
        "turned": None if at else turns(base, (act,)).get(act),
        "first_day": _first_day(held, editions),
        "later_acts": text.later(done, day, now),
        "otherwise": sum(unit.known and unit.differs is not None for unit in units),
        "untold": sum(bool(unit.leaf) and not unit.known for unit in units),
    }
    return Shown("act.html", _title(held, at), data, html, feed=f"/acts/{act}.atom", description=description(held.card))


def _title(held: Passport, at: date | None) -> str:
    """What a tab of a browser has room for comes first: «273-ФЗ на 01.09.2022: Об образовании …»."""
    day = f" на {short_day(at.isoformat())}" if at else ""
    return f"{held.card.short}{day}: {held.card.title}" if held.card.title else f"{held.card.label}{day}"


def _in_state(state: str, done: dict[str, list[Change]]) -> list[tuple[Change, str]]:
    """(change, eid) of the changes in that state."""
    return [(change, eid) for eid, of_unit in done.items() for change in of_unit if change.state == state]


def _first_day(held: Passport, editions: tuple[Edition, ...]) -> str:
    """An ISO day on which the text stood as its source has it: before every change that was applied to it."""
    known = held.edition or held.in_force_from or held.card.date
    before = (date.fromisoformat(editions[0].day) - timedelta(days=1)).isoformat() if editions else ""
    return min(known, before) if known and before else known or before


def _portion(base: sqlite3.Connection, asked: Asked, held: Passport, of_day: Text, outline: Contents) -> Portion:
    if asked.flag("whole"):
        return Portion(0, outline.portions[0].first, outline.portions[-1].last, "", "")
    if typed := asked.text("unit"):
        position = text.position_of(base, held.card.id, typed, of_day)
        if position is None:
            raise _elsewhere(base, asked, held, typed, of_day)
        return outline.holding(position)
    return outline.portions[asked.number("part", 1, most=len(outline.portions)) - 1]


def _next(asked: Asked, portion: Portion, outline: Contents) -> str | None:
    """Where a program reads on."""
    if not 0 < portion.number < len(outline.portions):
        return None
    return address(asked.again(part=portion.number + 1, unit=None))


def _elsewhere(base: sqlite3.Connection, asked: Asked, held: Passport, typed: str, of_day: Text) -> Moved | NotHere:
    """Where the unit is that was named otherwise than by its eId. A program learns that there is none, so does who
    typed words; a person with an old link is shown the act."""
    try:
        eid = unit_named(base, held, typed)
        if text.position_of(base, held.card.id, eid, of_day) is None:
            raise NotHere(f"На {short_day(of_day.day)} такой единицы в тексте нет: «{typed}».", near=(held.card.id,))
    except NotHere as error:
        return error if asked.as_json or not is_eid(typed) else Moved(asked.again(unit=None))
    return Moved(f"{asked.again(unit=eid)}#{eid}")


def _tree(outline: Contents, portion: Portion) -> list[tuple[Entry, bool]]:
    """The contents beside a portion: every large unit, and the articles of this portion; (entry, is it here)."""
    whole = len(outline.portions) == 1 or portion.number == 0
    short = len(outline.entries) <= SHORT_CONTENTS
    return [
        (entry, whole or entry.portion == portion.number)
        for entry in outline.entries
        if short or whole or entry.kind != "статья" or entry.portion == portion.number
    ]
