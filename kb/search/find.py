"""One search, from what was typed to a page of results."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

from kb.answers.found import Filters, Results
from kb.search import corpus, direct, query, spelling
from kb.search.analysis import Lexicon
from kb.search.by_words import FEW, ByWords, Page
from kb.search.engine import Order
from kb.search.fields import read_fields, titled
from kb.search.opened import opened
from kb.store.connection import reading

MOST_SIZE = 100
"""Hits of a page at most."""


def search(
    base: Path | str | sqlite3.Connection,
    typed: str,
    *,
    page: int = 1,
    size: int = 20,
    filters: Filters | None = None,
    at: date | None = None,
    order: Order | str = Order.RELEVANCE,
    explain: bool = False,
) -> Results:
    """See :func:`kb.search.search`."""
    wanted = Page(max(1, page), min(max(1, size), MOST_SIZE), Order(order), explain)
    with reading(base) as db:
        return _results(db, corpus.path_of(base), typed, wanted, filters or Filters(), at)


def _results(
    db: sqlite3.Connection, path: Path | None, typed: str, page: Page, filters: Filters, at: date | None
) -> Results:
    """What the words find; where they find nothing and all words of a better spelling do, what that finds."""
    found = _as_typed(db, path, typed, page, filters, at)
    if not found.did_you_mean or found.total:
        return found
    other = _as_typed(db, path, found.did_you_mean, page, filters, at)
    if not other.direct and (not other.total or other.relaxed):
        return found
    return replace(other, query=found.query, did_you_mean=found.did_you_mean, instead=True)


def _as_typed(
    db: sqlite3.Connection, path: Path | None, typed: str, page: Page, filters: Filters, at: date | None
) -> Results:
    """Acts that the query names; what its words find, if there is an index to ask."""
    asked = query.parse(typed)
    day = at or asked.at
    index, wrong = opened(path, db)
    lexicon = index.lexicon if index else Lexicon()
    filters = replace(filters, at=day.isoformat() if day else filters.at)
    filters, not_understood = read_fields(asked.fields, filters, db, lexicon)
    hints = [*asked.hints, *wrong, *not_understood]
    named = direct.find(db, asked.words, lexicon, filters.at)
    results = Results(
        asked.typed, named, page=page.number, size=page.size, at=day.isoformat() if day else None, order=page.order
    )
    if not asked.typed:
        return replace(results, hint="Введите слова, номер или название акта.")
    missing = None if named else direct.absent(db, asked.words)
    if missing:
        hints.append(missing.said)
    if not corpus.is_there_anything(db):
        return replace(results, hint="В базе ещё ничего нет: добавьте документы командой kb ingest.", by_words=False)
    if index is None:
        return replace(results, hint=_told(hints), by_words=False)
    if not (asked.clauses or asked.fields or day):
        hints.append("В запросе нет слов.")
    words = ByWords(db, index, asked, filters, page)
    by_name_alone = named and not any(hit.inside for hit in named)
    found = words.found(strict=bool(by_name_alone or (missing and missing.alone)))
    little = not (named or missing) and (found.total < FEW or words.relaxed)
    return replace(
        results,
        hits=words.hits(found.hits, results.at),
        total=found.total,
        facets=titled(found.facets, db),
        hint=_told([*hints, *words.hints]),
        did_you_mean=spelling.suggest(asked.typed, lexicon, index.searcher, index.forms) if little else None,
        relaxed=words.relaxed,
    )


def _told(hints: list[str]) -> str:
    """Sentences, each once; one that ends with a command to copy has no full stop, and comes last."""
    return " ".join(sorted(dict.fromkeys(hints), key=lambda hint: not hint.endswith(".")))
