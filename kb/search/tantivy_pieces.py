"""Pieces of documents in a tantivy index of their own: which piece of a found act answers best."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, product
from typing import Any, NamedTuple

import tantivy
from tantivy import Occur, Query

from kb.search.analysis import Lexicon
from kb.search.engine import Document, Node
from kb.search.evidence import Clue, Group, evidence, factor, is_exact, is_large

WORDS, KEY, PLACE, ORDER, LENGTH = "words", "key", "place", "order", "length"

_MOST_PHRASES = 32
_MOST_PIECES = 4_000


def pieces_schema() -> Any:
    """One document a piece of a document."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field(KEY, stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field(PLACE, stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field(WORDS, tokenizer_name="whitespace", index_option="position")
    schema.add_integer_field(ORDER, fast=True)
    schema.add_integer_field(LENGTH, fast=True)
    return schema.build()


def added(document: Document, lexicon: Lexicon) -> list[Any]:
    """The document's pieces as tantivy takes them."""
    found = []
    for number, (place, text, _) in enumerate(document.pieces):
        terms_of_forms = lexicon.terms(text)
        piece = tantivy.Document(**{KEY: document.key, PLACE: place, ORDER: number, LENGTH: len(terms_of_forms)})
        words = [tantivy.Token(term, i, 0, 0) for i, terms in enumerate(terms_of_forms) for term in terms]
        piece.add_pre_tokenized_text(WORDS, tantivy.PreTokenizedString("", words))
        found.append(piece)
    return found


class Pieces:
    """The open index of pieces; ``idf``: weight of a term among acts."""

    def __init__(self, index: Any, idf: Callable[[str], float]) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self._idf = idf

    def near(self, node: Node, keys: list[str]) -> dict[str, tuple[str, float]]:
        """Key → the piece that holds the most of what is sought, and the factor for it."""
        sought = evidence(node, self._idf)
        if not keys or not sought.total:
            return {}
        chosen = Query.const_score_query(Query.term_set_query(self._schema, KEY, keys), 0.0)
        held = Query.boolean_query([(Occur.Should, self._group(group)) for group in sought.groups])
        beside = [(Occur.Should, self._beside(clue)) for clue in sought.beside]
        query = Query.boolean_query(
            [(Occur.Must, chosen), (Occur.Must, Query.boolean_query([(Occur.Must, held), *beside]))]
        )
        hits = self._searcher.search(query, _MOST_PIECES, count=False).hits
        addresses = [address for _, address in hits]
        orders = self._searcher.fast_field_values(ORDER, addresses)
        lengths = self._searcher.fast_field_values(LENGTH, addresses)
        best: dict[str, _Piece] = {}
        for (score, address), order, length in zip(hits, orders, lengths, strict=True):
            piece = self._searcher.doc(address)
            key, place = str(piece.get_first(KEY)), str(piece.get_first(PLACE))
            if key in best and score < best[key].score * 0.999:
                continue
            exact = not is_large(place) and is_exact(int(length or 0), sought.words)
            found = _Piece(score, (not exact, is_large(place), int(order or 0)), place)
            if key not in best or found.preference < best[key].preference:
                best[key] = found._replace(score=max(score, best[key].score) if key in best else score)
        return {
            key: (found.place, factor(min(1.0, found.score / sought.total), not found.preference[0]))
            for key, found in best.items()
        }

    def _group(self, group: Group) -> Any:
        alternatives = [Query.boolean_query([(Occur.Should, self._clue(clue)) for clue in clues]) for clues in group]
        return Query.disjunction_max_query(alternatives)

    def _clue(self, clue: Clue) -> Any:
        filled = [[(shift, term) for term in slot] for shift, slot in enumerate(clue.slots) if slot]
        if len(filled) == 1:
            terms = [Query.term_query(self._schema, WORDS, term) for _, term in filled[0]]
            return Query.const_score_query(Query.boolean_query([(Occur.Should, term) for term in terms]), clue.weight)
        runs = [list(run) for run in islice(product(*filled), _MOST_PHRASES)]
        phrases = [Query.phrase_query(self._schema, WORDS, run) for run in runs if len({t for _, t in run}) > 1]
        return Query.const_score_query(Query.boolean_query([(Occur.Should, phrase) for phrase in phrases]), clue.weight)

    def _beside(self, clue: Clue) -> Any:
        one, two = clue.slots
        return Query.disjunction_max_query([self._clue(clue), self._clue(Clue((one, (), two), clue.weight))])


class _Piece(NamedTuple):
    """A piece of a document: what it holds, how it stands among its equals (smaller is better), and where."""

    score: float
    preference: tuple[bool, bool, int]
    place: str
