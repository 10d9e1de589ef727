"""Search: words, a question or a citation → acts and units, with facets that narrow them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import kb
from kb.answers import DirectHit, FacetValue, Filters, Results
from kb.export.found_csv import found_csv
from kb.russian import KIND_NAMES, KINDS
from kb.russian import STATUSES as STATUS_WORDS
from kb.web.request import BadQuery, Moved, Request
from kb.web.response import Response, Sent
from kb.web.russian import STATUSES, all_turned
from kb.web.twin import address
from kb.web.typeset import act_path

SIZE, LISTED = 20, 100
_NOTHING = {"results": None}
NARROWING = ("kind", "issuer", "year", "status", "collection")
"""Facets, by the name of their parameter; each may be given more than once."""

SEARCHED_KINDS = {**KIND_NAMES, "collection": ("Подборка",)}
"""What a result may be."""

ORDERS = {"relevance": "подходящие", "date": "новые", "cited": "цитируемые"}
"""What may stand first, by the value of ``sort``."""

ADVICE = (
    "Проверьте, нет ли опечатки в номере или слове.",
    "Оставьте одно-два главных слова: база знает формы слов и ищет их вместе.",
    "Слова подряд ищите в кавычках: «электронное обучение».",
    "Если известны вид, дата или номер, попробуйте поиск по реквизитам.",
)
"""What an empty result says."""


def page(base: sqlite3.Connection, request: Request) -> Response:
    """What a search finds. Parameters: ``q``, the facets, ``at`` (in force on a day), ``sort``, ``page``; ``all``: list
    what is found even if the words name one act.

    Raises:
        Moved: the words, all of them, name one act or unit: a citation leads there at once.
    """
    q = request.text("q")
    if not q:
        return Response("search.html", "Поиск", _NOTHING, {"q": "", "advice": ADVICE, "chosen": [], "acts": {}})
    results = find(base, request, SIZE)
    if [name for name, _ in request.pairs] == ["q"] and not request.as_json and (cited := _cited(results)):
        raise Moved(_path_of(cited, q, results.at))
    found = [hit.act for hit in results.hits if hit.act] + [hit.act for hit in results.direct]
    more = results.page < results.pages
    acts = kb.acts(base, found)
    html = {
        "q": q,
        "results": results,
        "advice": ADVICE,
        "acts": acts,
        "turned": all_turned(kb.milestones(base, found, results.at)),
        "chosen": _chosen(request, results),
        "more": more,
        "orders": ORDERS,
        "sort": _order(request),
        "value_of": value_of,
        "kept": [pair for pair in request.pairs if pair[0] in (*NARROWING, "sort")],
    }
    feed = replace(request, path="/search.atom").again(page=None)
    onward = address(request.again(page=results.page + 1)) if more else None
    return Response("search.html", f"{q} — поиск", results, html, feed, next=onward)


def find(base: sqlite3.Connection, request: Request, size: int) -> Results:
    """The results of what was request.

    Raises:
        BadQuery: a filter that cannot be.
    """
    results = kb.find(
        base,
        request.text("q"),
        page=request.number("page", 1, most=500),
        size=size,
        filters=_filters(request),
        at=request.day("at"),
        order=_order(request),
    )
    return replace(results, hint=_without_folders(results.hint))


def _without_folders(hint: str) -> str:
    """Visitors are told no paths of the server."""
    return " ".join(Path(word).name if word.startswith("/") else word for word in hint.split(" "))


def table(base: sqlite3.Connection, request: Request) -> Sent:
    """The same as CSV, a hundred hits."""
    if not request.text("q"):
        raise BadQuery("Укажите, что искать: q=…")
    download = {"content-disposition": 'attachment; filename="search.csv"'}
    return Sent(found_csv(find(base, request, LISTED)), "text/csv; charset=utf-8", download)


def acts_found(base: sqlite3.Connection, request: Request) -> list[str]:
    """Ids of the first acts that a search finds."""
    if not request.text("q"):
        return []
    results = find(base, request, 50)
    named = [hit.act for hit in results.direct]
    return list(dict.fromkeys(named + [hit.act for hit in results.hits if hit.act]))


def _cited(results: Results) -> DirectHit | None:
    """The one act or unit that was typed and no more: «тк рф увольнение» names an act and asks about it. Of acts with
    one number it is that which has the unit."""
    named = [hit for hit in results.direct if not hit.note]
    return named[0] if len(named) == 1 and not named[0].inside else None


def _path_of(hit: DirectHit, q: str, at: str | None) -> str:
    """Address of the act or unit on the day that was named, with the words that led there."""
    pairs = [(name, value) for name, value in (("at", at), ("unit", hit.eid), ("q", q)) if value]
    return f"{act_path(hit.act)}?{urlencode(pairs)}" + (f"#{hit.eid}" if hit.eid else "")


def value_of(facet: str, value: FacetValue) -> str:
    """A facet's value in the words that the rest of the pages use for it."""
    if facet == "status" and value.value in STATUSES:
        return STATUSES[value.value].words
    if facet == "kind" and value.value in KINDS:
        return KINDS[value.value].title
    return value.title


def _order(request: Request) -> str:
    """What stands first.

    Raises:
        BadQuery: there is no such order.
    """
    wanted = request.text("sort") or "relevance"
    if wanted not in ORDERS:
        raise BadQuery("Порядок бывает relevance, date или cited.")
    return wanted


def _filters(request: Request) -> Filters:
    return Filters(
        kinds=frozenset(request.codes("kind", SEARCHED_KINDS)),
        issuers=frozenset(request.many("issuer")),
        years=_years(request.many("year")),
        statuses=frozenset(request.codes("status", STATUS_WORDS)),
        collections=frozenset(request.many("collection")),
    )


def _years(said: Sequence[str]) -> tuple[int | None, int | None]:
    """The span of the years given: «2022», or «2012-2015», or several."""
    years = [part for value in said for part in value.split("-") if part]
    if any(not (year.isascii() and year.isdecimal() and len(year) == 4) for year in years):
        raise BadQuery("Год пишется четырьмя цифрами, например 2022.")
    return (int(min(years)), int(max(years))) if years else (None, None)


def _chosen(request: Request, results: Results) -> list[tuple[str, str]]:
    """(what narrows the search, in words; the address without it)."""
    titles = {
        (facet.name, value.value): f"{facet.title}: {value_of(facet.name, value)}"
        for facet in results.facets
        for value in facet.values
    }
    return [
        (titles.get((name, value), value), request.without(name, value))
        for name in NARROWING
        for value in request.many(name)
    ]
