"""The page of an act: passport, contents, text - or what is known of an act whose text the base does not hold."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

import kb
from kb.answers import ActPortion, ActRef, Edition, Entry, Passport
from kb.errors import AmbiguousUnit, UnknownUnit
from kb.export import FORMATS
from kb.russian import is_eid
from kb.web.jsonld import legislation
from kb.web.lawbook import Lawbook, heading_label
from kb.web.request import Moved, Request
from kb.web.response import Response
from kb.web.russian import short_day, turned
from kb.web.twin import address
from kb.web.typeset import act_path, description

SHORT_CONTENTS = 150
"""Entries of contents that are all shown beside every portion; longer ones leave out the articles of other portions."""

MENTIONS = 30
"""Places shown on a card that mention the act."""


def page(base: sqlite3.Connection, request: Request) -> Response:
    """One act; a long one a portion at a time.

    Parameters: ``at`` (day of the wording), ``unit`` (the portion that holds it), ``part`` (which portion), ``whole``.
    """
    act = kb.act(base, request.names["act"])
    if act.id != request.names["act"]:  # typed as people write it: /acts/273-фз
        _, mark, query = request.again().partition("?")
        raise Moved(f"{act_path(act.id)}{mark}{query}")
    return _with_text(base, request, act) if act.has_text else _card(base, act.id)


def card(base: sqlite3.Connection, request: Request) -> Response:
    """What is known of an act besides its text, held or not: what a link shows before it is followed."""
    return _card(base, request.names["act"])


def _card(base: sqlite3.Connection, typed: str) -> Response:
    known = kb.passport(base, typed)
    answer = {
        "passport": known,
        "cited_by": kb.cited_by(base, known.act.id, size=MENTIONS),
        "amends": kb.chain(base, known.act.id).amends,
    }
    html = {"jsonld": legislation(known), "cited": kb.cite(base, known.act.id)}
    return Response("act_card.html", _title(known, None), answer, html, description=description(known.act))


def _with_text(base: sqlite3.Connection, request: Request, act: ActRef) -> Response:
    at, wanted = request.day("at"), request.text("unit")
    try:
        found = kb.portion(base, act.id, at, wanted or None, request.number("part", 1), request.flag("whole"))
    except (UnknownUnit, AmbiguousUnit):  # who typed words learns of it; a person with an old link is shown the act
        if request.as_json or not is_eid(wanted):
            raise
        raise Moved(request.again(unit=None)) from None
    if wanted and wanted != found.unit:
        raise Moved(f"{request.again(unit=found.unit)}#{found.unit}")
    title, feed = _title(found.passport, at), f"{act_path(act.id)}.atom"
    html = _around(base, request, found, at)
    return Response("act.html", title, found, html, feed, description(act), next=_next(request, found))


def _around(base: sqlite3.Connection, request: Request, found: ActPortion, at: date | None) -> dict[str, object]:
    """What the page alone needs."""
    act, now = found.passport.act, kb.today().isoformat()
    book = Lawbook(act.id, found.passport.naming, found.at or "", found.day, now)
    return {
        "body": book.html(found.units),
        "tree": _tree(found, request),
        "jsonld": legislation(found.passport),
        "label_of": heading_label,
        "cited": kb.cite(base, act.id, at=at),
        "downloads": list(FORMATS.values()),
        "today": now,
        "turned": None if at else turned(kb.milestones(base, (act.id,)).get(act.id)),
        "first_day": _first_day(found.passport, found.editions),
        "otherwise": sum(unit.known and unit.differs is not None for unit in found.units),
        "untold": sum(unit.leaf and not unit.known for unit in found.units),
    }


def _title(held: Passport, at: date | None) -> str:
    """What a tab of a browser has room for comes first: «273-ФЗ на 01.09.2022: Об образовании …»."""
    day = f" на {short_day(at.isoformat())}" if at else ""
    return f"{held.act.short}{day}: {held.act.title}" if held.act.title else f"{held.act.label}{day}"


def _first_day(held: Passport, editions: tuple[Edition, ...]) -> str:
    """An ISO day on which the text stood as its source has it: before every change that was applied to it."""
    known = held.edition or held.in_force_from or held.act.date
    before = (date.fromisoformat(editions[0].day) - timedelta(days=1)).isoformat() if editions else ""
    return min(known, before) if known and before else known or before


def _next(request: Request, found: ActPortion) -> str | None:
    """Where a program reads on."""
    if not 0 < found.portion.number < len(found.portions):
        return None
    return address(request.again(part=found.portion.number + 1, unit=None))


def _tree(found: ActPortion, request: Request) -> list[tuple[Entry, str]]:
    """The contents beside a portion: every large unit, and the articles of this portion; (entry, its page, "" for this
    one)."""
    here = found.portion.number
    whole = len(found.portions) == 1 or here == 0
    short = len(found.contents) <= SHORT_CONTENTS
    pages = {part.number: request.again(part=part.number, unit=None, whole=None) for part in found.portions}
    return [
        (entry, "" if whole or entry.portion == here else pages[entry.portion])
        for entry in found.contents
        if short or whole or entry.kind != "статья" or entry.portion == here
    ]
