"""Was a unit of the shown text there on a day before its edition: the status that goes with the text of that day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

from kb.editions.status import Status
from kb.reading.noted import Change, changes_told, puts_in
from kb.reading.on_day import text_on
from kb.store.acts import act_refs
from kb.store.rows import ActRow, UnitRow


def earlier(db: sqlite3.Connection, row: ActRow, unit: UnitRow, day: str) -> Status | None:
    """The unit's own status on the ISO day; None: it was there and shares the fate of its act, or the day is not
    before the edition."""
    if day >= (row.edition or ""):
        return None
    return next(_by_notes(db, row, unit, day), None) or _by_text(db, row, unit, day)


def _by_notes(db: sqlite3.Connection, row: ActRow, unit: UnitRow, day: str) -> Iterator[Status]:
    """What the editor's notes at the unit, and at what it stands in, tell of the day."""
    told = [change for change in changes_told(db, row) if change.reaches(unit.position)]
    refs = act_refs(db, (change.act for change in told))
    for change in told:
        by = refs[change.act].label if change.act in refs else change.act
        if change.verb == "add" and puts_in(change, told):
            yield from _put_in(change, by, day)
        elif change.verb == "repeal" and change.since <= day:
            yield _repealed(change, by, day)


def _put_in(change: Change, by: str, day: str) -> Iterator[Status]:
    if change.since > day:
        yield Status("not_yet", f"Введена позже: {by}.", change.day)
    elif change.is_unsettled(date.fromisoformat(day)):
        yield Status("unknown", f"Вводит её {by}; вступило ли это уже в силу, база не знает.")


def _repealed(change: Change, by: str, day: str) -> Status:
    if change.is_unsettled(date.fromisoformat(day)):
        return Status("unknown", f"Отменяет её {by}; вступило ли это уже в силу, база не знает.")
    return Status("repealed", f"Утратила силу по пометке в тексте: {by}.", None, change.day)


def _by_text(db: sqlite3.Connection, row: ActRow, unit: UnitRow, day: str) -> Status | None:
    """What the text of the day tells, whatever it is known from."""
    text = text_on(db, row, date.fromisoformat(day))
    if text.apart is not None and text.apart.source is None:
        return Status("unknown", f"Была ли она тогда в акте, неизвестно. {text.caution or ''}".strip())
    found = next((one for one in text.within(unit.eid) if one.eid == unit.eid), None)
    if found is None:
        return Status("not_yet", "В тексте этого дня такой единицы ещё нет.")
    return None if found.stands(day) else Status("repealed", "К этому дню единицы уже нет.", None, found.until)
