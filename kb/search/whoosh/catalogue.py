"""What documents are filtered and counted by, as columns in the order of an index; filters are kept as bit columns.

What hangs on the day - statuses, and what they are worth - is a column of its day, made when a question is first asked
of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kb.answers.found import Filters
from kb.search import cards, ranking
from kb.search.columns import Column, Mask, Whole
from kb.search.engine import NOT_IN_FORCE, Facets, Order
from kb.store.connection import reading

_KEPT_FILTERS = 64
_KEPT_DAYS = 8


class OfDay(NamedTuple):
    """Columns of a day: statuses, and by what each document's score is multiplied."""

    statuses: _Coded
    priors: Column


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
        self._years = _Coded(row.year for row in rows)
        self._issuers = _Pairs(issuers, places)
        self._collections = _Pairs(collections, places)
        self._since = np.array([row.since for row in rows], np.int32)
        self._base, self._rows = base, rows
        self.standing = lru_cache(maxsize=None)(self._standing)
        self.allowed = lru_cache(maxsize=_KEPT_FILTERS)(self._allowed)
        self.of_day = lru_cache(maxsize=_KEPT_DAYS)(self._of_day)

    def _standing(self, order: Order) -> Whole:
        """Where each document stands by its facts alone, greater first."""
        facts = ((row.date, row.number, row.cited) for row in self._rows)
        return np.array([ranking.standing(order, *of_one) for of_one in facts], np.int64)

    def _of_day(self, day: str) -> OfDay:
        """The columns of the ISO day."""
        statuses = [row.last for row in self._rows]
        with reading(self._base) as db:
            for act, status, _ in cards.not_last(db, day):
                if act in self._keys:
                    statuses[self._keys[act]] = status
        prior = lru_cache(maxsize=None)(ranking.prior)
        known = zip(statuses, self._rows, strict=True)
        return OfDay(_Coded(statuses), np.array([prior(status, row.cited, row.held) for status, row in known]))

    def _allowed(self, filters: Filters, day: str) -> Mask:
        """Which documents pass, on the ISO day."""
        mask = np.ones(self._size, np.bool_)
        if filters.kinds:
            mask &= self._kinds.among(filters.kinds)
        if filters.statuses:
            mask &= self.of_day(day).statuses.among(filters.statuses)
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
            gone = self.of_day(day).statuses.among(NOT_IN_FORCE)
            mask &= (self._since <= cards.day_number(day)) & ~gone
        return mask

    def facets(self, mask: Mask, day: str) -> Facets:
        """Counts over the documents of the mask, on the ISO day."""
        return Facets(
            self._kinds.counts(mask),
            self._issuers.counts(mask),
            self._years.counts(mask),
            self.of_day(day).statuses.counts(mask),
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
