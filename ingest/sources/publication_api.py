"""Answers of the official publication portal's API (publication.pravo.gov.ru/api/Documents) as cards of acts.

The portal publishes images, so an answer gives facts of publication and no text: number, day of signing, day and
number of publication, registration. Kind and issuers stand in words in ``complexName`` («Указ Президента Российской
Федерации от 16.01.2026 № 17 "…"»); the identifiers beside them lead into dictionaries that the words make needless.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.sources.cards import BadCard, Card, Deck, deck
from ingest.sources.naming import identity

PORTAL = "Официальный интернет-портал правовой информации"
_HEADING = pattern(r"(?P<words>[^№\"]{3,1000}?)\s+от\s+\d{1,2}\.\d{1,2}\.\d{4}")


class Term(NamedTuple):
    """One entry of a dictionary of the portal (document types, signatory authorities): ``weight`` is its rank."""

    id: str
    name: str
    weight: int


def read(data: bytes, name: str) -> Deck | None:
    """Cards of one page of documents; None when the JSON is something else (a dictionary, somebody's own file)."""
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError):
        return Deck((), (Problem(f"Файл {name} не читается как JSON.", rule="card"),))
    if not isinstance(answer, Mapping) or not isinstance(items := answer.get("items"), list):
        return None
    if not all(isinstance(item, Mapping) and "eoNumber" in item for item in items):
        return None
    return deck(enumerate(items, 1), card)


def card(item: Mapping[str, Any], place: int = 0) -> Card:
    """The card of one document of the answer; ``place`` is its place there, from 1.

    Raises:
        BadCard: the heading or a date of the document cannot be read.
    """
    heading = _HEADING.match(_text(item, "complexName") or "")
    if heading is None:
        raise BadCard(f"название «{_text(item, 'complexName') or ''}» не начинается видом акта и органом.")
    title = _text(item, "name")
    registered = _text(item, "jdRegNumber")
    return Card(
        id=identity(heading["words"], _day(item, "documentDate"), _text(item, "number"), title),
        title=title,
        published=_day(item, "publishDateShort"),
        published_in=PORTAL,
        registered=(_day(item, "jdRegDate"), registered) if registered else None,
        aliases=tuple([("eo_number", eo)] if (eo := _text(item, "eoNumber")) else []),
        source=PORTAL,
        start=place,
    )


def read_terms(data: bytes) -> tuple[Term, ...]:
    """A dictionary of the portal in its own order.

    Raises:
        ValueError: the JSON is not a list of entries with ``id`` and ``name``.
    """
    entries = json.loads(data)
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise ValueError("это не словарь портала: ожидается список записей с id и name")
    try:
        return tuple(Term(term["id"], " ".join(term["name"].split()), int(term.get("weight", 0))) for term in entries)
    except (KeyError, AttributeError):
        raise ValueError("это не словарь портала: у записи нет id или name") from None


def _text(item: Mapping[str, Any], key: str) -> str | None:
    value = item.get(key)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(item: Mapping[str, Any], key: str) -> date | None:
    value = _text(item, key)
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        raise BadCard(f"такого дня нет: «{value}» (поле «{key}»).") from None
