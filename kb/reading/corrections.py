"""Corrections by people as they are told: beside what they corrected, and all together with what became of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from kb.answers import ActRef, Corrected, Correction
from kb.store.acts import act_refs
from kb.store.connection import Base, reading
from kb.store.corrected import COLUMN_OF
from kb.store.corrections.overlay import CORRECTIONS
from kb.store.rows import AMONG, CorrectionRow, OperationRow, among, select

_COLUMNS = {
    "from": "in_force_from", "until": "in_force_until", "verb": "verb", "old": "old", "new": "new", "part": "part",
    "apply": "withdrawn", "act": "target", "annex": "target_component", "unit": "named_eid",
}  # fmt: skip
"""Field of a correction of an order → column of ``operations`` that it changes."""


def of_orders(db: sqlite3.Connection, kept: Iterable[str | None]) -> dict[str | None, tuple[Corrected, ...]]:
    """What ``operations.corrected`` holds → the corrections that it names; of an order as parsed (None) none."""
    read = {text: json.loads(text) for text in kept if text}
    asked = among(sorted({id for corrected in read.values() for id in corrected["by"]}))
    rows = {row.id: row for row in select(db, CorrectionRow, f"WHERE id {AMONG}", asked)} if read else {}
    told: dict[str | None, tuple[Corrected, ...]] = {None: ()}
    for text, corrected in read.items():
        told[text] = tuple(_corrected(rows[id], _COLUMNS, corrected["was"]) for id in corrected["by"] if id in rows)
    return told


def of_act(db: sqlite3.Connection, act: str) -> tuple[Corrected, ...]:
    """Corrections of the act's own facts."""
    rows = select(
        db,
        CorrectionRow,
        "WHERE act = ? AND operation IS NULL AND state = 'applied' ORDER BY day, source, start",
        (act,),
    )
    return tuple(_corrected(row, COLUMN_OF, {}) for row in rows)


def corrections(base: Base) -> tuple[Correction, ...]:
    """Every correction in the order of the files, with what became of it.

    Raises:
        KnowledgeBaseError: no such base.
    """
    with reading(base) as db:
        return _corrections(db)


def _corrections(db: sqlite3.Connection) -> tuple[Correction, ...]:
    names = dict(db.execute("SELECT id, name FROM sources WHERE format = ?", (CORRECTIONS,)))
    rows = select(db, CorrectionRow, "ORDER BY source, start")
    orders = {o.id: o for o in select(db, OperationRow, "WHERE id IN (SELECT operation FROM corrections)")}
    acts = act_refs(db, (row.act for row in rows if row.act))
    return tuple(
        _told(row, names[row.source], acts.get(row.act or ""), orders.get(row.operation or ""))
        for row in sorted(rows, key=lambda row: (names[row.source], row.start))
    )


def _told(row: CorrectionRow, file: str, act: ActRef | None, order: OperationRow | None) -> Correction:
    said = json.loads(row.said)
    was = json.loads(order.corrected)["was"] if order and order.corrected else {}
    return Correction(
        _corrected(row, _COLUMNS if order else COLUMN_OF, was),
        file,
        row.start,
        ", ".join(said[key] for key in ("act", "unit", "verb", "words") if key in said),
        act,
        row.operation,
        row.state,
        row.reason,
        (order.state, order.reason) if order else None,
    )


def _corrected(row: CorrectionRow, columns: Mapping[str, str], was: Mapping[str, Any]) -> Corrected:
    put = json.loads(row.put)
    fields = {**put, **put.pop("target", {})}
    fields.pop("target", None)
    return Corrected(
        row.id,
        row.who,
        row.day,
        row.why,
        tuple((key, _value(value)) for key, value in fields.items()),
        tuple((key, was[columns[key]]) for key in fields if columns.get(key) in was and key != "apply"),
    )


def _value(value: object) -> str:
    return "no" if value is False else str(value)
