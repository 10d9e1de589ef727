"""Acts like an act: those that hold most of the words that tell it from the others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable

from kb.search.analysis import Lexicon
from kb.search.engine import Any, Best, Document, Filters, Scored, Searcher, Term

MOST_TERMS = 24
"""Words that an act is told by."""

_MOST_FORMS = 60_000
"""Forms of a long act that are looked at."""


def like(document: Document, lexicon: Lexicon, searcher: Searcher, documents: int, limit: int) -> tuple[Scored, ...]:
    """Documents like the one given, most alike first, itself left out; ``documents``: how many the index holds."""
    terms = telling(document, lexicon, lambda term: math.log(documents / (searcher.frequency(term) + 1)) + 1)
    if len(terms) < 2:
        return ()
    question = Any(tuple(Best(((Term(term), 1.0),)) for term in terms), max(2, len(terms) // 4))
    found = searcher.find(question, Filters(), 0, limit + 1, facets=False)
    return tuple(hit for hit in found.hits if hit.key != document.key)[:limit]


def telling(document: Document, lexicon: Lexicon, idf: Callable[[str], float]) -> list[str]:
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
