"""Status of an act or of a unit on a day, with the ground in words.

A unit shares the fate of its act, and then has its own: put in later, repealed, suspended, given another day by the
act's own clause. The questions of :data:`QUESTIONS` are asked in order, the first that has an answer decides.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ingest import Commencement, day_of, deciding
from ingest.law.address import Naming, in_words
from ingest.law.dates import date_or_none
from ingest.law.numbering import each
from kb.answers import ActRef, StatusOnDay
from kb.editions.orders import clauses_of
from kb.editions.periods import status_on
from kb.editions.reach import Reach, part_words, reach
from kb.editions.status import Status, facts_of, force_of, status_under, suspended, suspension_ground
from kb.reading.bearing import wordings
from kb.reading.changed import doubts, gives_number, makers_by, touching
from kb.reading.earlier import earlier
from kb.russian import russian_day
from kb.store.acts import act_ref, act_refs, act_row
from kb.store.clock import today
from kb.store.connection import Base, reading
from kb.store.find.place import the_place
from kb.store.rows import ActRow, CommencementRow, OperationRow, UnitRow, select


class UnitFacts(NamedTuple):
    """What bears on the force of one unit: its life, and operations on it and on what it stands in.

    ``successor``: where the unit stands on the day when it was given another number.
    """

    act: ActRow
    unit: UnitRow
    successor: UnitRow | None
    operations: Sequence[OperationRow]
    clauses: Sequence[CommencementRow]
    refs: dict[str, ActRef]

    def by(self, operation: OperationRow) -> str:
        """The act that ordered it, in words."""
        found = self.refs.get(operation.act)
        return found.label if found else operation.act


def status(base: Base, act: str, at: date | None = None, unit: str | None = None) -> StatusOnDay:
    """Is the act, or its unit, in force on ``at`` (None: today), with the ground, and who has changed it by then.

    Raises:
        KnowledgeBaseError: no such base, act or unit, or several answer.
    """
    with reading(base) as db:
        found, eid = the_place(db, act, unit)
        return status_of(db, found, at or today(), eid)


def status_of(db: sqlite3.Connection, act: str, at: date, eid: str | None = None) -> StatusOnDay:
    """:func:`status` of an act named by its id, and of a unit named by its eId.

    Raises:
        UnknownAct: no act has that id.
    """
    row = act_row(db, act)
    of_act = status_on(db, row, at)
    day = at.isoformat()
    makers = makers_by(db, act, eid, day)
    found = of_act if eid is None else _of_unit(db, row, eid, day, of_act)
    code = "amended" if found.code == "in_force" and makers else found.code
    return StatusOnDay(
        act_ref(db, act),
        eid,
        in_words(eid, Naming(row.naming)) if eid else None,
        day,
        code,
        found.ground,
        found.in_force_from,
        found.in_force_until,
        makers,
        doubts(db, act, eid, day),
    )


# the unit's own fate


def _of_unit(db: sqlite3.Connection, row: ActRow, eid: str, day: str, of_act: Status) -> Status:
    unit = select(db, UnitRow, "WHERE act = ? AND eid = ?", (row.id, eid))[0]
    found = _own(db, row, unit, day, _around(db, row, eid, day, of_act))
    return found._replace(ground=" ".join([*_together(unit), found.ground]))


def _around(db: sqlite3.Connection, row: ActRow, eid: str, day: str, of_act: Status) -> Status:
    """The status of the act as far as the unit shares it: a repeal that leaves something out bears on a unit by what it
    did to the text."""
    facts = facts_of(db, row)
    repeals = [o for o in facts.repeals if not (reach(o) is Reach.BUT and (o.state == "applied" or _spares(o, eid)))]
    suspensions = [o for o in facts.suspensions if not _spares(o, eid)]
    if (len(repeals), len(suspensions)) == (len(facts.repeals), len(facts.suspensions)):
        return of_act
    facts = facts._replace(repeals=repeals, suspensions=suspensions)
    without = status_under(facts, day, force_of(facts))
    return without._replace(ground=of_act.ground) if of_act.code == "partly_repealed" else without


def _spares(o: OperationRow, eid: str) -> bool:
    return reach(o, eid) is Reach.NONE


def _own(db: sqlite3.Connection, row: ActRow, unit: UnitRow, day: str, of_act: Status) -> Status:
    """The unit's own fate where it has one, else that of its act."""
    eid = unit.eid
    same = select(db, UnitRow, "WHERE act = ? AND wid = ? AND eid <> ?", (row.id, unit.wid, eid))
    successor = next((u for u in same if u.in_force_from <= day and day < (u.in_force_until or "~")), None)
    clauses = select(db, CommencementRow, "WHERE act = ? ORDER BY position", (row.id,))
    operations = touching(db, row.id, eid)
    refs = act_refs(db, (o.act for o in operations))
    facts = UnitFacts(row, unit, successor, operations, clauses, refs)
    since = _entered(db, unit) or _own_start(facts) or of_act.in_force_from
    if of_act.code in ("not_yet", "repealed"):
        return of_act._replace(ground=f"Акт: {_lowered(of_act.ground)}")
    if before := earlier(db, row, unit, day):
        return before
    for question in QUESTIONS:
        answer = question(facts, day)
        if answer:
            return answer._replace(
                in_force_from=answer.in_force_from or since,
                in_force_until=answer.in_force_until or unit.in_force_until or of_act.in_force_until,
            )
    return of_act._replace(
        ground=" ".join([*_origin(facts, day), f"Акт: {_lowered(of_act.ground)}"]),
        in_force_from=since,
        in_force_until=_earliest(None if same else unit.in_force_until, of_act.in_force_until),
    )


