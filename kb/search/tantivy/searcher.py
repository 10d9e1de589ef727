"""An open tantivy index: questions, their order, facets."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice, product
from pathlib import Path
from threading import Lock
from typing import Any

import tantivy
from tantivy import Occur, Query

from kb.answers.found import Filters
from kb.search import cards, engine, ranking
from kb.search.cache import Cache
from kb.search.engine import (
    NOT_IN_FORCE,
    All,
    Best,
    Everything,
    Facets,
    Found,
    IndexDamaged,
    Node,
    Order,
    Phrase,
    Prefix,
    Scored,
    Term,
    Without,
)
from kb.search.evidence import evidence
from kb.search.nearest import best
from kb.search.tantivy.acts import FACETS, LEAST_PRIOR, PRIOR, WORDS
from kb.search.tantivy.bodies import KEY, Body, LaidBodies, read_body
from kb.search.tantivy.days import Day, both, counted

_MOST_EXPANSIONS = 400
_MOST_PHRASES = 32
_KEPT_BYTES = 96 << 20
_KEPT_DAYS = 8


class TantivySearcher:
    """See :class:`kb.search.engine.Searcher`.

    Raises:
        IndexDamaged: the folder does not hold an index.
    """

    def __init__(self, folder: Path, base: Path) -> None:
        try:
            index = tantivy.Index.open(str(folder))
            self._found = index.searcher()
        except ValueError as error:
            raise IndexDamaged("Поисковый индекс повреждён.") from error
        self._schema = index.schema
        self._day = lru_cache(maxsize=_KEPT_DAYS)(partial(Day, self._schema, base))
        self._bodies: Cache[tuple[int, int], Body] = Cache(_KEPT_BYTES, lambda body: body.size)
        self._lock = Lock()

    def find(
        self,
        node: Node,
        filters: Filters,
        offset: int = 0,
        limit: int = 20,
        facets: bool = True,
        order: Order = Order.RELEVANCE,
    ) -> Found:
        """See :meth:`kb.search.engine.Searcher.find`."""
        with self._lock:
            day = self._day(cards.day_of(filters))
            query = self._confined(self._query(node), filters, day)
            if order is Order.RELEVANCE:
                total, shown = self._ranked(node, query, day, offset, limit)
            else:
                total, shown = self._sorted(order, node, query, day, offset, limit)
            return Found(total, shown, self._facets(query, day) if facets else engine.NO_FACETS)

    def _ranked(self, node: Node, query: Any, day: Day, offset: int, limit: int) -> tuple[int, tuple[Scored, ...]]:
        """How many there are, and the asked slice; the best are re-ordered by how near the words stand."""
        window = ranking.NEAR_WINDOW
        found = self._found.search(day.weighed(query), max(offset + limit, window), weight_by_field=PRIOR)
        hits = found.hits
        near = sorted(self._scored(node, hits[:window], day), key=lambda hit: (-hit.score, hit.key))
        others = self._scored(node, hits[max(offset, window) : offset + limit], day)
        return found.count or 0, (*near[offset : offset + limit], *others)

    def _sorted(
        self, order: Order, node: Node, query: Any, day: Day, offset: int, limit: int
    ) -> tuple[int, tuple[Scored, ...]]:
        """The same by what is known of the acts; equal ones within the slice stand in the order of keys."""
        found = self._found.search(query, offset + limit, order_by_field=order)
        standing = {self._key(address): -value for value, address in found.hits[offset:]}
        if not standing:
            return found.count or 0, ()
        confined = day.weighed(both(query, Query.term_set_query(self._schema, KEY, sorted(standing))))
        hits = self._found.search(confined, len(standing), weight_by_field=PRIOR).hits
        shown = sorted(self._scored(node, hits, day), key=lambda hit: (standing[hit.key], hit.key))
        return found.count or 0, tuple(shown)

    def keys(self, node: Node, filters: Filters, limit: int) -> list[str]:
        """See :meth:`kb.search.engine.Searcher.keys`."""
        with self._lock:
            query = self._confined(self._query(node), filters, self._day(cards.day_of(filters)))
            hits = self._found.search(query, limit, count=False).hits
            return [self._key(address) for _, address in hits]

    def count(self, node: Node, filters: Filters) -> int:
        """See :meth:`kb.search.engine.Searcher.count`."""
        with self._lock:
            query = self._confined(self._query(node), filters, self._day(cards.day_of(filters)))
            return int(self._found.search(query, 1).count)

    def frequency(self, term: str) -> int:
        """See :meth:`kb.search.engine.Searcher.frequency`."""
        return int(self._found.doc_freq(WORDS, term))

    def expand(self, prefix: str, limit: int = _MOST_EXPANSIONS) -> list[str]:
        """See :meth:`kb.search.engine.Searcher.expand`."""
        terms = self._found.terms_with_prefix(WORDS, prefix, limit=50_000)
        return [term for term, _ in sorted(terms, key=lambda item: (-item[1], item[0]))[:limit]]

    def close(self) -> None:
        """Nothing to release: files are mapped, not held open."""

    # Questions

    def _query(self, node: Node) -> Any:
        match node:
            case Term(text):
                return Query.term_query(self._schema, WORDS, text)
            case Prefix(text):
                return self._best([(Term(term), 1.0) for term in self.expand(text)])
            case Phrase(slots):
                return self._phrase(slots)
            case All(parts):
                return Query.boolean_query([(Occur.Must, self._query(part)) for part in parts])
            case engine.Any(parts, least):
                return Query.boolean_query([(Occur.Should, self._query(part)) for part in parts], least)
            case Best(parts):
                return self._best(parts)
            case Without(wanted, unwanted):
                return Query.boolean_query([(Occur.Must, self._query(wanted)), (Occur.MustNot, self._query(unwanted))])
            case Everything():
                return Query.all_query()

    def _best(self, parts: Sequence[tuple[Node, float]]) -> Any:
        return Query.disjunction_max_query([Query.boost_query(self._query(part), factor) for part, factor in parts])

    def _phrase(self, slots: tuple[tuple[str, ...], ...]) -> Any:
        """The phrase decides what matches, its words the score: as in the other engine."""
        filled = [(shift, tuple(dict.fromkeys(slot))) for shift, slot in enumerate(slots) if slot]
        words = [(Occur.Must, self._best([(Term(term), 1.0) for term in slot])) for _, slot in filled]
        if len(filled) < 2:
            return words[0][1] if words else Query.empty_query()
        runs = islice(product(*([(shift, term) for term in slot] for shift, slot in filled)), _MOST_PHRASES)
        phrases = [Query.phrase_query(self._schema, WORDS, list(run)) for run in runs]
        matched = Query.const_score_query(Query.boolean_query([(Occur.Should, phrase) for phrase in phrases]), 0.0)
        return Query.boolean_query([(Occur.Must, matched), *words])

    def _confined(self, query: Any, filters: Filters, day: Day) -> Any:
        must = [Query.const_score_query(part, 0.0) for part in self._restrictions(filters, day)]
        return Query.boolean_query([(Occur.Must, part) for part in (query, *must)]) if must else query

    def _restrictions(self, filters: Filters, day: Day) -> Iterator[Any]:
        for field, values in (
            ("kind", filters.kinds),
            ("issuer", filters.issuers),
            ("collection", filters.collections),
            (KEY, filters.keys),
        ):
            if values:
                yield Query.term_set_query(self._schema, field, sorted(values))
        if filters.years != (None, None):
            first, last = filters.years
            years = [str(year) for year in range(max(1600, first or 1600), min(2200, last or 2200) + 1)]
            yield Query.term_set_query(self._schema, "year", years)
        if filters.statuses:
            yield day.among(filters.statuses)
        if filters.at:
            latest = cards.day_number(filters.at)
            yield Query.range_query(self._schema, "from", tantivy.FieldType.Integer, upper_bound=latest)
            gone = (Occur.MustNot, day.among(NOT_IN_FORCE))
            yield Query.boolean_query([(Occur.Must, Query.all_query()), gone])

    # Answers

    def _scored(self, node: Node, hits: Sequence[tuple[float, Any]], day: Day) -> list[Scored]:
        """Found documents with the units that answer best; equal scores in the order of keys."""
        if not hits:
            return []
        bodies = [self._body(address) for _, address in hits]
        near = best(evidence(node, self._idf), LaidBodies(bodies))
        weights = self._found.fast_field_values(PRIOR, [address for _, address in hits])
        found = []
        for (score, _), body, weight, (place, factor) in zip(hits, bodies, weights, near, strict=True):
            prior = math.log2(2 + (weight or 0.0)) * day.worth(body.key)
            words, prior = score / prior, prior * LEAST_PRIOR
            found.append(Scored(body.key, words * prior * factor, place, words, prior, factor))
        return sorted(found, key=lambda hit: (-hit.words * hit.prior, hit.key))

    def _body(self, address: Any) -> Body:
        return self._bodies.get((address.segment_ord, address.doc), lambda _: read_body(self._found.doc(address)))

    def _key(self, address: Any) -> str:
        return str(self._found.doc(address).get_first(KEY))

    def _idf(self, term: str) -> float:
        return math.log(max(1, self._found.num_docs) / (self.frequency(term) + 1)) + 1

    def _facets(self, query: Any, day: Day) -> Facets:
        asked = {name: {"terms": {"field": name, "size": 1_000}} for name in FACETS}
        found = self._found.aggregate(query, asked)
        of = {name: {b["key"]: b["doc_count"] for b in found[name]["buckets"] if b["key"]} for name in FACETS}
        turned = {(last, now): self._found.search(both(query, q), 1).count for last, now, q in day.turned()}
        return Facets(**{**of, "status": counted(of["status"], turned)})
