"""An act and a unit of it, as a person names them: also one that the base knows of only by what others say of it."""

from __future__ import annotations

import sqlite3

from ingest.law.address import Naming
from kb.errors import UnknownUnit
from kb.store.acts import act_row
from kb.store.find.act import the_act
from kb.store.find.place import Place, the_place
from kb.store.find.question import read_unit

_SPOKEN_OF = """
    SELECT 1 FROM operations WHERE target = ?1 AND target_eid = ?2
    UNION ALL SELECT 1 FROM citations WHERE cited = ?1 AND address = ?2 LIMIT 1
"""


def place_spoken_of(db: sqlite3.Connection, act: str, unit: str | None) -> Place:
    """As :func:`kb.store.find.place.the_place`; a unit that others change or cite is one though the text has it no
    more, by its eId, or is not held, in words too.

    Raises:
        UnknownAct, AmbiguousAct, UnknownUnit, AmbiguousUnit: none, or several.
    """
    try:
        return the_place(db, act, unit)
    except UnknownUnit:
        found = the_act(db, act)
        for eid in (unit, *_in_words(db, found, unit)) if unit else ():
            if db.execute(_SPOKEN_OF, (found, eid)).fetchone():
                return Place(found, eid)
        raise


def _in_words(db: sqlite3.Connection, act: str, typed: str) -> list[str]:
    """The eId that the words say, of an act whose text is not held: there is no unit to compare them with."""
    row = act_row(db, act)
    where, _ = read_unit(typed).unit(Naming(row.naming))
    one = len(where.addresses) == 1 and not row.has_text
    return [where.addresses[0].eid(Naming(row.naming))] if one else []
