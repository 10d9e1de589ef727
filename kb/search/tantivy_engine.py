"""Tantivy behind the door: for bases that outgrow Whoosh. An extra: ``pip install 'kb-npa[tantivy]'``.

Words come from the same analysis, handed over token by token, so that several lemmas stand at one position; a word of
weight 5 stands five times at its position, which is BM25F in one field. What an act is filtered and counted by stands
in fast fields. The best unit of a found act comes from a second index of pieces, asked for the shown acts alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy

from kb.search import corpus
from kb.search.analysis import Lexicon
from kb.search.engine import Document, Searcher
from kb.search.tantivy_acts import KEY, Known, act_document, acts_schema
from kb.search.tantivy_pieces import added, pieces_schema
from kb.search.tantivy_searcher import TantivySearcher

_HEAP = 256_000_000


class TantivyEngine:
    """See :class:`kb.search.engine.Engine`."""

    name = "tantivy"

    def build(self, folder: Path, base: Path, forms: Path, workers: int) -> None:
        """See :meth:`kb.search.engine.Engine.build`; ``workers`` threads."""
        db = corpus.connect(base)
        lexicon = Lexicon(forms)
        lexicon.preload()
        for name in ("acts", "pieces"):
            (folder / name).mkdir()
        known = Known(base)
        with _Writers(folder, workers) as writers:
            for document in corpus.documents(db, corpus.keys(db)):
                writers.add(document, lexicon, known)
        db.close()
        lexicon.save()

    def update(
        self, folder: Path, base: Path, documents: Iterable[Document], removed: Iterable[str], forms: Path
    ) -> None:
        """See :meth:`kb.search.engine.Engine.update`."""
        lexicon = Lexicon(forms)
        known = Known(base)
        with _Writers(folder, 1) as writers:
            for key in removed:
                writers.drop(key)
            for document in documents:
                writers.drop(document.key)
                writers.add(document, lexicon, known)
        lexicon.save()

    def open(self, folder: Path, base: Path) -> Searcher:
        """See :meth:`kb.search.engine.Engine.open`."""
        return TantivySearcher(folder)


class _Writers:
    """The two indexes being written; committed together when all went well."""

    def __init__(self, folder: Path, threads: int) -> None:
        self._acts = tantivy.Index(acts_schema(), str(folder / "acts"))
        self._pieces = tantivy.Index(pieces_schema(), str(folder / "pieces"))
        self._writers = [index.writer(_HEAP, max(1, threads)) for index in (self._pieces, self._acts)]

    def __enter__(self) -> _Writers:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        for writer in self._writers:
            if failed:
                writer.rollback()
            else:
                writer.commit()
                writer.wait_merging_threads()

    def drop(self, key: str) -> None:
        for writer in self._writers:
            writer.delete_documents_by_term(KEY, key)

    def add(self, document: Document, lexicon: Lexicon, known: Known) -> None:
        pieces, acts = self._writers
        for piece in added(document, lexicon):
            pieces.add_document(piece)
        acts.add_document(act_document(document, lexicon, known))
