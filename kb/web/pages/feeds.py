"""Atom feeds of what the base learns: everything, one act, one collection, one issuer, one search."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

import kb
from kb.answers import Learned
from kb.web.request import BadQuery, Request
from kb.web.response import Sent
from kb.web.root import root
from kb.web.russian import CHANGES
from kb.web.typeset import act_path

SIZE = 50


def whole_base(base: sqlite3.Connection, request: Request) -> Sent:
    """Everything the base learned."""
    return _feed(request, "База НПА: что узнала база", f"{root()}/", kb.learned(base, SIZE))


def of_act(base: sqlite3.Connection, request: Request) -> Sent:
    """What became of one act."""
    act = kb.act(base, request.names["act"])
    return _feed(request, act.label, act_path(act.id), kb.learned(base, SIZE, [act.id]))


def of_collection(base: sqlite3.Connection, request: Request) -> Sent:
    """What became of the acts of one collection."""
    held = kb.collection(base, request.names["collection"])
    return _feed(request, held.title, f"{root()}/collections/{held.id}", kb.learned(base, SIZE, collection=held.id))


def of_issuer(base: sqlite3.Connection, request: Request) -> Sent:
    """What became of the acts of one issuer."""
    issuer = kb.issuer(base, request.names["issuer"])
    return _feed(request, issuer.name, f"{root()}/", kb.learned(base, SIZE, issuer=issuer.id))


def of_search(base: sqlite3.Connection, request: Request) -> Sent:
    """News of the acts that a search finds."""
    from kb.web.pages.search import acts_found

    if not request.text("q"):
        raise BadQuery("Укажите, за чем следить: q=…")
    news = kb.learned(base, SIZE, acts_found(base, request))
    return _feed(request, f"Поиск: {request.text('q')}", replace(request, path="/search").again(), news)


def _feed(request: Request, title: str, page: str, events: Sequence[Learned]) -> Sent:
    updated = max((event.day for event in events), default="1970-01-01")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru">',
        f"<title>{_xml(title)}</title>",
        f"<id>{_id(title, request.path, *(value for pair in request.pairs for value in pair))}</id>",
        f"<updated>{updated}T00:00:00Z</updated>",
        "<author><name>База НПА</name></author>",
        f'<link rel="self" href={quoteattr(request.host + request.again())}/>',
        f"<link href={quoteattr(request.host + page)}/>",
        *(_entry(request.host, event) for event in events),
        "</feed>",
    ]
    return Sent("\n".join(lines) + "\n", "application/atom+xml; charset=utf-8")


def _entry(host: str, event: Learned) -> str:
    act = event.act
    address = host + act_path(act.id)
    summary = " ".join(part for part in (act.title, event.detail) if part)
    return (
        f"<entry><title>{_xml(act.label)}: {CHANGES.get(event.what, event.what)}</title>"
        f"<id>{_id(act.id, event.day, event.what, event.detail)}</id>"
        f"<updated>{event.day}T00:00:00Z</updated>"
        f"<link href={quoteattr(address)}/><summary>{_xml(summary)}</summary></entry>"
    )


def _id(*said: str) -> str:
    """An identifier (RFC 4287, 4.2.6: an IRI that never changes), the same under any name of the site."""
    return uuid5(NAMESPACE_URL, "\n".join(said)).urn


def _xml(text: str) -> str:
    """Text for XML 1.0, which knows no control characters."""
    return escape("".join(ch for ch in text if ch >= " " or ch in "\t\n"))
