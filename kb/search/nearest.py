"""Which piece of each found document answers best, for many documents at once.

The documents looked into are laid end to end, so that a place in them is one number, which grows from word to word,
piece to piece and document to document; and so do the beginnings of their pieces. A clue is found in every piece of
every document by a few operations on columns. How documents are laid out is the engine's affair.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np

from kb.search.columns import Column, Mask, Whole, common, merged
from kb.search.engine import TITLE, Slots
from kb.search.evidence import Alternative, Clue, Evidence, factor, is_exact, is_large

_NOWHERE: Whole = np.empty(0, np.int64)


class Laid(Protocol):
    """Documents laid end to end.

    Attributes:
        sizes: how many pieces each document has, one at least.
        names: what each piece calls its place (:class:`kb.search.engine.Piece`).
        starts: where each piece begins, in order.
        lengths: how many words each piece has.
    """

    sizes: Whole
    names: list[str]
    starts: Whole
    lengths: Whole

    def places(self, term: str) -> Whole:
        """Where the term stands, in order."""


class Best(NamedTuple):
    """The unit that holds the most of what is sought, and the factor for it."""

    place: str
    factor: float


def best(sought: Evidence, laid: Laid) -> list[Best]:
    """The best piece of each document."""
    if not sought.total or not len(laid.sizes):
        return [Best(TITLE, 1.0)] * len(laid.sizes)
    return _Looked(sought, laid).best()


class _Looked:
    """Documents being looked into."""

    def __init__(self, sought: Evidence, laid: Laid) -> None:
        self._sought, self._laid = sought, laid
        self._firsts = np.cumsum(laid.sizes) - laid.sizes
        self._known: dict[str, Whole] = {}

    def best(self) -> list[Best]:
        """See :func:`best`."""
        held = self._held()
        most = np.maximum.reduceat(held, self._firsts)
        equal = held >= np.repeat(np.maximum(most * 0.999, 1e-9), self._laid.sizes)
        equal[self._firsts[most <= 0]] = True
        pieces, exact = self._preferred(np.flatnonzero(equal))
        shares = np.minimum(1.0, held[pieces] / self._sought.total)
        return [
            Best(self._laid.names[piece], factor(*facts))
            for piece, *facts in zip(pieces.tolist(), shares.tolist(), exact.tolist(), strict=True)
        ]

    def _preferred(self, pieces: Whole) -> tuple[Whole, Mask]:
        """Of the pieces that hold the most one for each document, and whether it says nothing else: such a piece
        first, then an article or less, then whichever comes first. Headings stand before texts."""
        small = np.array([not is_large(self._laid.names[piece]) for piece in pieces.tolist()], np.bool_)
        exact = small & is_exact(self._laid.lengths[pieces], self._sought.words)
        after = np.where(exact, 0, np.where(small, 1, 2)) * len(self._laid.starts)
        chosen = np.minimum.reduceat(after + pieces, np.searchsorted(pieces, self._firsts))
        return chosen % len(self._laid.starts), chosen < len(self._laid.starts)

    def _held(self) -> Column:
        """What each piece holds."""
        held = np.zeros(len(self._laid.starts))
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
        worth = np.zeros(len(self._laid.starts))
        for clue in clues:
            worth += self._holding(clue) * clue.weight
        return worth

    def _holding(self, clue: Clue) -> Mask:
        """Which pieces hold the clue."""
        holding = np.zeros(len(self._laid.starts), np.bool_)
        holding[np.searchsorted(self._laid.starts, self._standing(clue.slots), "right") - 1] = True
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
            found = self._known[term] = self._laid.places(term)
        return found
