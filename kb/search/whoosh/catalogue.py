"""What documents are filtered and counted by, as columns in the order of an index; filters are kept as bit columns."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np

from kb.answers.found import Filters
from kb.search import cards, ranking
from kb.search.columns import Mask, Whole
from kb.search.engine import Facets, Order
from kb.store.connection import reading

_KEPT_FILTERS = 64


class Catalogue:
    """Columns over the documents of an index.

    Args:
        base: the base to read from.
        keys: documents' keys, in the order of the index.
    """

    def __init__(self, base: Path, keys: list[str]) -> None:
        with reading(base) as db:
            known = {row.act: row for row in cards.attributes(db)}
            issuers, collections = cards.issuers_of_acts(db), cards.collections_of_acts(db)
        rows = [known.get(key, cards.NOT_AN_ACT) for key in keys]
        places = {key: i for i, key in enumerate(keys)}
        self._size = len(keys)
        self._keys = places
        self._kinds = _Coded(row.kind for row in rows)
        self._statuses = _Coded(row.status for row in rows)
        self._years = _Coded(row.year for row in rows)
        self._issuers = _Pairs(issuers, places)
        self._collections = _Pairs(collections, places)
        self._since = np.array([row.since for row in rows], np.int32)
        self._until = np.array([row.until for row in rows], np.int32)
        prior = lru_cache(maxsize=None)(ranking.prior)
        self.priors = np.array([prior(row.status, row.cited, row.held) for row in rows])
        self._facts = [(row.date, row.number, row.cited) for row in rows]
        self.standing = lru_cache(maxsize=None)(self._standing)
        self.allowed = lru_cache(maxsize=_KEPT_FILTERS)(self._allowed)

    def _standing(self, order: Order) -> Whole:
        """Where each document stands by its facts alone, greater first."""
        return np.array([ranking.standing(order, *facts) for facts in self._facts], np.int64)

    def _allowed(self, filters: Filters) -> Mask:
        """Which documents pass."""
        mask = np.ones(self._size, np.bool_)
        if filters.kinds:
            mask &= self._kinds.among(filters.kinds)
        if filters.statuses:
            mask &= self._statuses.among(filters.statuses)
        if filters.years != (None, None):
            mask &= self._years.among(_years_between(self._years.names, *filters.years))
        if filters.issuers:
            mask &= self._issuers.among(filters.issuers, self._size)
        if filters.collections:
            mask &= self._collections.among(filters.collections, self._size)
        if filters.keys:
            chosen = np.zeros(self._size, np.bool_)
            chosen[[self._keys[key] for key in filters.keys if key in self._keys]] = True
            mask &= chosen
        if filters.at:
            day = cards.day_number(filters.at)
            mask &= (self._since <= day) & (self._until > day)
        return mask

    def facets(self, mask: Mask) -> Facets:
        """Counts over the documents of the mask."""
        return Facets(
            self._kinds.counts(mask),
            self._issuers.counts(mask),
            self._years.counts(mask),
            self._statuses.counts(mask),
            self._collections.counts(mask),
        )


class _Coded:
    """A column of names as small numbers."""

    def __init__(self, values: Iterable[str]) -> None:
        codes: dict[str, int] = {}
        self._column = np.array([codes.setdefault(value, len(codes)) for value in values], np.int32)
        self.names = list(codes)

    def among(self, wanted: Iterable[str]) -> Mask:
        return np.isin(self._column, [code for code, name in enumerate(self.names) if name in set(wanted)])

    def counts(self, mask: Mask) -> dict[str, int]:
        counted = np.bincount(self._column[mask], minlength=len(self.names))
        return {name: int(count) for name, count in zip(self.names, counted, strict=True) if count and name}


class _Pairs:
    """Several names a document."""

    def __init__(self, pairs: Iterable[tuple[str, str]], places: dict[str, int]) -> None:
        known = [(places[key], name) for key, name in pairs if key in places]
        self._docs = np.array([doc for doc, _ in known], np.int64)
        self._names = _Coded(name for _, name in known)

    def among(self, wanted: Iterable[str], size: int) -> Mask:
        mask = np.zeros(size, np.bool_)
        mask[self._docs[self._names.among(wanted)]] = True
        return mask

    def counts(self, mask: Mask) -> dict[str, int]:
        return self._names.counts(mask[self._docs])


def _years_between(names: Iterable[str], first: int | None, last: int | None) -> set[str]:
    return {name for name in names if name.isdecimal() and (first or 0) <= int(name) <= (last or 9999)}
