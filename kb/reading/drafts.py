"""Orders that wait for a person, refused or of unknown day, as entries of an overlay to fill in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from ingest.law.address import Naming, in_words
from kb.answers import Draft
from kb.store.connection import Base, reading
from kb.store.rows import AMONG, ORDERED, among

TELLING = 60
"""Characters of its words that tell an order from its neighbours."""


_WAITING = f"""
    SELECT o.in_force_from IS NULL, o.act, a.label, a.naming, o.unit, o.verb, o.reason,
           passage(o.source, o.start, o."end"),
           (SELECT count(*) FROM operations s WHERE s.act = o.act AND s.unit = o.unit AND s.verb = o.verb) > 1,
           coalesce(o.old, o.new, '')
    FROM operations o JOIN act_records a ON a.id = o.act
         JOIN act_records held ON held.id = o.target AND held.has_text = 1
    WHERE o.state IN ('refused', 'pending') AND o.basis {AMONG}
    ORDER BY 1 DESC, o.act, o.position
"""


def drafts(base: Base) -> tuple[Draft, ...]:
    """Every act whose orders wait for a day, then every order that does not fit; orders on texts that we do not hold
    are left out.

    Raises:
        KnowledgeBaseError: no such base.
    """
    with reading(base) as db:
        return tuple(_drafts(db))


def _drafts(db: sqlite3.Connection) -> Iterator[Draft]:
    rows = db.execute(_WAITING, among(ORDERED))
    for (undated, act, label), found in groupby(rows, key=lambda row: tuple(row[:3])):
        orders = list(found)
        if undated:
            yield Draft(act, label, "", "", None, orders[0][6], "", len(orders))
            continue
        for _, _, _, naming, unit, verb, reason, words, several, said in orders:
            telling = said.partition("\n")[0][:TELLING] if several else ""
            yield Draft(act, label, in_words(unit, Naming(naming)), verb, telling or None, reason or "", words or "")
