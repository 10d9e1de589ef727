"""How much of a query stands in one piece of a document: what picks the unit to show, and lifts acts where words meet.

A question becomes groups that add up, one for each thing asked; a group is alternatives of which the best counts, the
typed words first, synonyms after; an alternative is clues that add up. Each engine looks clues up in its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from kb.search.columns import Mask, Whole
from kb.search.engine import All, Any, Best, Node, Phrase, Prefix, Slots, Term, Without

BESIDE = 0.5
"""Worth of two words of the query standing side by side, in parts of the lighter word's weight."""

NEAR, EXACT = 0.6, 0.5
"""What a piece with the whole query adds to an act's score, and one that says nothing else."""

_SPARE = 0.25
"""Share of other words in a piece that still says just what was asked."""

_LARGE_UNITS = ("part_", "sec_", "subsec_", "chp_", "par_")


class Clue(NamedTuple):
    """Words at consecutive positions (usually one word) and what they are worth. Slots list alternative terms."""

    slots: Slots
    weight: float


Alternative = tuple[Clue, ...]
Group = tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What to look for in a piece.

    Attributes:
        groups: see the module.
        beside: typed words that stand one after another in the query; each pair worth its weight where it stands so in
            the piece, at most one word between.
        total: worth of a piece that has everything.
        words: number of typed words.
    """

    groups: tuple[Group, ...]
    beside: tuple[Clue, ...]
    total: float
    words: int


def evidence(node: Node, idf: Callable[[str], float]) -> Evidence:
    """What to look for in the pieces of documents that answer the question; ``idf``: weight of a term."""
    groups = tuple(group for group in _groups(node, idf) if group and group[0])
    typed = [clue for group in groups for clue in group[0] if len(clue.slots) == 1]
    beside = tuple(
        Clue((one.slots[0], two.slots[0]), BESIDE * min(one.weight, two.weight))
        for one, two in pairwise(typed)
        if one.slots != two.slots
    )
    total = sum(clue.weight for group in groups for clue in group[0]) + sum(clue.weight for clue in beside)
    words = sum(len(clue.slots) for group in groups for clue in group[0])
    return Evidence(groups, beside, total, words)


def factor(share: float, exact: bool) -> float:
    """What the best piece does to the score: ``share`` of the evidence it has, and whether it says nothing else."""
    return 1 + NEAR * share**2 + (EXACT * share if exact else 0.0)


def is_exact(lengths: Whole, words: int) -> Mask:
    """Which pieces of these lengths say little besides ``words`` of the query."""
    return lengths - words <= _SPARE * lengths


def is_large(place: str) -> bool:
    """Whether the unit is larger than an article: where an article answers as well, it is shown instead."""
    return place.rpartition("__")[2].startswith(_LARGE_UNITS)


def _groups(node: Node, idf: Callable[[str], float]) -> Iterator[Group]:
    match node:
        case Term() | Phrase():
            yield (_clues(node, idf),)
        case All(parts) | Any(parts, _):
            for part in parts:
                yield from _groups(part, idf)
        case Best(parts):
            yield _alternatives(parts, idf)
        case Without(wanted, _):
            yield from _groups(wanted, idf)


def _alternatives(parts: tuple[tuple[Node, float], ...], idf: Callable[[str], float]) -> Group:
    """The typed words, and synonyms at their worth. Lemmas of one ambiguous form are one clue."""
    if all(isinstance(part, Term) and weight == 1.0 for part, weight in parts):
        terms = tuple(part.text for part, _ in parts if isinstance(part, Term))
        return ((Clue((terms,), max(map(idf, terms))),),)
    typed = tuple(clue for group in _groups(parts[0][0], idf) for clue in group[0])
    worth = sum(clue.weight for clue in typed)
    others = (
        (Clue(slots, worth * min(1.0, weight * (0.8 * len(slots) if len(slots) > 1 else 1.0))),)
        for part, weight in parts[1:]
        for slots in _slots(part)
    )
    return (typed, *others)


def _clues(node: Term | Phrase, idf: Callable[[str], float]) -> Alternative:
    slots = ((node.text,),) if isinstance(node, Term) else node.slots
    return (Clue(slots, sum(max(map(idf, slot)) for slot in slots if slot)),)


def _slots(node: Node) -> Iterator[Slots]:
    match node:
        case Term(text):
            yield ((text,),)
        case Phrase(slots):
            yield slots
        case Best(parts) if not any(isinstance(part, Prefix) for part, _ in parts):
            yield (tuple(part.text for part, _ in parts if isinstance(part, Term)),)
