"""Orders whose own act was changed before their day came.

An amending act may itself be amended, or lose force, before what it orders takes effect. What it then orders is what
its text says on that day: the act is brought up to the day by its own versions and read again. An order that is no
longer there is void; one of which it cannot be told how it reads now is refused, never applied as it first stood.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from ingest import Commencement, Composer, Document, Operation, Parsed, day_of, deciding, parse
from ingest.law.dates import date_or_none
from ingest.law.part import Except
from kb.editions.model import Change, Consolidated
from kb.editions.orders import IS_ORDERED, clauses_of
from kb.editions.orders import changes as changes_of
from kb.store.rows import AMONG, ActRow, CommencementRow, OperationRow, UnitRow, among, select
from kb.store.source import source_text

MOST_TURNS = 4
"""How often the day of an order may be put off, each time by another change."""


class Life(Protocol):
    """An act through time, as :class:`kb.editions.history.History` is: its units in its source, and its versions."""

    @property
    def units(self) -> Sequence[UnitRow]: ...
    @property
    def result(self) -> Consolidated: ...


Through = Callable[[ActRow], Life]


class Current(NamedTuple):
    """Changes as they read on their days; ``void``: orders not to be applied → why; ``reread``: orders that another act
    has given other words or another day → which acts, by their labels."""

    changes: list[Change]
    void: dict[str, str]
    reread: dict[str, str]


def current(
    db: sqlite3.Connection,
    orders: Sequence[OperationRow],
    changes: Sequence[Change],
    through: Through,
    above: frozenset[str] = frozenset(),
) -> Current:
    """The changes that ``orders`` are (one for each, in order), as their acts read on the days of the changes; acts
    ``above`` are taken as they first stood."""
    rows = _changing(db, {o.act for o in orders} - above)
    found = Current([], {}, {})
    acts = {act: _Amended(db, act, rows[act], through) for act in sorted(rows)}
    for order, change in zip(orders, changes, strict=True):
        amended = acts.get(order.act)
        if amended is None or order.corrected or change.start is None:
            found.changes.append(change)
            continue
        now, why, by = amended.order(order, change)
        if why:
            found.void[order.id] = why
        else:
            found.changes.append(now)
        if by and not why:
            found.reread[order.id] = by
    return found


def _changing(db: sqlite3.Connection, acts: Iterable[str]) -> dict[str, list[OperationRow]]:
    """Acts among these that other acts change, with the orders on each."""
    found: dict[str, list[OperationRow]] = {}
    for o in select(
        db, OperationRow, f"AS o WHERE target {AMONG} AND {IS_ORDERED} ORDER BY act, position, id", among(acts)
    ):
        found.setdefault(o.target or "", []).append(o)
    return found


class _Amended:
    """An amending act that was amended: what it orders on a day."""

    def __init__(self, db: sqlite3.Connection, act: str, orders: list[OperationRow], through: Through) -> None:
        (self._row,) = select(db, ActRow, "WHERE id = ?", (act,))
        self._db, self._through = db, through
        self._changes = changes_of(db, orders)
        self._clauses = select(db, CommencementRow, "WHERE act = ? ORDER BY position", (act,))
        self._read: dict[str, Parsed] = {}

    def order(self, order: OperationRow, change: Change) -> tuple[Change, str, str]:
        """The change as it reads on its day, or why it is not to be applied, and the labels of the acts that changed
        it."""
        by: dict[str, None] = {}
        seen: set[str] = set()
        now = change
        for _ in range(MOST_TURNS):
            touching = [c for c in self._touching(order, now.start or "") if c.id not in seen]
            if not touching:
                return now, "", "; ".join(by)
            by |= dict.fromkeys(self._label(c.act) for c in touching)
            seen |= {c.id for c in touching}
            labels = "; ".join(by)
            if any(_ends(c, order.unit) for c in touching):
                return now, f"поручение утратило силу раньше, чем вступило в силу: {labels}", labels
            again = self._again(order, now) if all(c.start for c in touching) else None
            if again is None:
                return (
                    now,
                    f"поручение изменено раньше, чем вступило в силу, и не видно, каким оно стало: {labels}",
                    labels,
                )
            now = again
            if now.start is None:
                return now, "", labels
        return now, f"срок поручения переносился больше {MOST_TURNS} раз: {'; '.join(by)}", "; ".join(by)

    def _touching(self, order: OperationRow, day: str) -> Iterator[Change]:
        """Changes of the order's own unit, or of the clause that decides its day, that come no later than the day; one
        whose day is unknown may come earlier if it was signed by then."""
        clause = deciding(order.unit, clauses_of(self._clauses))
        of_clause = self._unit_at(clause.start) if clause else ""
        for change in self._changes:
            if (change.start or change.adopted) > day:
                continue
            units = [order.unit, of_clause] if of_clause and change.verb != "repeal" else [order.unit]
            if any(_covers(change.eid, unit) or _covers(unit, change.eid) for unit in units):
                yield change

    def _unit_at(self, at: int) -> str:
        """The smallest unit of the act around the offset of its source."""
        found = self._db.execute(
            """SELECT eid FROM units WHERE act = ?1 AND start <= ?2 AND "end" > ?2 AND first IS NOT NULL
               ORDER BY start DESC LIMIT 1""",
            (self._row.id, at),
        ).fetchone()
        return found[0] if found else ""

    def _label(self, act: str) -> str:
        found = self._db.execute("SELECT label FROM act_records WHERE id = ?", (act,)).fetchone()
        return found[0] if found else act

    def _again(self, order: OperationRow, change: Change) -> Change | None:
        """The order in the act's text of the day; None when it cannot be told which of its orders it is."""
        day = change.start or ""
        if day not in self._read:
            self._read[day] = self._text_of(day)
        parsed = self._read[day]
        then = [o for o in parsed.operations if o.within == order.unit]
        here = select(
            self._db,
            OperationRow,
            f"AS o WHERE act = ? AND unit = ? AND {IS_ORDERED} ORDER BY position",
            (order.act, order.unit),
        )
        place = next((i for i, o in enumerate(here) if o.id == order.id), len(then))
        if len(here) != len(then) or not _same(here[place], then[place]):
            return None
        now = then[place]
        start = now.effective.start or self._counted(order.unit, parsed.commencement)
        return change._replace(
            old=now.old, new=now.new, part=now.part, inflected=now.inflected,
            start=start.isoformat() if start else None, missing=now.effective.missing,
        )  # fmt: skip

    def _counted(self, unit: str, clauses: Sequence[Commencement]) -> date | None:
        clause = deciding(unit, clauses)
        return day_of(clause.rule, date_or_none(self._row.published)) if clause else None

    def _text_of(self, day: str) -> Parsed:
        """The act read again as it stands on the day: its units' words between the head and the end of its source."""
        life = self._through(self._row)
        text = source_text(self._db, self._row.source or 0)
        first, last = min((u.start for u in life.units), default=0), max((u.end for u in life.units), default=0)
        versions = life.result.versions
        words = {v.eid: v.words for v in versions if v.since <= day and (v.until is None or day < v.until)}
        middle = [words[unit.eid] for unit in life.result.units if words.get(unit.eid)]
        composer = Composer()
        for line in "\n".join([text[:first], *middle, text[last:]]).split("\n"):
            if line.strip():
                composer.add(line)
        return parse(Document(self._row.id, "text", "0" * 64, composer.text, tuple(composer.blocks)))


def _covers(above: str, unit: str) -> bool:
    """Is the unit the one above, or in it; "" is the whole act."""
    return not above or unit == above or unit.startswith(above + "__")


def _ends(change: Change, unit: str) -> bool:
    """Does the change take the force from the unit."""
    part = change.part
    spares = isinstance(part, Except) and bool(change.spared) and not any(_covers(of, unit) for of in change.spared)
    return change.verb == "repeal" and (part is None or spares) and _covers(change.eid, unit)


def _same(before: OperationRow, now: Operation) -> bool:
    """Do both change the same unit of the same act in the same way."""
    target = now.target.act.slug if now.target.act else None
    said = (now.verb, now.target.component, now.target.eid)
    return target == before.target and said == (before.verb, before.target_component, before.named_eid)
