"""Those who are measured side by side in ``bench/search.py``: our two engines, and libraries as their manuals say.

Each gets the same documents and the terms of the same analysis, builds its index in a folder of its own and answers
the same questions: how many documents, and the best ten with their facets or passages where the question asks so.
"""

from __future__ import annotations

import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh.analysis import Analyzer, Token

from kb.answers.found import Filters
from kb.search import build, corpus, search
from kb.search.analysis import Lexicon
from kb.search.cards import attributes
from kb.search.engine import GAP, All, Document, Node, Phrase, Piece, Term, Without
from kb.search.engine import Any as AnyOf
from kb.search.index import folder_of, forms_of, open_searcher, pointer
from kb.store.connection import open_base, reading

KINDS = ("слово", "и", "фраза", "фильтр", "уточнения", "отрывки")
"""A word; three; two side by side; two, of one kind of act; two, with facets; a whole search, with passages."""

FACETS = ("kind", "year", "status")
FILTER = "prikaz"
TOP = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. ``kind``: one of :data:`KINDS`, or «или», «без»; ``typed``: as a person would."""

    kind: str
    terms: tuple[str, ...]
    typed: str = ""

    @property
    def node(self) -> Node:
        """The question as our engines take it."""
        terms = tuple(Term(term) for term in self.terms)
        if self.kind == "фраза":
            return Phrase(tuple((term,) for term in self.terms))
        if self.kind == "или":
            return AnyOf(terms)
        if self.kind == "без":
            return Without(terms[0], terms[1])
        return All(terms) if len(terms) > 1 else terms[0]

    @property
    def filters(self) -> Filters:
        """What it is confined to."""
        return Filters(kinds=frozenset({FILTER})) if self.kind == "фильтр" else Filters()


class Contender(ABC):
    """One that indexes a base and answers."""

    name = ""

    def __init__(self, base: Path, folder: Path) -> None:
        self.base, self.folder = base, folder

    def empty(self) -> None:
        """Begin again with an empty folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    @abstractmethod
    def build(self) -> None:
        """Index the base: what is timed."""

    @abstractmethod
    def open(self) -> None:
        """Make ready to answer."""

    @abstractmethod
    def ask(self, asked: Asked) -> int:
        """Answer; how many documents there are."""

    def size(self) -> int:
        """Bytes of the index."""
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())


class Ours(Contender):
    """The search of this project with one of its engines."""

    engine = ""

    def empty(self) -> None:
        super().empty()
        self.own = self.folder / "base.db"
        shutil.copy(self.base, self.own)
        forms_of(self.own).parent.mkdir()
        shutil.copy(forms_of(self.base), forms_of(self.own))

    def build(self) -> None:
        build(self.own, self.engine)

    def open(self) -> None:
        said = pointer(self.own)
        assert said is not None
        self.index = folder_of(self.own) / said.folder
        self.searcher = open_searcher(self.own, said)
        self.db = open_base(self.own, readonly=True)

    def ask(self, asked: Asked) -> int:
        if asked.kind == "отрывки":
            return search(self.db, asked.typed, size=TOP).total
        return self.searcher.find(asked.node, asked.filters, 0, TOP, facets=asked.kind == "уточнения").total

    def size(self) -> int:
        return sum(file.stat().st_size for file in self.index.rglob("*") if file.is_file())


class OurWhoosh(Ours):
    """Whoosh by columns."""

    name, engine = "наш Whoosh", "whoosh"


class OurTantivy(Ours):
    """Tantivy."""

    name, engine = "наш tantivy", "tantivy"


class Weighted(str):
    """A document's text that knows its pieces."""

    pieces: Sequence[Piece]


