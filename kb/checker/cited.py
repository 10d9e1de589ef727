"""What the base knows of a cited act: its row, its status on the day, the units named, what changed it, namesakes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ingest import Citation
from ingest.law.act_id import ActId
from kb.editions.periods import status_on
from kb.editions.reach import Reach, reach
from kb.editions.status import Status
from kb.store.find.act import numbered
from kb.store.landing import annexes_of, landing
from kb.store.rows import ActRow, OperationRow, UnitRow, select
from kb.store.together import together


@dataclass(frozen=True, slots=True)
class CitedUnit:
    """A unit that a citation names. ``row`` is None when the act's text has none such; ``repealed_by``: the operation
    that ended it by the day, as an order or an editor's note tells."""

    eid: str
    row: UnitRow | None
    repealed_by: OperationRow | None


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation and what the base knows.

    Attributes:
        first: no citation before this one in the document names the act.
        row: the act; None when it was not understood or the base does not know it.
        status: of the act on ``day``.
        units: the units named, () for the act as a whole or when its text is not held.
        changes: operations on the act in force by ``day``, newest first.
        namesakes: other acts of the same kind and number, when ``row`` is None.
        candidates: acts that an ambiguous citation may mean, as far as the base knows them.
        by: the acts that ``changes`` and ``units`` speak of, by id.
    """

    citation: Citation
    day: date
    first: bool = True
    row: ActRow | None = None
    status: Status | None = None
    units: tuple[CitedUnit, ...] = ()
    changes: tuple[OperationRow, ...] = ()
    namesakes: tuple[ActRow, ...] = ()
    candidates: tuple[ActRow, ...] = ()
    by: dict[str, ActRow] = field(default_factory=dict)

    def label(self, change: OperationRow) -> str:
        """Name of the act that makes the change."""
        return self.by[change.act].label if change.act in self.by else change.act

    def signed(self, change: OperationRow) -> str:
        """ISO day on which the act that makes the change was signed, "" when nobody gave it."""
        return (self.by[change.act].date if change.act in self.by else None) or ""


@dataclass(frozen=True, slots=True)
class _Known:
    """An act as the library keeps it between citations."""

    row: ActRow
    status: Status
    changes: tuple[OperationRow, ...]
    annexes: list[tuple[str, str]]
    together: dict[str, str]
    by: dict[str, ActRow]


class Library:
    """Looks acts up for one check, each once."""

    def __init__(self, db: sqlite3.Connection, day: date) -> None:
        self._db, self._day = db, day
        self._known: dict[str, _Known | None] = {}
        self._named: set[str] = set()

    def cited(self, citation: Citation) -> Cited:
        """What the base knows of the cited act and units."""
        if citation.act is None or citation.status != "resolved":
            return Cited(citation, self._day, candidates=self._rows(citation.candidates))
        known = self._act(citation.act.slug)
        namesakes = () if known else self._namesakes(citation.act)
        if known is None and citation.act.date is None and len(namesakes) == 1:
            known, namesakes = self._act(namesakes[0].id), ()  # «№ 1678» without a day, and there is only one
        if known is None:
            return Cited(citation, self._day, namesakes=namesakes)
        first = known.row.id not in self._named
        self._named.add(known.row.id)
        return Cited(
            citation,
            self._day,
            first,
            known.row,
            known.status,
            tuple(self._units(known, citation)),
            known.changes,
            by=known.by,
        )

    def _act(self, slug: str) -> _Known | None:
        if slug not in self._known:
            found = self._rows((slug,))
            self._known[slug] = self._read(found[0]) if found else None
        return self._known[slug]

    def _read(self, row: ActRow) -> _Known:
        changes = select(
            self._db,
            OperationRow,
            """WHERE target = ? AND act <> target AND state IN ('stated', 'applied')
                 AND coalesce(in_force_from, '') <= ? ORDER BY in_force_from DESC, act, position""",
            (row.id, self._day.isoformat()),
        )
        by = select(self._db, ActRow, "WHERE id IN (SELECT act FROM operations WHERE target = ?)", (row.id,))
        return _Known(
            row,
            status_on(self._db, row, self._day),
            tuple(changes),
            annexes_of(self._db, row.id),
            together(self._db, row.id),
            {act.id: act for act in by},
        )

    def _units(self, known: _Known, citation: Citation) -> list[CitedUnit]:
        if not known.row.has_text:
            return []
        latest: dict[str, OperationRow] = {}
        for change in known.changes:
            latest.setdefault(change.target_eid, change)
        return [self._unit(known, eid, citation.component, latest) for eid in citation.addresses]

    def _unit(self, known: _Known, eid: str, component: str, latest: dict[str, OperationRow]) -> CitedUnit:
        """The unit; it is ended when the last that was done to it, or to a unit around it, is a repeal."""
        place = landing(known.annexes, component, eid)
        stands = known.together.get(place, place)
        found = select(self._db, UnitRow, "WHERE act = ? AND eid = ?", (known.row.id, stands))
        ended = (latest.get(around) for around in _around(stands))
        return CitedUnit(
            place,
            found[0] if found else None,
            next((one for one in ended if one and one.verb == "repeal" and reach(one, stands) is Reach.ALL), None),
        )

    def _namesakes(self, act: ActId) -> tuple[ActRow, ...]:
        """Acts of that kind and number, whatever their day; «№ 273» of a law is also 273-ФЗ."""
        if not act.number:
            return ()
        return tuple(row for row in numbered(self._db, act.number) if row.kind == act.kind)

    def _rows(self, slugs: tuple[str, ...]) -> tuple[ActRow, ...]:
        found = (select(self._db, ActRow, "WHERE id = ?", (slug,)) for slug in slugs)
        return tuple(rows[0] for rows in found if rows)


def _around(eid: str) -> Iterator[str]:
    """The unit, then every unit around it: art_5__para_1, art_5."""
    while eid:
        yield eid
        eid = eid.rpartition("__")[0]
