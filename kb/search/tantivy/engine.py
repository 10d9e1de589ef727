"""A tantivy index: built, brought up to date, opened."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy

from kb.search import corpus
from kb.search.analysis import Lexicon
from kb.search.engine import Document, Searcher
from kb.search.tantivy.acts import Known, act_document, acts_schema
from kb.search.tantivy.bodies import KEY
from kb.search.tantivy.searcher import TantivySearcher
from kb.store.connection import reading

_HEAP = 256_000_000


class TantivyEngine:
    """See :class:`kb.search.engine.Engine`."""

    name = "tantivy"

    def build(self, folder: Path, base: Path, keys: Iterable[str], forms: Path, workers: int) -> None:
        """See :meth:`kb.search.engine.Engine.build`; ``workers`` threads."""
        lexicon = Lexicon(forms)
        lexicon.preload()
        known = Known(base)
        with reading(base) as db, _Writer(folder, workers) as writer:
            for document in corpus.documents(db, keys):
                writer.add(document, lexicon, known)
        lexicon.save()

    def update(
        self, folder: Path, base: Path, documents: Iterable[Document], removed: Iterable[str], forms: Path
    ) -> None:
        """See :meth:`kb.search.engine.Engine.update`."""
        lexicon = Lexicon(forms)
        known = Known(base)
        with _Writer(folder, 1) as writer:
            for key in removed:
                writer.drop(key)
            for document in documents:
                writer.drop(document.key)
                writer.add(document, lexicon, known)
        lexicon.save()

    def open(self, folder: Path, base: Path) -> Searcher:
        """See :meth:`kb.search.engine.Engine.open`."""
        return TantivySearcher(folder, base)


class _Writer:
    """The index being written; committed when all went well."""

    def __init__(self, folder: Path, threads: int) -> None:
        index = tantivy.Index(acts_schema(), str(folder))
        self._writer = index.writer(_HEAP, max(1, threads))

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed:
            self._writer.rollback()
        else:
            self._writer.commit()
            self._writer.wait_merging_threads()

    def drop(self, key: str) -> None:
        self._writer.delete_documents_by_term(KEY, key)

    def add(self, document: Document, lexicon: Lexicon, known: Known) -> None:
        self._writer.add_document(act_document(document, lexicon, known))
