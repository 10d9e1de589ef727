"""Documents → postings, a whole segment at once, as columns of numbers.

While documents come, each is kept as the numbers of its forms (:func:`numbered`); nothing is done a word at a time but
cutting the text and looking its forms up. When the segment is whole, numpy turns all of them into tokens and sorts
those by term (:func:`inverted`).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kb.search.analysis import FORM, Lexicon
from kb.search.columns import Mask, Whole
from kb.search.engine import GAP, Document

Real = npt.NDArray[np.float32]


class Numbering(dict[str, int]):
    """Form (lower case, as written) → its number, given out when the form is first met.

    Attributes:
        terms: the terms of all forms, in the order of their numbers.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.terms: list[str] = []
        self._lexicon = lexicon
        self._known: dict[str, int] = {}
        self._widths = bytearray()
        self._flat = array("I")

    def __missing__(self, form: str) -> int:
        terms = self._lexicon[form][:255]
        self._widths.append(len(terms))
        self._flat.extend(map(self.term, terms))
        number = self[form] = len(self)
        return number

    def term(self, text: str) -> int:
        """Number of a term."""
        number = self._known.get(text)
        if number is None:
            number = self._known[text] = len(self.terms)
            self.terms.append(text)
        return number

    def expanded(self, forms: Whole) -> tuple[Whole, Whole]:
        """Numbers of the terms of these forms one after another, and from which place of ``forms`` each comes."""
        widths = np.frombuffer(bytes(self._widths), np.uint8).astype(np.int64)
        starts = np.cumsum(widths) - widths
        times = widths[forms]
        sources = np.repeat(np.arange(len(forms)), times)
        within = np.arange(len(sources)) - np.repeat(np.cumsum(times) - times, times)
        flat = np.frombuffer(self._flat.tobytes(), np.uint32).astype(np.int64)
        return flat[starts[forms[sources]] + within], sources

    def width(self, forms: array[int]) -> int:
        """How many terms these forms have together."""
        return int(np.frombuffer(self._widths, np.uint8)[np.frombuffer(forms, np.uint32)].sum()) if forms else 0


def numbered(document: Document, numbering: Numbering) -> tuple[bytes, list[int], int]:
    """The document for :func:`tokens`, forms in each piece, and its length in terms."""
    forms, lengths, weights = array("I"), array("I"), array("f")
    number = numbering.__getitem__
    before = 0
    for _, text, weight in document.pieces:
        forms.extend(map(number, FORM.findall(text.lower())))
        lengths.append(len(forms) - before)
        weights.append(weight)
        before = len(forms)
    head = array("I", [len(lengths)])
    packed = head.tobytes() + lengths.tobytes() + weights.tobytes() + forms.tobytes()
    return packed, lengths.tolist(), numbering.width(forms)


class Tokens(NamedTuple):
    """Columns, one row for each term at each place: number of the term, document, position, weight."""

    terms: Whole
    docs: Whole
    positions: Whole
    weights: Real


def joined(one: Tokens, two: Tokens) -> Tokens:
    """The rows of one, then of the other."""
    return Tokens(
        np.concatenate((one.terms, two.terms)),
        np.concatenate((one.docs, two.docs)),
        np.concatenate((one.positions, two.positions)),
        np.concatenate((one.weights, two.weights)),
    )


class Inverted(NamedTuple):
    """Postings of a segment, term after term, each term's documents in order.

    Attributes:
        names: the terms.
        heads: of each term, the number of its first posting.
        docs, weights, counts: of each posting, its document, weight and number of positions.
        starts: of each posting, where its positions begin.
        positions: positions of all postings end to end.
    """

    names: list[str]
    heads: Whole
    docs: Whole
    weights: Real
    counts: Whole
    starts: Whole
    positions: Whole


def tokens(documents: Sequence[tuple[int, bytes]], numbering: Numbering) -> Tokens:
    """Tokens of documents made by :func:`numbered`, given with their numbers, in order."""
    packed = [np.frombuffer(data, np.uint32) for _, data in documents]
    pieces = np.array([data[0] for data in packed], np.int64)
    lengths = _joined([data[1 : 1 + data[0]] for data in packed]).astype(np.int64)
    weights = _joined([data[1 + data[0] : 1 + 2 * data[0]] for data in packed]).view(np.float32)
    forms = _joined([data[1 + 2 * data[0] :] for data in packed]).astype(np.int64)
    first = np.repeat(np.cumsum(pieces) - pieces, pieces)  # of each piece, the first piece of its document
    starts = np.cumsum(lengths) - lengths
    shifts = GAP * (np.arange(len(first)) - first) - starts[first] if len(first) else first
    docs = np.repeat(np.array([doc for doc, _ in documents], np.int64), pieces)
    terms, sources = numbering.expanded(forms)
    at = np.repeat(np.arange(len(lengths)), lengths)[sources]
    return Tokens(terms, docs[at], sources + shifts[at], weights[at])


def inverted(rows: Tokens, texts: list[str]) -> Inverted:
    """The tokens by term; those of one term must be in order already. ``texts``: terms by number."""
    order = _order(rows.terms)
    terms, docs, positions = rows.terms[order], rows.docs[order], rows.positions[order]
    starts = np.flatnonzero(_changes(terms) | _changes(docs))
    weights = np.add.reduceat(rows.weights[order], starts) if len(starts) else rows.weights
    heads = np.flatnonzero(_changes(terms[starts]))
    names = [texts[number] for number in terms[starts[heads]].tolist()]
    counts = np.diff(starts, append=len(terms))
    return Inverted(names, heads, docs[starts], weights, counts, starts, positions)


def _order(numbers: Whole) -> Whole:
    """Places of the numbers, smallest first, equal ones in order; 16 bits at a time, which numpy only counts."""
    order = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    high = (numbers >> 16).astype(np.uint16)
    return order[np.argsort(high[order], kind="stable")] if high.any() else order


def _changes(column: Whole) -> Mask:
    """Where the column differs from the row before; the first row does."""
    changes = np.ones(len(column), np.bool_)
    np.not_equal(column[1:], column[:-1], out=changes[1:])
    return changes


def _joined(parts: Sequence[Any]) -> npt.NDArray[np.uint32]:
    return np.concatenate(parts) if parts else np.empty(0, np.uint32)
