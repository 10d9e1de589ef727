"""What changed in an act between two days, and who changed it.

Where the base holds editions that an editor stated for both days, those are compared, and the acts that the later one's
notes name and the earlier one's do not; where the text of a day is told by an editor's notes, the words that they hide
are said to be unknown; otherwise the text of both days follows from operations, and those name themselves.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from kb.answers import ActRef, Comparison, UnitDifference
from kb.editions.compare import Difference, Piece, Stand, differences, related
from kb.editions.history import history
from kb.editions.model import Consolidated
from kb.editions.on_day import Text, text_on
from kb.editions.stated import Stated, edition_at
from kb.editions.stated import stated as read_stated
from kb.editions.untold import words
from kb.errors import NoText
from kb.store.acts import act_refs, act_row, ref
from kb.store.rows import ActRow
from kb.store.units import UnitOnDay

_Found = tuple[list[Difference], dict[str, frozenset[str]]]
"""Differences, and unit → acts that made them."""


def compare(db: sqlite3.Connection, act: str, since: date, until: date, unit: str | None = None) -> Comparison:
    """Differences of the act's text on the two days; with ``unit`` only in that unit and below.

    Raises:
        UnknownAct: no act has that id.
        NoText: its text, or that of one of the days, is not held, so «no differences» would be a guess.
    """
    row = act_row(db, act)
    if not row.has_text:
        raise NoText("Текста этого акта в базе нет: сравнивать нечего.")
    stated: tuple[str, ...] = ()
    caution = None
    earlier, later = edition_at(db, act, since), edition_at(db, act, until)
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
    shown = [d for d in found if unit is None or related(unit, [d.after or d.before or ""])]
    refs = act_refs(db, {a for d in shown for a in makers.get(d.after or d.before or "", ())})
    told = tuple(_difference(d, makers, refs) for d in shown)
    return Comparison(ref(db, row), since.isoformat(), until.isoformat(), unit, stated, told, row.naming, caution)


def _difference(d: Difference, makers: dict[str, frozenset[str]], refs: dict[str, ActRef]) -> UnitDifference:
    by = tuple(refs[a] for a in sorted(makers.get(d.after or d.before or "", ())) if a in refs)
    return UnitDifference(d.what, d.before, d.after, tuple((p.sign, p.words) for p in d.pieces), by)


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
    pieces = [Piece("-", words(before, day))] if before else []
    return Difference(
        "unknown",
        before and eid,
        after and eid,
        (*pieces, Piece("+", after.text or "")) if after and after.text else tuple(pieces),
    )


# versions that follow from operations


def _of_operations(db: sqlite3.Connection, row: ActRow, since: str, until: str) -> _Found:
    result = history(db, row).result
    order = {life.eid: place for place, life in enumerate(result.units)}
    found = differences(_standing(result, since, order), _standing(result, until, order))
    acts = dict(db.execute("SELECT id, act FROM operations WHERE target = ?", (row.id,)))
    makers: defaultdict[str, set[str]] = defaultdict(set)
    low, high = min(since, until), max(since, until)
    for version in result.versions:
        if low < version.since <= high:
            makers[version.eid].update(acts[change] for change in version.made_by)
    for eid, by in db.execute(
        "SELECT target_eid, act FROM operations WHERE target = ? AND state = 'applied' AND in_force_from > ? "
        "AND in_force_from <= ?",
        (row.id, low, high),
    ):
        makers[eid].add(by)
    return found, {eid: frozenset(_around(eid, makers)) for eid in {d.after or d.before or "" for d in found}}


def _standing(result: Consolidated, day: str, order: dict[str, int]) -> list[Stand]:
    stands = [
        Stand(v.eid, v.words, v.wid)
        for v in result.versions
        if v.words and v.since <= day and (v.until is None or day < v.until)
    ]
    return sorted(stands, key=lambda stand: order.get(stand.eid, 0))


def _around(eid: str, makers: dict[str, set[str]]) -> set[str]:
    own = makers.get(eid)
    return own or {a for e in related(eid, makers) for a in makers[e]}
