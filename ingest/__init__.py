"""Bytes to records: the lower floor of the house. No database, no index, no network.

Others need two verbs, and what this module offers beside them; nobody reaches into a room below but for the law::

    document = read(data, "273-fz.html")     # bytes → Document
    parsed = parse(document)                 # Document → Parsed

sources/      where bytes come from: folders, archives, tables
formats/      bytes → :mod:`.document`
law/          the vocabulary: acts, addresses, numbers, days, bodies
recognise/    document → :mod:`.parsed`, which :mod:`.contract` tells as JSON
plugins       formats and sources of users; errors: what can go wrong; garbage: collected later, while records are made
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ingest.document import Composer, Document, Span, Style
from ingest.errors import MissingProgram, SourceError, TooLarge, UnknownFormat, Unreadable, of_disk
from ingest.garbage import gc_paused
from ingest.parsed import (
    Citation,
    Commencement,
    Note,
    Operation,
    Parsed,
    Problem,
    Requisites,
    Section,
    Unit,
)

if TYPE_CHECKING:
    from ingest.recognise.addresses import HERE, find_addresses, read_addresses
    from ingest.recognise.commencement import PUBLICATION, SIGNING, UNKNOWN, day_of, deciding, missing
    from ingest.recognise.requisites.roles import kind_word
    from ingest.recognise.structure.markers import Form, read_marker
    from ingest.sources import Item, Place, items_at, items_of, read_card_table, walk
    from ingest.sources.cards import Card, CardTable, Relation
    from ingest.sources.overlay import Correction, Overlay, read_overlay

PARSER_VERSION = "8"
"""Raised whenever the records made from the same bytes may differ; part of every source's row."""

_ROOMS = {
    "ingest.recognise.addresses": "HERE find_addresses read_addresses",
    "ingest.recognise.commencement": "PUBLICATION SIGNING UNKNOWN day_of deciding missing",
    "ingest.recognise.requisites.roles": "kind_word",
    "ingest.recognise.structure.markers": "Form read_marker",
    "ingest.sources": "Item Place items_at items_of read_card_table walk",
    "ingest.sources.cards": "Card CardTable Relation",
    "ingest.sources.overlay": "Correction Overlay read_overlay",
}
"""What else is offered, by the room that has it: loaded when first asked for."""
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names.split()}

__all__ = [
    "HERE", "PARSER_VERSION", "PUBLICATION", "SIGNING", "UNKNOWN", "Card", "CardTable", "Citation", "Commencement",
    "Composer", "Correction", "Document", "Form", "Item", "MissingProgram", "Note", "Operation", "Overlay", "Parsed",
    "Place", "Problem", "Relation", "Requisites", "Section", "SourceError", "Span", "Style", "TooLarge", "Unit",
    "UnknownFormat", "Unreadable", "day_of", "deciding", "find_addresses", "gc_paused", "items_at", "items_of",
    "kind_word", "missing", "of_disk", "parse", "read", "read_addresses", "read_card_table", "read_marker",
    "read_overlay", "units_of", "walk",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """What a room has under that name (PEP 562)."""
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'ingest' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_ROOM_OF[name]), name)
    return found


def read(data: bytes, name: str) -> Document:
    """The document that the bytes hold.

    Raises:
        SourceError: with a sentence for the user (see :mod:`ingest.errors`).
    """
    from ingest.formats.registry import read as read_format

    with gc_paused():
        return read_format(data, name)


def parse(document: Document) -> Parsed:
    """Everything the recognisers find in the document. Never raises for odd content: it goes to ``problems``."""
    from ingest.recognise.whole import recognise

    with gc_paused():
        return recognise(document)


def units_of(document: Document) -> tuple[Unit, ...]:
    """The units of the document alone, its head unread: of wording that an order puts in."""
    from ingest.recognise.structure import recognise

    return recognise(document, None)[0]
