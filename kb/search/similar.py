"""Acts like an act: those that hold most of the words that tell it from the others."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kb.answers.found import Filters, Hit
from kb.search import corpus
from kb.search.analysis import Lexicon
from kb.search.engine import Any, Best, Document, Scored, Term
from kb.search.hits import Shower
from kb.search.marks import NOTHING
from kb.search.opened import Opened, opened
from kb.search.passages import Cutter
from kb.store.connection import reading

MOST_TERMS = 24
"""Words that an act is told by."""

_MOST_FORMS = 60_000
"""Forms of a long act that are looked at."""


def like(base: Path | str | sqlite3.Connection, act: str, size: int = 5) -> tuple[Hit, ...]:
    """See :func:`kb.search.like`."""
    with reading(base) as db:
        index, _ = opened(corpus.path_of(base), db)
        document = next(corpus.documents(db, [act]), None)
        if index is None or document is None:
            return ()
        return tuple(Shower(db, Cutter(NOTHING, index.lexicon)).hits(_alike(document, index, size)))


def _alike(document: Document, index: Opened, limit: int) -> tuple[Scored, ...]:
    """Documents like the one given, most alike first, itself left out."""
    searcher = index.searcher
    terms = _telling(
        document, index.lexicon, lambda term: math.log(index.documents / (searcher.frequency(term) + 1)) + 1
    )
    if len(terms) < 2:
        return ()
    question = Any(tuple(Best(((Term(term), 1.0),)) for term in terms), max(2, len(terms) // 4))
    found = searcher.find(question, Filters(), 0, limit + 1, facets=False)
    return tuple(hit for hit in found.hits if hit.key != document.key)[:limit]


def _telling(document: Document, lexicon: Lexicon, idf: Callable[[str], float]) -> list[str]:
    """The terms that tell the document from the others: often in it, seldom elsewhere, numbers left out."""
    times: Counter[str] = Counter()
    for _, text, weight in document.pieces:
        for terms in lexicon.terms(text)[:_MOST_FORMS]:
            times.update({term: weight for term in terms[:1] if term.isalpha() and len(term) > 3})
        if times.total() > _MOST_FORMS:
            break
    likely = [term for term, _ in times.most_common(8 * MOST_TERMS)]
    worth = {term: (1 + math.log(times[term])) * idf(term) for term in likely}
    return sorted(worth, key=lambda term: (-worth[term], term))[:MOST_TERMS]
