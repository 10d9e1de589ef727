"""What each correction is of: an act, or one of its orders; and which of several stands."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.law.address import Naming
from kb.errors import Ambiguous, KnowledgeBaseError
from kb.russian import russian_day
from kb.store.find.act import the_act
from kb.store.find.unit import matching, the_address
from kb.store.rows import ORDERED, CorrectionRow, OperationRow, select


class Unfit(Exception):
    """A correction does not fit. ``str(error)`` is the reason, a Russian phrase."""


class Fit(NamedTuple):
    """What a correction is of: an act, and one of its orders as parsed (None: the act's own facts)."""

    row: CorrectionRow
    act: str
    operation: OperationRow | None


Fits = Mapping[tuple[str, str], Sequence[Fit]]
"""Corrections by what they are of - act, operation or "" -, the later decided last."""


def sorted_out(db: sqlite3.Connection, rows: Sequence[CorrectionRow]) -> tuple[Fits, dict[str, CorrectionRow]]:
    """What the corrections are of; and id → row with its state."""
    fits: defaultdict[tuple[str, str], list[Fit]] = defaultdict(list)
    judged = {}
    for row in rows:
        row = row._replace(act=None, operation=None, state="applied", reason=None)
        try:
            fit = _fit(db, row)
        except (Unfit, KnowledgeBaseError) as error:
            judged[row.id] = row._replace(state="unfit", reason=phrase(error))
            continue
        operation = fit.operation.id if fit.operation else None
        judged[row.id] = row._replace(act=fit.act, operation=operation)
        fits[fit.act, operation or ""].append(fit)
    for together in fits.values():
        for at, fit in enumerate(together):
            if later := _overruling(fit, together[at + 1 :]):
                words = f"позже решено иначе: {later.who}, {russian_day(later.day)}"
                judged[fit.row.id] = judged[fit.row.id]._replace(state="overruled", reason=words)
    return fits, judged


def judge_unfit(judged: dict[str, CorrectionRow], correction: str, reason: str) -> None:
    """Note that the correction does nothing, and why."""
    judged[correction] = judged[correction]._replace(state="unfit", reason=reason)


def _overruling(fit: Fit, later: Sequence[Fit]) -> CorrectionRow | None:
    """The later correction that puts something else into the same field."""
    put = json.loads(fit.row.put)
    for other in reversed(later):
        if any(put.get(key, value) != value for key, value in json.loads(other.row.put).items()):
            return other.row
    return None


def _fit(db: sqlite3.Connection, row: CorrectionRow) -> Fit:
    said = json.loads(row.said)
    act = the_act(db, said["act"], requisites=True)
    if "unit" not in said:
        return Fit(row, act, None)
    orders = [as_parsed(o) for o in select(db, OperationRow, "WHERE act = ? ORDER BY position, id", (act,))]
    return Fit(row, act, _order(naming_of(db, act), [o for o in orders if o.basis in ORDERED], said))


def _order(naming: Naming, orders: Sequence[OperationRow], said: Mapping[str, str]) -> OperationRow:
    """The one order that stands in the unit, of that verb, with those words."""
    eids = sorted({o.unit for o in orders})
    unit = said["unit"]
    places = {unit} if unit in eids else set(matching(eids, the_address(unit, naming), [""], naming))
    found = [
        o
        for o in orders
        if o.unit in places
        and said.get("verb", o.verb) == o.verb
        and said.get("words", "") in f"{o.old or ''}\n{o.new or ''}"
    ]
    if not found:
        raise Unfit(f"поручения с такими приметами в единице «{said['unit']}» нет")
    if len(found) > 1:
        raise Unfit(f"приметам отвечает {len(found)} поручения: уточните verb или words")
    return found[0]


def as_parsed(order: OperationRow) -> OperationRow:
    """The order as its text has it."""
    if order.corrected is None:
        return order
    return order._replace(**json.loads(order.corrected)["was"], corrected=None)


def naming_of(db: sqlite3.Connection, act: str) -> Naming:
    row = db.execute("SELECT naming FROM act_records WHERE id = ?", (act,)).fetchone()
    return Naming(row[0]) if row else Naming.LAW


def phrase(error: Exception) -> str:
    lines = f" {'; '.join(error.candidates)}" if isinstance(error, Ambiguous) else ""
    return f"{error}{lines}".rstrip(".")
