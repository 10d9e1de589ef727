"""Who cites an act, and in which words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from kb.answers import CitedBy, Passage
from kb.editions.reach import within
from kb.reading.place import place_spoken_of
from kb.store.acts import REF, WIDTH, act_ref, act_row, ref
from kb.store.connection import Base, reading
from kb.store.landing import annexes_of, landing
from kb.store.local_acts import CITES

AROUND = 160
"""Characters of context shown on either side of a citation."""

SIZE = 50
"""Passages of a page."""

_WHICH = f"""
    {CITES.format(act=":act")} AND c.act IS NOT :act
    AND (:unit IS NULL OR EXISTS (SELECT 1 FROM json_each(:places) p
                                  WHERE p.value ->> 0 = c.component AND p.value ->> 1 = c.addresses))
"""
_PASSAGES = f"""
    SELECT {REF}, k.id, k.title, c.unit, c.relation, c.exact, c.address,
           passage(c.source, max(c.start - {AROUND}, 0), c."end" + {AROUND}), min(c.start, {AROUND}), c."end" - c.start
    FROM citations c LEFT JOIN acts a ON a.id = c.act
         LEFT JOIN sources s ON s.id = c.source LEFT JOIN collections k ON k.id = s.collection
    WHERE {_WHICH}
    ORDER BY a.date IS NULL, a.date DESC, c.act, c.start LIMIT :limit OFFSET :offset
"""
_NAMED = f"SELECT DISTINCT component, addresses FROM citations c WHERE {CITES.format(act='?1')} AND address <> ''"
_TOTAL = f"SELECT count(*) FROM citations c WHERE {_WHICH}"


def cited_by(base: Base, act: str, unit: str | None = None, page: int = 1, size: int = SIZE) -> CitedBy:
    """Places that cite the act, or a unit of it and what lies below, newest citing acts first.

    Raises:
        KnowledgeBaseError: no such base, act or unit, or several answer.
    """
    with reading(base) as db:
        found, eid = place_spoken_of(db, act, unit)
        asked = {"act": found, "unit": eid, "places": json.dumps(_naming(db, found, eid) if eid else [])}
        (total,) = db.execute(_TOTAL, asked).fetchone()
        rows = db.execute(_PASSAGES, {**asked, "limit": size, "offset": (page - 1) * size})
        passages = tuple(map(_passage, rows))
        return CitedBy(act_ref(db, found), act_row(db, found).naming, eid, total, page, size, passages)


def _naming(db: sqlite3.Connection, act: str, eid: str) -> list[tuple[str, str]]:
    """(component, addresses) of citations that name the unit, or what lies below: «пункт 6 Положения» is of the annex
    that approves it, and no point of the act itself."""
    named = db.execute(_NAMED, (act,))
    annexes = annexes_of(db, act) if act_row(db, act).has_text else None

    def lands(component: str, address: str) -> str:
        return address if annexes is None else landing(annexes, component, address)

    return [
        (component, addresses)
        for component, addresses in named
        if any(within(lands(component, one), eid) for one in json.loads(addresses))
    ]


def _passage(row: Sequence[Any]) -> Passage:
    collection, title, unit, relation, exact, address, around, start, length = row[WIDTH:]
    before, after = (around or "")[:start], (around or "")[start + length :]
    return Passage(
        ref(row) if row[0] else None,
        (collection, title) if collection else None,
        unit,
        relation,
        _from_word(before),
        exact,
        _to_word(after),
        address or None,
    )


def _from_word(text: str) -> str:
    """The tail of a paragraph, begun at a word."""
    text = text.rpartition("\n")[2]
    return text if len(text) < AROUND else "… " + text.partition(" ")[2]


def _to_word(text: str) -> str:
    """The head of a paragraph, ended at a word."""
    text = text.partition("\n")[0]
    return text if len(text) < AROUND else text.rpartition(" ")[0] + " …"
