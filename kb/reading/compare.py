"""What changed in an act between two days, and who changed it.

Where the base holds editions that an editor stated for both days, those are compared, and the acts that the later one's
notes name and the earlier one's do not; where the text of a day is told by an editor's notes, the words that they hide
are said to be unknown; otherwise the text of both days follows from operations, and those name themselves.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from ingest.law.address import Naming, in_words
from kb.answers import ActRef, Comparison, UnitDifference, words_of
from kb.editions.model import Stand
from kb.editions.stated import Stated, edition_at
from kb.editions.stated import stated as read_stated
from kb.errors import NoText
from kb.reading.bearing import makers as makers_of
from kb.reading.differences import Difference, Piece, differences, related
from kb.reading.on_day import Text, text_on
from kb.store.acts import act_ref, act_refs, act_row
from kb.store.clock import today
from kb.store.connection import Base, reading
from kb.store.find.place import the_place
from kb.store.rows import ActRow
from kb.store.units import UnitOnDay, units_on_day

YEAR = timedelta(days=365)

_Found = tuple[list[Difference], dict[str, frozenset[str]]]
"""Differences, and unit → acts that made them."""


def compare(
    base: Base, act: str, since: date | None = None, until: date | None = None, unit: str | None = None
) -> Comparison:
    """Units of the act that are not the same on the two days, word by word, each with the acts that changed it; with
    ``unit`` only in that unit and below. ``until`` None: today; ``since`` None: the eve of the last change by then.

    Raises:
        KnowledgeBaseError: no such base, act or unit, or several answer.
        NoText: its text, or that of one of the days, is not held, so «no differences» would be a guess.
    """
    with reading(base) as db:
        found, eid = the_place(db, act, unit)
        row = act_row(db, found)
        if not row.has_text:
            raise NoText("Текста этого акта в базе нет: сравнивать нечего.")
        until = until or today()
        low, high = sorted((since or _eve_of_change(db, found, until), until))
        return _compared(db, row, low, high, eid)


def _eve_of_change(db: sqlite3.Connection, act: str, until: date) -> date:
    """The eve of the last change that had taken effect by then: what one who names no day wants to see."""
    (day,) = db.execute(_LAST_CHANGE, (act, until.isoformat())).fetchone()
    return date.fromisoformat(day) - timedelta(days=1) if day else until - YEAR


_LAST_CHANGE = "SELECT max(in_force_from) FROM operations WHERE target = ? AND state = 'applied' AND in_force_from <= ?"


def _compared(db: sqlite3.Connection, row: ActRow, since: date, until: date, eid: str | None) -> Comparison:
    stated: tuple[str, ...] = ()
    caution = None
    earlier, later = edition_at(db, row.id, since), edition_at(db, row.id, until)
    if earlier and later and earlier.id != later.id:
        found, makers = _of_editions(read_stated(db, earlier), read_stated(db, later))
        stated = (earlier.name, later.name)
    else:
        texts = text_on(db, row, since), text_on(db, row, until)
        caution = texts[0].caution or texts[1].caution
        if caution:
            found, makers = _of_notes(db, row, *texts)
        else:
            found, makers = _of_operations(db, row, since.isoformat(), until.isoformat())
    shown = [d for d in found if eid is None or related(eid, [one for one in (d.before, d.after) if one])]
    refs = act_refs(db, {a for d in shown for a in makers.get(d.after or d.before or "", ())})
    days = _days(db, row.id, since.isoformat(), until.isoformat())
    told = tuple(_difference(d, makers, refs, Naming(row.naming), days) for d in shown)
    act = act_ref(db, row.id)
    return Comparison(act, since.isoformat(), until.isoformat(), eid, stated, told, row.naming, caution)


def _difference(
    d: Difference,
    makers: dict[str, frozenset[str]],
    refs: dict[str, ActRef],
    naming: Naming,
    days: Callable[[str, str], str | None],
) -> UnitDifference:
    eid = d.after or d.before or ""
    by = tuple(refs[a] for a in sorted(makers.get(eid, ())) if a in refs)
    return UnitDifference(
        d.what,
        d.before,
        d.after,
        in_words(d.before, naming) if d.before else None,
        in_words(d.after, naming) if d.after else None,
        tuple((p.sign, p.words) for p in d.pieces),
        by,
        tuple(days(act.id, eid) for act in by),
    )


def _days(db: sqlite3.Connection, act: str, low: str, high: str) -> Callable[[str, str], str | None]:
    """(amending act, unit) → since when its change is in force: of the unit itself, else of what it stands in."""
    days: dict[tuple[str, str], str] = {}
    for by, eid, day in db.execute(_IN_FORCE_BETWEEN, (act, low, high)):
        days.setdefault((by, eid), day)

    def day_of(by: str, eid: str) -> str | None:
        while (by, eid) not in days and eid:
            eid = eid.rpartition("__")[0]
        return days.get((by, eid))

    return day_of


_IN_FORCE_BETWEEN = """
    SELECT act, target_eid, in_force_from FROM operations
    WHERE target = ?1 AND in_force_from > ?2 AND in_force_from <= ?3 ORDER BY in_force_from, act, position
