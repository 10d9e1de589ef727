"""Acts in a tantivy index: their words and bodies, and what they are filtered, counted and sorted by."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count, repeat
from pathlib import Path
from typing import Any

import tantivy

from kb.search import cards, ranking
from kb.search.analysis import Lexicon
from kb.search.engine import GAP, Document, Order
from kb.search.tantivy.bodies import KEY, add_body, body
from kb.store.connection import reading

WORDS, PRIOR = "words", "prior"
STATUSES_ON_DAY = (Order.DATE, Order.CITED)
FACETS = ("kind", "issuer", "year", "status", "collection")

LEAST_PRIOR = 0.45
"""Below the smallest prior: tantivy multiplies scores by a logarithm that is never below 1."""


def acts_schema() -> Any:
    """One document an act or collection; its status is the one it ends in: see :mod:`kb.search.tantivy.days`."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field(KEY, stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field(WORDS, tokenizer_name="whitespace", index_option="position")
    for name in FACETS:
        schema.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    schema.add_integer_field("from", indexed=True, fast=True)
    schema.add_float_field(PRIOR, fast=True)
    for order in STATUSES_ON_DAY:
        schema.add_integer_field(order, fast=True)
    add_body(schema)
    return schema.build()


class Known:
    """What acts are filtered by, read once."""

    def __init__(self, base: Path) -> None:
        with reading(base) as db:
            self._rows = {row.act: row for row in cards.attributes(db)}
            self._issuers = _grouped(cards.issuers_of_acts(db))
            self._collections = _grouped(cards.collections_of_acts(db))

    def of(self, key: str) -> dict[str, Any]:
        """Field → value or values."""
        row = self._rows.get(key, cards.NOT_AN_ACT)
        return {
            "kind": row.kind,
            "issuer": self._issuers.get(key, []),
            "year": row.year,
            "status": row.last,
            "collection": self._collections.get(key, []),
            "from": row.since,
            **{order: ranking.standing(order, row.date, row.number, row.cited) for order in STATUSES_ON_DAY},
            PRIOR: 2 ** (ranking.prior(row.last, row.cited, row.held) / LEAST_PRIOR) - 2,
        }


def act_document(document: Document, lexicon: Lexicon, known: Known) -> Any:
    """The act as tantivy takes it: every term at its position, as often as it weighs; and its body."""
    terms = [lexicon.terms(text) for _, text, _ in document.pieces]
    tokens: list[Any] = []
    position = 0
    for (_, _, weight), forms in zip(document.pieces, terms, strict=True):
        weighed = forms if weight == 1 else [form * int(weight) for form in forms]
        positions = chain.from_iterable(map(repeat, count(position), map(len, weighed)))
        tokens += map(tantivy.Token, chain.from_iterable(weighed), positions, repeat(0), repeat(0))
        position += len(forms) + GAP
    act = tantivy.Document(**{KEY: document.key, **known.of(document.key), **body(document, terms)})
    act.add_pre_tokenized_text(WORDS, tantivy.PreTokenizedString("", tokens))
    return act


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
