"""Which piece of each found document answers best, for many documents at once.

Positions of all the documents looked into stand in one row of numbers that grow with document and position, and so do
the beginnings of their pieces: a clue is found in every piece of every document by a few operations on columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kb.search.engine import GAP, TITLE
from kb.search.evidence import Alternative, Clue, Evidence, Slots, factor, is_exact, is_large
from kb.search.inversion import Whole
from kb.search.postings import Column, Postings
from kb.search.segments import Segments

_NOWHERE: Whole = np.empty(0, np.int64)


class Best(NamedTuple):
    """The unit that holds the most of what is sought, and the factor for it."""

    place: str
    factor: float


def best(sought: Evidence, docs: Sequence[int], segments: Segments) -> dict[int, Best]:
    """The best piece of each document."""
    if not sought.total or not docs:
        return dict.fromkeys(docs, Best(TITLE, 1.0))
    return _Looked(sought, sorted(docs), segments).best()


class _Looked:
    """Documents being looked into. A place in them is the rank of the document, shifted, and a position."""

    def __init__(self, sought: Evidence, docs: list[int], segments: Segments) -> None:
        self._sought, self._docs, self._segments = sought, docs, segments
        self._column = np.array(docs, np.int64)
        places = [segments.places(doc) for doc in docs]
        self._names = [names for _, names in places]
        self._sizes = np.array([len(names) for names in self._names], np.int64)
        self._firsts = np.cumsum(self._sizes) - self._sizes
        self._starts = np.concatenate([starts[:-1] + (rank << 32) for rank, (starts, _) in enumerate(places)])
        self._lengths = np.concatenate([np.diff(starts) for starts, _ in places]) - GAP
        self._known: dict[str, Whole] = {}

    def best(self) -> dict[int, Best]:
        """See :func:`best`."""
        held = self._held()
        most = np.maximum.reduceat(held, self._firsts)
        among = np.flatnonzero(held >= np.repeat(np.maximum(most * 0.999, 1e-9), self._sizes))
        after = np.searchsorted(among, self._firsts + self._sizes)
        before = 0
        found = {}
        for rank, doc in enumerate(self._docs):
            pieces = among[before : after[rank]] - self._firsts[rank]
            piece, exact = self._preferred(rank, pieces if len(pieces) else np.zeros(1, np.int64))
            share = min(1.0, float(held[self._firsts[rank] + piece]) / self._sought.total)
            found[doc] = Best(self._names[rank][piece], factor(share, exact))
            before = after[rank]
        return found

    def _held(self) -> Column:
        """What each piece holds."""
        held = np.zeros(len(self._starts))
        for group in self._sought.groups:
            worth = self._worth(group[0])
            for clues in group[1:]:
                np.maximum(worth, self._worth(clues), out=worth)
            held += worth
        for (one, two), weight in self._sought.beside:
            run = self._holding(Clue((one, two), weight))
            run |= self._holding(Clue((one, (), two), weight))
            held += run * weight
        return held

    def _worth(self, clues: Alternative) -> Column:
        worth = np.zeros(len(self._starts))
        for clue in clues:
            worth += self._holding(clue) * clue.weight
        return worth

    def _holding(self, clue: Clue) -> npt.NDArray[np.bool_]:
        """Which pieces hold the clue."""
        holding = np.zeros(len(self._starts), np.bool_)
        holding[np.searchsorted(self._starts, self._standing(clue.slots), "right") - 1] = True
        return holding

    def _standing(self, slots: Slots) -> Whole:
        """Where the words stand one after another: places of the first slot."""
        standing: Whole | None = None
        for shift, slot in enumerate(slots):
            if not slot:
                continue
            here = [self._places(term) for term in dict.fromkeys(slot)]
            places = (here[0] if len(here) == 1 else merged(here)) - shift
            standing = places if standing is None else common(standing, places)
            if not len(standing):
                break
        return _NOWHERE if standing is None else standing

    def _places(self, term: str) -> Whole:
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = _within(self._segments.postings(term), self._column)
        return found

    def _preferred(self, rank: int, pieces: Whole) -> tuple[int, bool]:
        """Of the pieces that hold the most: one that says nothing else, then an article or less, then the first; and
        whether it says nothing else. Headings stand before texts."""
        names, lengths = self._names[rank], self._lengths[self._firsts[rank] + pieces]
        for piece in pieces[is_exact(lengths, self._sought.words)].tolist():
            if not is_large(names[piece]):
                return piece, True
        small = (piece for piece in pieces.tolist() if not is_large(names[piece]))
        return next(small, int(pieces[0])), False


def merged(runs: Sequence[Whole]) -> Whole:
    """Numbers of sorted arrays as one sorted array, each once.

    A stable sort finds the runs and merges them; ``numpy.unique`` of whole numbers counts hashes, ten times as slow.
    """
    every = np.sort(np.concatenate(runs), kind="stable")
    return every[np.flatnonzero(np.diff(every, prepend=every[:1] - 1))]


def common(one: Whole, two: Whole) -> Whole:
    """Numbers that both sorted arrays hold."""
    few, many = (one, two) if len(one) <= len(two) else (two, one)
    if not len(many):
        return few[:0]
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    both: Whole = few[many[at] == few]
    return both


def _within(found: Postings, docs: Whole) -> Whole:
    """Places of a term in the documents."""
    if not len(found.docs):
        return _NOWHERE
    at = np.minimum(np.searchsorted(found.docs, docs), len(found.docs) - 1)
    ranks = np.flatnonzero(found.docs[at] == docs)
    at = at[ranks]
    ends = found.ends[at]
    starts = np.where(at > 0, found.ends[at - 1], 0)
    counts = ends - starts
    shifts = starts - (np.cumsum(counts) - counts)
    places = np.asarray(found.flat[np.repeat(shifts, counts) + np.arange(counts.sum())], np.int64)
    return (np.repeat(ranks, counts) << 32) + places
