"""Statuses of a day over an index that knows none of them.

An index holds the status in which an act ends, as far as the base knows: a fact that no passing of days changes. Of any
day the base tells which acts have another one then (:func:`kb.search.cards.not_last`); of today these are the few whose
turn is known and to come. They are the exceptions to what the index says, in filters, facets and ranking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from kb.search import cards, ranking
from kb.search.tantivy.bodies import KEY
from kb.store.connection import reading


class Day:
    """The exceptions of one ISO day: acts by (the status they end in, the status they have)."""

    def __init__(self, schema: tantivy.Schema, base: Path, day: str) -> None:
        self._schema = schema
        keys: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        with reading(base) as db:
            for act, status, last in cards.not_last(db, day):
                keys[last, status].append(act)
        self._exceptions = {turn: Query.term_set_query(schema, KEY, acts) for turn, acts in keys.items()}
        self._worth = {act: _worth(turn) for turn, acts in keys.items() for act in acts}

    def among(self, statuses: Set[str]) -> Any:
        """A query for the acts that have one of the statuses."""
        last = (Occur.Should, Query.term_set_query(self._schema, "status", sorted(statuses)))
        left = [
            (Occur.MustNot, q) for (of, now), q in self._exceptions.items() if of in statuses and now not in statuses
        ]
        came = [
            (Occur.Should, q) for (of, now), q in self._exceptions.items() if now in statuses and of not in statuses
        ]
        return Query.boolean_query([(Occur.Should, Query.boolean_query([last, *left])), *came])

    def weighed(self, query: Any) -> Any:
        """The query with the scores of exceptions as their status of the day is worth."""
        turned = [(q, _worth(turn)) for turn, q in self._exceptions.items() if _worth(turn) != 1]
        if not turned:
            return query
        others = Query.boolean_query([(Occur.Must, query), *((Occur.MustNot, q) for q, _ in turned)])
        return Query.disjunction_max_query([others, *(Query.boost_query(both(query, q), worth) for q, worth in turned)])

    def worth(self, key: str) -> float:
        """By what :meth:`weighed` multiplies the score of the act."""
        return self._worth.get(key, 1.0)

    def turned(self) -> Iterator[tuple[str, str, Any]]:
        """(the status they end in, the status they have, a query for them)."""
        for (last, now), query in self._exceptions.items():
            yield last, now, query


def both(query: Any, condition: Any) -> Any:
    """What matches both, scored by the first alone."""
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(condition, 0.0))])


def counted(last: Mapping[str, int], turned: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """Documents by their status of the day: ``last``: by the one they end in, ``turned``: exceptions by both."""
    found = defaultdict(int, last)
    for (before, now), number in turned.items():
        found[before] -= number
        found[now] += number
    return {status: number for status, number in found.items() if number}


def _worth(turn: tuple[str, str]) -> float:
    last, now = turn
    return ranking.STATUS[now] / ranking.STATUS[last]
