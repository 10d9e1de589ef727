"""The files of a Whoosh index as columns: postings decoded once into numpy arrays and kept in a bounded cache.

A document is its number in the order of shards and segments.
"""

from __future__ import annotations

import gc
import warnings
import weakref
import zlib
from collections import OrderedDict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh import index as whoosh_index
from whoosh.reading import TermNotFound

Mask = npt.NDArray[np.bool_]
Column = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

CACHE_BYTES = 96 << 20
_KEPT_PLACES = 512
_MOST_READ = 50_000

KEY, WORDS, PLACES = "key", "words", "places"


class Postings(NamedTuple):
    """A term's documents in order, its weight in each, and its positions in all of them end to end (``ends``: where
    each document's positions stop)."""

    docs: Integers
    weights: Column
    flat: npt.NDArray[np.uint32]
    ends: Integers

    @property
    def size(self) -> int:
        """Bytes held."""
        return self.docs.nbytes + self.weights.nbytes + self.flat.nbytes + self.ends.nbytes + 200

    def keys(self, chosen: Mask) -> Integers:
        """Positions in the chosen documents, as numbers that grow with document and position."""
        counts = np.diff(self.ends, prepend=0)
        keys = (np.repeat(self.docs, counts) << 32) + self.flat
        wanted = chosen[self.docs]
        return keys if wanted.all() else keys[np.repeat(wanted, counts)]

    def positions(self, doc: int) -> npt.NDArray[np.uint32]:
        """Positions in one document."""
        at = int(np.searchsorted(self.docs, doc))
        if at == len(self.docs) or self.docs[at] != doc:
            return self.flat[:0]
        return self.flat[self.ends[at - 1] if at else 0 : self.ends[at]]


_NONE = Postings(np.empty(0, np.int64), np.empty(0), np.empty(0, np.uint32), np.empty(0, np.int64))


class Segments:
    """Every segment of every shard, open.

    Attributes:
        size: number of documents, deleted ones among them.
        keys: their keys.
        alive: which are not deleted.
        lengths: their lengths in words, as Whoosh keeps them.
        average: the average length.

    Raises:
        IndexDamaged: a shard cannot be opened.
    """

    def __init__(self, folders: list[Path]) -> None:
        self._leaves = _open_leaves(folders)
        self.close = weakref.finalize(self, _close, self._leaves)
        self.size = sum(reader.doc_count_all() for _, reader in self._leaves)
        self.keys = [key for _, reader in self._leaves for key in _column_of_keys(reader)]
        self.alive = self._column_of_alive()
        self.lengths = self._column_of_lengths()
        self.average = sum(reader.field_length(WORDS) for _, reader in self._leaves) / max(1, self.size) or 1.0
        self._cache: OrderedDict[str, Postings] = OrderedDict()
        self._cached = 0
        self._places: OrderedDict[int, tuple[list[int], list[str]]] = OrderedDict()

    def frequency(self, term: str) -> int:
        """In how many documents the term stands."""
        return int(sum(reader.doc_frequency(WORDS, term) for _, reader in self._leaves))

    def postings(self, term: str) -> Postings:
        """The term's postings, empty when no document has it."""
        found = self._cache.get(term)
        if found is not None:
            self._cache.move_to_end(term)
            return found
        found = self._read(term)
        self._cache[term] = found
        self._cached += found.size
        while self._cached > CACHE_BYTES and len(self._cache) > 1:
            self._cached -= self._cache.popitem(last=False)[1].size
        return found

    def _read(self, term: str) -> Postings:
        docs: list[int] = []
        weights: list[float] = []
        values: list[bytes] = []
        for base, reader in self._leaves:
            try:
                matcher = reader.postings(WORDS, term)
            except TermNotFound:
                continue
            doc, weight, value, go = matcher.id, matcher.weight, matcher.value, matcher.next
            while matcher.is_active():
                docs.append(base + doc())
                weights.append(weight())
                values.append(value())
                go()
        if not docs:
            return _NONE
        ends = np.cumsum([len(value) >> 2 for value in values], dtype=np.int64)
        return Postings(np.array(docs, np.int64), np.array(weights), np.frombuffer(b"".join(values), np.uint32), ends)

    def expand(self, prefix: str, limit: int) -> list[str]:
        """Terms that begin so, most frequent first."""
        counts: dict[str, int] = {}
        for _, reader in self._leaves:
            for term in reader.expand_prefix(WORDS, prefix):
                text = term.decode("utf-8")
                counts[text] = counts.get(text, 0) + reader.doc_frequency(WORDS, text)
                if len(counts) > _MOST_READ:
                    break
        return sorted(counts, key=lambda text: (-counts[text], text))[:limit]

    def places(self, doc: int) -> tuple[list[int], list[str]]:
        """Where each piece of the document starts (and, last, where the last one ends), and the pieces' places."""
        known = self._places.get(doc)
        if known is None:
            base, reader = next((base, reader) for base, reader in reversed(self._leaves) if base <= doc)
            starts, names = reader.stored_fields(doc - base)[PLACES]
            positions = np.frombuffer(zlib.decompress(starts), np.uint32).tolist()
            known = positions, zlib.decompress(names).decode().split("\n")
            self._places[doc] = known
            if len(self._places) > _KEPT_PLACES:
                self._places.popitem(last=False)
        return known

    def _column_of_alive(self) -> Mask:
        alive = np.ones(self.size, np.bool_)
        for base, reader in self._leaves:
            if reader.has_deletions():
                alive[[base + doc for doc in range(reader.doc_count_all()) if reader.is_deleted(doc)]] = False
        return alive

    def _column_of_lengths(self) -> Column:
        return np.array(
            [
                reader.doc_field_length(doc, WORDS)
                for _, reader in self._leaves
                for doc in range(reader.doc_count_all())
            ],
            np.float64,
        )


def _open_leaves(folders: list[Path]) -> list[tuple[int, Any]]:
    """(number of the first document, reader) of every segment."""
    from kb.search.index import IndexDamaged

    leaves: list[tuple[int, Any]] = []
    damaged = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # where it fails, Whoosh leaves its files open
        try:
            for folder in folders:
                _open_shard(folder, leaves)
        except Exception:  # Whoosh raises whatever its pickles raise
            damaged = True
        if damaged:
            _close(leaves)
            gc.collect()
            raise IndexDamaged("Поисковый индекс повреждён.")
    return leaves


def _open_shard(folder: Path, leaves: list[tuple[int, Any]]) -> None:
    base = leaves[-1][0] + leaves[-1][1].doc_count_all() if leaves else 0
    for reader, _ in whoosh_index.open_dir(str(folder)).reader().leaf_readers():
        if reader.doc_count_all():
            leaves.append((base, reader))
            base += reader.doc_count_all()


def _close(leaves: list[tuple[int, Any]]) -> None:
    for _, reader in leaves:
        reader.close()


def _column_of_keys(reader: Any) -> list[str]:
    column = reader.column_reader(KEY)
    return [column[doc] for doc in range(reader.doc_count_all())]