class OurAnalyser(Analyzer):  # type: ignore[misc]
    """Our analysis as Whoosh wants one: an object a token."""

    lexicon: Lexicon

    def __call__(self, value: Any, **_: Any) -> Iterator[Any]:
        pieces = value.pieces if isinstance(value, Weighted) else (Piece("", value, 1.0),)
        token = Token(positions=True, chars=True, boosts=True)
        position = 0
        for _, text, weight in pieces:
            parts = self.lexicon.parts(text)
            for form in self.lexicon.tokens(parts, range(len(parts) // 2)):
                for term in form.terms:
                    token.text, token.pos, token.boost, token.stopped = term, position, weight, False
                    token.startchar, token.endchar = form.start, form.end
                    yield token
                position += 1
            position += GAP


class StockWhoosh(Contender):
    """Whoosh as its manual shows it: one process, its own writer and searcher, the text stored for passages."""

    name = "Whoosh как есть"

    def build(self) -> None:
        from whoosh import fields, index

        OurAnalyser.lexicon = Lexicon(forms_of(self.base))
        OurAnalyser.lexicon.preload()
        facets = {name: fields.ID(sortable=True) for name in FACETS}
        words = fields.TEXT(OurAnalyser(), stored=True, phrase=True)
        schema = fields.Schema(key=fields.ID(stored=True, unique=True), words=words, **facets)
        writer = index.create_in(str(self.folder), schema).writer()
        for document, facts in documents(self.base):
            text = Weighted(whole_text(document))
            text.pieces = document.pieces
            writer.add_document(key=document.key, words=text, _stored_words=str(text), **facts)
        writer.commit()

    def open(self) -> None:
        from whoosh import index, scoring

        OurAnalyser.lexicon = Lexicon(forms_of(self.base))
        self.searcher = index.open_dir(str(self.folder)).searcher(weighting=scoring.BM25F(B=0.3))

    def query(self, asked: Asked) -> Any:
        """The question as Whoosh takes it."""
        from whoosh import query

        terms = [query.Term("words", term) for term in asked.terms]
        if asked.kind == "фраза":
            return query.Phrase("words", list(asked.terms))
        if asked.kind == "или":
            return query.Or(terms)
        return query.And([terms[0], query.Not(terms[1])] if asked.kind == "без" else terms)

    def found(self, asked: Asked, limit: int | None) -> Any:
        """Its results, the best ``limit`` of them or all."""
        from whoosh import query

        chosen = query.Term("kind", FILTER) if asked.kind == "фильтр" else None
        groups = list(FACETS) if asked.kind == "уточнения" else None
        return self.searcher.search(self.query(asked), limit=limit, filter=chosen, groupedby=groups)

    def ask(self, asked: Asked) -> int:
        results = self.found(asked, TOP)
        if asked.kind == "отрывки":
            for hit in results:
                hit.highlights("words", top=1)
        return len(results)


class BareTantivy(Contender):
    """Tantivy with the first term of every form, joined by spaces and stored: its passages are rows of lemmas."""

    name = "tantivy голый"
    tokenizer = "whitespace"

    def build(self) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("key", stored=True, tokenizer_name="raw")
        builder.add_text_field("words", stored=True, tokenizer_name=self.tokenizer)
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw")
        writer = self._ready(tantivy.Index(builder.build(), str(self.folder))).writer(256_000_000, 2)
        for document, facts in documents(self.base):
            writer.add_document(tantivy.Document(key=document.key, words=self._text(document), **facts))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        import tantivy

        self.index = self._ready(tantivy.Index.open(str(self.folder)))
        self.searcher = self.index.searcher()

    def ask(self, asked: Asked) -> int:
        from tantivy import Occur, Query, SnippetGenerator

        schema = self.index.schema
        query = self._query(asked)
        if asked.kind == "фильтр":
            chosen = Query.const_score_query(Query.term_query(schema, "kind", FILTER), 0.0)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, chosen)])
        found = self.searcher.search(query, TOP)
        read = [self.searcher.doc(address) for _, address in found.hits]
        if asked.kind == "уточнения":
            self.searcher.aggregate(query, {name: {"terms": {"field": name, "size": 1_000}} for name in FACETS})
        if asked.kind == "отрывки":
            snippets = SnippetGenerator.create(self.searcher, query, schema, "words")
            for document in read:
                snippets.snippet_from_doc(document).to_html()
        return int(found.count or 0)

    def _ready(self, index: Any) -> Any:
        return index

    @cached_property
    def _lexicon(self) -> Lexicon:
        lexicon = Lexicon(forms_of(self.base))
        lexicon.preload()
        return lexicon

    def _text(self, document: Document) -> str:
        return " ".join(terms[0] for terms in self._lexicon.terms(whole_text(document)) if terms)

    def _query(self, asked: Asked) -> Any:
        from tantivy import Occur, Query

        schema = self.index.schema
        if asked.kind == "фраза":
            return Query.phrase_query(schema, "words", list(asked.terms))
        parts = [Query.term_query(schema, "words", term) for term in asked.terms]
        return Query.boolean_query([(Occur.Must, part) for part in parts])


