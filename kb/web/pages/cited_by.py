"""Who cites an act or one of its units, with the words in which it is cited."""

from __future__ import annotations

import sqlite3

from kb.web.asked import Asked
from kb.web.pages.act import found
from kb.web.reading import relations
from kb.web.reading.place import unit_named
from kb.web.shown import Shown
from kb.web.twin import address

SIZE = 50


def page(base: sqlite3.Connection, asked: Asked) -> Shown:
    """Citing passages, newest citing acts first; ``unit`` narrows them to that unit and what lies below it."""
    held = found(base, asked.names["act"])
    unit, number = unit_named(base, held, asked.text("unit")), asked.number("page", 1)
    passages = relations.cited_by(base, held.card.id, unit, SIZE + 1, (number - 1) * SIZE)
    more = len(passages) > SIZE
    data = {
        "passport": held,
        "unit": unit,
        "total": relations.count_cited_by(base, held.card.id),
        "page": number,
        "size": SIZE,
        "next": address(asked.again(page=number + 1)) if more else None,
        "passages": passages[:SIZE],
    }
    return Shown("cited_by.html", f"{held.card.short}: кто ссылается", data, {"more": more})
