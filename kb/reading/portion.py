"""One portion of an act's text with all that stands around it: what a page of the act shows."""

from __future__ import annotations

import json
import sqlite3
from datetime import date

from kb.answers import ActPortion, ActRef, Edition, Portion
from kb.errors import NoSuchPortion, UnknownUnit
from kb.reading.chain import amends, notes, undone
from kb.reading.contents import Contents, contents
from kb.reading.on_day import Text, text_on
from kb.reading.passport import passport_of
from kb.reading.status import status_of
from kb.reading.text import with_margins
from kb.russian import russian_day
from kb.store.acts import act_refs, act_row
from kb.store.clock import today
from kb.store.connection import Base, reading
from kb.store.find.act import the_act
from kb.store.find.place import the_place

MOST_AMENDED = 12
"""Acts that this one changes, told beside its text."""

_EDITIONS = """
    SELECT o.in_force_from, json_group_array(DISTINCT o.act), count(DISTINCT o.target_eid) FROM operations o
    WHERE o.target = ? AND o.state = 'applied' AND o.in_force_from <> '' GROUP BY o.in_force_from
"""
_LATER = """
    SELECT o.act, coalesce(o.in_force_from, iif(o.state = 'stated', a.date, NULL)) AS since
    FROM (SELECT DISTINCT act, state, in_force_from FROM operations
          WHERE target = ? AND state IN ('applied', 'stated')) o
         JOIN act_records a ON a.id = o.act
    WHERE since > ? AND since <= ? GROUP BY o.act ORDER BY max(since), o.act
"""


def portion(
    base: Base, act: str, at: date | None = None, unit: str | None = None, part: int = 1, whole: bool = False
) -> ActPortion:
    """The portion of the act that holds the unit, or the one of that number, or the whole.

    Raises:
        KnowledgeBaseError: no such base, act, unit or portion, or several answer.
    """
    with reading(base) as db:
        found, eid = the_place(db, act, unit)
        row = act_row(db, found)
        of_day, changed = text_on(db, row, at), _editions(db, found)
        outline = contents(db, found, of_day, amended=bool(changed))
        chosen = _chosen(of_day, outline, eid, part, whole)
        not_done = undone(db, found)
        return ActPortion(
            passport=passport_of(db, found),
            at=at.isoformat() if at else None,
            day=of_day.day,
            unit=eid,
            caution=of_day.caution,
            contents=outline.entries,
            portions=outline.portions,
            portion=chosen,
            units=with_margins(db, found, of_day, of_day.units(chosen.first, chosen.last)),
            editions=changed,
            of_whole=notes(db, found, [""]).get("", ()),
            refused=tuple(note for note in not_done if note.state == "refused"),
            waiting=tuple(note for note in not_done if note.state == "pending" and not note.in_force_from),
            later=_later(db, found, of_day.day, today().isoformat()),
            amends=amends(db, found)[:MOST_AMENDED],
            status=status_of(db, found, at) if at else None,
        )


def _chosen(of_day: Text, outline: Contents, eid: str | None, part: int, whole: bool) -> Portion:
    if whole:
        return Portion(0, outline.portions[0].first, outline.portions[-1].last, "", "")
    if eid is not None:
        span = of_day.span(eid)
        if span is None:
            raise UnknownUnit(f"На {russian_day(of_day.day)} такой единицы в тексте нет: «{eid}».")
        return outline.holding(span[0])
    if not 1 <= part <= len(outline.portions):
        raise NoSuchPortion(f"В тексте акта частей {len(outline.portions)}, а не {part}.")
    return outline.portions[part - 1]


def editions_of(base: Base, act: str) -> tuple[Edition, ...]:
    """The days on which changes were applied to the act, in order.

    Raises:
        KnowledgeBaseError: no such base or act, or several answer.
    """
    with reading(base) as db:
        return _editions(db, the_act(db, act))


def _editions(db: sqlite3.Connection, act: str) -> tuple[Edition, ...]:
    days = [(day, json.loads(by), units) for day, by, units in db.execute(_EDITIONS, (act,))]
    refs = act_refs(db, (one for _, by, _ in days for one in by))
    return tuple(Edition(day, tuple(refs[one] for one in by), units) for day, by, units in days)


def _later(db: sqlite3.Connection, act: str, day: str, now: str) -> tuple[ActRef, ...]:
    """The acts that have changed the text after the ISO day ``day`` and by ``now``, in that order."""
    found = [by for by, _ in db.execute(_LATER, (act, day, now))] if day < now else []
    refs = act_refs(db, found)
    return tuple(refs[by] for by in found)
