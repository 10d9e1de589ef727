"""What is marked in the passages of a search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kb.search.engine import All, Any, Best, Node, Phrase, Prefix, Slots, Term, Without


class Marks(NamedTuple):
    """These terms wherever they stand, and these runs of terms; beginnings of terms; and ``forms``, words that must
    stand just so, ё as е."""

    terms: frozenset[str] = frozenset()
    phrases: tuple[Slots, ...] = ()
    prefixes: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()


NOTHING = Marks()


def marks_of(node: Node | None) -> Marks:
    """What answers the question; nothing of what it leaves out."""
    terms: set[str] = set()
    phrases: dict[Slots, None] = {}
    prefixes: dict[str, None] = {}
    for part in _leaves(node) if node else ():
        match part:
            case Term(text):
                terms.add(text)
            case Phrase(alternatives):
                phrases[alternatives] = None
            case Prefix(text):
                prefixes[text] = None
    return Marks(frozenset(terms), tuple(phrases), tuple(prefixes))


def _leaves(node: Node) -> Iterator[Node]:
    match node:
        case All(parts) | Any(parts, _):
            for part in parts:
                yield from _leaves(part)
        case Best(parts):
            for part, _ in parts:
                yield from _leaves(part)
        case Without(wanted, _):
            yield from _leaves(wanted)
        case _:
            yield node
