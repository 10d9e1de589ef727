"""What a document is in a Whoosh index: its fields, and how it is handed over."""

from __future__ import annotations

from array import array
from typing import Any

from whoosh import columns, fields

from kb.search.engine import Document
from kb.search.whoosh.codec import Words
from kb.search.whoosh.inversion import Numbering, numbered

WORDS, KEY, PLACES, LENGTH = "words", "key", "places", "length"

SCHEMA = fields.Schema(
    **{
        WORDS: Words(),
        KEY: fields.ID(unique=True, sortable=True),
        PLACES: fields.STORED(),
        LENGTH: fields.COLUMN(columns.NumericColumn("I")),
    }
)


def prepared(document: Document, numbering: Numbering) -> dict[str, Any]:
    """The document as Whoosh takes it."""
    packed, lengths, length = numbered(document, numbering)
    places = "\n".join(place for place, _, _ in document.pieces)
    return {
        KEY: document.key,
        WORDS: (packed, length),
        PLACES: (array("I", lengths).tobytes().decode("latin-1"), places),
        LENGTH: length,
    }
