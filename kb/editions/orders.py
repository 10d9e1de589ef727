"""What amending acts order of an act: which orders are applied to its text, and since which day each.

A text that its editor has brought up to a day already holds what the acts named in his notes did: their orders are not
applied a second time. Nor is what a person has taken out by a correction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ingest import PUBLICATION, Commencement, day_of, deciding
from ingest.law.dates import date_or_none
from ingest.law.part import read_part
from kb.editions.model import Change
from kb.store.corrected import corrected_facts
from kb.store.landing import UNKNOWN_ANNEX, annexes_of, called
from kb.store.rows import ORDERED, ActRow, CommencementRow, OperationRow, select

INCLUDED = "уже учтено в тексте источника"
PERIOD = "начало очередного налогового (расчётного) периода"
TAKEN_OUT = "снято поправкой"
IS_ORDERED = f"o.basis IN ({', '.join(repr(basis) for basis in ORDERED)})"
"""SQL: ``operations o`` that an act orders."""


def orders_on(db: sqlite3.Connection, act: str) -> list[OperationRow]:
    """Everything that amending acts order of the act."""
    return select(db, OperationRow, f"AS o WHERE target = ? AND {IS_ORDERED} ORDER BY act, position, id", (act,))


def set_aside(db: sqlite3.Connection, row: ActRow, orders: Sequence[OperationRow]) -> dict[str, tuple[str, str]]:
    """Orders that are not applied, whatever they say: operation → (state, reason)."""
    included = _included(db, row, orders)
    found = {o.id: ("refused", _no_annex(db, o)) for o in orders if o.target_eid.partition("__")[0] == UNKNOWN_ANNEX}
    found |= {o.id: ("stated", INCLUDED) for o in orders if o.act in included}
    return found | {o.id: ("refused", TAKEN_OUT) for o in orders if is_taken_out(o)}


def _no_annex(db: sqlite3.Connection, order: OperationRow) -> str:
    """Why the annex that the order names by a word is none of the act's: there is none, or there are several."""
    headings = dict(annexes_of(db, order.target or ""))
    fitting = [f"«{headings[eid]}»" for eid in called(list(headings.items()), order.target_component)]
    if not fitting:
        return f"приложения, которое поручение называет «{order.target_component}», в тексте акта нет"
    return f"не понять, о каком приложении поручение: {' или '.join(fitting)}"


def is_taken_out(order: OperationRow) -> bool:
    """Has a person said that the order is not to be applied."""
    return bool(order.withdrawn)


def _included(db: sqlite3.Connection, row: ActRow, orders: Sequence[OperationRow]) -> set[str]:
    """Amending acts that the source's text already holds: its notes name them, or it is brought up to a later day."""
    noted = {
        act for (act,) in db.execute("SELECT act FROM operations WHERE source = ? AND basis = 'note'", (row.source,))
    }
    if not row.edition:
        return noted
    days = dict(
        db.execute(
            "SELECT id, date FROM act_records WHERE id IN (SELECT act FROM operations WHERE target = ?)", (row.id,)
        )
    )
    return noted | {o.act for o in orders if (days.get(o.act) or "9999") <= row.edition}


# orders as changes


def changes(db: sqlite3.Connection, orders: Sequence[OperationRow]) -> list[Change]:
    """Orders as changes, dated as far as the facts are known."""
    facts = {act: _facts(db, act) for act in {o.act for o in orders}}
    out = []
    for o in orders:
        by = facts[o.act]
        start = _start(o, by)
        out.append(
            Change(
                o.id,
                o.act,
                by.adopted,
                o.position,
                o.verb,
                o.target_eid,
                o.old,
                o.new,
                start,
                _missing(o, by),
                read_part(o.part or ""),
                bool(o.inflected),
                (o.start, o.end),
                tuple(json.loads(o.spared)),
            )
        )
    return out


class _Facts(NamedTuple):
    """Of an amending act: day of signing, of publication, clauses on force, first day of force as a person, a card or a
    head gives it (``corrected``: a person)."""

    adopted: str
    published: date | None
    clauses: Sequence[Commencement]
    force: str | None
    corrected: bool


def _facts(db: sqlite3.Connection, act: str) -> _Facts:
    found = db.execute("SELECT date, published, in_force_from FROM act_records WHERE id = ?", (act,)).fetchone()
    adopted, published, force = found or (None, None, None)
    rows = select(db, CommencementRow, "WHERE act = ? ORDER BY position", (act,))
    corrected = corrected_facts(db, [act]).get(act, {}).get("in_force_from")
    return _Facts(adopted or "", date_or_none(published), clauses_of(rows), corrected or force, corrected is not None)


def clauses_of(rows: Iterable[CommencementRow]) -> list[Commencement]:
    """Clauses on force as the parser gave them."""
    return [
        Commencement(
            tuple(json.loads(r.scope)),
            date_or_none(r.in_force_from),
            r.rule,
            date_or_none(r.in_force_until),
            r.start,
            r.end,
            r.basis,
            found_by=r.found_by,
        )
        for r in rows
    ]


def _missing(order: OperationRow, by: _Facts) -> str | None:
    """The fact that the day waits for: where the publication is known it is another one."""
    if order.missing != PUBLICATION or not by.published:
        return order.missing
    clause = deciding(order.unit, by.clauses)
    return PERIOD if clause and "next period" in clause.rule else order.missing


def _start(order: OperationRow, by: _Facts) -> str | None:
    """The first day of an order: of its own correction, of its act's, of the clause that speaks of it, counted from
    the publication where need be; where no clause does, that of its act."""
    clause = deciding(order.unit, by.clauses)
    of_whole = clause is None or "main" in clause.scope
    if by.corrected and of_whole and order.basis != "correction":
        return by.force
    if order.missing is None:
        return order.in_force_from
    day = day_of(clause.rule, by.published) if clause else None
    if day:
        return day.isoformat()
    return by.force if of_whole else None
