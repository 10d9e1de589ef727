"""The words of acts in the order they stand, kept in the store of a tantivy index: which piece of a found act is best.

Tantivy tells which acts match, not where in them. So each act keeps a body: places and lengths of its pieces, the term
of each of its forms, and, apart, the further terms of ambiguous forms. A term is a number of 32 bits worked out from
its letters, which needs no dictionary; that two words of one base share a number is a matter of luck against some tens
of thousands, and would at worst show another piece of a rightly found act.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from kb.search.columns import Whole
from kb.search.engine import GAP, Document

KEY, PLACES, LENGTHS, TERMS, OTHERS = "key", "places", "lengths", "terms", "others"

_NUMBER = np.dtype("<u4")
_STOP_WORD = 0


def add_body(schema: Any) -> None:
    """Give a schema the fields of a body: stored, never searched."""
    for name in (PLACES, LENGTHS, TERMS, OTHERS):
        schema.add_bytes_field(name, stored=True)


def body(document: Document, terms: Sequence[Sequence[tuple[str, ...]]]) -> dict[str, bytes]:
    """Field → value; ``terms``: of each piece, the terms of its forms."""
    forms = list(chain.from_iterable(terms))
    others = [(at, number(term)) for at, form in enumerate(forms) if len(form) > 1 for term in form[1:]]
    return {
        PLACES: "\n".join(place for place, _, _ in document.pieces).encode(),
        LENGTHS: _packed(map(len, terms)),
        TERMS: _packed(map(_first, forms)),
        OTHERS: _packed(chain.from_iterable(others)),
    }


@lru_cache(maxsize=1 << 20)
def number(term: str) -> int:
    """The term's number, the same in every process."""
    return crc32(term.encode())


@lru_cache(maxsize=1 << 20)
def _first(form: tuple[str, ...]) -> int:
    """Number of the form's first term."""
    return number(form[0]) if form else _STOP_WORD


class Body(NamedTuple):
    """A body read back, and whose it is."""

    key: str
    places: bytes
    lengths: bytes
    terms: bytes
    others: bytes

    @property
    def size(self) -> int:
        """Bytes held."""
        return sum(map(len, self)) + 300


def read_body(stored: Any) -> Body:
    """The body of a document of tantivy's store."""
    return Body(*map(stored.get_first, (KEY, PLACES, LENGTHS, TERMS, OTHERS)))


class LaidBodies:
    """See :class:`kb.search.nearest.Laid`. A place is the number of the form among those of all the bodies, and
    :data:`GAP` for every piece before."""

    def __init__(self, bodies: Sequence[Body]) -> None:
        _, places, lengths, terms, others = zip(*bodies, strict=True) if bodies else [()] * 5
        self.names = b"\n".join(places).decode().split("\n")
        self.sizes = _rows(lengths)
        self.lengths = _column(lengths).astype(np.int64)
        self._ends = np.cumsum(self.lengths)
        self.starts = self._ends - self.lengths + GAP * np.arange(len(self.lengths))
        self._terms = _column(terms)
        before = np.cumsum(_rows(terms)) - _rows(terms)
        at, self._others = _column(others).reshape(-1, 2).T
        self._others_at = at + np.repeat(before, _rows(others) // 2)

    def places(self, term: str) -> Whole:
        """See :meth:`kb.search.nearest.Laid.places`."""
        forms = np.flatnonzero(self._terms == number(term))
        more = self._others_at[self._others == number(term)]
        if len(more):
            forms = np.sort(np.concatenate((forms, more)))
        return forms + GAP * np.searchsorted(self._ends, forms, "right")


def _packed(values: Iterable[int]) -> bytes:
    return np.fromiter(values, _NUMBER).tobytes()


def _rows(columns: Sequence[bytes]) -> Whole:
    """How many numbers each of the columns has."""
    return np.array([len(column) for column in columns], np.int64) // _NUMBER.itemsize


def _column(columns: Sequence[bytes]) -> npt.NDArray[np.uint32]:
    """The columns end to end."""
    return np.frombuffer(b"".join(columns), _NUMBER)