def _earliest(*days: str | None) -> str | None:
    return min((day for day in days if day), default=None)


def _entered(db: sqlite3.Connection, unit: UnitRow) -> str:
    """The day on which an order put the unit in, under whatever number; "": it came with the act."""
    found = wordings(db, unit.act, unit.eid)
    return found[0].in_force_from if found else unit.in_force_from


def _together(unit: UnitRow) -> Iterator[str]:
    """That the unit stands for several numbers, one of which was asked for."""
    if unit.number and len(each(unit.number)) > 1:
        yield f"Номера {unit.number} стоят в тексте под одной меткой."


def _origin(facts: UnitFacts, day: str) -> Iterator[str]:
    """Since when the unit is there, or has its number."""
    numbered = [o for o in facts.operations if gives_number(o, facts.unit.eid) and (o.in_force_from or "~") <= day]
    since = facts.unit.in_force_from
    if numbered:
        o = numbered[-1]
        before = in_words(o.target_eid, Naming(facts.act.naming))
        yield f"Прежде {before}, нынешний номер с {russian_day(o.in_force_from or '')}: {facts.by(o)}."
    elif since:
        made = _maker(facts, since, ("add", "restate"))
        yield f"Введена {russian_day(since)}{f': {facts.by(made)}' if made else ''}."


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _maker(facts: UnitFacts, day: str, verbs: tuple[str, ...]) -> OperationRow | None:
    """The operation of that day that made or ended the unit: the nearest to it."""
    found = [
        o
        for o in facts.operations
        if o.state == "applied"
        and o.in_force_from == day
        and o.verb in verbs
        and not o.target_eid.startswith(facts.unit.eid + "__")
    ]
    return max(found, key=lambda o: len(o.target_eid), default=None)


def _gone(facts: UnitFacts, day: str) -> Status | None:
    """Repealed, left out by new wording, or given another number."""
    until = facts.unit.in_force_until
    if until is None or day < until:
        return None
    by = _maker(facts, until, ("repeal", "restate", "renumber", "add"))
    ground = f": {facts.by(by)}" if by else ""
    if facts.successor is not None:
        now = in_words(facts.successor.eid, Naming(facts.act.naming))
        return Status("in_force", f"С {russian_day(until)} это {now}{ground}.", None, None)
    return Status("repealed", f"Утратила силу с {russian_day(until)}{ground}.", None, until)


