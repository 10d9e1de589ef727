"""What a person types → an act and, where the words go further, a unit of it: «273-фз 28 ч3 п15.1», «тк рф ст 81»."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from ingest.law.address import Naming
from kb.errors import UnknownAct
from kb.store.find.act import the_named
from kb.store.find.unit import the_unit, unit_of


class Place(NamedTuple):
    """``act``: acts.id; ``unit``: eid in it, None for the act as a whole."""

    act: str
    unit: str | None


def the_place(db: sqlite3.Connection, typed: str, unit: str | None = None) -> Place:
    """The act that the words mean, and its unit: as ``unit`` says, else as they say themselves.

    Raises:
        UnknownAct, AmbiguousAct, UnknownUnit, AmbiguousUnit: none, or several, or words that are not understood.
    """
    row, asked = the_named(db, typed)
    if asked and asked.edition:
        raise UnknownAct(f"В запросе «{typed}» названа редакция; день, на который нужен текст, указывают отдельно.")
    if unit:
        return Place(row.id, the_unit(db, row.id, unit))
    where = asked.unit(Naming(row.naming))[0] if asked else None
    return Place(row.id, unit_of(db, row, where, typed) if where else None)


def whole_act(db: sqlite3.Connection, typed: str) -> str:
    """Id of the act that the words mean, for what is asked of an act as a whole.

    Raises:
        UnknownAct, AmbiguousAct, UnknownUnit, AmbiguousUnit: none, or several, or the words name a unit.
    """
    place = the_place(db, typed)
    if place.unit:
        raise UnknownAct(f"Нужен акт целиком, а в запросе «{typed}» названа его единица.")
    return place.act
