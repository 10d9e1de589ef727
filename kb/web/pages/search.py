"""Search: words, a question or a citation → acts and units, with facets that narrow them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ingest.law.kinds import KINDS
from kb.web.asked import Asked, BadQuery, Moved
from kb.web.reading.cards import cards
from kb.web.reading.turns import turns
from kb.web.russian import STATUSES
from kb.web.shown import Sent, Shown
from kb.web.twin import address

if TYPE_CHECKING:  # the search library is loaded by the first search, not by the server's start
    from kb.search.engine import Filters
    from kb.search.results import DirectHit, FacetValue, Results

SIZE, LISTED = 20, 100
NARROWING = ("kind", "issuer", "year", "status", "collection")
"""Facets, by the name of their parameter; each may be given more than once."""

ORDERS = {"relevance": "подходящие", "date": "новые", "cited": "цитируемые"}
"""What may stand first, by the value of ``sort``."""

ADVICE = (
    "Проверьте, нет ли опечатки в номере или слове.",
    "Оставьте одно-два главных слова: база знает формы слов и ищет их вместе.",
    "Слова подряд ищите в кавычках: «электронное обучение».",
    "Если известны вид, дата или номер, попробуйте поиск по реквизитам.",
)
"""What an empty result says."""


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """What a search finds. Parameters: ``q``, the facets, ``at`` (in force on a day), ``sort``, ``page``; ``all``: list
    what is found even if the words name one act.

    Raises:
        Moved: the words, all of them, name one act or unit: a citation leads there at once.
    """
    q = asked.text("q")
    if not q:
        return Shown("search.html", "Поиск", {"q": "", "results": None}, {"advice": ADVICE, "chosen": [], "held": {}})
    results = find(base, asked, SIZE)
    if [name for name, _ in asked.pairs] == ["q"] and not asked.as_json and (cited := _cited(results)):
        raise Moved(_path_of(cited, q, results.at))
    found = [hit.act for hit in results.hits if hit.act] + [hit.act for hit in results.direct]
    more = results.page < results.pages
    html = {
        "advice": ADVICE,
        "held": cards(base, found),
        "turns": turns(base, found),
        "chosen": _chosen(asked, results),
        "more": more,
        "orders": ORDERS,
        "sort": _order(asked),
        "value_of": value_of,
        "kept": [pair for pair in asked.pairs if pair[0] in (*NARROWING, "sort")],
    }
    return Shown(
        "search.html",
        f"{q} — поиск",
        {"q": q, "results": results, "next": address(asked.again(page=results.page + 1)) if more else None},
        html,
        feed=asked.again(page=None).replace("/search", "/search.atom", 1),
    )


def find(base: sqlite3.Connection, asked: Asked, size: int) -> Results:
    """The results of what was asked.

    Raises:
        BadQuery: a filter that cannot be.
    """
    from kb.search import search

    day = asked.day("at")
    results = search(
        base,
        asked.text("q"),
        page=asked.number("page", 1, most=500),
        size=size,
        filters=_filters(asked),
        at=day,
        order=_order(asked),
    )
    path = next(row[2] for row in base.execute("PRAGMA database_list") if row[1] == "main")
    return replace(
        results, hint=results.hint.replace(path, Path(path).name)
    )  # visitors are told no paths of the server


def table(base: sqlite3.Connection, asked: Asked) -> Sent:
    """The same as CSV, a hundred hits."""
    from kb.export.found_csv import found_csv

    if not asked.text("q"):
        raise BadQuery("Укажите, что искать: q=…")
    download = {"content-disposition": 'attachment; filename="search.csv"'}
    return Sent(found_csv(find(base, asked, LISTED)), "text/csv; charset=utf-8", download)


def acts_found(base: sqlite3.Connection, asked: Asked) -> list[str]:
    """Ids of the first acts that a search finds."""
    if not asked.text("q"):
        return []
    results = find(base, asked, 50)
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
    return f"/acts/{hit.act}?{urlencode(pairs)}" + (f"#{hit.eid}" if hit.eid else "")


def value_of(facet: str, value: FacetValue) -> str:
    """A facet's value in the words that the rest of the pages use for it."""
    if facet == "status" and value.value in STATUSES:
        return STATUSES[value.value].words
    if facet == "kind" and value.value in KINDS:
        return KINDS[value.value].title
    return value.title


def _order(asked: Asked) -> str:
    """What stands first.

    Raises:
        BadQuery: there is no such order.
    """
    wanted = asked.text("sort") or "relevance"
    if wanted not in ORDERS:
        raise BadQuery("Порядок бывает relevance, date или cited.")
    return wanted


def _filters(asked: Asked) -> Filters:
    from kb.search.engine import Filters

    return Filters(
        kinds=frozenset(asked.many("kind")),
        issuers=frozenset(asked.many("issuer")),
        years=_years(asked.many("year")),
        statuses=frozenset(asked.many("status")),
        collections=frozenset(asked.many("collection")),
    )


def _years(said: Sequence[str]) -> tuple[int | None, int | None]:
    """The span of the years given: «2022», or «2012-2015», or several."""
    years = [part for value in said for part in value.split("-") if part]
    if any(not (year.isascii() and year.isdecimal() and len(year) == 4) for year in years):
        raise BadQuery("Год пишется четырьмя цифрами, например 2022.")
    return (int(min(years)), int(max(years))) if years else (None, None)


def _chosen(asked: Asked, results: Results) -> list[tuple[str, str]]:
    """(what narrows the search, in words; the address without it)."""
    titles = {
        (facet.name, value.value): f"{facet.title}: {value_of(facet.name, value)}"
        for facet in results.facets
        for value in facet.values
    }
    return [
        (titles.get((name, value), value), asked.without(name, value))
        for name in NARROWING
        for value in asked.many(name)
    ]
