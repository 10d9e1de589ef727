"""Orders that wait for a person, refused or of unknown day, as entries of an overlay to fill in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from ingest.law.address import Naming
from kb.store.find_unit import in_words
from kb.store.rows import ORDERED


class Draft(NamedTuple):
    """An order that was not applied: how an overlay names it, why it was not, and its own words."""

    act: str
    label: str
    unit: str
    verb: str
    reason: str
    words: str


_WAITING = """
    SELECT o.act, a.label, a.naming, o.unit, o.verb, o.reason, passage(o.source, o.start, o."end")
    FROM operations o JOIN acts a ON a.id = o.act JOIN acts held ON held.id = o.target AND held.held = 1
    WHERE o.state IN ('refused', 'pending') AND o.basis IN (SELECT value FROM json_each(?))
    ORDER BY o.target, o.act, o.position
"""


def drafts(db: sqlite3.Connection) -> Iterator[Draft]:
    """Every order on an act whose text is held that is refused or waits."""
    for act, label, naming, unit, verb, reason, words in db.execute(_WAITING, (json.dumps(ORDERED),)):
        yield Draft(act, label, in_words(unit, Naming(naming)), verb, reason or "", words or "")
