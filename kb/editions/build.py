"""Consolidation of the base's acts: operations of amending acts become versions of units, states and reasons.

The source's own text is what an act begins with (rows of ``units`` with ``first``, wordings without a maker);
everything else here is derived and made anew each time. A text that its editor has brought up to a day already holds
what the acts named in his notes did: their orders are not applied a second time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from ingest.document import Span
from ingest.law.address import Naming
from ingest.law.dates import date_or_none
from ingest.parsed import Commencement
from ingest.recognise.commencement import day_of, deciding
from kb.editions.apply import consolidate
from kb.editions.first import first_states
from kb.editions.model import Change, Consolidated, Life, UnitState, Version
from kb.store.corrections import WITHDRAWN
from kb.store.rows import ORDERED, ActRow, CommencementRow, OperationRow, TextRow, UnitRow, insert, select
from kb.store.source import source_text
from kb.store.wording import merged

INCLUDED = "уже учтено в тексте источника"
TAKEN_OUT = "снято поправкой"
NO_TEXT = "текста изменяемого акта в базе нет"
_IS_ORDERED = f"o.basis IN ({', '.join(repr(basis) for basis in ORDERED)})"


def rebuild(db: sqlite3.Connection, acts: Iterable[str]) -> None:
    """Make the versions of these acts, and of the acts that they change, again."""
    asked = json.dumps(sorted(set(acts)))
    found = db.execute(
        f"""SELECT o.target FROM operations o JOIN json_each(?1) a ON a.value IN (o.target, o.act)
            WHERE {_IS_ORDERED} AND o.target IS NOT NULL
            UNION SELECT t.act FROM unit_texts t JOIN json_each(?1) a ON a.value = t.act WHERE t.made_by IS NOT NULL""",
        (asked,),
    )
    for (act,) in sorted(found):
        _rebuild(db, act)


def _rebuild(db: sqlite3.Connection, act: str) -> None:
    row = next(iter(select(db, ActRow, "WHERE id = ?", (act,))), None)
    orders = orders_on(db, act)
    if row is None or not row.held:
        _say(db, [_without_text(o, change) for o, change in zip(orders, changes(db, orders), strict=True)])
        return
    aside = set_aside(db, row, orders)
    rest = [o for o in orders if o.id not in aside]
    units, dated = base_units(db, act), changes(db, rest)
    result = consolidate(states(db, row, units), dated, act, Naming(row.naming))
    _put_texts(db, act, result, known_from(db, rest))
    _put_units(db, act, units, result)
    _say(db, [(o.id, *aside[o.id], o.in_force_from) for o in orders if o.id in aside])
    _say(db, _states_of(result, rest, dated))


def orders_on(db: sqlite3.Connection, act: str) -> list[OperationRow]:
    """Everything that amending acts order of the act."""
    return select(db, OperationRow, f"AS o WHERE target = ? AND {_IS_ORDERED} ORDER BY act, position, id", (act,))


def set_aside(db: sqlite3.Connection, row: ActRow, orders: Sequence[OperationRow]) -> dict[str, tuple[str, str]]:
    """Orders that are not applied, whatever they say: operation → (state, reason)."""
    included = included_acts(db, row, orders)
    found = {o.id: ("stated", INCLUDED) for o in orders if o.act in included}
    return found | {o.id: ("refused", TAKEN_OUT) for o in orders if WITHDRAWN in json.loads(o.extra)}


def _without_text(order: OperationRow, change: Change) -> tuple[str, str, str | None, str | None]:
    """The end of an act whose text we do not hold needs no text; any other change waits for it."""
    if WITHDRAWN in json.loads(order.extra):
        return order.id, "refused", TAKEN_OUT, change.start
    whole = order.verb == "repeal" and not order.target_eid and change.start is not None
    return order.id, "applied" if whole else "pending", None if whole else NO_TEXT, change.start


# what an act begins with


def base_units(db: sqlite3.Connection, act: str) -> list[UnitRow]:
    """Units as the source has them, in its order."""
    return select(db, UnitRow, "WHERE act = ? AND first IS NOT NULL ORDER BY first", (act,))


def states(db: sqlite3.Connection, row: ActRow, units: Sequence[UnitRow]) -> list[UnitState]:
    """The first text of the act."""
    notes = db.execute("SELECT start, \"end\" FROM operations WHERE source = ? AND basis = 'note'", (row.source,))
    cuts = merged([Span(start, end) for start, end in notes])
    words = dict(db.execute("SELECT eid, text FROM unit_texts WHERE act = ? AND made_by IS NULL", (row.id,)))
    found = first_states(source_text(db, row.source), units, cuts)
    return [s._replace(words=words.get(s.eid, s.words)) if s.leaf else s for s in found]


def included_acts(db: sqlite3.Connection, row: ActRow, orders: Sequence[OperationRow]) -> set[str]:
    """Amending acts that the source's text already holds: its notes name them, or it is brought up to a later day."""
    noted = {
        act for (act,) in db.execute("SELECT act FROM operations WHERE source = ? AND basis = 'note'", (row.source,))
    }
    if not row.edition:
        return noted
    days = dict(
        db.execute("SELECT id, date FROM acts WHERE id IN (SELECT act FROM operations WHERE target = ?)", (row.id,))
    )
    return noted | {o.act for o in orders if (days.get(o.act) or "9999") <= row.edition}


