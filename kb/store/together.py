"""Units left together under one label: «Статьи 106 - 107. (Утратили силу …)» is one unit, and art_107 is in it.

Its eId has the first of its numbers; the others are names by which people and other acts still speak of it.
"""

from __future__ import annotations

import sqlite3

from ingest.law.numbering import each, for_eid

_OF_SEVERAL = "SELECT eid, number FROM units WHERE act = ? AND number GLOB '*[-–—, ]*' ORDER BY position"


def together(db: sqlite3.Connection, act: str) -> dict[str, str]:
    """EId of every number but the first of such a label → eId of the unit: ``{"art_107": "art_106"}``."""
    return {
        f"{eid.rpartition('_')[0]}_{for_eid(number)}": eid
        for eid, printed in db.execute(_OF_SEVERAL, (act,))
        for number in each(printed)[1:]
    }
