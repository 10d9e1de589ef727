"""A Whoosh index: built shard by shard, brought up to date, opened."""

from __future__ import annotations

import gc
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index

from kb.search import corpus
from kb.search.analysis import Lexicon
from kb.search.engine import Document, Searcher
from kb.search.whoosh.codec import Codec
from kb.search.whoosh.inversion import Numbering
from kb.search.whoosh.schema import KEY, SCHEMA, WORDS, prepared
from kb.search.whoosh.searcher import WhooshSearcher
from kb.store.connection import reading

_SMALL = 10_000
"""Texts of units below which one shard and this process do."""

_SEGMENT_BYTES = 6_000_000
"""Of documents as numbers, four bytes a word: when there are more, a segment is closed and the next one begun. Sorting
them takes some fifty times as much memory, and a base of any size must be indexed in less than a gigabyte."""


class WhooshEngine:
    """See :class:`kb.search.engine.Engine`."""

    name = "whoosh"

    def build(self, folder: Path, base: Path, keys: Iterable[str], forms: Path, workers: int) -> None:
        """One shard a worker: this process, and others beside it."""
        with reading(base) as db:
            shards = max(1, workers) if corpus.has_texts(db, _SMALL) else 1
        jobs = [
            (folder / str(number), base, [key for key in keys if _shard(key, shards) == number], forms)
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
            numbering = Numbering(lexicon)
            writer = _writer(whoosh_index.open_dir(str(folder / str(number))), numbering)
            for key in gone.get(number, ()):
                writer.delete_by_term(KEY, key)
            for document in come.get(number, ()):
                writer.update_document(**prepared(document, numbering))
            writer.commit()
        lexicon.save()

    def open(self, folder: Path, base: Path) -> Searcher:
        """See :meth:`kb.search.engine.Engine.open`."""
        return WhooshSearcher(shard_folders(folder), base)


def _writer(index: Any, numbering: Numbering) -> Any:
    """Not compound: Whoosh would read a compound segment into memory as a whole."""
    return index.writer(limitmb=4 * _SEGMENT_BYTES >> 20, codec=Codec(numbering), compound=False)


def shard_folders(folder: Path) -> list[Path]:
    """Folders of the shards, in order."""
    return sorted((path for path in folder.iterdir() if path.name.isdecimal()), key=lambda path: int(path.name))


def _shard(key: str, shards: int) -> int:
    return zlib.crc32(key.encode()) % shards


def _run(jobs: list[tuple[Path, Path, list[str], Path]]) -> list[dict[str, tuple[str, ...]]]:
    if len(jobs) == 1:
        return [_build_shard(*jobs[0])]
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"  # a load has a server running
    with ProcessPoolExecutor(len(jobs) - 1, get_context(method)) as pool:
        others = [pool.submit(_build_shard, *job) for job in jobs[1:]]
        return [_build_shard(*jobs[0]), *(other.result() for other in others)]


def _build_shard(folder: Path, base: Path, wanted: list[str], forms: Path) -> dict[str, tuple[str, ...]]:
    """Write one shard; returns the forms that were worked out, for one process to keep."""
    gc.disable()  # hundreds of thousands of forms and terms are kept to the end, and none of them is garbage
    try:
        return _written(folder, base, wanted, forms)
    finally:
        gc.enable()


def _written(folder: Path, base: Path, wanted: list[str], forms: Path) -> dict[str, tuple[str, ...]]:
    folder.mkdir(parents=True)
    lexicon = Lexicon(forms)
    lexicon.preload()
    numbering, index = Numbering(lexicon), whoosh_index.create_in(str(folder), SCHEMA)
    writer, size = _writer(index, numbering), 0
    with reading(base) as db:
        for document in corpus.documents(db, wanted):
            ready = prepared(document, numbering)
            size += len(ready[WORDS][0])
            if size > _SEGMENT_BYTES:
                writer.commit(merge=False)
                writer, size = _writer(index, numbering), len(ready[WORDS][0])
            writer.add_document(**ready)
    writer.commit(merge=False)
    return lexicon.forget_new()
