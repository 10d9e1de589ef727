"""Why a unit of an act reads as it does."""

from __future__ import annotations

import sqlite3

from kb.editions.compare import word_changes
from kb.web.asked import Asked, NotHere
from kb.web.lawbook import address_in_words
from kb.web.pages.act import found, naming_of
from kb.web.reading.history import Order, Wording, history
from kb.web.reading.text import position_of
from kb.web.shown import Shown


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """Every wording of the unit ``unit``, what changed from the one before, who ordered it, and what was refused."""
    held = found(base, asked.names["act"])
    eid = asked.text("unit")
    if not eid or position_of(base, held.card.id, eid) is None:
        raise NotHere("Такой единицы в этом акте нет.", held.card.id)
    told = history(base, held.card.id, eid)
    makers = {order for wording in told.wordings for order in wording.made_by}
    data = {
        "passport": held,
        "unit": eid,
        "wordings": told.wordings,
        "orders": list(told.orders.values()),
        "others": [order for order in told.orders.values() if order.id not in makers],
    }
    html = {"steps": _steps(told.wordings, told.orders), "where": address_in_words(eid, naming_of(held))}
    return Shown("why.html", f"Почему так: {html['where']} · {held.card.label}", data, html)


def _steps(
    wordings: tuple[Wording, ...], orders: dict[str, Order]
) -> list[tuple[Wording, tuple[tuple[str, str], ...], list[Order]]]:
    """Each wording with its difference from the one before, and the orders that made it, as far as they are known."""
    steps = []
    for number, wording in enumerate(wordings):
        before = wordings[number - 1].text if number else wording.text
        pieces = tuple((piece.sign, piece.words) for piece in word_changes(before, wording.text))
        steps.append((wording, pieces, [orders[order] for order in wording.made_by if order in orders]))
    return steps
