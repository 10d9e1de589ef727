"""Posting lists as columns: how one stands in a file, each number as narrow as the list allows, so that numpy reads a
list at once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kb.search.columns import Column, Mask, Whole
from kb.search.whoosh.inversion import Inverted

_HEAD = struct.Struct("<IIB")
"""Number of documents, of positions, and how the columns are written: two bits the width of each of three, then
whether weights are the same as counts, then whether all is compressed."""

_PLAIN, _SQUEEZED = 64, 128
_NARROW = (np.dtype("<u1"), np.dtype("<u2"), np.dtype("<u4"))
_SHORT = 128
"""Bytes below which compressing a list gains nothing."""


class Postings(NamedTuple):
    """A term's documents in order, its weight in each, and its positions in all of them end to end (``ends``: where
    each document's positions stop)."""

    docs: Whole
    weights: Column
    flat: npt.NDArray[np.uint32]
    ends: Whole

    @property
    def size(self) -> int:
        """Bytes held."""
        return self.docs.nbytes + self.weights.nbytes + self.flat.nbytes + self.ends.nbytes + 200

    def keys(self, chosen: Mask) -> Whole:
        """Positions in the chosen documents, as numbers that grow with document and position."""
        counts = np.diff(self.ends, prepend=0)
        keys = (np.repeat(self.docs, counts) << 32) + self.flat
        wanted = chosen[self.docs]
        return keys if wanted.all() else keys[np.repeat(wanted, counts)]


class Packed(NamedTuple):
    """A term's posting list as it stands in the file, and what the table of terms says of it."""

    name: bytes
    data: bytes
    weight: float
    documents: int
    shortest: int
    longest: int
    heaviest: float
    first: int
    last: int


def packed(found: Inverted, lengths: Whole) -> Iterator[Packed]:
    """Posting lists of a segment in the order of terms; ``lengths``: documents' lengths."""
    if not found.names:
        return
    heads, places = found.heads, found.starts[found.heads]
    columns = (
        _Narrow(_steps(found.docs, heads), heads),
        _Narrow(found.counts, heads),
        _Narrow(_steps(found.positions, found.starts), places),
    )
    plain = np.logical_and.reduceat(found.weights == found.counts, heads).tolist()
    documents = np.diff(heads, append=len(found.docs))
    own = lengths[found.docs]
    facts = zip(
        np.add.reduceat(found.weights, heads, dtype=np.float64).tolist(),
        documents.tolist(),
        np.minimum.reduceat(own, heads).tolist(),
        np.maximum.reduceat(own, heads).tolist(),
        np.maximum.reduceat(found.weights, heads).tolist(),
        found.docs[heads].tolist(),
        found.docs[heads + documents - 1].tolist(),
        strict=True,
    )
    weights = found.weights.astype("<f4")
    firsts, seconds = [*heads.tolist(), len(found.docs)], [*places.tolist(), len(found.positions)]
    known = list(facts)
    names = [name.encode() for name in found.names]
    for i in sorted(range(len(names)), key=names.__getitem__):
        run, of_places = (firsts[i], firsts[i + 1]), (seconds[i], seconds[i + 1])
        body = columns[0].cut(i, *run) + columns[1].cut(i, *run) + columns[2].cut(i, *of_places)
        how = columns[0].widths[i] | columns[1].widths[i] << 2 | columns[2].widths[i] << 4
        if plain[i]:
            how |= _PLAIN
        else:
            body += weights[run[0] : run[1]].tobytes()
        if len(body) > _SHORT:
            how |= _SQUEEZED
            body = zlib.compress(body, 1)
        head = _HEAD.pack(run[1] - run[0], of_places[1] - of_places[0], how)
        yield Packed(names[i], head + body, *known[i])


class _Narrow:
    """A column that is cut into runs, each written as narrow as its greatest number allows."""

    def __init__(self, column: Whole, heads: Whole) -> None:
        greatest = np.maximum.reduceat(column, heads)
        self.widths: list[int] = ((greatest >= 1 << 8).astype(np.int64) + (greatest >= 1 << 16)).tolist()
        self._columns = [column.astype(kind) for kind in _NARROW]

    def cut(self, run: int, first: int, after: int) -> bytes:
        """The run as bytes."""
        return self._columns[self.widths[run]][first:after].tobytes()


def _steps(column: Whole, starts: Whole) -> Whole:
    """Differences from one row to the next; whole numbers where a run starts."""
    steps = np.diff(column, prepend=0)
    steps[starts] = column[starts]
    return steps


def unpacked(data: bytes) -> Postings:
    """A posting list read back from :attr:`Packed.data`."""
    documents, places, how = _HEAD.unpack_from(data)
    columns = zlib.decompress(data[_HEAD.size :]) if how & _SQUEEZED else data[_HEAD.size :]
    at, read = 0, []
    for i, size in enumerate((documents, documents, places)):
        kind = _NARROW[how >> 2 * i & 3]
        read.append(np.frombuffer(columns, kind, size, at).astype(np.int64))
        at += size * kind.itemsize
    steps, counts, positions = read
    ends = np.cumsum(counts)
    flat = np.cumsum(positions)
    starts = ends - counts
    flat -= np.repeat(flat[starts] - positions[starts], counts)
    weights = counts if how & _PLAIN else np.frombuffer(columns, "<f4", documents, at)
    return Postings(np.cumsum(steps), weights.astype(np.float64), flat.astype(np.uint32), ends)
