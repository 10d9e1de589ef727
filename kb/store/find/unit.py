"""What a person types → a unit of an act: «пункт 15.1 части 3 статьи 28», «ст. 28 ч. 3», «п. 2 Порядка», an eId.

An act may call its numbered parts otherwise than the person does, and people leave out what goes without saying.
So the readings of :data:`READINGS` are tried from the strictest on; several answers are an ambiguity, never a choice. A
word that is not understood is refused by its name: what it says may lead to another unit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ingest.law.address import Address, Naming, in_words
from ingest.law.annexes import component_of
from ingest.law.numbering import canonical
from ingest.law.stems import stems
from kb.errors import AmbiguousUnit, UnknownUnit
from kb.store.acts import act_row
from kb.store.find.question import Question, read_unit
from kb.store.find.sheet import quoted, unsaid
from kb.store.find.where import ANY_ANNEX, Where
from kb.store.landing import annexes_of, called
from kb.store.rows import ActRow
from kb.store.together import together

Steps = tuple[tuple[str, str], ...]
"""(prefix, number) pairs of an eId: art_28__para_3 → (("art", "28"), ("para", "3"))."""

Annexes = list[tuple[str, str]]
"""(eid, heading), outer ones first."""

_CALLED_OTHERWISE = frozenset(("para", "point", "subpara"))
"""Units that one act calls parts and another points."""


def the_unit(db: sqlite3.Connection, act: str, typed: str) -> str:
    """The eid of the one unit that the words mean.

    Raises:
        UnknownAct, UnknownUnit, AmbiguousUnit: no such act; none, or several units, or words that are not understood.
    """
    row, typed = act_row(db, act), typed.strip()
    if _has(db, act, typed):
        return typed
    if "_" in typed and (eid := together(db, act).get(typed)):
        return eid
    asked = read_unit(typed)
    where, left = asked.unit(Naming(row.naming))
    headings = _headings(row, annexes_of(db, act), where) if where.annexes else ""
    of_act = f"{row.label} {row.title or ''}" if _names_an_act(asked) else ""
    left = unsaid(left, f"{of_act} {headings}")
    if left and where:
        raise UnknownUnit(f"В адресе «{typed}» не понято: {quoted(typed, left)}.")
    if not where:
        raise UnknownUnit(f"В акте «{row.label}» нет единицы «{typed}».")
    if asked.edition or not _is_named(row, asked):
        raise UnknownUnit(f"В адресе «{typed}» названы другой акт или редакция; нужна только единица.")
    return unit_of(db, row, where, typed)


def unit_of(db: sqlite3.Connection, row: ActRow, where: Where, typed: str) -> str:
    """The eid of the unit that is named; ``typed``: the words that name it, for the sentence that refuses.

    Raises:
        UnknownUnit, AmbiguousUnit: none, or several units.
    """
    naming = Naming(row.naming)
    if len(where.addresses) == 1 and not where.annexes and _has(db, row.id, eid := where.addresses[0].eid(naming)):
        return eid
    eids: list[str] = [eid for (eid,) in db.execute("SELECT eid FROM units WHERE act = ? ORDER BY position", (row.id,))]
    if not eids:
        raise UnknownUnit(f"Текста акта «{row.label}» в базе нет.")
    of_several = together(db, row.id)
    roots = _roots(row, annexes_of(db, row.id), where.annexes) if where.annexes else [""]
    found: dict[str, None] = {}
    for address in where.addresses or (Address(),):
        named = matching([*eids, *of_several], address, roots, naming)
        if not named:
            said = typed if len(where.addresses) < 2 else str(address)
            raise UnknownUnit(f"В акте «{row.label}» нет единицы «{said}».")
        found |= dict.fromkeys(of_several.get(eid, eid) for eid in named)
    if len(found) > 1:
        lines = tuple(f"{eid}  {in_words(eid, naming)}" for eid in list(found)[:20])
        if len(where.addresses) > 1:
            raise AmbiguousUnit(f"В адресе «{typed}» несколько единиц акта, а нужна одна:", lines)
        raise AmbiguousUnit(f"Адресу «{typed}» отвечает несколько единиц акта; уточните:", lines)
    return next(iter(found))


def the_address(typed: str, naming: Naming) -> Address:
    """The one address that the words are, of a unit in an act whose text need not be at hand.

    Raises:
        UnknownUnit: they are none, or several, or say more.
    """
    where, left = read_unit(typed).unit(naming)
    left = unsaid(left, "")
    if left or where.annexes or len(where.addresses) != 1:
        more = f": не понято {quoted(typed, left)}" if left else ""
        raise UnknownUnit(f"Адрес «{typed}» не читается как одна единица{more}.")
    return where.addresses[0]


def with_annex(db: sqlite3.Connection, act: str, asked: Question) -> Question:
    """The question with the annex that it names away from the unit: «Порядок приема 10-СД п. 2», if there is one."""
    where, rest = asked.where, asked.rest
    if not (where.addresses and rest) or where.annexes:
        return asked
    name = component_of(rest[0].word.capitalize())
    if name is None or not called(annexes_of(db, act), name):
        return asked
    return replace(asked, where=where._replace(annexes=(name,)), rest=rest[1:])


def matching(eids: Sequence[str], address: Address, roots: Iterable[str], naming: Naming) -> list[str]:
    """Of the units those that the address may mean, by the strictest reading that finds any.

    ``roots``: eids of the annexes one of which it is in, "" for anywhere in the act.
    """
    namings = (naming, *(other for other in Naming if other is not naming))
    under = {root: [eid for eid in eids if not root or f"{eid}__".startswith(f"{root}__")] for root in roots}
    wanted = {
        root: dict.fromkeys(_steps("__".join(filter(None, (root, address.eid(one))))) for one in namings)
        for root in under
    }
    for reading in READINGS:
        found = [
            eid
            for root, within in under.items()
            for eid in within
            if any(reading(_steps(eid), w) for w in wanted[root])
        ]
        if found:
            return found
    return []


def _has(db: sqlite3.Connection, act: str, eid: str) -> bool:
    return db.execute("SELECT 1 FROM units WHERE act = ? AND eid = ?", (act, eid)).fetchone() is not None


def _names_an_act(asked: Question) -> bool:
    return bool(asked.kinds or asked.number or asked.day or asked.known)


def _is_named(row: ActRow, asked: Question) -> bool:
    """Whether the act beside the unit («статья 5 Закона», «… 273-ФЗ») is this one."""
    return (
        (not asked.kinds or row.kind in asked.kinds)
        and (asked.number is None or (row.number_key or "").startswith(asked.number))
        and (asked.day is None or row.date == asked.day.isoformat())
        and (not asked.known or row.id in asked.known)
    )


def _roots(row: ActRow, annexes: Annexes, names: Sequence[str]) -> list[str]:
    """Eids of the annexes that the words may mean, [""] where the act itself is called so.

    Raises:
        UnknownUnit: the act has none that is called so.
    """
    roots = [""]
    for name in names:
        below = [one for one in annexes if any(not root or one[0].startswith(f"{root}__") for root in roots)]
        fitting = called(below, name) if name != ANY_ANNEX else _outermost([eid for eid, _ in below])
        if not fitting and not (roots == [""] and name != ANY_ANNEX and _is_called(row, name)):
            so = f", которое называется «{name}»" if name != ANY_ANNEX else ""
            raise UnknownUnit(f"В акте «{row.label}» нет приложения{so}.")
        roots = fitting or [""]
    return roots


def _headings(row: ActRow, annexes: Annexes, where: Where) -> str:
    """What the annexes that are named, and those they are in, are called: «пункт 2 Порядка кружков»."""
    roots = _roots(row, annexes, where.annexes)
    return " ".join(heading for eid, heading in annexes if any(f"{root}__".startswith(f"{eid}__") for root in roots))


def _outermost(eids: list[str]) -> list[str]:
    return [eid for eid in eids if eid.count("__") == eids[0].count("__")]


def _is_called(row: ActRow, name: str) -> bool:
    """«пункт 2 Положения», where the act itself is a Положение."""
    return stems(name)[0] in (stems(row.label)[:1] + stems(row.title or "")[:1])


def _steps(eid: str) -> Steps:
    parts = (part.partition("_") for part in eid.split("__"))
    return tuple((prefix, canonical(number.replace("-", "."))) for prefix, _, number in parts)


def _same(path: Steps, wanted: Steps) -> bool:
    return path == wanted


def _shortened(path: Steps, wanted: Steps) -> bool:
    """Every step typed stands in the path, in order, the last one last."""
    return path[-1:] == wanted[-1:] and _within(path, wanted)


def _called_otherwise(path: Steps, wanted: Steps) -> bool:
    """The same where the act calls its parts points, or its points parts: «пункт 2 статьи 5», which is a часть."""
    return _shortened(_by_number(path), _by_number(wanted))


def _by_number(steps: Steps) -> Steps:
    return tuple(("", number) if prefix in _CALLED_OTHERWISE else (prefix, number) for prefix, number in steps)


def _within(path: Sequence[object], wanted: Sequence[object]) -> bool:
    rest = iter(path)
    return all(step in rest for step in wanted)


READINGS: tuple[Callable[[Steps, Steps], bool], ...] = (_same, _shortened, _called_otherwise)
"""Tried in this order."""
