"""A field and a codec, Whoosh's own points of extension.

The files are Whoosh's (a table of terms, columns of documents, its table of contents). Only a posting list is written
otherwise than its default codec does: not blocks of 128 pickled tuples but one row of numbers after another
(:mod:`.postings`). Whoosh's own searcher reads it as any other.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, overload

import numpy as np
from whoosh import fields, formats
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter, W3TermInfo
from whoosh.matching import ListMatcher

from kb.search.whoosh.inversion import Numbering, Tokens, inverted, joined, tokens
from kb.search.whoosh.postings import Postings, packed, unpacked


class Positions(formats.Positions):  # type: ignore[misc]
    """Positions of a term in a document as an array of unsigned 32-bit numbers."""

    def encode(self, poslist: list[int]) -> bytes:
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // 4


class Words(fields.FieldType):  # type: ignore[misc]
    """A field that takes documents made by :func:`.inversion.numbered`: (bytes, length in terms). To Whoosh a document
    is then one posting of the empty term, until the segment is whole and the codec turns it into its words."""

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
