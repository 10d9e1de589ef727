"""What moves a result up besides the words themselves, and how to say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.russian import STATUSES
from kb.search.engine import All, Any, Best, Node, Order, Phrase, Prefix, Scored, Term, Without
from kb.search.passages import Wanted

NEAR_WINDOW = 40
"""How many of the best documents are looked into for the words standing together."""

STATUS = {"in_force": 1.0, "not_yet": 0.85, "unknown": 0.9, "suspended": 0.7, "repealed": 0.5}
"""Factor of a status: acts in force before repealed ones."""

_LEADING = re.compile(r"[0-9]{1,9}")


def prior(status: str, cited: int, held: int) -> float:
    """Factor of what is known of the act: status, how often it is cited, whether we hold its text."""
    return STATUS.get(status, 0.9) * (1 + 0.04 * times_cited(cited)) * (1.0 if held else 0.95)


def times_cited(cited: int) -> int:
    """How often cited, in doublings (1 → 1, 3 → 2, 7 → 3), so that an index need not change with every citation."""
    return (1 + cited).bit_length() - 1


def standing(order: Order, day: str | None, number: str | None, cited: int) -> int:
    """Where an act stands by its facts alone, greater first: see :class:`kb.search.engine.Order`."""
    signed = int(day.replace("-", "")) if day else 0
    if order is Order.CITED:
        return cited * 10**8 + signed
    leading = _LEADING.match(number or "")
    return signed * 10**7 + (min(int(leading[0]), 10**7 - 1) if leading else 0)


def marks(node: Node | None) -> Wanted:
    """What to mark in a passage."""
    terms: set[str] = set()
    phrases: dict[tuple[tuple[str, ...], ...], None] = {}
    prefixes: dict[str, None] = {}
    for part in _leaves(node) if node else ():
        match part:
            case Term(text):
                terms.add(text)
            case Phrase(alternatives):
                phrases[alternatives] = None
            case Prefix(text):
                prefixes[text] = None
    return Wanted(frozenset(terms), tuple(phrases), tuple(prefixes))


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


def explain(hit: Scored, status: str, cited: int) -> tuple[str, ...]:
    """How the score came about, in sentences."""
    return (
        f"слова запроса (BM25F: реквизиты, название, заголовки, текст): {_number(hit.words)}",
        f"статус «{STATUSES.get(status, status)}», ссылок на акт в базе: {cited}: × {_number(hit.prior)}",
        f"слова стоят рядом, в одной единице: × {_number(hit.near)}",
        f"итог: {_number(hit.score)}",
    )


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