class StockTantivy(BareTantivy):
    """Tantivy as its manual shows it: the text itself, stored, its own Russian stemmer, its parser of questions; its
    passages are a person's words, as ours are."""

    name = "tantivy как есть"
    tokenizer = "russian"

    def _ready(self, index: Any) -> Any:
        from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

        analyzer = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.stemmer("russian"))
        index.register_tokenizer(self.tokenizer, analyzer.build())
        return index

    def _text(self, document: Document) -> str:
        return whole_text(document)

    def _query(self, asked: Asked) -> Any:
        typed = f'"{asked.typed}"' if asked.kind == "фраза" else asked.typed
        return self.index.parse_query(typed, ["words"], conjunction_by_default=True)


class Fts5(Contender):
    """SQLite's own full-text search over the same terms."""

    name = "FTS5"

    def build(self) -> None:
        lexicon = Lexicon(forms_of(self.base))
        lexicon.preload()
        table = sqlite3.connect(self.folder / "fts.db")
        columns = ", ".join(f"{name} UNINDEXED" for name in FACETS)
        table.execute(f"CREATE VIRTUAL TABLE acts USING fts5(key UNINDEXED, words, {columns})")
        for document, facts in documents(self.base):
            words = " ".join(terms[0] for terms in lexicon.terms(whole_text(document)) if terms)
            table.execute("INSERT INTO acts VALUES (?, ?, ?, ?, ?)", [document.key, words, *facts.values()])
        table.commit()
        table.close()

    def open(self) -> None:
        self.table = sqlite3.connect(self.folder / "fts.db")

    def ask(self, asked: Asked) -> int:
        quoted = [f'"{term}"' for term in asked.terms]
        match = f'"{" ".join(asked.terms)}"' if asked.kind == "фраза" else " ".join(quoted)
        where = "acts MATCH ?" + (f" AND kind = '{FILTER}'" if asked.kind == "фильтр" else "")
        shown = "key, snippet(acts, 1, '[', ']', '…', 40)" if asked.kind == "отрывки" else "key"
        self.table.execute(f"SELECT {shown} FROM acts WHERE {where} ORDER BY rank LIMIT {TOP}", [match]).fetchall()
        for name in FACETS if asked.kind == "уточнения" else ():
            self.table.execute(f"SELECT {name}, count(*) FROM acts WHERE {where} GROUP BY 1", [match]).fetchall()
        return int(self.table.execute(f"SELECT count(*) FROM acts WHERE {where}", [match]).fetchone()[0])


CONTENDERS: Sequence[type[Contender]] = (OurWhoosh, OurTantivy, StockWhoosh, BareTantivy, StockTantivy, Fts5)


def documents(base: Path) -> Iterator[tuple[Document, dict[str, str]]]:
    """Every document of the base, and what it is counted by."""
    with reading(base) as db:
        facts = {row.act: {"kind": row.kind, "year": row.year, "status": row.last} for row in attributes(db)}
        for document in corpus.documents(db, sorted(corpus.digests(db))):
            yield document, facts.get(document.key, dict.fromkeys(FACETS, ""))


def whole_text(document: Document) -> str:
    """Its pieces, one a line."""
    return "\n".join(piece.text for piece in document.pieces)
