"""Searching a Whoosh index by columns: postings are decoded once into numpy arrays and kept in a bounded cache.

A document is its number in the order of shards and segments. A question becomes a pair of columns over all documents:
which match, and their scores; a term's score is Whoosh's own BM25F, so the order is the one its searcher would give.
"""

from __future__ import annotations

import gc
import math
import warnings
import weakref
import zlib
from bisect import bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh import index as whoosh_index
from whoosh.reading import TermNotFound

from kb.search import engine, ranking
from kb.search.catalogue import Catalogue
from kb.search.engine import All, Best, Everything, Filters, Found, Node, Phrase, Prefix, Scored, Term, Without
from kb.search.evidence import Alternative, Clue, Evidence, Slots, evidence, factor, is_exact, is_large
from kb.search.whoosh_engine import GAP

Mask = npt.NDArray[np.bool_]
Column = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

B, K1 = 0.3, 1.2
"""Parameters of BM25F. A small B: a code is long because it is a code, not because it wanders."""

CACHE_BYTES = 96 << 20
MAX_EXPANSIONS = 400
"""Terms that a prefix may stand for; the most frequent are taken."""

_KEY, _WORDS, _PLACES = "key", "words", "places"


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


class ArraySearcher:
    """See :class:`kb.search.engine.Searcher`.

    Args:
        folders: Whoosh indexes, the shards.
        base: the base, for what documents are filtered and counted by.

    Raises:
        IndexDamaged: a shard cannot be opened.
    """

    def __init__(self, folders: list[Path], base: Path) -> None:
        self._lock = Lock()
        self._leaves = _open_leaves(folders)
        self._finalizer = weakref.finalize(self, _close, self._leaves)
        self._size = sum(reader.doc_count_all() for _, reader in self._leaves)
        self._keys = [key for _, reader in self._leaves for key in _column_of_keys(reader)]
        self._alive = self._column_of_alive()
        self._lengths = self._column_of_lengths()
        self._average = sum(reader.field_length(_WORDS) for _, reader in self._leaves) / max(1, self._size) or 1.0
        self._norms = K1 * ((1 - B) + B * self._lengths / self._average)
        self._catalogue = Catalogue(base, self._keys)
        self._cache: OrderedDict[str, Postings] = OrderedDict()
        self._cached = 0
        self._places: OrderedDict[int, tuple[list[int], list[str]]] = OrderedDict()

    def find(self, node: Node, filters: Filters, offset: int = 0, limit: int = 20, facets: bool = True) -> Found:
        with self._lock:
            mask, scores = self._match(node)
            mask = self._allowed(mask, filters)
            docs = np.flatnonzero(mask)
            hits = self._ranked(node, docs, scores[docs], offset, limit)
            return Found(len(docs), hits, self._catalogue.facets(mask) if facets else engine.NO_FACETS)

    def keys(self, node: Node, filters: Filters, limit: int) -> list[str]:
        with self._lock:
            mask, scores = self._match(node)
            docs = np.flatnonzero(self._allowed(mask, filters))
            return [self._keys[doc] for doc in docs[np.argsort(-scores[docs], kind="stable")[:limit]]]

    def count(self, node: Node, filters: Filters) -> int:
        with self._lock:
            return int(np.count_nonzero(self._allowed(self._mask(node), filters)))

    def frequency(self, term: str) -> int:
        with self._lock:
            return int(sum(reader.doc_frequency(_WORDS, term) for _, reader in self._leaves))

    def expand(self, prefix: str, limit: int = MAX_EXPANSIONS) -> list[str]:
        with self._lock:
            return self._expand(prefix, limit)

    def close(self) -> None:
        self._finalizer()

    # Matching

    def _match(self, node: Node) -> tuple[Mask, Column]:
        match node:
            case Term(text):
                return self._term(text)
            case Prefix(text):
                return self._best([(Term(term), 1.0) for term in self._expand(text, MAX_EXPANSIONS)])
            case Phrase():
                return self._phrase(node)
            case All(parts):
                return self._all(parts)
            case engine.Any(parts, least):
                return self._any(parts, least)
            case Best(parts):
                return self._best(parts)
            case Without(wanted, unwanted):
                mask, scores = self._match(wanted)
                return mask & ~self._mask(unwanted), scores
            case Everything():
                return np.ones(self._size, np.bool_), np.ones(self._size)

    def _mask(self, node: Node) -> Mask:
        """Which documents match, scores left out where that saves work."""
        if isinstance(node, Term):
            mask = np.zeros(self._size, np.bool_)
            mask[self._postings(node.text).docs] = True
            return mask
        return self._match(node)[0]

    def _term(self, text: str) -> tuple[Mask, Column]:
        found = self._postings(text)
        mask, scores = np.zeros(self._size, np.bool_), np.zeros(self._size)
        mask[found.docs] = True
        scores[found.docs] = self._idf(found) * (found.weights * (K1 + 1)) / (found.weights + self._norms[found.docs])
        return mask, scores

    def _idf(self, found: Postings) -> float:
        return math.log(max(1, self._size) / (len(found.docs) + 1)) + 1

    def _all(self, parts: tuple[Node, ...]) -> tuple[Mask, Column]:
        mask, scores = self._match(parts[0])
        for part in parts[1:]:
            other, more = self._match(part)
            mask = mask & other
            scores = scores + more
        return mask, scores

    def _any(self, parts: tuple[Node, ...], least: int) -> tuple[Mask, Column]:
        matched, total = np.zeros(self._size, np.int16), np.zeros(self._size)
        for part in parts:
            mask, scores = self._match(part)
            matched += mask
            total += np.where(mask, scores, 0.0)
        return matched >= least, total

    def _best(self, parts: Any) -> tuple[Mask, Column]:
        any_of, best = np.zeros(self._size, np.bool_), np.zeros(self._size)
        for part, worth in parts:
            mask, scores = self._match(part)
            any_of |= mask
            np.maximum(best, np.where(mask, scores * worth, 0.0), out=best)
        return any_of, best

    def _phrase(self, phrase: Phrase) -> tuple[Mask, Column]:
        slots = [(shift, tuple(dict.fromkeys(slot))) for shift, slot in enumerate(phrase.slots) if slot]
        if not slots:
            return np.zeros(self._size, np.bool_), np.zeros(self._size)
        mask, scores = self._all(tuple(Best(tuple((Term(term), 1.0) for term in slot)) for _, slot in slots))
        if len(slots) == 1 or not mask.any():
            return mask, scores
        runs = sorted((self._keys_of_slot(slot, mask) - shift for shift, slot in slots), key=len)
        kept = runs[0]
        for run in runs[1:]:
            kept = _common(kept, run)
        mask = np.zeros(self._size, np.bool_)
        mask[kept >> 32] = True
        return mask, scores

    def _keys_of_slot(self, slot: tuple[str, ...], chosen: Mask) -> Integers:
        keys = [self._postings(term).keys(chosen) for term in slot]
        return keys[0] if len(keys) == 1 else np.unique(np.concatenate(keys))

    def _allowed(self, mask: Mask, filters: Filters) -> Mask:
        mask = mask & self._alive
        return mask & self._catalogue.allowed(filters) if filters else mask

    # Order

    def _ranked(self, node: Node, docs: Integers, words: Column, offset: int, limit: int) -> tuple[Scored, ...]:
        """The asked slice, best first; the best are re-ordered by how near the words stand."""
        priors = self._catalogue.priors[docs]
        scores = words * priors
        sought = evidence(node, lambda term: self._idf(self._postings(term)))
        window = ranking.NEAR_WINDOW
        needed = min(len(docs), max(offset + limit, window))
        if needed < len(docs):
            threshold = -np.partition(-scores, needed - 1)[needed - 1]
            chosen = np.flatnonzero(scores >= threshold)
        else:
            chosen = np.arange(len(docs))
        order = sorted(chosen.tolist(), key=lambda i: (-scores[i], self._keys[docs[i]]))[:needed]

        def scored(chosen: list[int]) -> list[Scored]:
            return [self._scored(sought, int(docs[i]), float(words[i]), float(priors[i])) for i in chosen]

        near = sorted(scored(order[:window]), key=lambda hit: (-hit.score, hit.key))
        return (*near[offset : offset + limit], *scored(order[max(offset, window) : offset + limit]))

    def _scored(self, sought: Evidence, doc: int, words: float, prior: float) -> Scored:
        place, near = self._best_place(sought, doc)
        return Scored(self._keys[doc], words * prior * near, place, words, prior, near)

    def _best_place(self, sought: Evidence, doc: int) -> tuple[str, float]:
        """The unit that holds the most of what is sought, and the factor for it."""
        if not sought.total:
            return engine.TITLE, 1.0
        starts, names = self._places_of(doc)
        positions: dict[str, list[int]] = {}
        held: defaultdict[int, float] = defaultdict(float)
        for group in sought.groups:
            credits = [self._credits(clues, doc, starts, positions) for clues in group]
            for piece in set().union(*credits):
                held[piece] += max(credit.get(piece, 0.0) for credit in credits)
        for (one, two), weight in sought.beside:
            run, apart = Clue((one, two), weight), Clue((one, (), two), weight)
            pieces = [self._credits((clue,), doc, starts, positions) for clue in (run, apart)]
            for piece in set().union(*pieces):
                held[piece] += weight
        best, exact = _preferred(held, starts, names, sought.words)
        return names[best], factor(min(1.0, held[best] / sought.total), exact)

    def _credits(
        self, clues: Alternative, doc: int, starts: list[int], known: dict[str, list[int]]
    ) -> dict[int, float]:
        """Piece → what the clues are worth in it; ``known``: positions of terms already looked up in this document."""
        credits: dict[int, float] = {}
        for clue in clues:
            for piece in {bisect_right(starts, at) - 1 for at in self._standing(clue.slots, doc, known)}:
                credits[piece] = credits.get(piece, 0.0) + clue.weight
        return credits

    def _standing(self, slots: Slots, doc: int, known: dict[str, list[int]]) -> Iterable[int]:
        """Where in the document the words stand one after another: positions of the first slot."""
        standing: set[int] | None = None
        for shift, slot in enumerate(slots):
            if not slot:
                continue
            here: set[int] = set()
            for term in slot:
                if term not in known:
                    known[term] = self._postings(term).positions(doc).tolist()
                here.update(at - shift for at in known[term]) if shift else here.update(known[term])
            standing = here if standing is None else standing & here
            if not standing:
                break
        return standing or ()

    # Files

    def _postings(self, term: str) -> Postings:
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
                matcher = reader.postings(_WORDS, term)
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

    def _expand(self, prefix: str, limit: int) -> list[str]:
        counts: dict[str, int] = {}
        for _, reader in self._leaves:
            for term in reader.expand_prefix(_WORDS, prefix):
                text = term.decode("utf-8")
                counts[text] = counts.get(text, 0) + reader.doc_frequency(_WORDS, text)
                if len(counts) > 50_000:
                    break
        return sorted(counts, key=lambda text: (-counts[text], text))[:limit]

    def _places_of(self, doc: int) -> tuple[list[int], list[str]]:
        """Where each piece of the document starts (and, last, where the last one ends), and the pieces' places."""
        known = self._places.get(doc)
        if known is None:
            base, reader = next((base, reader) for base, reader in reversed(self._leaves) if base <= doc)
            starts, names = reader.stored_fields(doc - base)[_PLACES]
            positions = np.frombuffer(zlib.decompress(starts), np.uint32).tolist()
            known = positions, zlib.decompress(names).decode().split("\n")
            self._places[doc] = known
            if len(self._places) > 512:
                self._places.popitem(last=False)
        return known

    def _column_of_alive(self) -> Mask:
        alive = np.ones(self._size, np.bool_)
        for base, reader in self._leaves:
            if reader.has_deletions():
                alive[[base + doc for doc in range(reader.doc_count_all()) if reader.is_deleted(doc)]] = False
        return alive

    def _column_of_lengths(self) -> Column:
        return np.array(
            [
                reader.doc_field_length(doc, _WORDS)
                for _, reader in self._leaves
                for doc in range(reader.doc_count_all())
            ],
            np.float64,
        )


def _preferred(held: dict[int, float], starts: list[int], names: list[str], words: int) -> tuple[int, bool]:
    """Of the pieces that hold the most: one that says nothing else, then an article or less, then the first; whether it
    says nothing else. Headings stand before texts."""
    most = max(held.values(), default=0.0)
    best = sorted(piece for piece, worth in held.items() if worth >= most * 0.999) or [0]
    small = [piece for piece in best if not is_large(names[piece])]
    exact = next((piece for piece in small if is_exact(starts[piece + 1] - starts[piece] - GAP, words)), None)
    return (exact, True) if exact is not None else ((small or best)[0], False)


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
    column = reader.column_reader(_KEY)
    return [column[doc] for doc in range(reader.doc_count_all())]


def _common(few: Integers, many: Integers) -> Integers:
    """Numbers that both sorted arrays hold."""
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    return few[many[at] == few] if len(many) else few[:0]
