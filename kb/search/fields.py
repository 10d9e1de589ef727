"""Fields of a query and titles of facets: between the words of people and the values of the base."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace

from ingest.law.kinds import KINDS, kind
from ingest.law.text import fold
from kb.answers.found import Facet, FacetValue, Filters
from kb.russian import STATUSES
from kb.search import cards
from kb.search.analysis import Lexicon
from kb.search.engine import Facets
from kb.store.find.act import numbered

STATUS_TITLES = {**{status: words[:1].upper() + words[1:] for status, words in STATUSES.items()}, "": "Не акт"}

_STATUSES = {
    "in_force": ("действует", "действующий", "действующие", "действующее", "в силе"),
    "repealed": (
        "утратил силу",
        "утратил",
        "утратившие",
        "утративший",
        "утратило",
        "недействующий",
        "недействующие",
        "не действует",
        "отменен",
        "отменён",
        "отменённые",
    ),
    "not_yet": ("не вступил", "не вступил в силу", "ещё не действует", "будущий", "будущие"),
    "partly_repealed": ("утратил силу частично", "частично утратил силу", "частично утратившие", "частично"),
    "suspended": ("приостановлен", "приостановлено", "приостановленные"),
    "unknown": ("неизвестен", "неизвестно", "не установлен"),
}
_KIND_NAMES = {
    "закон": {"fz", "fkz", "zakon"},
    "пп": {"pp"},
    "рп": {"rp"},
    "постановление": {"pp", "postanovlenie"},
    "распоряжение": {"rp", "rasporyazhenie"},
    "кодекс": {"fz", "zakon"},
    "подборка": {"collection"},
    "рекомендации": {"collection"},
}
_YEARS = re.compile(r"(?P<first>\d{4})?\s*(?P<dots>\.{2,3}|-|–|—)?\s*(?P<last>\d{4})?")
_TITLES = {"kind": "Вид", "issuer": "Орган", "year": "Год", "status": "Статус", "collection": "Подборка"}


def read_fields(
    fields: tuple[tuple[str, str], ...], filters: Filters, db: sqlite3.Connection, lexicon: Lexicon
) -> tuple[Filters, tuple[str, ...]]:
    """``filters`` confined further by the query's fields, and sentences on fields that were not understood."""
    hints: list[str] = []
    for field, value in fields:
        confined = _confined(field, value, filters, db, lexicon)
        if confined is None:
            hints.append(f"Не понято «{field}:{value}»: это условие пропущено. {_ADVICE[field]}")
        else:
            filters = confined
    return filters, tuple(hints)


_ADVICE = {
    "вид": "Например: вид:приказ, вид:фз, вид:постановление.",
    "орган": "Такого органа в базе нет. Например: орган:Минпросвещения.",
    "год": "Например: год:2022, год:2022..2024, год:2020.. .",
    "статус": "Например: статус:действует, статус:утратил, статус:приостановлен.",
    "номер": "Акта с таким номером в базе нет.",
    "подборка": "Такой подборки в базе нет.",
}


def _confined(field: str, value: str, filters: Filters, db: sqlite3.Connection, lexicon: Lexicon) -> Filters | None:
    if field == "год":
        years = _years(value)
        return replace(filters, years=years) if years else None
    found = (
        {"вид": _kinds, "статус": _statuses}[field](value)
        if field in ("вид", "статус")
        else _named(field, value, db, lexicon)
    )
    if not found:
        return None
    match field:
        case "вид":
            return replace(filters, kinds=_both(filters.kinds, found))
        case "статус":
            return replace(filters, statuses=_both(filters.statuses, found))
        case "орган":
            return replace(filters, issuers=_both(filters.issuers, found))
        case "номер":
            return replace(filters, keys=_both(filters.keys, found))
    return replace(filters, collections=_both(filters.collections, found))


def _both(already: frozenset[str], found: set[str]) -> frozenset[str]:
    """What a filter and a field of the query leave together; the field when they contradict each other."""
    return (already & found) or frozenset(found)


def _years(value: str) -> tuple[int | None, int | None] | None:
    m = _YEARS.fullmatch(value)
    if not m or not (m["first"] or m["last"]):
        return None
    first, last = (int(year) if year else None for year in (m["first"], m["last"]))
    return (first, last) if m["dots"] else (first, first)


def _kinds(value: str) -> set[str]:
    value = fold(value)
    if value in _KIND_NAMES:
        return _KIND_NAMES[value]
    return {
        k.slug
        for k in KINDS.values()
        if value in (k.slug, fold(k.title), fold(k.short))
        or (len(value) > 3 and fold(k.title).startswith(value.rstrip("ыи")))
    }


def _statuses(value: str) -> set[str]:
    value = fold(value).replace("_", " ")
    return {
        status for status, words in _STATUSES.items() if value == status.replace("_", " ") or value in map(fold, words)
    }


def _named(field: str, value: str, db: sqlite3.Connection, lexicon: Lexicon) -> set[str]:
    if field == "номер":
        return {row.id for row in numbered(db, fold(value).lstrip("№ "))}
    names = (
        cards.issuer_names(db)
        if field == "орган"
        else {key: (title, title) for key, title in cards.collection_titles(db).items()}
    )
    wanted = [set(terms) for terms in lexicon.terms(value) if terms]
    return {
        key for key, own in names.items() if key == value or (wanted and _names_all(wanted, " ".join(own), lexicon))
    }


def _names_all(wanted: list[set[str]], name: str, lexicon: Lexicon) -> bool:
    said = {term for terms in lexicon.terms(name) for term in terms}
    return all(not terms.isdisjoint(said) for terms in wanted)


def titled(facets: Facets, db: sqlite3.Connection) -> tuple[Facet, ...]:
    """Facets as a person reads them: most frequent first, years newest first."""
    issuers = {key: short for key, (_, short) in cards.issuer_names(db).items()} if facets.issuer else {}
    collections = cards.collection_titles(db) if facets.collection else {}
    names: dict[str, Callable[[str], str]] = {
        "kind": lambda value: "Подборка" if value == "collection" else kind(value).short if value in KINDS else value,
        "issuer": lambda value: issuers.get(value, value),
        "year": str,
        "status": lambda value: STATUS_TITLES.get(value, value),
        "collection": lambda value: collections.get(value, value),
    }
    found = []
    for name, counts in facets._asdict().items():
        values = [FacetValue(value, names[name](value), count) for value, count in counts.items() if value]
        values.sort(
            key=lambda v: (-int(v.value),) if name == "year" and v.value.isdecimal() else (-v.documents, v.title)
        )
        if values:
            found.append(Facet(name, _TITLES[name], tuple(values)))
    return tuple(found)
