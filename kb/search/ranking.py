"""What moves a result up besides the words themselves, and how to say so."""

from __future__ import annotations

import re

from kb.russian import STATUSES
from kb.search.cards import day_number
from kb.search.engine import Order, Scored

NEAR_WINDOW = 40
"""How many of the best documents are looked into for the words standing together."""

STATUS = {"in_force": 1.0, "not_yet": 0.85, "unknown": 0.9, "suspended": 0.7, "partly_repealed": 0.6, "repealed": 0.5}
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
    signed = day_number(day) if day else 0
    if order is Order.CITED:
        return cited * 10**8 + signed
    leading = _LEADING.match(number or "")
    return signed * 10**7 + (min(int(leading[0]), 10**7 - 1) if leading else 0)


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
