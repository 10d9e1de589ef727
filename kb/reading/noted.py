"""What the notes of an editor tell of a day before his edition.

An editor who brings a text up to a day marks every unit that was changed, and by which act. So a unit without a note of
a later act reads as it did; one that a later act put in was not there; what any other later act did hides the words
that stood before. That holds only where the editor marks units at all: every later act that is known to have changed
the text must be named at one of them, and one of the edition's own day must be known.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from kb.answers import ActRef, Since
from kb.russian import russian_day
from kb.store.acts import act_refs
from kb.store.rows import ActRow
from kb.store.source import passage
from kb.store.units import UnitOnDay

UNSETTLED = timedelta(days=365)
"""For how long after signing a change whose first day of force is not known may not have been in force yet."""

LONGEST_NOTE = 400
"""Characters of a note that names several acts."""

_OF_HEADING = "наименование"


class Change(NamedTuple):
    """A change that the shown text holds. ``first``, ``last``: positions of the units that it reaches, None: nobody
    says which; ``day``: its first day of force; ``signed``: the day of its act, in force since ``force``; ``source``,
    ``start``: where it is told; ``ruling``: of the Constitutional Court, which takes force from words and changes none.
    """

    verb: str
    act: str
    day: str | None
    signed: str | None
    force: str | None
    first: int | None
    last: int | None
    source: int
    start: int
    ruling: int

    @property
    def since(self) -> str:
        """The first day on which it can have been in force."""
        return self.day or self.signed or "9999"

    def reaches(self, position: int) -> bool:
        """Is it told at the unit of that position, or at one that it stands in."""
        return self.first is not None and self.last is not None and self.first <= position <= self.last

    def is_unsettled(self, at: date) -> bool:
        """May it not have been in force on the day; what came later certainly was not."""
        known = self.day or self.force
        return known > at.isoformat() if known else self.since > (at - UNSETTLED).isoformat()


_CHANGES = """
    SELECT o.verb, o.act, o.in_force_from, a.date, a.in_force_from, u.position, u.last, o.source, o.start,
           a.kind IS 'ks'
    FROM operations o LEFT JOIN act_records a ON a.id = o.act
         LEFT JOIN units u ON u.act = o.target AND u.eid = o.target_eid AND o.target_eid <> ''
    WHERE o.target = :act AND o.act <> :act AND o.verb <> 'suspend' AND o.state = 'stated'
      AND (o.basis = 'note' OR a.date <= :edition)
"""


class Noted(NamedTuple):
    """The shown text as a witness of an earlier day.

    ``caution``: where the text of that day is from, or why it cannot be told (``refused``); ``absent``: positions of
    the units that were put in later; ``hidden``: position → what hides the words that stood there.
    """

    caution: str
    refused: bool
    absent: frozenset[int] = frozenset()
    hidden: Mapping[int, Since] = MappingProxyType({})

    def without_later(self, units: Iterable[UnitOnDay]) -> list[UnitOnDay]:
        """The units as they stood: none that was put in later, no words that a later change made."""
        return [
            unit._replace(heading=None, text=None, since=None, known=False, differs=self.hidden[unit.position])
            if unit.position in self.hidden
            else unit
            for unit in units
            if unit.position not in self.absent
        ]


def noted(db: sqlite3.Connection, row: ActRow, at: date) -> Noted:
    """What the shown text of the act tells of a day before its edition."""
    day = at.isoformat()
    if row.date and day < row.date:
        return Noted(f"В этот день акта ещё не было: он подписан {russian_day(row.date)}.", True)
    told = changes_told(db, row)
    changes = [change for change in told if not change.ruling]
    unsettled = [change for change in changes if change.is_unsettled(at)]
    later = [change for change in unsettled if change.since > day]
    placed = {change.act for change in later if change.first is not None}
    refs = act_refs(db, {change.act for change in unsettled})
    astray = [refs[act].label for act in dict.fromkeys(c.act for c in later) if act not in placed and act in refs]
    if astray or not any(change.signed == row.edition for change in told):
        return Noted(_refusal(row, astray), True)
    absent = {place for change in later if puts_in(change, changes) for place in _reach(db, change)}
    hiding: defaultdict[int, list[Change]] = defaultdict(list)
    for change in unsettled:
        for place in _reach(db, change):
            if place not in absent:
                hiding[place].append(change)
    hidden = {place: _since(found, refs, day) for place, found in hiding.items()}
    return Noted(_origin(row), False, frozenset(absent), hidden)


def changes_told(db: sqlite3.Connection, row: ActRow) -> list[Change]:
    """Every change that the shown text of the act is known to hold."""
    return [Change(*found) for found in db.execute(_CHANGES, {"act": row.id, "edition": row.edition})]


def puts_in(change: Change, changes: Sequence[Change]) -> bool:
    """Did the change put in a unit that was not there: nothing had been done to it before."""
    return change.verb == "add" and all(
        (other.signed or "") >= (change.signed or "") for other in changes if other.first == change.first
    )


def _reach(db: sqlite3.Connection, change: Change) -> range:
    """Positions of the units that the change reaches; of a new heading only that of the unit so headed."""
    if change.first is None or change.last is None:
        return range(0)
    of_heading = change.verb == "restate" and change.last > change.first and _is_of_heading(db, change)
    return range(change.first, (change.first if of_heading else change.last) + 1)


def _is_of_heading(db: sqlite3.Connection, change: Change) -> bool:
    """Is it told by «(Наименование в редакции …»; one note may name several acts."""
    before = passage(db, change.source, change.start - LONGEST_NOTE, change.start + len(_OF_HEADING)) or ""
    return before.rpartition("(")[2].lower().startswith(_OF_HEADING)


def _since(changes: Sequence[Change], refs: Mapping[str, ActRef], day: str) -> Since:
    """What hides the words: the acts that came later, else those that may not have been in force yet."""
    telling = sorted((c for c in changes if c.since > day), key=lambda c: c.since) or changes
    return Since(telling[0].day, tuple(refs[act] for act in dict.fromkeys(c.act for c in telling) if act in refs))


def _origin(row: ActRow) -> str:
    return (
        f"Текст восстановлен по пометкам редактора в тексте с изменениями по {russian_day(row.edition or '')}: единица "
        "без более поздней пометки с тех пор не менялась, разве что знак препинания в её конце. Слова, которые стояли "
        "до более позднего изменения, неизвестны."
    )


def _refusal(row: ActRow, astray: Sequence[str]) -> str:
    named = "; ".join(astray[:3]) + (f" и ещё {len(astray) - 3}" if len(astray) > 3 else "")
    why = f"; что изменил {named}, из пометок не видно" if astray else ""
    return (
        f"Источник текста уже учитывает изменения по {russian_day(row.edition or '')}{why}. "
        "Каким текст был в этот день, база не знает."
    )
