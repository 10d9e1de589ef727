"""Pieces of documents in a tantivy index of their own: which piece of a found act answers best."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import blake2b
from itertools import islice, product
from typing import Any, NamedTuple

import tantivy
from tantivy import Occur, Query

from kb.search.analysis import Lexicon
from kb.search.engine import Document, Node
from kb.search.evidence import Clue, Group, evidence, factor, is_exact, is_large

WORDS, KEY, PLACE, OWNER, ORDER, LENGTH = "words", "key", "place", "owner", "order", "length"

_LARGE = 1 << 40
"""Added to the order of a unit larger than an article: it comes after the others."""

_MOST_PHRASES = 32
_MOST_PIECES = 4_000


def pieces_schema() -> Any:
    """One document a piece of a document."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field(KEY, stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field(PLACE, stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field(WORDS, tokenizer_name="whitespace", index_option="position")
    schema.add_integer_field(OWNER, fast=True)
    schema.add_integer_field(ORDER, fast=True)
    schema.add_integer_field(LENGTH, fast=True)
    return schema.build()


def added(document: Document, lexicon: Lexicon) -> list[Any]:
    """The document's pieces as tantivy takes them."""
    found, owner = [], _owner(document.key)
    for number, (place, text, _) in enumerate(document.pieces):
        terms_of_forms = lexicon.terms(text)
        order = number + (_LARGE if is_large(place) else 0)
        facts = {KEY: document.key, OWNER: owner, PLACE: place, ORDER: order, LENGTH: len(terms_of_forms)}
        piece = tantivy.Document(**facts)
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
        best: dict[int, _Piece] = {}
        for piece in self._read(self._equals(hits), sought.words):
            if piece.owner not in best or piece.preference < best[piece.owner].preference:
                best[piece.owner] = piece
        owners = {_owner(key): key for key in keys}
        return {
            owners[owner]: (
                str(self._searcher.doc(piece.address).get_first(PLACE)),
                factor(min(1.0, piece.score / sought.total), not piece.preference[0]),
            )
            for owner, piece in best.items()
        }

    def _equals(self, hits: list[tuple[float, Any]]) -> list[tuple[float, int, Any]]:
        """Of each owner's pieces those that hold the most, with that much, and whose they are."""
        most: dict[int, float] = {}
        kept = []
        owners = self._searcher.fast_field_values(OWNER, [address for _, address in hits])
        for (score, address), owner in zip(hits, owners, strict=True):
            if score >= most.setdefault(owner, score) * 0.999:
                kept.append((most[owner], owner, address))
        return kept

    def _read(self, hits: list[tuple[float, int, Any]], words: int) -> Iterator[_Piece]:
        """What is known of these pieces, from columns alone."""
        addresses = [address for _, _, address in hits]
        orders, lengths = (self._searcher.fast_field_values(name, addresses) for name in (ORDER, LENGTH))
        for (score, owner, address), order, length in zip(hits, orders, lengths, strict=True):
            yield _Piece(score, owner, (not (order < _LARGE and is_exact(length, words)), order), address)

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
    """A piece of a document: what it holds, whose it is, how it stands among its equals (smaller is better)."""

    score: float
    owner: int
    preference: tuple[bool, int]
    address: Any


def _owner(key: str) -> int:
    """A number for the key, the same in every process."""
    return int.from_bytes(blake2b(key.encode(), digest_size=7).digest())
