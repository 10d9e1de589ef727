"""Corrections by people, laid over what parsing said, again on every rebuild.

Nothing is forgotten: an operation keeps its parsed values beside the corrected ones, an act's row is projected from
its evidence with the corrections on top. A correction that fits nothing, or that the base no longer needs, is a
problem; of two that disagree the later decided stands.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ingest.law.address import Address, Naming
from ingest.recognise.addresses import read_addresses
from ingest.sources.overlay import Correction
from kb.errors import Ambiguous, KnowledgeBaseError
from kb.store.corrected import COLUMN_OF, corrected_facts
from kb.store.find_act import the_act
from kb.store.find_unit import matching
from kb.store.labels import russian_day
from kb.store.landing import land
from kb.store.project import documented
from kb.store.records import iso
from kb.store.rows import ORDERED, CorrectionRow, OperationRow, ProblemRow, insert, select
from kb.store.source import tag

CORRECTIONS = "corrections"
"""``sources.format`` of an overlay file."""

RULE = "correction-unfit"
NEEDLESS = "в базе уже так, поправка больше не нужна"
WITHDRAWN = "withdrawn"
"""Mark in ``operations.extra`` of an order that a person took out."""


class Unfit(Exception):
    """A correction does not fit. ``str(error)`` is the reason, a Russian phrase."""


class Fit(NamedTuple):
    """What a correction is of: an act, and one of its orders as parsed (None: the act's own facts)."""

    row: CorrectionRow
    act: str
    operation: OperationRow | None


def correction_rows(corrections: Iterable[Correction], source: int) -> list[CorrectionRow]:
    """Rows of an overlay file, waiting to be laid over; ``source``: its number."""
    return [
        CorrectionRow(
            f"{tag(source)}:c{c.start}",
            source,
            c.start,
            None,
            None,
            _json({key: value for key, value in c.subject._asdict().items() if value is not None}),
            _json(c.put),
            c.who,
            iso(c.when) or "",
            c.why,
        )
        for c in corrections
    ]


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def waiting(db: sqlite3.Connection) -> bool:
    """Is there a correction that was not laid over yet."""
    return db.execute("SELECT 1 FROM corrections WHERE state = 'waiting' LIMIT 1").fetchone() is not None


def lay(db: sqlite3.Connection) -> set[str]:
    """Find again what every correction fits and lay it over.

    Returns the acts whose rows and texts must be made again: those whose facts or orders changed, and those that the
    orders aim or aimed at. They are noted in ``stale``.
    """
    rows = select(db, CorrectionRow, "ORDER BY day, source, start")
    before = {o.id: o for o in select(db, OperationRow, "WHERE corrected IS NOT NULL")}
    if not rows and not before:
        return set()
    fits, judged = _sorted_out(db, rows)
    facts_before = corrected_facts(db, _acts(db))
    after = _operations(db, fits, judged)
    _judge_acts(db, fits, judged)
    _put_rows(db, judged)
    facts = corrected_facts(db, _acts(db))
    changed = {act for act in facts_before.keys() | facts.keys() if facts_before.get(act) != facts.get(act)}
    changed |= _put_operations(db, before, after)
    db.executemany("INSERT OR IGNORE INTO stale VALUES (?)", [(act,) for act in sorted(changed)])
    return changed


def _acts(db: sqlite3.Connection) -> set[str]:
    """Acts whose own facts are corrected."""
    found = db.execute("SELECT DISTINCT act FROM corrections WHERE state = 'applied' AND operation IS NULL")
    return {act for (act,) in found}


# what each fits


def _sorted_out(
    db: sqlite3.Connection, rows: Sequence[CorrectionRow]
) -> tuple[dict[tuple[str, str], list[Fit]], dict[str, CorrectionRow]]:
    """Corrections by what they are of, the later decided last; and id → row with its state."""
    fits: defaultdict[tuple[str, str], list[Fit]] = defaultdict(list)
    judged = {}
    for row in rows:
        row = row._replace(act=None, operation=None, state="applied", reason=None)
        try:
            fit = _fit(db, row)
        except (Unfit, KnowledgeBaseError) as error:
            judged[row.id] = row._replace(state="unfit", reason=_phrase(error))
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
    orders = [_parsed(o) for o in select(db, OperationRow, "WHERE act = ? ORDER BY position, id", (act,))]
    return Fit(row, act, _order(_naming(db, act), [o for o in orders if o.basis in ORDERED], said))


def _order(naming: Naming, orders: Sequence[OperationRow], said: Mapping[str, str]) -> OperationRow:
    """The one order that stands in the unit, of that verb, with those words."""
    places = set(matching(sorted({o.unit for o in orders}), said["unit"], naming))
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


def _naming(db: sqlite3.Connection, act: str) -> Naming:
    row = db.execute("SELECT naming FROM acts WHERE id = ?", (act,)).fetchone()
    return Naming(row[0]) if row else Naming.LAW


def _phrase(error: Exception) -> str:
    lines = f" {'; '.join(error.candidates)}" if isinstance(error, Ambiguous) else ""
    return f"{error}{lines}".rstrip(".")


# orders


def _parsed(order: OperationRow) -> OperationRow:
    """The order as its text has it."""
    if order.corrected is None:
        return order
    return order._replace(**json.loads(order.corrected)["was"], corrected=None)


def _operations(
    db: sqlite3.Connection, fits: Mapping[tuple[str, str], Sequence[Fit]], judged: dict[str, CorrectionRow]
) -> dict[str, OperationRow]:
    """Corrected orders by id; a correction that cannot be put, or changes nothing, is judged unfit."""
    out = {}
    for together in fits.values():
        order = together[0].operation
        if order is None:
            continue
        now = order
        by: list[str] = []
        for fit in together:
            if judged[fit.row.id].state != "applied":
                continue
            try:
                put = _with(db, now, json.loads(fit.row.put))
            except (Unfit, KnowledgeBaseError) as error:
                judged[fit.row.id] = judged[fit.row.id]._replace(state="unfit", reason=_phrase(error))
                continue
            if put == now:
                judged[fit.row.id] = judged[fit.row.id]._replace(state="unfit", reason=NEEDLESS)
                continue
            now, by = put, [*by, fit.row.id]
        if by:
            was = {key: value for key, value in order._asdict().items() if getattr(now, key) != value}
            if order.missing is not None:
                was["in_force_from"] = None  # what stands there was counted, not parsed
            out[order.id] = now._replace(corrected=_json({"by": by, "was": was}), state="pending", reason=None)
    return out


def _with(db: sqlite3.Connection, order: OperationRow, put: Mapping[str, Any]) -> OperationRow:
    """The order with what a correction puts."""
    extra = json.loads(order.extra)
    if "verb" in put:
        extra.pop("occurrence", None)
        extra.pop("inflected", None)
    if "part" in put:
        extra["occurrence"] = put["part"]
    if put.get("apply") is False:
        extra[WITHDRAWN] = "true"
    order = order._replace(
        verb=put.get("verb", order.verb),
        old=put.get("old", order.old),
        new=put.get("new", order.new),
        in_force_until=put.get("until", order.in_force_until),
        extra=json.dumps(extra, ensure_ascii=False, sort_keys=True),
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
    eid = order.said_eid if "unit" not in target else _eid(db, act, component, target["unit"])
    return order._replace(target=act, target_component=component, said_eid=eid)


def _eid(db: sqlite3.Connection, act: str, component: str, words: str) -> str:
    """The unit that the words or an eId name."""
    try:
        Address.from_eid(words)
    except ValueError:
        found = read_addresses(words)
        if len(found) != 1:
            raise Unfit(f"адрес «{words}» не читается как одна единица") from None
        return found[0].eid(_naming(db, act) if component == "main" else Naming.DECREE)
    return words


def _put_operations(
    db: sqlite3.Connection, before: Mapping[str, OperationRow], after: Mapping[str, OperationRow]
) -> set[str]:
    """Write the orders that are not as they were; returns the acts they stand in and the acts they aim or aimed at."""
    touched: set[str] = set()
    for id in before.keys() | after.keys():
        old = before.get(id) or next(iter(select(db, OperationRow, "WHERE id = ?", (id,))))
        new = after.get(id) or _parsed(old)._replace(state="pending", reason=None)
        if _said(old) != _said(new):
            insert(db, [new], "REPLACE")
            touched |= {act for act in (old.act, old.target, new.target) if act}
    land(db, touched)
    return touched


def _said(order: OperationRow) -> OperationRow:
    """The order without what consolidation and landing make of it."""
    counted = order.missing is not None
    return order._replace(state="", reason=None, target_eid="", in_force_from=None if counted else order.in_force_from)


# facts of acts


def _judge_acts(
    db: sqlite3.Connection, fits: Mapping[tuple[str, str], Sequence[Fit]], judged: dict[str, CorrectionRow]
) -> None:
    """Corrections of facts that the documents themselves state so are no longer needed."""
    for (act, operation), together in fits.items():
        said = None if operation else documented(db, act)
        for fit in together if said else ():
            put = json.loads(fit.row.put)
            if judged[fit.row.id].state == "applied" and all(
                getattr(said, COLUMN_OF[key]) == value for key, value in put.items()
            ):
                judged[fit.row.id] = judged[fit.row.id]._replace(state="unfit", reason=NEEDLESS)


def _put_rows(db: sqlite3.Connection, judged: Mapping[str, CorrectionRow]) -> None:
    """Every correction with its state; a problem for each that does nothing."""
    insert(db, judged.values(), "REPLACE")
    db.execute("DELETE FROM problems WHERE rule = ?", (RULE,))
    names = dict(db.execute("SELECT id, name FROM sources WHERE format = 'corrections'"))
    insert(
        db,
        [
            ProblemRow(
                f"{tag(row.source)}:{row.start}:{RULE}",
                row.source,
                names[row.source],
                row.act,
                row.start,
                RULE,
                f"Поправка не действует (строка {row.start}; {row.who}, {russian_day(row.day)}): {row.reason}.",
            )
            for row in judged.values()
            if row.state != "applied"
        ],
    )
