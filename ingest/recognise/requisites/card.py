"""Requisites that a collection states in an act's card, for texts whose own head is lost or lacks them.

The text's own head is believed first: a card fills in only what the head does not say, and all of it where there is no
head. What a card may say is in :attr:`ingest.document.Document.metadata` of the formats that have cards.
"""

from __future__ import annotations

from ingest.document import Document
from ingest.recognise.requisites.head import Head
from ingest.recognise.requisites.roles import kind_word, names_body

_WITH_CARDS = frozenset({"ruslawod"})
"""Formats whose ``metadata`` is a card of the act; elsewhere «title» and «date» are a file's, not an act's."""


def fill_from_card(document: Document, head: Head | None) -> Head | None:
    """The head with what the card adds to it; a head of the card alone where the text has none; None without either."""
    if document.format not in _WITH_CARDS:
        return head
    stated = _read_card(document.metadata)
    if head is None or stated is None:
        return head or stated
    head.day, head.number = (head.day, head.number) if head.day or head.number else (stated.day, stated.number)
    head.title = head.title or stated.title
    head.phrase = head.phrase or stated.phrase
    return head


def _read_card(card: dict[str, str]) -> Head | None:
    """The card's kind («Указ Президента Российской Федерации», or «Указ» and its issuer apart), date, number, title."""
    found = kind_word(card.get("issued_by") or "") or kind_word(card.get("kind") or "")
    if found is None or not (card.get("date") or card.get("number")):
        return None
    kind, rest = found
    phrase = rest if rest and names_body(rest) else card.get("issuer", "")
    title = card.get("title", "")
    return Head(kind, 0, 0, phrase, [title] if title else [], day=card.get("date"), number=card.get("number"))
