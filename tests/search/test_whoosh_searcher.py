"""Columns against Whoosh's own searcher on the same index: the same documents, the same scores."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from whoosh import index as whoosh_index
from whoosh import query, scoring

from kb.answers.found import Filters
from kb.search.engine import All, Any, Phrase, Prefix, Term, Without
from kb.search.index import folder_of, pointer
from kb.search.whoosh.engine import shard_folders
from kb.search.whoosh.searcher import K1, B, WhooshSearcher

WORDS = "words"


@pytest.fixture(scope="module")
def folder(base: Path) -> Path:
    said = pointer(base)
    assert said is not None
    return folder_of(base) / said.folder


def found_by_whoosh(folder: Path, asked: query.Query) -> dict[str, float]:
    with whoosh_index.open_dir(str(shard_folders(folder)[0])).searcher(weighting=scoring.BM25F(B=B, K1=K1)) as searcher:
        keys = searcher.reader().column_reader("key")
        return {keys[hit.docnum]: hit.score for hit in searcher.search(asked, limit=None)}


def term(text: str) -> query.Term:
    return query.Term(WORDS, text)


def questions(folder: Path) -> list[tuple[object, query.Query]]:
    chance = random.Random(3)
    with whoosh_index.open_dir(str(shard_folders(folder)[0])).reader() as reader:
        terms = [text.decode() for text in reader.lexicon(WORDS)]
    asked: list[tuple[object, query.Query]] = []
    for _ in range(100):
        one, two, three = chance.sample(terms, 3)
        asked += [
            (Term(one), term(one)),
            (All((Term(one), Term(two))), query.And([term(one), term(two)])),
            (Any((Term(one), Term(two), Term(three))), query.Or([term(one), term(two), term(three)])),
            (Without(Term(one), Term(two)), query.And([term(one), query.Not(term(two))])),
            (Phrase(((one,), (two,))), query.Phrase(WORDS, [one, two])),
        ]
    pairs = (
        ("электронный", "обучение"),
        ("российский", "федерация"),
        ("моя", "школа"),
        ("дистанционный", "технология"),
    )
    return asked + [(Phrase(((one,), (two,))), query.Phrase(WORDS, [one, two])) for one, two in pairs]


def test_documents_and_scores_are_those_of_whoosh(base: Path, folder: Path) -> None:
    ours = WhooshSearcher(shard_folders(folder), base)
    for node, asked in questions(folder):
        theirs = found_by_whoosh(folder, asked)
        mine = {hit.key: hit.words for hit in ours.find(node, Filters(), 0, 100).hits}  # type: ignore[arg-type]
        assert mine.keys() == theirs.keys(), asked
        if not isinstance(node, Without):  # Whoosh adds 1 to the score for what is not there
            assert mine == pytest.approx(theirs, rel=1e-5), asked
        assert ours.count(node, Filters()) == len(theirs)  # type: ignore[arg-type]
    ours.close()


def test_a_prefix_stands_for_every_term_that_begins_so(base: Path, folder: Path) -> None:
    ours = WhooshSearcher(shard_folders(folder), base)
    theirs = found_by_whoosh(folder, query.Prefix(WORDS, "образова"))
    assert {hit.key for hit in ours.find(Prefix("образова"), Filters(), 0, 100).hits} == theirs.keys()
    assert set(ours.expand("образова", 10)) == {"образовательный", "образование"}
    ours.close()
