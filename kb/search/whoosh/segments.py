"""The files of a Whoosh index as columns: postings read once into numpy arrays and kept in a bounded cache.

A document is its number in the order of shards and segments.
"""

from __future__ import annotations

import gc
import warnings
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import TermNotFound
from whoosh.util.numeric import byte_to_length

from kb.search.cache import Cache
from kb.search.columns import Column, Mask, Whole
from kb.search.engine import GAP, IndexDamaged
from kb.search.whoosh.codec import read
from kb.search.whoosh.postings import Postings
from kb.search.whoosh.schema import KEY, LENGTH, PLACES, WORDS

CACHE_BYTES = 96 << 20
_KEPT_NAMES = 300_000
_MOST_READ = 50_000

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
        self.size = sum(reader.doc_count_all() for _, reader, _ in self._leaves)
        self.keys = [key for _, reader, _ in self._leaves for key in _column_of_keys(reader)]
        self.alive = self._column_of_alive()
        self.lengths = self._column_of_lengths()
        self.average = sum(reader.field_length(WORDS) for _, reader, _ in self._leaves) / max(1, self.size) or 1.0
        self._kept: Cache[str, Postings] = Cache(CACHE_BYTES, lambda found: found.size)
        self._places: Cache[int, tuple[Whole, list[str]]] = Cache(_KEPT_NAMES, lambda known: len(known[1]))

    def frequency(self, term: str) -> int:
        """In how many documents the term stands."""
        return int(sum(reader.doc_frequency(WORDS, term) for _, reader, _ in self._leaves))

    def postings(self, term: str) -> Postings:
        """The term's postings, empty when no document has it."""
        return self._kept.get(term, self._read)

    def _read(self, term: str) -> Postings:
        found: list[Postings] = []
        for base, reader, file in self._leaves:
            try:
                info = reader.term_info(WORDS, term)
            except TermNotFound:
                continue
            one = read(file, info)
            found.append(one._replace(docs=one.docs + base))
        if len(found) < 2:
            return found[0] if found else _NONE
        docs, weights, flat, ends = map(np.concatenate, zip(*found, strict=True))
        sizes = [len(one.docs) for one in found]
        before = np.cumsum([0, *(len(one.flat) for one in found[:-1])])
        return Postings(docs, weights, flat, ends + np.repeat(before, sizes))

    def expand(self, prefix: str, limit: int) -> list[str]:
        """Terms that begin so, most frequent first."""
        counts: dict[str, int] = {}
        for _, reader, _ in self._leaves:
            for term in reader.expand_prefix(WORDS, prefix):
                text = term.decode("utf-8")
                counts[text] = counts.get(text, 0) + reader.doc_frequency(WORDS, text)
                if len(counts) > _MOST_READ:
                    break
        return sorted(counts, key=lambda text: (-counts[text], text))[:limit]

    def places(self, doc: int) -> tuple[Whole, list[str]]:
        """Where each piece of the document starts (and, last, where the last one ends), and the pieces' places."""
        return self._places.get(doc, self._read_places)

    def _read_places(self, doc: int) -> tuple[Whole, list[str]]:
        base, reader, _ = next(leaf for leaf in reversed(self._leaves) if leaf[0] <= doc)
        lengths, names = reader.stored_fields(doc - base)[PLACES]
        steps = np.frombuffer(lengths.encode("latin-1"), np.uint32) + np.uint32(GAP)
        return np.concatenate(([0], np.cumsum(steps, dtype=np.int64))), names.split("\n")

    def laid(self, docs: Sequence[int]) -> LaidSegments:
        """These documents laid end to end."""
        return LaidSegments(self, docs)

    def _column_of_alive(self) -> Mask:
        alive = np.ones(self.size, np.bool_)
        for base, reader, _ in self._leaves:
            if reader.has_deletions():
                alive[[base + doc for doc in range(reader.doc_count_all()) if reader.is_deleted(doc)]] = False
        return alive

    def _column_of_lengths(self) -> Column:
        """Lengths rounded as Whoosh rounds them when it scores."""
        columns = [reader.column_reader(LENGTH, translate=False) for _, reader, _ in self._leaves]
        lengths = [np.array(column.load(), np.int64) for column in columns]
        steps = np.array([byte_to_length(byte) for byte in range(256)], np.float64)
        places = np.searchsorted(steps, np.concatenate(lengths)) if lengths else np.empty(0, np.int64)
        return steps[np.minimum(places, 255)]


class LaidSegments:
    """See :class:`kb.search.nearest.Laid`. A place is the document's rank, shifted, and a position in the document."""

    def __init__(self, segments: Segments, docs: Sequence[int]) -> None:
        known = [segments.places(doc) for doc in docs]
        self._postings, self._docs = segments.postings, np.array(docs, np.int64)
        self.sizes = np.array([len(names) for _, names in known], np.int64)
        self.names = [name for _, names in known for name in names]
        self.starts = _end_to_end([starts[:-1] + (rank << 32) for rank, (starts, _) in enumerate(known)])
        self.lengths = _end_to_end([np.diff(starts) for starts, _ in known]) - GAP

    def places(self, term: str) -> Whole:
        """See :meth:`kb.search.nearest.Laid.places`."""
        found = self._postings(term)
        if not len(found.docs):
            return np.empty(0, np.int64)
        at = np.minimum(np.searchsorted(found.docs, self._docs), len(found.docs) - 1)
        ranks = np.flatnonzero(found.docs[at] == self._docs)
        at = at[ranks]
        ends = found.ends[at]
        starts = np.where(at > 0, found.ends[at - 1], 0)
        counts = ends - starts
        shifts = starts - (np.cumsum(counts) - counts)
        places = np.asarray(found.flat[np.repeat(shifts, counts) + np.arange(counts.sum())], np.int64)
        return (np.repeat(ranks, counts) << 32) + places


def _end_to_end(parts: list[Whole]) -> Whole:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def _open_leaves(folders: list[Path]) -> list[tuple[int, Any, Any]]:
    """(number of the first document, reader, file of postings) of every segment."""
    leaves: list[tuple[int, Any, Any]] = []
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


def _open_shard(folder: Path, leaves: list[tuple[int, Any, Any]]) -> None:
    base = leaves[-1][0] + leaves[-1][1].doc_count_all() if leaves else 0
    for reader, _ in whoosh_index.open_dir(str(folder)).reader().leaf_readers():
        if reader.doc_count_all():
            file = reader.segment().open_file(reader.storage(), W3Codec.POSTS_EXT)
            leaves.append((base, reader, file))
            base += reader.doc_count_all()


def _close(leaves: list[tuple[int, Any, Any]]) -> None:
    for _, reader, file in leaves:
        file.close()
        reader.close()


def _column_of_keys(reader: Any) -> list[str]:
    return [key.decode() for key in reader.column_reader(KEY, translate=False)]
