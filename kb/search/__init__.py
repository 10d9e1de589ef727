"""Search: the box that knows the law and the language. The only room that imports a search library.

From what is typed to a page of results:

find            one search from end to end
query           what is typed → words wanted, fields, a day
direct          acts and units that it names by requisites
fields          its fields → filters; facets in words
by_words        what full text finds: all words, then most of them
expand, nodes, thesaurus   words → a question for the engine, synonyms beside them
ranking         what moves a result up besides its words
hits, passages, marks      found documents as hits, the passage that answers, its words marked
spelling        did you mean
similar         acts like an act

The index and what is behind it:

index           the index beside the base: where it lives, whether it is fresh; indexing: built, brought up to date
opened          indexes kept open between searches
corpus, cards   all SQL: what is indexed; what is shown and filtered by
analysis        text → terms, for index and query alike, with language/: stop words, exceptions, synonyms, as data
engine          the door between the search and a library
whoosh/         the embedded library; tantivy/: the one for large bases
evidence, nearest, columns, cache  what both use: which unit of an act answers best
"""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kb.answers.found import DirectHit, Facet, FacetValue, Fragment, Hit, Results

if TYPE_CHECKING:
    from kb.answers.found import Filters
    from kb.search.engine import Order
    from kb.search.index import State
    from kb.search.indexing import Indexed

__all__ = [
    "DirectHit", "Facet", "FacetValue", "Fragment", "Hit", "Results", "build", "like", "search", "state", "update",
]  # fmt: skip


def search(
    base: Path | str | sqlite3.Connection,
    query: str,
    *,
    page: int = 1,
    size: int = 20,
    filters: Filters | None = None,
    at: date | None = None,
    order: Order | str = "relevance",
    explain: bool = False,
) -> Results:
    """One page of results. Whatever is typed gives results or a sentence in ``hint``, never an error.

    Args:
        base: the base's path, or an open connection to it (its index is found by its file).
        query: what a person typed (the language: :mod:`kb.search.query`).
        page: from 1; size: 1 … 100 hits.
        filters: restrictions besides those typed.
        at: acts in force on that day, unless the query itself names one by «на 01.09.2022».
        order: what stands first: "relevance", "date" (newest) or "cited" (most cited).
        explain: tell with every hit how its score came about.

    Raises:
        kb.errors.KnowledgeBaseError: there is no base at the path.
        ValueError: there is no such order.
    """
    from kb.search.find import search as find

    return find(base, query, page=page, size=size, filters=filters, at=at, order=order, explain=explain)


def like(base: Path | str | sqlite3.Connection, act: str, size: int = 5) -> tuple[Hit, ...]:
    """Acts like the act of that id, most alike first; () when there is no index or no such act."""
    from kb.search.similar import like as alike

    return alike(base, act, size)


def build(base: Path | str, engine: str = "whoosh", workers: int | None = None) -> Indexed:
    """Build the index anew from the base alone; ``workers`` processes, as many as processors by default.

    Raises:
        kb.errors.KnowledgeBaseError: with a sentence for the user.
    """
    from kb.search.indexing import build as build_index

    return build_index(Path(base), engine, workers)


def update(base: Path | str, engine: str | None = None, workers: int | None = None) -> Indexed:
    """Bring the index to what the base holds, re-indexing only what changed; builds it when there is none.

    ``workers`` as in :func:`build`.

    Raises:
        kb.errors.KnowledgeBaseError: with a sentence for the user.
    """
    from kb.search.indexing import update as update_index

    return update_index(Path(base), engine, workers)


def state(base: Path | str) -> State:
    """Whether there is an index and whether it holds what the base holds."""
    from kb.search.index import state as state_of

    return state_of(Path(base))
