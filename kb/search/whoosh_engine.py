"""Whoosh behind the door: the embedded default. Only its public API is used, and its own file formats.

Three things make it quick. The analysis gives Whoosh ready postings (:class:`Words`), so no chain of filters runs. The
index is cut into shards, each built by a process of its own. And postings are read once into arrays (:mod:`.arrays`),
where matching, scoring, filters and facets are operations on whole columns.
"""

from __future__ import annotations

import gc
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from whoosh import fields, formats
from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader
from whoosh.util.text import utf8encode

from kb.search import corpus
from kb.search.analysis import Lexicon
from kb.search.engine import Document, Searcher

WORDS, KEY, PLACES = "words", "key", "places"
GAP = 8
"""Empty positions between pieces, so that no phrase runs over a border."""


class Lengths(W3PerDocReader):  # type: ignore[misc]
    """Lengths of documents read once: Whoosh asks for one with every posting it writes."""

    _known: list[int] | None = None

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        if fieldname != WORDS:
            return int(super().doc_field_length(docnum, fieldname, default))
        if self._known is None:
            ask = super().doc_field_length
            self._known = [ask(doc, WORDS, default) for doc in range(self.doc_count_all())]
        return self._known[docnum]


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own format of files, lightly compressed, with :class:`Lengths`."""

    def __init__(self) -> None:
        super().__init__(compression=1)

    def per_document_reader(self, storage: Any, segment: Any) -> Lengths:
        return Lengths(storage, segment)


_WRITER: dict[str, Any] = {"limitmb": 192, "codec": Codec(), "compound": False}
"""Not compound: Whoosh would read a compound segment into memory as a whole."""

_SMALL = 400
"""Documents below which one shard and this process do."""

Analysed = dict[str, tuple[float, list[int]]]


class PlainPositions(formats.Positions):  # type: ignore[misc]
    """Positions of a term in a document as an array of unsigned 32-bit numbers: quick to read many at once."""

    def encode(self, poslist: list[int]) -> bytes:
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // 4


class Words(fields.FieldType):  # type: ignore[misc]
    """A field that takes postings made beforehand: term → (weight, positions)."""

    def __init__(self) -> None:
        super().__init__(PlainPositions(), None, scorable=True)

    def index(self, value: Analysed, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        encode = self.format.encode
        for term, (weight, positions) in value.items():
            yield utf8encode(term)[0], len(positions), weight, encode(positions)


SCHEMA = fields.Schema(**{WORDS: Words(), KEY: fields.ID(unique=True, sortable=True), PLACES: fields.STORED()})


class WhooshEngine:
    """See :class:`kb.search.engine.Engine`."""

    name = "whoosh"

    def build(self, folder: Path, base: Path, forms: Path, workers: int) -> None:
        """One shard a worker, each in a process of its own."""
        db = corpus.connect(base)
        wanted = corpus.keys(db)
        db.close()
        shards = max(1, workers) if len(wanted) >= _SMALL else 1
        jobs = [
            (folder / str(number), base, [key for key in wanted if _shard(key, shards) == number], forms)
            for number in range(shards)
        ]
        lexicon = Lexicon(forms)
        for new in _run(jobs):
            lexicon.keep(new)

    def update(
        self, folder: Path, base: Path, documents: Iterable[Document], removed: Iterable[str], forms: Path
    ) -> None:
        """Each shard commits by itself; until then readers see its old state."""
        lexicon = Lexicon(forms)
        shards = len(shard_folders(folder))
        gone: dict[int, list[str]] = {}
        come: dict[int, list[Document]] = {}
        for key in removed:
            gone.setdefault(_shard(key, shards), []).append(key)
        for document in documents:
            come.setdefault(_shard(document.key, shards), []).append(document)
        for number in sorted({*gone, *come}):
            writer = whoosh_index.open_dir(str(folder / str(number))).writer(**_WRITER)
            for key in gone.get(number, ()):
                writer.delete_by_term(KEY, key)
            for document in come.get(number, ()):
                writer.update_document(**prepared(document, lexicon))
            writer.commit()
        lexicon.save()

    def open(self, folder: Path, base: Path) -> Searcher:
        """See :meth:`kb.search.engine.Engine.open`."""
        from kb.search.arrays import ArraySearcher

        return ArraySearcher(shard_folders(folder), base)


def prepared(document: Document, lexicon: Lexicon) -> dict[str, Any]:
    """The document as Whoosh takes it."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    extra: defaultdict[str, float] = defaultdict(float)
    starts, places, position = array("I"), [], 0
    for place, text, weight in document.pieces:
        starts.append(position)
        places.append(place)
        terms_of_forms = lexicon.terms(text)
        for terms in terms_of_forms:
            for term in terms:
                found[term].append(position)
            position += 1
        position += GAP
        if weight != 1.0:
            for term in chain.from_iterable(terms_of_forms):
                extra[term] += weight - 1.0
    starts.append(position)
    postings = {term: (len(positions) + extra.get(term, 0.0), positions) for term, positions in found.items()}
    packed = zlib.compress(starts.tobytes(), 1), zlib.compress("\n".join(places).encode(), 1)
    return {KEY: document.key, WORDS: postings, PLACES: packed}


def shard_folders(folder: Path) -> list[Path]:
    """Folders of the shards, in order."""
    return sorted((path for path in folder.iterdir() if path.name.isdecimal()), key=lambda path: int(path.name))


def _shard(key: str, shards: int) -> int:
    return zlib.crc32(key.encode()) % shards


def _run(jobs: list[tuple[Path, Path, list[str], Path]]) -> list[dict[str, tuple[str, ...]]]:
    if len(jobs) == 1:
        return [_build_shard(*jobs[0])]
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(len(jobs), mp_context=get_context("spawn")) as pool:
        return [future.result() for future in [pool.submit(_build_shard, *job) for job in jobs]]


def _build_shard(folder: Path, base: Path, wanted: list[str], forms: Path) -> dict[str, tuple[str, ...]]:
    """Write one shard; returns the forms that were worked out, for one process to keep."""
    gc.disable()  # hundreds of thousands of small tuples wait to be sorted, and none of them is garbage
    try:
        return _written(folder, base, wanted, forms)
    finally:
        gc.enable()


def _written(folder: Path, base: Path, wanted: list[str], forms: Path) -> dict[str, tuple[str, ...]]:
    folder.mkdir(parents=True)
    lexicon = Lexicon(forms)
    lexicon.preload()
    db = corpus.connect(base)
    writer = whoosh_index.create_in(str(folder), SCHEMA).writer(**_WRITER)
    for document in corpus.documents(db, wanted):
        writer.add_document(**prepared(document, lexicon))
    writer.commit()
    db.close()
    return lexicon.forget_new()
