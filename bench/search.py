"""How quick the search is: indexing, then the same queries, ours beside stock Whoosh, bare tantivy and FTS5.

    python bench/search.py --acts 2000              2,000 acts of 11.6 KB cut from ../shared/corpus
    python bench/search.py --acts 20000 --rounds 3

Every contender gets the terms of the same analysis. Queries are drawn from the base's own words; rounds interleave the
contenders, and the median of the rounds is printed, in milliseconds: p50 / p95. «целиком» is a whole search of ours:
query language, facets, ten passages.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.append(sys.path.pop(0))  # this folder last: it has an ingest.py of its own

from _corpus_base import make
from whoosh.analysis import Analyzer, Token

from kb.search import build, corpus, search
from kb.search.analysis import Lexicon
from kb.search.engine import All, Filters, Node, Phrase, Term
from kb.search.index import folder_of, forms_of, open_searcher, pointer

KINDS = ("слово", "и", "фраза", "фильтр", "целиком")
PER_KIND = 30


class Asked(NamedTuple):
    """A query: its kind, its terms in order, and how a person would type it."""

    kind: str
    terms: tuple[str, ...]
    typed: str


Ask = Callable[[Asked], int]


def queries(base: Path, seed: int = 5) -> list[Asked]:
    """Runs of words from random places of random acts."""
    chance = random.Random(seed)
    lexicon = Lexicon(forms_of(base))
    db = corpus.connect(base)
    texts = [row[0] for row in db.execute("SELECT text FROM unit_texts ORDER BY random() LIMIT 4000")]
    db.close()
    found = []
    for kind in KINDS:
        while sum(asked.kind == kind for asked in found) < PER_KIND:
            words = chance.choice(texts).lower().split()
            at = chance.randrange(max(1, len(words) - 3))
            run = [word.strip('.,;:()«»"') for word in words[at : at + (1 if kind == "слово" else 2)]]
            terms = [lexicon[word] for word in run]
            if all(
                word.isalpha() and len(word) > 3 and len(options) == 1 for word, options in zip(run, terms, strict=True)
            ):
                found.append(Asked(kind, tuple(options[0] for options in terms), " ".join(run)))
    return found


def node(asked: Asked) -> Node:
    """The query as our engines take it."""
    if asked.kind == "слово":
        return Term(asked.terms[0])
    if asked.kind == "фраза":
        return Phrase(tuple((term,) for term in asked.terms))
    return All(tuple(Term(term) for term in asked.terms))


# Contenders: each builds in a folder and returns how to ask it


def ours(engine: str) -> Callable[[Path, Path], Ask]:
    """Our engine of that name; «целиком» goes through the whole search."""

    def contender(base: Path, folder: Path) -> Ask:
        own = folder / "base.db"
        shutil.copy(base, own)
        forms_of(own).parent.mkdir()
        shutil.copy(forms_of(base), forms_of(own))
        started = time.perf_counter()
        build(own, engine)
        report(engine, own, time.perf_counter() - started)
        said = pointer(own)
        assert said is not None
        opened = time.perf_counter()
        searcher = open_searcher(own, said)
        searcher.find(Term("закон"), Filters(), 0, 10)
        print(f"    открытие и первый запрос: {1000 * (time.perf_counter() - opened):.0f} мс")
        some = Filters(kinds=frozenset({"prikaz"}))

        def ask(asked: Asked) -> int:
            if asked.kind == "целиком":
                return search(own, asked.typed, size=10).total
            filters = some if asked.kind == "фильтр" else Filters()
            return searcher.find(node(asked), filters, 0, 10).total

        return ask

    return contender


class OurAnalyser(Analyzer):  # type: ignore[misc]
    """Our analysis as Whoosh wants one: an object a token."""

    lexicon: Lexicon

    def __call__(self, value: str, **_: Any) -> Iterator[Any]:
        token = Token(positions=True, boosts=True)
        for position, terms in enumerate(self.lexicon.terms(value)):
            for term in terms:
                token.text, token.pos, token.boost, token.stopped = term, position, 1.0, False
                yield token


def stock_whoosh(base: Path, folder: Path) -> Ask:
    """Whoosh as its manual shows it, with our analysis as its analyser: one process, its own searcher."""
    from whoosh import fields, index, query, scoring

    OurAnalyser.lexicon = Lexicon(forms_of(base))
    schema = fields.Schema(
        key=fields.ID(stored=True, unique=True), kind=fields.ID(), words=fields.TEXT(OurAnalyser(), stored=True)
    )
    started = time.perf_counter()
    writer = index.create_in(str(folder), schema).writer()
    for key, text in _texts(base):
        writer.add_document(key=key, kind=key.split("-")[0], words=text)
    writer.commit()
    report("Whoosh как есть", folder, time.perf_counter() - started)
    searcher = index.open_dir(str(folder)).searcher(weighting=scoring.BM25F(B=0.3))

    def ask(asked: Asked) -> int:
        terms = [query.Term("words", term) for term in asked.terms]
        asked_for = query.Phrase("words", list(asked.terms)) if asked.kind == "фраза" else query.And(terms)
        chosen = query.Term("kind", "prikaz") if asked.kind == "фильтр" else None
        return len(searcher.search(asked_for, limit=10, filter=chosen))

    return ask


def bare_tantivy(base: Path, folder: Path) -> Ask:
    """Tantivy with the terms joined by spaces: no facets, no passages."""
    import tantivy
    from tantivy import Occur, Query

    lexicon = Lexicon(forms_of(base))
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    builder.add_text_field("kind", tokenizer_name="raw")
    builder.add_text_field("words", tokenizer_name="whitespace")
    schema = builder.build()
    index = tantivy.Index(schema, str(folder))
    started = time.perf_counter()
    writer = index.writer(256_000_000, 2)
    for key, text in _texts(base):
        words = " ".join(terms[0] for terms in lexicon.terms(text) if terms)
        writer.add_document(tantivy.Document(key=key, kind=key.split("-")[0], words=words))
    writer.commit()
    writer.wait_merging_threads()
    report("tantivy голый", folder, time.perf_counter() - started)
    index.reload()
    searcher = index.searcher()

    def ask(asked: Asked) -> int:
        terms = [Query.term_query(schema, "words", term) for term in asked.terms]
        if asked.kind == "фраза":
            terms = [Query.phrase_query(schema, "words", list(asked.terms))]
        if asked.kind == "фильтр":
            terms.append(Query.const_score_query(Query.term_query(schema, "kind", "prikaz"), 0.0))
        found = searcher.search(Query.boolean_query([(Occur.Must, term) for term in terms]), 10)
        for _, address in found.hits:
            searcher.doc(address)
        return int(found.count)

    return ask


def fts5(base: Path, folder: Path) -> Ask:
    """FTS5 over the terms, made beforehand."""
    lexicon = Lexicon(forms_of(base))
    table = sqlite3.connect(folder / "fts.db")
    table.execute("CREATE VIRTUAL TABLE acts USING fts5(key UNINDEXED, words, tokenize = 'unicode61')")
    started = time.perf_counter()
    for key, text in _texts(base):
        words = " ".join(terms[0] for terms in lexicon.terms(text) if terms)
        table.execute("INSERT INTO acts VALUES (?, ?)", [key, words])
    table.commit()
    report("FTS5", folder, time.perf_counter() - started)

    def ask(asked: Asked) -> int:
        words = " ".join(f'"{term}"' for term in asked.terms)
        wanted = f'"{" ".join(asked.terms)}"' if asked.kind == "фраза" else words
        table.execute("SELECT key FROM acts WHERE acts MATCH ? ORDER BY rank LIMIT 10", [wanted]).fetchall()
        return int(table.execute("SELECT count(*) FROM acts WHERE acts MATCH ?", [wanted]).fetchone()[0])

    return ask


CONTENDERS: dict[str, Callable[[Path, Path], Ask]] = {
    "наш Whoosh": ours("whoosh"),
    "наш tantivy": ours("tantivy"),
    "Whoosh как есть": stock_whoosh,
    "tantivy голый": bare_tantivy,
    "FTS5": fts5,
}


def _texts(base: Path) -> Iterator[tuple[str, str]]:
    db = corpus.connect(base)
    for key, pieces in corpus.documents(db, corpus.keys(db)):
        yield key, "\n".join(piece.text for piece in pieces)
    db.close()


def report(name: str, path: Path, seconds: float) -> None:
    """Say how long indexing took and how large it came out."""
    folder = folder_of(path) if path.is_file() else path
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"  {name}: {COUNT / seconds:.0f} актов/с, {size / 1e6:.0f} МБ", flush=True)


def measure(asks: dict[str, Ask], asked: list[Asked], rounds: int) -> dict[str, dict[str, list[list[float]]]]:
    """Contender → kind → milliseconds of each round; the first round over everything is not counted."""
    times: dict[str, dict[str, list[list[float]]]] = {name: {kind: [] for kind in KINDS} for name in asks}
    for number in range(rounds + 1):
        for name, ask in asks.items():
            took: dict[str, list[float]] = {kind: [] for kind in KINDS}
            for one in asked:
                started = time.perf_counter()
                ask(one)
                took[one.kind].append(1000 * (time.perf_counter() - started))
            if number:
                for kind in KINDS:
                    times[name][kind].append(took[kind])
    return times


def p(share: float, rounds: list[list[float]]) -> float:
    """Median over the rounds of the quantile."""
    return statistics.median(sorted(took)[min(len(took) - 1, int(share * len(took)))] for took in rounds)


COUNT = 0


def main() -> None:
    """Build, ask, print."""
    global COUNT
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--acts", type=int, default=2_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", action="append", help="имя участника")
    options.add_argument("--base", type=Path, help="где держать базу между запусками")
    given = options.parse_args()
    COUNT = given.acts
    with tempfile.TemporaryDirectory() as folder:
        base = make(given.base or Path(folder) / "base.db", given.acts)
        forms_of(base).parent.mkdir(exist_ok=True)
        lexicon = Lexicon(forms_of(base))
        text = 0
        for _, words in _texts(base):
            text += len(words.encode())
            lexicon.terms(words)
        lexicon.save()
        print(f"{given.acts} актов, текста {text / 1e6:.0f} МБ; формы разобраны заранее")
        asks = {}
        for number, (name, contender) in enumerate(CONTENDERS.items()):
            if not given.only or name in given.only:
                own = Path(folder) / str(number)
                own.mkdir()
                asks[name] = contender(base, own)
        asked = queries(base)
        if {"наш Whoosh", "наш tantivy"} <= asks.keys():
            alike = sum(asks["наш Whoosh"](one) == asks["наш tantivy"](one) for one in asked)
            print(f"итоги обоих движков совпали: {alike} из {len(asked)}")
        times = measure(asks, asked, given.rounds)
        print("| мс, p50 / p95 | " + " | ".join(KINDS) + " |\n|---|" + "--:|" * len(KINDS))
        for name, kinds in times.items():
            cells = [f"{p(0.5, rounds):.1f} / {p(0.95, rounds):.1f}" for rounds in kinds.values()]
            print(f"| {name} | " + " | ".join(cells) + " |")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"память процесса: {peak:.0f} МБ (все участники вместе)")


if __name__ == "__main__":
    main()
