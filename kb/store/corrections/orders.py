"""Orders with what corrections put: another verb, other words, another target, another day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.law.address import Address, Naming
from ingest.law.part import read_part
from kb.errors import KnowledgeBaseError
from kb.store.corrections.fits import Fit, Fits, Unfit, as_parsed, judge_unfit, naming_of, phrase
from kb.store.find.act import the_act
from kb.store.find.unit import the_address
from kb.store.landing import land
from kb.store.rows import CorrectionRow, OperationRow, as_json, insert, select

NEEDLESS = "в базе уже так, поправка больше не нужна"


def corrected_orders(db: sqlite3.Connection, fits: Fits, judged: dict[str, CorrectionRow]) -> dict[str, OperationRow]:
    """Corrected orders by id; a correction that cannot be put, or changes nothing, is judged unfit."""
    orders = (_corrected(db, fit.operation, (fit, *others), judged) for fit, *others in fits.values() if fit.operation)
    return {order.id: order for order in orders if order.corrected}


def _corrected(
    db: sqlite3.Connection, order: OperationRow, together: Sequence[Fit], judged: dict[str, CorrectionRow]
) -> OperationRow:
    """The order with what all its corrections put, one after another; as parsed when none can be put."""
    now = order
    by: list[str] = []
    for fit in together:
        if judged[fit.row.id].state != "applied":
            continue
        try:
            put = _with(db, now, json.loads(fit.row.put))
        except (Unfit, KnowledgeBaseError) as error:
            judge_unfit(judged, fit.row.id, phrase(error))
            continue
        if put == now:
            judge_unfit(judged, fit.row.id, NEEDLESS)
            continue
        now, by = put, [*by, fit.row.id]
    if not by:
        return order
    was = {key: value for key, value in order._asdict().items() if getattr(now, key) != value}
    if order.missing is not None:
        was["in_force_from"] = None  # what stands there was counted, not parsed
    return now._replace(corrected=as_json({"by": by, "was": was}), state="pending", reason=None)


def _with(db: sqlite3.Connection, order: OperationRow, put: Mapping[str, Any]) -> OperationRow:
    """The order with what a correction puts."""
    if "verb" in put:
        order = order._replace(part=None, inflected=0)
    order = order._replace(
        part=str(read_part(put["part"]) or "") or None if "part" in put else order.part,
        withdrawn=int(put.get("apply") is False) or order.withdrawn,
        verb=put.get("verb", order.verb),
        old=put.get("old", order.old),
        new=put.get("new", order.new),
        in_force_until=put.get("until", order.in_force_until),
    )
    if "from" in put and (put["from"] != order.in_force_from or order.missing):
        order = order._replace(in_force_from=put["from"], basis="correction", missing=None)
    return _aimed(db, order, put["target"]) if "target" in put else order


def _aimed(db: sqlite3.Connection, order: OperationRow, target: Mapping[str, str]) -> OperationRow:
    """The order with another target; where it lands in that act is found by landing."""
    act = the_act(db, target["act"], requisites=True) if "act" in target else order.target
    if act is None:
        raise Unfit("не сказано, какой акт меняется (target: act)")
    same = "act" not in target and "annex" not in target
    component = order.target_component if same else target.get("annex", "main")
    eid = order.named_eid if "unit" not in target else _eid(db, act, component, target["unit"])
    return order._replace(target=act, target_component=component, named_eid=eid)


def _eid(db: sqlite3.Connection, act: str, component: str, words: str) -> str:
    """The unit that the words or an eId name."""
    try:
        Address.from_eid(words)
    except ValueError:
        naming = naming_of(db, act) if component == "main" else Naming.DECREE
        return the_address(words, naming).eid(naming)
    return words


def put_orders(
    db: sqlite3.Connection, before: Mapping[str, OperationRow], after: Mapping[str, OperationRow]
) -> set[str]:
    """Write the orders that are not as they were; returns the acts they stand in and the acts they aim or aimed at."""
    touched: set[str] = set()
    for id in before.keys() | after.keys():
        old = before.get(id) or next(iter(select(db, OperationRow, "WHERE id = ?", (id,))))
        new = after.get(id) or as_parsed(old)._replace(state="pending", reason=None)
        if _said(old) != _said(new):
            insert(db, [new], "REPLACE")
            touched |= {act for act in (old.act, old.target, new.target) if act}
    land(db, touched)
    return touched


def _said(order: OperationRow) -> OperationRow:
    """The order without what consolidation and landing make of it."""
    counted = order.missing is not None
    return order._replace(
        state="", reason=None, target_eid="", spared="", in_force_from=None if counted else order.in_force_from
    )
