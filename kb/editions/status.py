"""Status of an act on a day, from the facts the base holds, with the ground in words.

The questions are asked in order, the first that has an answer decides; where a fact is missing the status is unknown
and the ground names the fact (README.md, rule 3).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from ingest import PUBLICATION, SIGNING, UNKNOWN, day_of, missing
from ingest.law.address import Naming
from ingest.law.dates import date_or_none
from kb.editions.reach import Reach, left_by, part_words, reach
from kb.russian import russian_day
from kb.store.corrected import corrected_facts
from kb.store.local_acts import approving
from kb.store.rows import AMONG, ActRow, CommencementRow, OperationRow, StatementRow, among, select

OfAct = TypeVar("OfAct", CommencementRow, StatementRow)


class Status(NamedTuple):
    """``code``: in_force, not_yet, repealed, partly_repealed, suspended, unknown; days are ISO text, None: not known;
    ``spared``: eids of what a partial repeal has left."""

    code: str
    ground: str
    in_force_from: str | None = None
    in_force_until: str | None = None
    spared: Sequence[str] = ()


class Facts(NamedTuple):
    """What the base holds on the force of one act: its row, repeals of the whole, its clauses, cards and heads, labels
    of the acts that did it, the columns of its row that people have put right, suspensions of the whole, days on which
    those acts were signed; of an act repealed with an exception the repeals of its units; of one that another act
    approved, and that has an end, its label and the ISO day of that end."""

    act: ActRow
    repeals: list[OperationRow]
    clauses: list[CommencementRow]
    statements: list[StatementRow]
    labels: dict[str, str]
    corrected: Mapping[str, str] = MappingProxyType({})
    suspensions: Sequence[OperationRow] = ()
    signed: Mapping[str, str] = MappingProxyType({})
    ended: Sequence[OperationRow] = ()
    approval: tuple[str, str] | None = None

    def repeals_by(self, day: str) -> list[OperationRow]:
        """Those of acts that were signed by the ISO day: no act repeals before it is."""
        return [repeal for repeal in self.repeals if self.signed.get(repeal.act, "") <= day]


class Force(NamedTuple):
    """Days of force of the whole act, ISO; ``derived``: in words, how the first was counted, "" when it is stated."""

    start: str | None
    until: str | None
    derived: str = ""


def status(facts: Facts, day: date) -> Status:
    """The status on ``day``."""
    return status_under(facts, day.isoformat(), force_of(facts))


def status_under(facts: Facts, day: str, force: Force) -> Status:
    """:func:`status` where the days of force are known already; ``day``: ISO, "" is before every day."""
    end = end_of(facts, force)
    for question in QUESTIONS:
        answer = question(facts, day, force)
        if answer:
            break
    else:
        answer = Status("unknown", _missing(facts))
    ground = answer.ground + _without_approval(facts, day, answer.code)
    return answer._replace(ground=ground, in_force_from=force.start, in_force_until=answer.in_force_until or end)


def _without_approval(facts: Facts, day: str, code: str) -> str:
    """That the act is repealed which approved this one: whether this one is gone with it no act says, nor do we."""
    if facts.approval is None or code == "repealed" or day < facts.approval[1]:
        return ""
    label, since = facts.approval
    return f" Утвердивший его акт утратил силу с {russian_day(since)}: {label}."


def end_of(facts: Facts, force: Force) -> str | None:
    """The first day without force that is known: of the term, or of the first repeal of the whole that has a day."""
    ends = (repeal.in_force_from for repeal in facts.repeals if reach(repeal) is Reach.ALL)
    return min(filter(None, (force.until, *ends)), default=None)


def force_of(facts: Facts) -> Force:
    """By a correction, else by the act's own clause, else by a card or a head, else counted from publication by the
    clause or the default."""
    whole = [c for c in facts.clauses if _is_of_whole(c)]
    until = _first(
        facts.corrected.get("in_force_until"),
        *(c.in_force_until for c in whole),
        *(s.in_force_until for s in facts.statements),
    )
    if "in_force_from" in facts.corrected:
        return Force(facts.corrected["in_force_from"], until, "по поправке")
    start = _first(
        *(c.in_force_from for c in whole if c.basis == "clause"), *(s.in_force_from for s in facts.statements)
    )
    return Force(start, until) if start else _counted(facts, whole)._replace(until=until)


def _counted(facts: Facts, whole: list[CommencementRow]) -> Force:
    """The first day counted from the publication, where both the rule and the publication are known."""
    published = date_or_none(facts.act.published)
    for clause in whole:
        day = day_of(clause.rule, published)
        if day:
            rule = "по общему правилу" if clause.basis == "default" else "по условию в его тексте"
            return Force(day.isoformat(), None, f"{rule}, от опубликования {russian_day(facts.act.published or '')}")
    return Force(None, None)


def _is_of_whole(clause: CommencementRow) -> bool:
    return '"main"' in clause.scope  # a JSON array of strings


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)


def _repealed(facts: Facts, day: str, force: Force) -> Status | None:
    """A repeal in force, or one that the editor of the text states as done."""
    for repeal in facts.repeals_by(day):
        if reach(repeal) is not Reach.ALL:
            continue
        if _has_come(repeal, day):
            return Status("repealed", _ended(facts, repeal), in_force_until=repeal.in_force_from)
        if repeal.basis == "note":
            by = facts.labels.get(repeal.act, repeal.act)
            return Status("repealed", f"Утратил силу по пометке в тексте: {by}.")
    return None


def _has_come(order: OperationRow, day: str) -> bool:
    return order.in_force_from is not None and order.in_force_from <= day


def _ended(facts: Facts, repeal: OperationRow) -> str:
    """«Утратил силу, кроме статьи 5, с 01.01.2025: Федеральный закон …»"""
    words = part_words(repeal, Naming(facts.act.naming))
    since = f"{',' if words else ''} с {russian_day(repeal.in_force_from or '')}"
    return f"Утратил силу{words}{since}: {facts.labels.get(repeal.act, repeal.act)}."


def _partly_repealed(facts: Facts, day: str, force: Force) -> Status | None:
    """A repeal that leaves something out. It ends the act when what it left is repealed too; where it is not understood
    what it left, we do not say."""
    found = [r for r in facts.repeals_by(day) if _has_come(r, day) and reach(r) in (Reach.BUT, Reach.UNCLEAR)]
    ground = " ".join(_ended(facts, repeal) for repeal in found)
    if any(reach(repeal) is Reach.UNCLEAR for repeal in found):
        return Status("unknown", f"{ground} Что осталось в силе, программа не поняла.")
    left = left_by(found)
    gone = [o for o in facts.ended if _has_come(o, day)]
    if found and all(any(reach(o, unit) is Reach.ALL for o in gone) for unit in left):
        last = max([*found, *gone], key=lambda o: o.in_force_from or "")
        rest = "".join(dict.fromkeys(f" {facts.labels.get(o.act, o.act)}." for o in gone))
        return Status("repealed", f"{ground} Утратило силу и остальное:{rest}", in_force_until=last.in_force_from)
    unseen = "" if facts.act.has_text else " Текста акта в базе нет: есть ли в нём то, что названо, не проверено."
    return Status("partly_repealed", f"{ground}{unseen}", spared=left) if found else None


def _expired(facts: Facts, day: str, force: Force) -> Status | None:
    if force.until is None or force.until > day:
        return None
    return Status("repealed", f"Срок действия истёк {russian_day(force.until)}.")


def _repeal_undated(facts: Facts, day: str, force: Force) -> Status | None:
    """Somebody says that the act is repealed, and the day is not known: we do not choose."""
    for repeal in facts.repeals_by(day):
        if not repeal.in_force_from and reach(repeal) is not Reach.NONE:
            by = facts.labels.get(repeal.act, repeal.act)
            words = part_words(repeal, Naming(facts.act.naming))
            what = f"Отмену{words}{',' if words else ''} предусматривает {by}"
            return Status("unknown", f"{what}; неизвестна дата вступления этого акта в силу.")
    return None


def _not_yet(facts: Facts, day: str, force: Force) -> Status | None:
    if force.start is None or force.start <= day:
        return None
    return Status("not_yet", f"Вступает в силу {russian_day(force.start)}{_in_brackets(force.derived)}.")


def _suspended(facts: Facts, day: str, force: Force) -> Status | None:
    found = suspended(facts.suspensions, day)
    if found is None:
        return None
    ground = suspension_ground(found, facts.labels, Naming(facts.act.naming))
    if reach(found) is Reach.UNCLEAR:
        return Status("unknown", f"{ground} Что осталось в силе, программа не поняла.")
    return Status("suspended", ground)


def suspended(suspensions: Sequence[OperationRow], day: str, eid: str = "") -> OperationRow | None:
    """The suspension of the unit ("": of the act) that runs on the day."""
    running = (o for o in suspensions if _has_come(o, day) and (o.in_force_until is None or day < o.in_force_until))
    return next((o for o in running if reach(o, eid) is not Reach.NONE), None)


def suspension_ground(suspension: OperationRow, labels: Mapping[str, str], naming: Naming) -> str:
    """«Действие приостановлено с 05.06.2025 до 01.09.2025: …», «Действие, кроме статьи 5, приостановлено …»"""
    words = part_words(suspension, naming)
    end = f" до {russian_day(suspension.in_force_until)}" if suspension.in_force_until else ""
    by = labels.get(suspension.act, suspension.act)
    since = f"с {russian_day(suspension.in_force_from or '')}"
    return f"Действие{words}{',' if words else ''} приостановлено {since}{end}: {by}."


def _in_force(facts: Facts, day: str, force: Force) -> Status | None:
    if force.start is None:
        return None
    end = f", действует до {russian_day(force.until)}" if force.until else ""
    since = f"Вступил в силу {russian_day(force.start)}{_in_brackets(force.derived)}{end}"
    ground = f"{since}; сведений об утрате силы в базе нет."
    if not end and any(_is_of_whole(c) and c.rule == "expiry" for c in facts.clauses):  # «до принятия нового»
        ground += " Акт называет свой предел («действует до …»), дня которого база не знает."
    return Status("in_force", ground)


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""


Question = Callable[[Facts, str, Force], Status | None]

QUESTIONS: tuple[Question, ...] = (
    _repealed,
    _expired,
    _partly_repealed,
    _not_yet,
    _repeal_undated,
    _suspended,
    _in_force,
)
"""Asked in this order. Whoever adds a question adds the days on which its answer may turn to :func:`turning_days`."""


def turning_days(facts: Facts, force: Force) -> list[str]:
    """ISO days on which the status may turn, in order: from one of them to the next every question answers the same."""
    found = {force.start, force.until, facts.approval and facts.approval[1]}
    for repeal in facts.repeals:
        found |= {repeal.in_force_from, facts.signed.get(repeal.act)}
    found |= {repeal.in_force_from for repeal in facts.ended}
    for suspension in facts.suspensions:
        found |= {suspension.in_force_from, suspension.in_force_until}
    return sorted(filter(None, found))


def _missing(facts: Facts) -> str:
    """Which fact the status waits for."""
    act = facts.act
    needed = "неизвестна дата" if act.date else "неизвестны дата подписания и дата"
    if not act.has_text:
        return f"Текста акта в базе нет; {needed} вступления в силу."
    clause = next((c for c in facts.clauses if _is_of_whole(c) and c.rule not in ("expiry", "retroactive")), None)
    fact = missing(clause.rule) if clause else ""
    if fact == UNKNOWN:
        return "Что сказано в тексте акта о его вступлении в силу, программа не поняла."
    if fact == PUBLICATION and not act.published:
        return "Неизвестна дата официального опубликования, от которой считается вступление в силу."
    if fact not in ("", PUBLICATION, SIGNING):
        return f"Вступление в силу зависит от того, чего база не знает: {fact}."
    return f"{needed.capitalize()} вступления в силу."


def facts_of(db: sqlite3.Connection, act: ActRow) -> Facts:
    """Everything that bears on the force of the act."""
    return next(facts_of_all(db, [act]))


def facts_of_all(db: sqlite3.Connection, acts: Sequence[ActRow], approvals: bool = True) -> Iterator[Facts]:
    """:func:`facts_of` for many acts, in their order: one question a table. ``approvals``: those of approving acts
    too."""
    asked = among(act.id for act in acts)
    orders = _whole(db, asked)
    labels, signed = _ordering(db, {o.act for of_act in orders.values() for o in of_act}) if orders else ({}, {})
    clauses = _by_act(select(db, CommencementRow, f"WHERE act {AMONG} ORDER BY position", asked))
    statements = _by_act(select(db, StatementRow, f"WHERE act {AMONG}", asked))
    corrected = corrected_facts(db, (act.id for act in acts))
    ended = _of_units(db, orders)
    approval = _approvals(db, acts) if approvals else {}
    for act in acts:
        yield Facts(
            act,
            [o for o in orders[act.id] if o.verb == "repeal"],
            clauses[act.id],
            _ranked(statements[act.id], act.source),
            labels,
            corrected.get(act.id, {}),
            [o for o in orders[act.id] if o.verb == "suspend"],
            signed,
            ended[act.id],
            approval.get(act.id),
        )


def _approvals(db: sqlite3.Connection, acts: Sequence[ActRow]) -> dict[str, tuple[str, str]]:
    """Act → the act that approved it and has an end: its label, the day."""
    orders = approving(db, (act.id for act in acts))
    rows = select(db, ActRow, f"WHERE id {AMONG}", among(sorted(set(orders.values())))) if orders else []
    ends = {f.act.id: (f.act.label, end) for f in facts_of_all(db, rows, False) if (end := end_of(f, force_of(f)))}
    return {act: ends[order] for act, order in orders.items() if order in ends}


def _whole(db: sqlite3.Connection, asked: tuple[str]) -> defaultdict[str, list[OperationRow]]:
    """Act → repeals and suspensions of the whole of it, the earliest first."""
    found: defaultdict[str, list[OperationRow]] = defaultdict(list)
    for order in select(
        db,
        OperationRow,
        f"WHERE target {AMONG} AND target_eid = '' AND target_component = 'main' AND verb IN ('repeal', 'suspend') "
        "AND (state <> 'refused' OR (part IS NOT NULL AND NOT withdrawn)) "
        "ORDER BY in_force_from IS NULL, in_force_from, act, id",
        asked,
    ):
        found[order.target or ""].append(order)
    return found


def _of_units(
    db: sqlite3.Connection, whole: Mapping[str, Sequence[OperationRow]]
) -> defaultdict[str, list[OperationRow]]:
    """Act that was repealed with an exception → repeals of its units."""
    found: defaultdict[str, list[OperationRow]] = defaultdict(list)
    partly = among(act for act, orders in whole.items() if any(o.part for o in orders))
    if partly != among(()):
        where = f"WHERE target {AMONG} AND target_eid <> '' AND verb = 'repeal' AND state <> 'refused' ORDER BY act, id"
        for order in select(db, OperationRow, where, partly):
            found[order.target or ""].append(order)
    return found


def _by_act(rows: Iterable[OfAct]) -> defaultdict[str, list[OfAct]]:
    found: defaultdict[str, list[OfAct]] = defaultdict(list)
    for row in rows:
        found[row.act].append(row)
    return found


def _ranked(statements: list[StatementRow], speaker: int | None) -> list[StatementRow]:
    """Heads, the speaker's first, then cards."""
    if len(statements) < 2:
        return statements
    return sorted(statements, key=lambda s: (s.role != "head", s.source != speaker, s.source, s.start))


def _ordering(db: sqlite3.Connection, acts: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Labels of the acts, and the days on which they were signed, "" unknown."""
    rows = db.execute(f"SELECT id, label, coalesce(date, '') FROM act_records WHERE id {AMONG}", among(acts)).fetchall()
    return {id: label for id, label, _ in rows}, {id: day for id, _, day in rows}
