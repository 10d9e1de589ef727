"""Atom feeds of what the base learns: everything, one act, one collection, one issuer, one search."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from kb.web.asked import Asked, BadQuery, NotHere
from kb.web.pages.act import found
from kb.web.pages.collections import found as collection_found
from kb.web.reading.overview import Learned, learned
from kb.web.root import root
from kb.web.russian import CHANGES
from kb.web.shown import Sent
from kb.web.typeset import act_path

SIZE = 50


def whole_base(base: sqlite3.Connection, asked: Asked) -> Sent:
    """Everything the base learned."""
    return _feed(asked, "База НПА: что узнала база", f"{root()}/", learned(base, SIZE))


def of_act(base: sqlite3.Connection, asked: Asked) -> Sent:
    """What became of one act."""
    held = found(base, asked.names["act"])
    return _feed(asked, held.card.label, act_path(held.card.id), learned(base, SIZE, act=held.card.id))


def of_collection(base: sqlite3.Connection, asked: Asked) -> Sent:
    """What became of the acts of one collection."""
    held = collection_found(base, asked.names["collection"])
    return _feed(asked, held.title, f"{root()}/collections/{held.id}", learned(base, SIZE, collection=held.id))


def of_issuer(base: sqlite3.Connection, asked: Asked) -> Sent:
    """What became of the acts of one issuer."""
    row = base.execute("SELECT name FROM issuers WHERE id = ?", (asked.names["issuer"],)).fetchone()
    if row is None:
        raise NotHere("Такого органа в базе нет.")
    return _feed(asked, row[0], f"{root()}/", learned(base, SIZE, issuer=asked.names["issuer"]))


def of_search(base: sqlite3.Connection, asked: Asked) -> Sent:
    """News of the acts that a search finds."""
    from kb.web.pages.search import acts_found

    if not asked.text("q"):
        raise BadQuery("Укажите, за чем следить: q=…")
    wanted = acts_found(base, asked)
    news = [event for act in wanted for event in learned(base, 3, act=act)]
    return _feed(
        asked,
        f"Поиск: {asked.text('q')}",
        replace(asked, path="/search").again(),
        sorted(news, key=lambda event: event.day, reverse=True)[:SIZE],
    )


def _feed(asked: Asked, title: str, page: str, events: Sequence[Learned]) -> Sent:
    updated = max((event.day for event in events), default="1970-01-01")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru">',
        f"<title>{_xml(title)}</title>",
        f"<id>{_xml(asked.host + asked.again())}</id>",
        f"<updated>{updated}T00:00:00Z</updated>",
        "<author><name>База НПА</name></author>",
        f'<link rel="self" href={quoteattr(asked.host + asked.again())}/>',
        f"<link href={quoteattr(asked.host + page)}/>",
        *(_entry(asked.host, event) for event in events),
        "</feed>",
    ]
    return Sent("\n".join(lines) + "\n", "application/atom+xml; charset=utf-8")


def _entry(host: str, event: Learned) -> str:
    act = event.act
    address = host + act_path(act.id)
    summary = " ".join(part for part in (act.title, event.detail) if part)
    return (
        f"<entry><title>{_xml(act.label)}: {CHANGES.get(event.what, event.what)}</title>"
        f"<id>{_xml(f'{address}#{event.day}:{event.what}:{event.detail}')}</id>"
        f"<updated>{event.day}T00:00:00Z</updated>"
        f"<link href={quoteattr(address)}/><summary>{_xml(summary)}</summary></entry>"
    )


def _xml(text: str) -> str:
    """Text for XML 1.0, which knows no control characters."""
    return escape("".join(ch for ch in text if ch >= " " or ch in "\t\n"))
