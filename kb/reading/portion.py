"""One portion of an act's text with all that stands around it: what a page of the act shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kb.answers import ActPortion, ActRef, Edition, Portion, UnitNote
from kb.errors import NoSuchPortion, UnknownUnit
from kb.reading.chain import amends, notes
from kb.reading.contents import Contents, contents
from kb.reading.on_day import Text, text_on
from kb.reading.passport import passport_of
from kb.reading.status import status_of
from kb.reading.text import with_margins
from kb.russian import russian_day
from kb.store.acts import act_row
from kb.store.clock import today
from kb.store.connection import Base, reading
from kb.store.find.act import the_act
from kb.store.find.place import the_place

MOST_AMENDED = 12
"""Acts that this one changes, told beside its text."""

Done = Mapping[str, Sequence[UnitNote]]
"""Unit → what was done to it, as :func:`kb.reading.chain.notes` finds it."""


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
        of_day, done = text_on(db, row, at), notes(db, found)
        changed = _editions(done)
        outline = contents(db, found, of_day, amended=bool(changed))
        chosen = _chosen(of_day, outline, eid, part, whole)
        now = today().isoformat()
        return ActPortion(
            passport=passport_of(db, found),
            at=at.isoformat() if at else None,
            day=of_day.day,
            unit=eid,
            caution=of_day.caution,
            contents=outline.entries,
            portions=outline.portions,
            portion=chosen,
            units=with_margins(db, found, of_day, of_day.units(chosen.first, chosen.last), done),
            editions=changed,
            of_whole=tuple(done.get("", ())),
            refused=_in_state("refused", done),
            waiting=tuple(note for note in _in_state("pending", done) if not note.in_force_from),
            later=_later(done, of_day.day, now),
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


def _in_state(state: str, done: Done) -> tuple[UnitNote, ...]:
    return tuple(note for of_unit in done.values() for note in of_unit if note.state == state)


def editions_of(base: Base, act: str) -> tuple[Edition, ...]:
    """The days on which changes were applied to the act, in order.

    Raises:
        KnowledgeBaseError: no such base or act, or several answer.
    """
    with reading(base) as db:
        return _editions(notes(db, the_act(db, act)))


def _editions(done: Done) -> tuple[Edition, ...]:
    days: dict[str, tuple[dict[str, ActRef], set[str]]] = {}
    for eid, of_unit in done.items():
        for note in of_unit:
            if note.state == "applied" and note.in_force_from:
                by, touched = days.setdefault(note.in_force_from, ({}, set()))
                touched.add(eid)
                if note.by:
                    by[note.by.id] = note.by
    return tuple(Edition(day, tuple(by.values()), len(touched)) for day, (by, touched) in sorted(days.items()))


def _later(done: Done, day: str, now: str) -> tuple[ActRef, ...]:
    """The acts that have changed the text after the ISO day ``day`` and by ``now``, in that order."""
    found = {
        note.by.id: (note.since, note.by)
        for of_unit in done.values()
        for note in of_unit
        if note.by and note.state in ("applied", "stated") and day < note.since <= now
    }
    return tuple(by for _, by in sorted(found.values(), key=lambda one: (one[0], one[1].id)))
