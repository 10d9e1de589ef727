"""Searching a Whoosh index by columns.

A question becomes a pair of columns over all documents: which match, and their scores; a term's score is Whoosh's own
BM25F, so the order is the one its searcher would give.
"""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from kb.answers.found import Filters
from kb.search import cards, engine, ranking
from kb.search.columns import Column, Mask, Whole, common, merged
from kb.search.engine import (
    All,
    Best,
    Everything,
    Found,
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
from kb.search.whoosh.catalogue import Catalogue
from kb.search.whoosh.postings import Postings
from kb.search.whoosh.segments import Segments

B, K1 = 0.3, 1.2
"""Parameters of BM25F. A small B: a code is long because it is a code, not because it wanders."""

MAX_EXPANSIONS = 400
"""Terms that a prefix may stand for; the most frequent are taken."""


class WhooshSearcher:
    """See :class:`kb.search.engine.Searcher`.

    Args:
        folders: Whoosh indexes, the shards.
        base: the base, for what documents are filtered and counted by.

    Raises:
        IndexDamaged: a shard cannot be opened.
    """

    def __init__(self, folders: list[Path], base: Path) -> None:
        self._lock = Lock()
        self._segments = Segments(folders)
        self._size, self._keys = self._segments.size, self._segments.keys
        self._postings = self._segments.postings
        self._norms = K1 * ((1 - B) + B * self._segments.lengths / self._segments.average)
        self._catalogue = Catalogue(base, self._keys)

    def find(
        self,
        node: Node,
        filters: Filters,
        offset: int = 0,
        limit: int = 20,
        facets: bool = True,
        order: Order = Order.RELEVANCE,
    ) -> Found:
        with self._lock:
            day = cards.day_of(filters)
            mask, scores = self._match(node)
            mask = self._allowed(mask, filters, day)
            docs = np.flatnonzero(mask)
            priors = self._catalogue.of_day(day).priors[docs]
            arranged = self._ranked if order is Order.RELEVANCE else partial(self._sorted, order)
            hits = arranged(node, docs, scores[docs], priors, offset, limit)
            return Found(len(docs), hits, self._catalogue.facets(mask, day) if facets else engine.NO_FACETS)

    def keys(self, node: Node, filters: Filters, limit: int) -> list[str]:
        with self._lock:
            mask, scores = self._match(node)
            docs = np.flatnonzero(self._allowed(mask, filters, cards.day_of(filters)))
            return [self._keys[doc] for doc in docs[np.argsort(-scores[docs], kind="stable")[:limit]]]

    def count(self, node: Node, filters: Filters) -> int:
        with self._lock:
            return int(np.count_nonzero(self._allowed(self._mask(node), filters, cards.day_of(filters))))

    def frequency(self, term: str) -> int:
        with self._lock:
            return self._segments.frequency(term)

    def expand(self, prefix: str, limit: int = MAX_EXPANSIONS) -> list[str]:
        with self._lock:
            return self._segments.expand(prefix, limit)

    def close(self) -> None:
        self._segments.close()

    # Matching

    def _match(self, node: Node) -> tuple[Mask, Column]:
        match node:
            case Term(text):
                return self._term(text)
            case Prefix(text):
                return self._best([(Term(term), 1.0) for term in self._segments.expand(text, MAX_EXPANSIONS)])
            case Phrase():
                return self._phrase(node)
            case All(parts):
                return self._all(parts)
            case engine.Any(parts, least):
                return self._any(parts, least)
            case Best(parts):
                return self._best(parts)
            case Without(wanted, unwanted):
                mask, scores = self._match(wanted)
                return mask & ~self._mask(unwanted), scores
            case Everything():
                return np.ones(self._size, np.bool_), np.ones(self._size)

    def _mask(self, node: Node) -> Mask:
        """Which documents match, scores left out where that saves work."""
        if isinstance(node, Term):
            mask = np.zeros(self._size, np.bool_)
            mask[self._postings(node.text).docs] = True
            return mask
        return self._match(node)[0]

    def _term(self, text: str) -> tuple[Mask, Column]:
        found = self._postings(text)
        mask, scores = np.zeros(self._size, np.bool_), np.zeros(self._size)
        mask[found.docs] = True
        scores[found.docs] = self._idf(found) * (found.weights * (K1 + 1)) / (found.weights + self._norms[found.docs])
        return mask, scores

    def _idf(self, found: Postings) -> float:
        return math.log(max(1, self._size) / (len(found.docs) + 1)) + 1

    def _all(self, parts: tuple[Node, ...]) -> tuple[Mask, Column]:
        mask, scores = self._match(parts[0])
        for part in parts[1:]:
            other, more = self._match(part)
            mask = mask & other
            scores = scores + more
        return mask, scores

    def _any(self, parts: tuple[Node, ...], least: int) -> tuple[Mask, Column]:
        matched, total = np.zeros(self._size, np.int16), np.zeros(self._size)
        for part in parts:
            mask, scores = self._match(part)
            matched += mask
            total += np.where(mask, scores, 0.0)
        return matched >= least, total

    def _best(self, parts: Any) -> tuple[Mask, Column]:
        any_of, best = np.zeros(self._size, np.bool_), np.zeros(self._size)
        for part, worth in parts:
            mask, scores = self._match(part)
            any_of |= mask
            np.maximum(best, np.where(mask, scores * worth, 0.0), out=best)
        return any_of, best

    def _phrase(self, phrase: Phrase) -> tuple[Mask, Column]:
        slots = [(shift, tuple(dict.fromkeys(slot))) for shift, slot in enumerate(phrase.slots) if slot]
        if not slots:
            return np.zeros(self._size, np.bool_), np.zeros(self._size)
        mask, scores = self._all(tuple(Best(tuple((Term(term), 1.0) for term in slot)) for _, slot in slots))
        if len(slots) == 1 or not mask.any():
            return mask, scores
        runs = sorted((self._keys_of_slot(slot, mask) - shift for shift, slot in slots), key=len)
        kept = runs[0]
        for run in runs[1:]:
            kept = common(kept, run)
        mask = np.zeros(self._size, np.bool_)
        mask[kept >> 32] = True
        return mask, scores

    def _keys_of_slot(self, slot: tuple[str, ...], chosen: Mask) -> Whole:
        keys = [self._postings(term).keys(chosen) for term in slot]
        return keys[0] if len(keys) == 1 else merged(keys)

    def _allowed(self, mask: Mask, filters: Filters, day: str) -> Mask:
        mask = mask & self._segments.alive
        return mask & self._catalogue.allowed(filters, day) if filters else mask

    # Order

    def _ranked(
        self, node: Node, docs: Whole, words: Column, priors: Column, offset: int, limit: int
    ) -> tuple[Scored, ...]:
        """The asked slice, best first; the best are re-ordered by how near the words stand."""
        scores = words * priors
        window = ranking.NEAR_WINDOW
        needed = min(len(docs), max(offset + limit, window))
        if needed < len(docs):
            threshold = -np.partition(-scores, needed - 1)[needed - 1]
            chosen = np.flatnonzero(scores >= threshold)
        else:
            chosen = np.arange(len(docs))
        order = sorted(chosen.tolist(), key=lambda i: (-scores[i], self._keys[docs[i]]))[:needed]

        def scored(chosen: list[int]) -> list[Scored]:
            return self._scored(node, docs[chosen].tolist(), words[chosen].tolist(), priors[chosen].tolist())

        near = sorted(scored(order[:window]), key=lambda hit: (-hit.score, hit.key))
        return (*near[offset : offset + limit], *scored(order[max(offset, window) : offset + limit]))

    def _sorted(
        self, order: Order, node: Node, docs: Whole, words: Column, priors: Column, offset: int, limit: int
    ) -> tuple[Scored, ...]:
        """The asked slice by what is known of the acts."""
        standing = self._catalogue.standing(order)[docs]
        shown = np.lexsort((docs, -standing))[offset : offset + limit].tolist()
        return tuple(self._scored(node, docs[shown].tolist(), words[shown].tolist(), priors[shown].tolist()))

    def _scored(self, node: Node, docs: list[int], words: list[float], priors: list[float]) -> list[Scored]:
        """Found documents with the units that answer best."""
        sought = evidence(node, lambda term: self._idf(self._postings(term)))
        near = best(sought, self._segments.laid(docs))
        return [
            Scored(self._keys[doc], word * prior * factor, place, word, prior, factor)
            for doc, word, prior, (place, factor) in zip(docs, words, priors, near, strict=True)
        ]
