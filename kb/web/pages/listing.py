"""Acts by their requisites: the list of all, narrowed by facets, and the form for those who prefer fields."""

from __future__ import annotations

import sqlite3

import kb
from kb.answers import Wanted
from kb.russian import KINDS, kind_of
from kb.web.asked import Asked, BadQuery
from kb.web.root import root
from kb.web.russian import STATUSES, all_turned
from kb.web.shown import Shown
from kb.web.twin import address

SIZE = 40

ORDERS = {"text": "с текстом", "date": "новые", "old": "старые", "cited": "цитируемые"}
"""What may stand first, by the value of ``sort``."""

TITLES = {"kind": "Вид", "issuer": "Кем издан", "status": "Статус", "year": "Год", "text": "Текст"}


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """Acts that fit the requisites asked for: ``kind issuer number title from to year status text sort``.

    Raises:
        BadQuery: a requisite or an order that cannot be.
    """
    wanted, number = _wanted(asked), asked.number("page", 1)
    sort = asked.text("sort") or "text"
    if sort not in ORDERS:
        raise BadQuery(f"Порядок бывает {', '.join(ORDERS)}.")
    found = kb.listing(base, wanted, number, SIZE, sort)
    more = number * SIZE < found.total
    names = kb.issuers(base)
    html = {
        "facet_titles": TITLES,
        "turned": all_turned(kb.milestones(base, (act.id for act in found.acts))),
        "orders": ORDERS,
        "sort": sort,
        "name_of": lambda facet, value: name_of(facet, value, names),
        "more": more,
        "chosen": _chosen(asked, names),
    }
    feed = f"{root()}/issuers/{wanted.issuer}.atom" if wanted.issuer in names else None
    onward = address(asked.again(page=number + 1)) if more else None
    return Shown("acts.html", "Акты", found, html, feed, next=onward)


def form(base: sqlite3.Connection, asked: Asked) -> Shown:
    """The card of requisites to fill in; it leads to :func:`page`."""
    return Shown(
        "requisites.html",
        "Поиск по реквизитам",
        {"kinds": {slug: one.title for slug, one in KINDS.items()}, "issuers": kb.issuers(base)},
        {"wanted": _wanted(asked), "statuses": STATUSES},
    )


def name_of(facet: str, value: str, issuers: dict[str, str]) -> str:
    """A facet's value as a person calls it."""
    if facet == "kind":
        return kind_of(value).title.replace("Российской Федерации", "РФ") if value in KINDS else value
    if facet == "issuer":
        return issuers.get(value, value)
    if facet == "status":
        return STATUSES[value].words if value in STATUSES else value
    if facet == "text":
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
        text=asked.text("text") if asked.text("text") in ("0", "1") else "",
    )


def _chosen(asked: Asked, issuers: dict[str, str]) -> list[tuple[str, str]]:
    """(what is chosen, in words; the address without it)."""
    names = {**TITLES, "number": "Номер", "title": "В названии", "from": "С", "to": "По"}
    given = [(name, value) for name, value in asked.pairs if name in names and value]
    return [(f"{names[name]}: {name_of(name, value, issuers)}", asked.without(name, value)) for name, value in given]
