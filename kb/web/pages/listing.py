"""Acts by their requisites: the list of all, narrowed by facets, and the form for those who prefer fields."""

from __future__ import annotations

import sqlite3

import kb
from kb.answers import Wanted
from kb.russian import KIND_NAMES, KINDS, kind_of
from kb.russian import STATUSES as STATUS_WORDS
from kb.web.request import BadQuery, Request
from kb.web.response import Response
from kb.web.root import root
from kb.web.russian import STATUSES, all_turned
from kb.web.twin import address

SIZE = 40

ORDERS = {"text": "с текстом", "date": "новые", "old": "старые", "cited": "цитируемые"}
"""What may stand first, by the value of ``sort``."""

TITLES = {"kind": "Вид", "issuer": "Кем издан", "status": "Статус", "year": "Год", "text": "Текст"}


def page(base: sqlite3.Connection, request: Request) -> Response:
    """Acts that fit the requisites asked for: ``kind issuer number title from to year status text sort``.

    Raises:
        BadQuery: a requisite or an order that cannot be.
    """
    wanted, number = _wanted(request), request.number("page", 1)
    sort = request.text("sort") or "text"
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
        "chosen": _chosen(request, names),
    }
    feed = f"{root()}/issuers/{wanted.issuer}.atom" if wanted.issuer in names else None
    onward = address(request.again(page=number + 1)) if more else None
    return Response("acts.html", "Акты", found, html, feed, next=onward)


def form(base: sqlite3.Connection, request: Request) -> Response:
    """The card of requisites to fill in; it leads to :func:`page`."""
    return Response(
        "requisites.html",
        "Поиск по реквизитам",
        {"kinds": {slug: one.title for slug, one in KINDS.items()}, "issuers": kb.issuers(base)},
        {"wanted": _wanted(request), "statuses": STATUSES},
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


def _wanted(request: Request) -> Wanted:
    since, until = request.day("from"), request.day("to")
    if (year := request.text("year")) and not (len(year) == 4 and year.isascii() and year.isdecimal()):
        raise BadQuery("Год пишется четырьмя цифрами, например 2022.")
    return Wanted(
        kind=request.code("kind", KIND_NAMES),
        issuer=request.text("issuer"),
        number=request.text("number"),
        title=request.text("title"),
        since=since.isoformat() if since else "",
        until=until.isoformat() if until else "",
        year=year,
        status=request.code("status", STATUS_WORDS),
        text=request.text("text") if request.text("text") in ("0", "1") else "",
    )


def _chosen(request: Request, issuers: dict[str, str]) -> list[tuple[str, str]]:
    """(what is chosen, in words; the address without it)."""
    names = {**TITLES, "number": "Номер", "title": "В названии", "from": "С", "to": "По"}
    given = [(name, value) for name, value in request.pairs if name in names and value]
    return [(f"{names[name]}: {name_of(name, value, issuers)}", request.without(name, value)) for name, value in given]