def _repealed_by_note(facts: UnitFacts, day: str) -> Status | None:
    if day < (facts.act.edition or ""):
        return None  # told by :mod:`kb.reading.earlier`
    for o in facts.operations:
        if o.basis == "note" and o.verb == "repeal" and _ends(o, facts.unit.eid):
            return Status("repealed", f"Утратила силу по пометке в тексте: {facts.by(o)}.")
    return None


def _repeal_undated(facts: UnitFacts, day: str) -> Status | None:
    for o in facts.operations:
        if o.verb == "repeal" and o.state == "pending" and _ends(o, facts.unit.eid):
            words = part_words(o, Naming(facts.act.naming))
            return Status("unknown", f"Отмену{words} предусматривает {facts.by(o)}; {o.reason}.")
    return None


def _partly_repealed(facts: UnitFacts, day: str) -> Status | None:
    """«Статью 3, за исключением части 2, признать утратившей силу», said of the article."""
    naming = Naming(facts.act.naming)
    for o in facts.operations:
        how = reach(o, facts.unit.eid)
        if o.verb != "repeal" or not o.target_eid or how not in (Reach.BUT, Reach.UNCLEAR) or o.withdrawn:
            continue
        if o.in_force_from and o.in_force_from <= day:
            ground = f"Утратила силу{part_words(o, naming)}, с {russian_day(o.in_force_from)}: {facts.by(o)}."
            if how is Reach.UNCLEAR:
                return Status("unknown", f"{ground} Что осталось в силе, программа не поняла.")
            return Status("partly_repealed", ground)
    return None


def _ends(o: OperationRow, eid: str) -> bool:
    """Is it of the unit or of one around it, and not of a sentence or a row."""
    return bool(o.target_eid) and reach(o, eid) in (Reach.ALL, Reach.BUT, Reach.UNCLEAR)


def _not_put_in(facts: UnitFacts, day: str) -> Status | None:
    since = facts.unit.in_force_from
    if since <= day:
        return None
    by = _maker(facts, since, ("add", "restate", "renumber"))
    return Status("not_yet", f"Вводится {russian_day(since)}{f': {facts.by(by)}' if by else ''}.", since)


def _own_clause(facts: UnitFacts) -> Commencement | None:
    """«за исключением части 3, вступающей в силу с …»: the act gives the unit a day of its own."""
    clause = deciding(facts.unit.eid, clauses_of(facts.clauses))
    return None if clause is None or "main" in clause.scope or facts.unit.in_force_from else clause


def _own_start(facts: UnitFacts) -> str | None:
    """The ISO day that the act gives the unit alone; None: it gives none, or it is not known."""
    clause = _own_clause(facts)
    start = clause and (clause.start_date or day_of(clause.rule, date_or_none(facts.act.published)))
    return start.isoformat() if start else None


def _own_day(facts: UnitFacts, day: str) -> Status | None:
    if _own_clause(facts) is None:
        return None
    start = _own_start(facts)
    if start is None:
        return Status("unknown", "Акт назначил единице свой срок, а дата официального опубликования неизвестна.")
    if day < start:
        return Status("not_yet", f"Вступает в силу {russian_day(start)}, отдельно от акта.", start)
    return None


def _suspended(facts: UnitFacts, day: str) -> Status | None:
    orders = [o for o in facts.operations if o.verb == "suspend" and o.state == "applied" and o.target_eid]
    found = suspended(orders, day, facts.unit.eid)
    labels = {id: act.label for id, act in facts.refs.items()}
    return Status("suspended", suspension_ground(found, labels, Naming(facts.act.naming))) if found else None


Question = Callable[[UnitFacts, str], Status | None]

QUESTIONS: tuple[Question, ...] = (
    _gone,
    _repealed_by_note,
    _not_put_in,
    _own_day,
    _repeal_undated,
    _partly_repealed,
    _suspended,
)
"""Asked in this order."""
