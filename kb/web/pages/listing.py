"""Acts by their requisites: the list of all, narrowed by facets, and the form for those who prefer fields."""

from __future__ import annotations

import sqlite3

from ingest.law.kinds import KINDS, kind
from kb.web.asked import Asked, BadQuery
from kb.web.reading import listing
from kb.web.reading.listing import Wanted
from kb.web.reading.turns import turns
from kb.web.root import root
from kb.web.russian import STATUSES
from kb.web.shown import Shown
from kb.web.twin import address

SIZE = 40

ORDERS = {"held": "с текстом", "date": "новые", "old": "старые", "cited": "цитируемые"}
"""What may stand first, by the value of ``sort``."""

TITLES = {"kind": "Вид", "issuer": "Кем издан", "status": "Статус", "year": "Год", "held": "Текст"}


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """Acts that fit the requisites asked for: ``kind issuer number title from to year status held sort``.

    Raises:
        BadQuery: a requisite or an order that cannot be.
    """
    wanted, number = _wanted(asked), asked.number("page", 1)
    total = listing.count(base, wanted)
    sort = asked.text("sort") or "held"
    if sort not in ORDERS:
        raise BadQuery(f"Порядок бывает {', '.join(ORDERS)}.")
    acts = listing.listed(base, wanted, SIZE, (number - 1) * SIZE, sort)
    more = number * SIZE < total
    data = {
        "wanted": wanted,
        "total": total,
        "page": number,
        "size": SIZE,
        "next": address(asked.again(page=number + 1)) if more else None,
        "acts": acts,
        "facets": listing.facets(base, wanted),
    }
    names = listing.issuers(base)
    html = {
        "facet_titles": TITLES,
        "turns": turns(base, (act.id for act in acts)),
        "orders": ORDERS,
        "sort": sort,
        "name_of": lambda facet, value: name_of(facet, value, names),
        "more": more,
        "chosen": _chosen(asked, names),
    }
    feed = f"{root()}/issuers/{wanted.issuer}.atom" if wanted.issuer in names else None
    return Shown("acts.html", "Акты", data, html, feed=feed)


def form(base: sqlite3.Connection, asked: Asked) -> Shown:
    """The card of requisites to fill in; it leads to :func:`page`."""
    return Shown(
        "requisites.html",
        "Поиск по реквизитам",
        {"kinds": {slug: one.title for slug, one in KINDS.items()}, "issuers": listing.issuers(base)},
        {"wanted": _wanted(asked), "statuses": STATUSES},
    )


def name_of(facet: str, value: str, issuers: dict[str, str]) -> str:
    """A facet's value as a person calls it."""
    if facet == "kind":
        return kind(value).title.replace("Российской Федерации", "РФ") if value in KINDS else value
    if facet == "issuer":
        return issuers.get(value, value)
    if facet == "status":
        return STATUSES[value].words if value in STATUSES else value
    if facet == "held":
        return "есть в базе" if value == "1" else "только упоминания"
    return value


def _wanted(asked: Asked) -> Wanted:
    since, until = asked.day("from"), asked.day("to")
    if (year := asked.text("year")) and not (len(year) == 4 and year.isascii() and year.isdecimal()):
        raise BadQuery("Год пишется четырьмя цифрами, например 2022.")
    return Wanted(
        kind=asked.text("kind"),
        issuer=asked.text("issuer"),
        number=asked.text("number"),
        title=asked.text("title"),
        since=since.isoformat() if since else "",
        until=until.isoformat() if until else "",
        year=year,
        status=asked.text("status"),
        held=asked.text("held") if asked.text("held") in ("0", "1") else "",
    )


def _chosen(asked: Asked, issuers: dict[str, str]) -> list[tuple[str, str]]:
    """(what is chosen, in words; the address without it)."""
    names = {**TITLES, "number": "Номер", "title": "В названии", "from": "С", "to": "По"}
    given = [(name, value) for name, value in asked.pairs if name in names and value]
    return [(f"{names[name]}: {name_of(name, value, issuers)}", asked.without(name, value)) for name, value in given]
