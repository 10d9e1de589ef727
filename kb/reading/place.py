"""An act and a unit of it, as a person names them: also one that the base knows of only by what others say of it."""

from __future__ import annotations

import sqlite3

from kb.errors import UnknownUnit
from kb.store.find.act import the_act
from kb.store.find.place import Place, the_place

_SPOKEN_OF = """
    SELECT 1 FROM operations WHERE target = ?1 AND target_eid = ?2
    UNION ALL SELECT 1 FROM citations WHERE cited = ?1 AND address = ?2 LIMIT 1
"""


def place_spoken_of(db: sqlite3.Connection, act: str, unit: str | None) -> Place:
    """As :func:`kb.store.find.place.the_place`; an eId that others change or cite is a unit though the text has it no
    more, or is not held.

    Raises:
        UnknownAct, AmbiguousAct, UnknownUnit, AmbiguousUnit: none, or several.
    """
    try:
        return the_place(db, act, unit)
    except UnknownUnit:
        found = the_act(db, act)
        if unit and db.execute(_SPOKEN_OF, (found, unit)).fetchone():
            return Place(found, unit)
        raise
