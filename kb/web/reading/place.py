"""The unit that a visitor names: an eId, one of several numbers of a unit, or words («ст. 28 ч. 3»)."""

from __future__ import annotations

import sqlite3

from kb.errors import Ambiguous, UnknownUnit
from kb.store.find.unit import the_unit
from kb.web.asked import NotHere
from kb.web.reading.passport import Passport

_SPOKEN_OF = """
    SELECT 1 FROM operations WHERE target = ?1 AND target_eid = ?2
    UNION ALL SELECT 1 FROM citations WHERE cited = ?1 AND address = ?2 LIMIT 1
"""


def unit_named(base: sqlite3.Connection, held: Passport, typed: str) -> str:
    """The unit's eId, "" when none is named.

    Raises:
        NotHere: the act has no such unit, or several that the words may mean.
    """
    act = held.card.id
    if not typed:
        return ""
    try:
        return the_unit(base, act, typed)
    except UnknownUnit as error:
        if base.execute(_SPOKEN_OF, (act, typed)).fetchone():
            return typed  # of a text that the base does not hold, or no more
        raise NotHere(str(error), near=(act,)) from None
    except Ambiguous as error:
        raise NotHere(" ".join((str(error), "; ".join(error.candidates))), near=(act,)) from None
