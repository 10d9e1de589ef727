"""The wording of an act's units with what stands in their margins: notes, changes, references."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field

from kb.answers import Corrected
from kb.store.told_corrections import of_orders
from kb.web.reading.cards import COLUMNS, Card, of_row


@dataclass(frozen=True, slots=True)
class Reference:
    """An act cited in a unit. ``exact`` is how it is written there; ``cited`` None: it was not understood."""

    exact: str
    cited: Card | None
    address: str | None
    component: str
    relation: str
    status: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed a unit and how. ``by`` is None when the base does not know the act; ``day``: in force from, ISO."""

    by_id: str
    by: Card | None
    verb: str
    day: str | None
    basis: str
    state: str
    reason: str | None
    corrected: tuple[Corrected, ...] = ()


@dataclass(slots=True)
class Unit:
    """One unit of the text, as it stands on a day.

    ``text`` is None for a container (or its heading line, once that was changed), and for a unit that is ``gone``: it
    stood once and does not stand on that day, since ``until``. ``since``: the day its wording took force, "" unknown;
    ``last``: position of its last descendant.
    """

    position: int
    eid: str
    parent: str | None
    component: str
    kind: str
    number: str | None
    heading: str | None
    last: int
    leaf: int
    until: str | None
    text: str | None
    since: str | None
    gone: bool = False
    references: list[Reference] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    cited_by: int = 0


_UNITS = """
    SELECT u.position, u.eid, u.parent, u.component, u.kind, u.number, u.heading, u.last, u.leaf,
           u.in_force_until, t.text, t.in_force_from
    FROM units u LEFT JOIN unit_texts t ON t.act = u.act AND t.eid = u.eid
         AND t.in_force_from = (SELECT max(v.in_force_from) FROM unit_texts v
                                WHERE v.act = u.act AND v.eid = u.eid AND v.in_force_from <= :at)
         AND (t.in_force_until IS NULL OR t.in_force_until > :at)
    WHERE u.act = :act AND u.position BETWEEN :first AND :last AND u.in_force_from <= :at ORDER BY u.position
"""
_REFERENCES = f"""
    SELECT {COLUMNS}, c.exact, c.cited, c.address, c.component, c.relation, c.status, c.candidates, c.unit
    FROM units u JOIN citations c ON c.act = u.act AND c.unit = u.eid LEFT JOIN acts a
         ON a.id = iif(c.status = 'resolved' AND c.candidates <> '[]', json_extract(c.candidates, '$[0]'), c.cited)
    WHERE u.act = :act AND u.position BETWEEN :first AND :last ORDER BY u.position, c.start
"""
_CHANGES = f"""
    SELECT {COLUMNS}, o.act, o.verb, o.in_force_from, o.basis, o.state, o.reason, o.target_eid, o.corrected
    FROM operations o LEFT JOIN acts a ON a.id = o.act
    WHERE o.target = ? ORDER BY coalesce(o.in_force_from, a.date, ''), o.act, o.position
"""
_CITED = "SELECT address, count(*) FROM citations WHERE cited = ? AND act IS NOT ? AND address <> '' GROUP BY address"


def changes(base: sqlite3.Connection, act: str) -> dict[str, list[Change]]:
    """Everything that was done to the act, by eid ("" = the act as a whole), in the order it took effect; each once."""
    found: dict[str, dict[Change, None]] = {}
    rows = base.execute(_CHANGES, (act,)).fetchall()
    told = of_orders(base, (row[-1] for row in rows))
    for row in rows:
        by_id, verb, day, basis, state, reason, eid, corrected = tuple(row)[10:]
        change = Change(by_id, of_row(row) if row[0] else None, verb, day, basis, state, reason, told[corrected])
        found.setdefault(eid, {})[change] = None
    return {eid: list(of_unit) for eid, of_unit in found.items()}


@dataclass(frozen=True, slots=True)
class Edition:
    """A day on which the wording changed: the acts that changed it, and how many units they touched."""

    day: str
    by: tuple[Card, ...]
    units: int


def editions(done: dict[str, list[Change]]) -> tuple[Edition, ...]:
    """The days on which changes were applied, in order, from what :func:`changes` found."""
    days: dict[str, tuple[dict[str, Card], set[str]]] = {}
    for eid, of_unit in done.items():
        for change in of_unit:
            if change.state == "applied" and change.day:
                by, touched = days.setdefault(change.day, ({}, set()))
                touched.add(eid)
                if change.by:
                    by[change.by.id] = change.by
    return tuple(Edition(day, tuple(by.values()), len(touched)) for day, (by, touched) in sorted(days.items()))


def units(
    base: sqlite3.Connection, act: str, first: int, last: int, at: str, done: dict[str, list[Change]]
) -> list[Unit]:
    """Units of an act from position ``first`` to ``last``, each in its wording on the ISO day ``at``, with its margin.

    ``done``: what :func:`changes` found; refused changes stay out of the margin.
    """
    span: dict[str, object] = {"act": act, "first": first, "last": last}
    found = _standing([Unit(*row) for row in base.execute(_UNITS, {**span, "at": at})], at)
    by_eid = {unit.eid: unit for unit in found}
    for row in base.execute(_REFERENCES, span):
        exact, _, address, component, relation, status, candidates, eid = tuple(row)[10:]
        card = of_row(row) if row[0] else None
        if eid in by_eid:
            by_eid[eid].references.append(
                Reference(exact, card, address, component, relation, status, tuple(json.loads(candidates)))
            )
    for unit in found:
        unit.changes.extend(change for change in done.get(unit.eid, ()) if change.state != "refused")
    for eid, count in base.execute(_CITED, (act, act)):
        if eid in by_eid:
            by_eid[eid].cited_by = count
    return found


def _standing(units: list[Unit], at: str) -> list[Unit]:
    """Units that stand on the day, and one trace for each numbered unit that stood and is gone, whatever was in it."""
    kept: list[Unit] = []
    gone: set[str] = set()
    for unit in units:
        if unit.until is None or at < unit.until:
            kept.append(unit)
            continue
        gone.add(unit.eid)
        if unit.parent not in gone and unit.number and unit.kind not in ("абзац", "предложение"):
            unit.gone, unit.text, unit.leaf, unit.last = True, None, 1, unit.position
            kept.append(unit)
    return kept


def position_of(base: sqlite3.Connection, act: str, eid: str) -> int | None:
    """Where in the act the unit stands, None when there is no such unit."""
    row = base.execute("SELECT position FROM units WHERE act = ? AND eid = ?", (act, eid)).fetchone()
    return row[0] if row else None
