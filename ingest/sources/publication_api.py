"""Answers of the official publication portal's API (publication.pravo.gov.ru/api/Documents) as cards of acts.

The portal publishes images, so an answer gives facts of publication and no text: number, day of signing, day and
number of publication, registration. Kind and issuers stand in words in ``complexName`` («Указ Президента Российской
Федерации от 16.01.2026 № 17 "…"»); the identifiers beside them lead into dictionaries that the words make needless for
cards. The dictionary of signatory authorities gives bodies their names as the portal prints them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.requisites.roles import kind_word
from ingest.sources.cards import BadCard, Card, CardTable, card_table
from ingest.sources.naming import identity

PORTAL = "Официальный интернет-портал правовой информации"
_HEADING = pattern(r"(?P<words>[^№\"]{3,1000}?)\s+от\s+\d{1,2}\.\d{1,2}\.\d{4}")


def read(data: bytes, name: str) -> CardTable | None:
    """Cards of one page of documents, or the names of a dictionary; None when the JSON is somebody's own file."""
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError):
        return CardTable((), (Problem(f"Файл {name} не читается как JSON.", rule="card"),))
    if _is_dictionary(answer):
        return CardTable((), issuers=_bodies(answer))
    if not isinstance(answer, Mapping) or not isinstance(items := answer.get("items"), list):
        return None
    if not all(isinstance(item, Mapping) and "eoNumber" in item for item in items):
        return None
    return card_table(enumerate(items, 1), card)


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


def _is_dictionary(answer: object) -> bool:
    """Document types, signatory authorities, blocks of publication: entries with a name and an identifier or code."""
    return (
        isinstance(answer, list)
        and bool(answer)
        and all(
            isinstance(entry, Mapping)
            and bool(_text(entry, "id") or _text(entry, "code"))
            and bool(_text(entry, "name") or _text(entry, "shortName"))
            for entry in answer
        )
    )


def _bodies(entries: list[Mapping[str, Any]]) -> tuple[str, ...]:
    """Names of signatory authorities; document types name kinds, and blocks of publication several bodies at once."""
    names = [_text(entry, "name") for entry in entries if "code" not in entry]
    kinds = sum(name is not None and kind_word(name) is not None for name in names)
    return () if kinds * 10 > len(names) else tuple(dict.fromkeys(name for name in names if name))


def _text(item: Mapping[str, Any], key: str) -> str | None:
    value = item.get(key)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(item: Mapping[str, Any], key: str) -> date | None:
    value = _text(item, key)
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        raise BadCard(f"такого дня нет: «{value}» (поле «{key}»).") from None
