"""Words as they are typed or written in a list of synonyms → parts of a question for the engine."""

from __future__ import annotations

from collections.abc import Sequence

from kb.search.engine import All, Best, Node, Phrase, Slots, Term


def words(slots: Sequence[tuple[str, ...]]) -> Node | None:
    """Typed words that need not stand side by side."""
    nodes = tuple(node for node in map(word, slots) if node is not None)
    return All(nodes) if len(nodes) > 1 else nodes[0] if nodes else None


def word(terms: tuple[str, ...]) -> Node | None:
    """A form: a number by its whole spelling, an ambiguous word by any of its lemmas; None for a stop word."""
    if not terms:
        return None
    if len(terms) == 1 or _is_number(terms):
        return Term(terms[0])
    return Best(tuple((Term(term), 1.0) for term in terms))


def phrase(slots: Slots) -> Node | None:
    """Words side by side; None when all are stop words."""
    slots = stripped(slots)
    if not slots:
        return None
    if len(slots) == 1:
        return word(slots[0])
    return Phrase(tuple(slot[:1] if _is_number(slot) else slot for slot in slots))


def stripped(slots: Slots) -> Slots:
    """Without stop words at the edges."""
    while slots and not slots[0]:
        slots = slots[1:]
    while slots and not slots[-1]:
        slots = slots[:-1]
    return slots


def _is_number(terms: tuple[str, ...]) -> bool:
    return any(ch.isdecimal() for ch in "".join(terms[:1]))
