"""Bytes to records: the lower floor of the house. No database, no index, no network.

Two verbs are all that others need::

    document = read(data, "273-fz.html")     # bytes → Document
    parsed = parse(document)                 # Document → Parsed

sources/      where bytes come from: folders, archives, tables
formats/      bytes → :mod:`.document`
law/          the vocabulary: acts, addresses, numbers, days, bodies
recognise/    document → :mod:`.parsed`, which :mod:`.contract` tells as JSON
plugins       formats and sources of users; errors: what can go wrong; gc_paused: how records are made
"""

from __future__ import annotations

from ingest.document import Document
from ingest.errors import MissingProgram, SourceError, TooLarge, UnknownFormat, Unreadable
from ingest.gc_paused import gc_paused
from ingest.parsed import Parsed

PARSER_VERSION = "5"
"""Raised whenever the records made from the same bytes may differ; part of every source's row."""

__all__ = [
    "PARSER_VERSION",
    "Document",
    "MissingProgram",
    "Parsed",
    "SourceError",
    "TooLarge",
    "UnknownFormat",
    "Unreadable",
    "parse",
    "read",
]


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
