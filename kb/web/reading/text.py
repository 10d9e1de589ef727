"""The wording of an act's units with what stands in their margins: notes, changes, references."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field

from kb.answers import Corrected, Since
from kb.editions.on_day import Text
from kb.store.corrections.told import of_orders
from kb.store.rows import AMONG, among
from kb.store.units import UnitOnDay
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

    @property
    def since(self) -> str:
        """The first ISO day on which it can have been in force: of force itself, else of signing; "" unknown."""
        return self.day or (self.by.date if self.by and self.state == "stated" else None) or ""


@dataclass(slots=True)
class Unit:
    """One unit of the text, as it stands on a day.

    ``text`` is None for a container (or its heading line, once that was changed), and for a unit that is ``gone``: it
    stood once and does not stand on that day, since ``until``. ``since``: the day its wording took force, "" unknown;
    ``last``: position of its last descendant. ``known``, ``differs``: as in :class:`kb.store.units.UnitOnDay`.
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
    known: bool = True
    differs: Since | None = None
    references: list[Reference] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    cited_by: int = 0


_REFERENCES = f"""
    SELECT {COLUMNS}, c.exact, c.cited, c.address, c.component, c.relation, c.status, c.candidates, c.unit
    FROM citations c LEFT JOIN acts a
         ON a.id = iif(c.status = 'resolved' AND c.candidates <> '[]', json_extract(c.candidates, '$[0]'), c.cited)
    WHERE c.act = ? AND c.unit {AMONG} ORDER BY c.unit, c.start
"""
_CHANGES = """
    SELECT o.act, o.verb, o.in_force_from, o.basis, o.state, o.reason, o.target_eid, o.corrected
    FROM operations o LEFT JOIN acts a ON a.id = o.act
    WHERE o.target = ? ORDER BY coalesce(o.in_force_from, a.date, ''), o.act, o.position
"""
_BY = f"SELECT {COLUMNS} FROM acts a WHERE a.id IN (SELECT act FROM operations WHERE target = ?)"
_CITED = "SELECT address, count(*) FROM citations WHERE cited = ? AND act IS NOT ? AND address <> '' GROUP BY address"


def changes(base: sqlite3.Connection, act: str) -> dict[str, list[Change]]:
    """Everything that was done to the act, by eid ("" = the act as a whole), in the order it took effect; each once."""
    found: dict[str, list[Change]] = {}
    rows = dict.fromkeys(map(tuple, base.execute(_CHANGES, (act,))))
    told = of_orders(base, (row[-1] for row in rows))
    by = {row[0]: of_row(row) for row in base.execute(_BY, (act,))}
    for by_id, verb, day, basis, state, reason, eid, corrected in rows:
        change = Change(by_id, by.get(by_id), verb, day, basis, state, reason, told[corrected])
        found.setdefault(eid, []).append(change)
    return found


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
    base: sqlite3.Connection, act: str, text: Text, first: int, last: int, done: dict[str, list[Change]]
) -> list[Unit]:
    """Units of an act from position ``first`` to ``last``, each in its wording on the day of ``text``, with its margin.

    ``done``: what :func:`changes` found; refused changes stay out of the margin.
    """
    found = _standing([_unit(unit) for unit in text.units(first, last)], text.day)
    by_eid = {unit.eid: unit for unit in found}
    for row in base.execute(_REFERENCES, (act, *among(by_eid))):
        exact, _, address, component, relation, status, candidates, eid = tuple(row)[10:]
        card = of_row(row) if row[0] else None
        by_eid[eid].references.append(
            Reference(exact, card, address, component, relation, status, tuple(json.loads(candidates)))
        )
    for unit in found:
        unit.changes.extend(change for change in done.get(unit.eid, ()) if change.state != "refused")
    for eid, count in base.execute(_CITED, (act, act)):
        if eid in by_eid:
            by_eid[eid].cited_by = count
    return found


def _unit(unit: UnitOnDay) -> Unit:
    return Unit(
        unit.position,
        unit.eid,
        unit.parent,
        unit.component,
        unit.kind,
        unit.number,
        unit.heading,
        unit.last,
        unit.leaf,
        unit.until,
        unit.text,
        unit.since,
        known=unit.known,
        differs=unit.differs,
    )


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


def position_of(base: sqlite3.Connection, act: str, eid: str, text: Text | None = None) -> int | None:
    """Where in the act (in ``text``, when it counts its own units) the unit stands, None when there is no such unit."""
    if text is not None and text.apart is not None:
        row = text.apart.place(eid)
    else:
        row = base.execute("SELECT position FROM units WHERE act = ? AND eid = ?", (act, eid)).fetchone()
    return row[0] if row else None


def later(done: dict[str, list[Change]], day: str, now: str) -> tuple[Card, ...]:
    """The acts that have changed the text after the ISO day ``day`` and by ``now``, in that order."""
    found = {
        change.by: change.since
        for of_unit in done.values()
        for change in of_unit
        if change.by and change.state in ("applied", "stated") and day < change.since <= now
    }
    return tuple(sorted(found, key=lambda card: (found[card], card.id)))