"""


# editions stated by an editor


def _of_editions(earlier: Stated, later: Stated) -> _Found:
    """Differences, and for each the acts noted at the unit, around it or in it only by the later edition."""
    found = differences(earlier.stands(), later.stands())
    fresh = {eid: acts - earlier.noted.get(eid, frozenset()) for eid, acts in later.noted.items()}
    fresh = {eid: acts for eid, acts in fresh.items() if acts}
    below: defaultdict[str, list[str]] = defaultdict(list)
    for eid in fresh:
        below[_article(eid)].append(eid)
    makers = {}
    for d in found:
        eid = d.after or d.before or ""
        makers[eid] = frozenset(a for e in related(eid, below[_article(eid)]) for a in fresh[e])
    return found, makers


def _article(eid: str) -> str:
    """First step of an eId: notes of one article are looked for among themselves."""
    return eid.partition("__")[0]


# what an editor's notes tell of an earlier day


def _of_notes(db: sqlite3.Connection, row: ActRow, earlier: Text, later: Text) -> _Found:
    """Differences as far as the words of both days are known; a unit whose words are not is told as «unknown»."""
    for text in (earlier, later):
        if text.caution and not text.units():
            raise NoText(text.caution)
    before, after = _leaves(earlier), _leaves(later)
    hidden = [eid for eid in {**before, **after} if any(eid in s and not s[eid].known for s in (before, after))]
    found = differences(_known(before, hidden), _known(after, hidden))
    found += [_untold(eid, before.get(eid), after.get(eid), earlier.day) for eid in hidden]
    place = {eid: i for i, eid in enumerate(after)}
    found.sort(key=lambda d: place.get(d.after or d.before or "", len(place)))
    makers = _stated_between(db, row.id, *sorted((earlier.day, later.day)))
    for eid, unit in {**after, **before}.items():
        if not unit.known and unit.differs:
            makers[eid] = {act.id for act in unit.differs.by}
    return found, {eid: frozenset(_around(eid, makers)) for eid in {d.after or d.before or "" for d in found}}


def _stated_between(db: sqlite3.Connection, act: str, low: str, high: str) -> dict[str, set[str]]:
    """Unit → acts that changed it between the days; a note tells of it when the act that it names is signed."""
    made: defaultdict[str, set[str]] = defaultdict(set)
    for eid, by in db.execute(_STATED_BETWEEN, (act, low, high)):
        made[eid].add(by)
    return made


_STATED_BETWEEN = """
    SELECT o.target_eid, o.act FROM operations o LEFT JOIN act_records a ON a.id = o.act
    WHERE o.target = ?1 AND o.act <> ?1 AND o.target_eid <> '' AND o.state IN ('applied', 'stated')
      AND coalesce(o.in_force_from, a.date) > ?2 AND coalesce(o.in_force_from, a.date) <= ?3
"""


def _leaves(text: Text) -> dict[str, UnitOnDay]:
    return {unit.eid: unit for unit in text.units() if unit.leaf and unit.stands(text.day)}


def _known(units: dict[str, UnitOnDay], hidden: Sequence[str]) -> list[Stand]:
    apart = frozenset(hidden)
    return [Stand(eid, unit.text, unit.wid) for eid, unit in units.items() if unit.text and eid not in apart]


def _untold(eid: str, before: UnitOnDay | None, after: UnitOnDay | None, day: str) -> Difference:
    pieces = [Piece("-", words_of(before, day))] if before else []
    return Difference(
        "unknown",
        before and eid,
        after and eid,
        (*pieces, Piece("+", after.text or "")) if after and after.text else tuple(pieces),
    )


# versions that follow from operations


def _of_operations(db: sqlite3.Connection, row: ActRow, low: str, high: str) -> _Found:
    before, after = _stands(db, row.id, low), _stands(db, row.id, high)
    found = differences(before, after)
    wids = {stand.eid: stand.wid for stand in (*before, *after)}
    differing = {d.after or d.before or "" for d in found}
    made = makers_of(db, row.id, {eid: wids[eid] for eid in differing}, low, high)
    around = _made_at(db, row.id, low, high)
    return found, {eid: frozenset(made[eid] or _around(eid, around)) for eid in differing}


def _made_at(db: sqlite3.Connection, act: str, low: str, high: str) -> dict[str, set[str]]:
    """Number → acts whose orders made a wording there, or were meant for it."""
    acts = dict(db.execute("SELECT id, act FROM operations WHERE target = ?", (act,)))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for eid, made_by in db.execute(_MADE_BETWEEN, (act, low, high)):
        found[eid].update(acts[change] for change in made_by.split())
    for eid, by in db.execute(_APPLIED_BETWEEN, (act, low, high)):
        found[eid].add(by)
    return found


_MADE_BETWEEN = """
    SELECT eid, made_by FROM unit_texts
    WHERE act = ? AND in_force_from > ? AND in_force_from <= ? AND made_by IS NOT NULL
"""
_APPLIED_BETWEEN = """
    SELECT target_eid, act FROM operations
    WHERE target = ? AND state = 'applied' AND in_force_from > ? AND in_force_from <= ?
"""


def _stands(db: sqlite3.Connection, act: str, day: str) -> list[Stand]:
    return [
        Stand(unit.eid, unit.text, unit.wid) for unit in units_on_day(db, act, day) if unit.text and unit.stands(day)
    ]


def _around(eid: str, makers: dict[str, set[str]]) -> set[str]:
    own = makers.get(eid)
    return own or {a for e in related(eid, makers) for a in makers[e]}