# changes


def changes(db: sqlite3.Connection, orders: Sequence[OperationRow]) -> list[Change]:
    """Orders as changes, dated as far as the facts are known."""
    facts = {act: _facts(db, act) for act in {o.act for o in orders}}
    out = []
    for o in orders:
        extra = json.loads(o.extra)
        adopted, published, clauses = facts[o.act]
        start = _start(o, published, clauses)
        out.append(
            Change(
                o.id,
                o.act,
                adopted,
                o.position,
                o.verb,
                o.target_eid,
                o.old,
                o.new,
                start,
                o.missing,
                extra.get("occurrence", ""),
                extra.get("inflected") == "true",
                (o.start, o.end),
            )
        )
    return out


_Facts = tuple[str, date | None, list[Commencement]]


def _facts(db: sqlite3.Connection, act: str) -> _Facts:
    """Day of signing, day of publication, clauses on force."""
    found = db.execute("SELECT date, published FROM acts WHERE id = ?", (act,)).fetchone() or (None, None)
    rows = select(db, CommencementRow, "WHERE act = ? ORDER BY position", (act,))
    return found[0] or "", date_or_none(found[1]), clauses_of(rows)


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
        )
        for r in rows
    ]


def _start(order: OperationRow, published: date | None, clauses: Sequence[Commencement]) -> str | None:
    """The day that the parser found, else the day counted from a publication that the base knows."""
    if order.missing is None:
        return order.in_force_from
    clause = deciding(order.unit, clauses)
    day = day_of(clause.rule, published) if clause else None
    return day.isoformat() if day else None


# what comes of it


def known_from(db: sqlite3.Connection, orders: Sequence[OperationRow]) -> dict[str, str]:
    """Operation → the day the base first saw its source."""
    wanted = json.dumps(sorted({o.source for o in orders}))
    seen = dict(
        db.execute("SELECT id, known_from FROM sources WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
    )
    return {o.id: seen.get(o.source, "") for o in orders}


def _put_texts(db: sqlite3.Connection, act: str, result: Consolidated, known: dict[str, str]) -> None:
    """Wordings of leaves; of a container its heading lines, where they have changed."""
    stated = dict(db.execute("SELECT eid, known_from FROM unit_texts WHERE act = ? AND made_by IS NULL", (act,)))
    first_known = min(stated.values(), default="")
    db.execute("DELETE FROM unit_texts WHERE act = ?", (act,))
    reworded = {v.eid for v in result.versions if v.made_by and v.words}
    kept = [v for v in result.versions if v.leaf or (v.eid in reworded and v.words)]
    insert(db, [_text_row(act, v, known, stated.get(v.eid, first_known)) for v in kept])


def _text_row(act: str, v: Version, known: dict[str, str], stated: str) -> TextRow:
    day = max((known.get(change, "") for change in v.made_by), default=stated)
    return TextRow(act, v.eid, v.since, v.words, v.until, day, " ".join(v.made_by) or None, v.hash)


def _put_units(db: sqlite3.Connection, act: str, base: Sequence[UnitRow], result: Consolidated) -> None:
    """Every unit that ever stands, in the order of the text; a unit put in has no span of the source."""
    of_source = {unit.eid: unit for unit in base}
    place = {life.eid: i for i, life in enumerate(result.units)}
    last = list(range(len(result.units)))
    for i in range(len(result.units) - 1, -1, -1):
        above = place.get(result.units[i].parent or "")
        if above is not None:
            last[above] = max(last[above], last[i])
    rows = [_unit_row(act, i, life, of_source.get(life.eid), last[i]) for i, life in enumerate(result.units)]
    db.execute("DELETE FROM units WHERE act = ?", (act,))
    insert(db, rows)


def _unit_row(act: str, position: int, life: Life, base: UnitRow | None, last: int) -> UnitRow:
    if base is not None:
        return base._replace(
            position=position,
            wid=life.wid,
            parent=life.parent,
            last=last,
            leaf=int(life.leaf),
            in_force_from=life.since,
            in_force_until=life.until,
        )
    return UnitRow(
        act,
        position,
        life.eid,
        life.wid,
        life.parent,
        life.component,
        life.kind,
        life.number,
        None,
        0,
        0,
        last,
        int(life.leaf),
        None,
        life.since,
        life.until,
    )


def _states_of(
    result: Consolidated, orders: Sequence[OperationRow], dated: Sequence[Change]
) -> list[tuple[str, str, str | None, str | None]]:
    """(operation, state, reason, first day) of every order."""
    start = {change.id: change.start for change in dated}
    reasons = {r.change: ("refused", r.reason) for r in result.refused} | {
        r.change: ("pending", r.reason) for r in result.pending
    }
    return [(o.id, *reasons.get(o.id, ("applied", None)), start[o.id]) for o in orders]


def _say(db: sqlite3.Connection, states: Iterable[tuple[str, str, str | None, str | None]]) -> None:
    db.executemany("UPDATE operations SET state = ?2, reason = ?3, in_force_from = ?4 WHERE id = ?1", list(states))
