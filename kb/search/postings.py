"""Postings as columns, in a Whoosh index: a field and a codec, Whoosh's own points of extension.

The files are Whoosh's (a table of terms, columns of documents, its table of contents). Only a posting list is written
otherwise than its default codec does: not blocks of 128 pickled tuples but one row of numbers after another, each as
narrow as the list allows, so that numpy reads a list at once. Whoosh's own searcher reads it as any other.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, overload

import numpy as np
import numpy.typing as npt
from whoosh import fields, formats
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter, W3TermInfo
from whoosh.matching import ListMatcher

from kb.search.inversion import Inverted, Numbering, Tokens, Whole, inverted, joined, tokens

_HEAD = struct.Struct("<IIB")
"""Number of documents, of positions, and how the columns are written: two bits the width of each of three, then
whether weights are the same as counts, then whether all is compressed."""

_PLAIN, _SQUEEZED = 64, 128
_NARROW = (np.dtype("<u1"), np.dtype("<u2"), np.dtype("<u4"))
_SHORT = 128
"""Bytes below which compressing a list gains nothing."""

Column = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


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


# What Whoosh is given


class Positions(formats.Positions):  # type: ignore[misc]
    """Positions of a term in a document as an array of unsigned 32-bit numbers."""

    def encode(self, poslist: list[int]) -> bytes:
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // 4


class Words(fields.FieldType):  # type: ignore[misc]
    """A field that takes documents made by :func:`kb.search.inversion.numbered`: (bytes, length in terms). To Whoosh a
    document is then one posting of the empty term, until the segment is whole and the codec turns it into its words."""

    def __init__(self) -> None:
        super().__init__(Positions(), None, scorable=True)

    def index(self, value: tuple[bytes, int], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        yield b"", value[1], 1.0, value[0]


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with posting lists of our own for :class:`Words`. ``numbering``: needed to write, not to read."""

    def __init__(self, numbering: Numbering | None = None) -> None:
        super().__init__(compression=1)
        self.numbering = numbering

    def __reduce__(self) -> tuple[type[Codec], tuple[()]]:
        return Codec, ()  # segments keep their codec

    def field_writer(self, storage: Any, segment: Any) -> _FieldWriter:
        return _FieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> _PostingsWriter:
        return _PostingsWriter(dbfile, byteids)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        if not isinstance(format_, Positions):
            return super().postings_reader(dbfile, terminfo, format_, term, scorer)
        found = read(dbfile, terminfo)
        ids, weights = found.docs.tolist(), found.weights.tolist()
        return ListMatcher(ids, weights, _Values(found), format_, scorer, term=term, terminfo=terminfo)


def read(file: Any, info: Any) -> Postings:
    """A posting list of :class:`Words`, from the file of postings and the term's entry in the table of terms."""
    offset, length = info.extent()
    return unpacked(file.get(offset, length[0] if isinstance(length, tuple) else length))  # Whoosh forgets to unpack it


class _Values(Sequence[bytes]):
    """Positions in each document, as the format writes them."""

    def __init__(self, found: Postings) -> None:
        self._flat, self._ends = found.flat, found.ends

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        return self._flat[self._ends[at - 1] if at else 0 : self._ends[at]].tobytes()


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes the words of a whole segment at once."""

    def __init__(self, codec: Codec, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self.numbering = codec.numbering

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[tuple[Any, ...]]) -> None:
        for name, group in groupby(items, key=itemgetter(0)):
            if isinstance(schema[name], Words):
                self._add_words(name, schema[name], lengths, group)
            else:
                super().add_postings(schema, lengths, group)

    def _add_words(self, name: str, field: Words, lengths: Any, items: Iterable[tuple[Any, ...]]) -> None:
        assert self.numbering is not None
        whole: list[tuple[int, bytes]] = []
        merged = _Merged(self.numbering)
        for _, text, doc, weight, value in items:
            if text:
                merged.add(text, doc, weight, value)
            else:
                whole.append((doc, value))
        fresh, older = tokens(whole, self.numbering), merged.tokens()
        rows = joined(fresh, older)
        known = np.array([lengths.doc_field_length(doc, name) for doc in range(lengths.doc_count_all())], np.int64)
        self.start_field(name, field)
        for found in packed(inverted(rows, self.numbering.terms), known):
            self.start_term(found.name)
            self.add(found.first, found.weight, found, None)
            self.finish_term()
        self.finish_field()


class _Merged:
    """Postings of segments that are merged into a new one, as tokens."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._rows = array("I")
        self._weights = array("f")

    def add(self, text: bytes, doc: int, weight: float, value: bytes) -> None:
        """One posting; the weight beyond the number of positions goes to the first of them."""
        term, positions = self._numbering.term(text.decode()), array("I", value)
        for position in positions:
            self._rows.extend((term, doc, position))
        self._weights.extend((weight - len(positions) + 1, *[1.0] * (len(positions) - 1)))

    def tokens(self) -> Tokens:
        """All of them."""
        rows = np.frombuffer(self._rows.tobytes(), np.uint32).astype(np.int64).reshape(-1, 3)
        weights = np.frombuffer(self._weights.tobytes(), np.float32)
        return Tokens(rows[:, 0], rows[:, 1], rows[:, 2], weights)


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Whoosh's own for other fields, ours for :class:`Words`."""

    def __init__(self, file: Any, byteids: bool) -> None:
        super().__init__(file, blocklimit=128, byteids=byteids, compression=1)
        self._file = file
        self._info: Any = None
        self._ours = False

    def start_postings(self, format_: Any, terminfo: Any) -> None:
        self._ours = isinstance(format_, Positions)
        if not self._ours:
            super().start_postings(format_, terminfo)

    def add_posting(self, id_: int, weight: float, vbytes: Any, length: int | None = None) -> None:
        if not self._ours:
            super().add_posting(id_, weight, vbytes, length)
            return
        offset, (_, data, *facts) = self._file.tell(), vbytes
        self._file.write(data)
        self._info = W3TermInfo(*facts)
        self._info.set_extent(offset, len(data))

    def finish_postings(self) -> Any:
        return self._info if self._ours else super().finish_postings()
