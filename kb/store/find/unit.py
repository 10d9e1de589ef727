"""What a person types → a unit of an act: «пункт 15.1 части 3 статьи 28», «ст. 28 ч. 3 п. 15.1», an eId.

An act may call its numbered parts otherwise than the person does, and people leave out what goes without saying.
So the readings of :data:`READINGS` are tried from the strictest on; several answers are an ambiguity, never a choice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from ingest.law.address import PREFIXES, Naming, in_words
from ingest.law.numbering import canonical
from kb.errors import AmbiguousUnit, UnknownUnit
from kb.store.acts import act_row
from kb.store.together import together

Steps = tuple[tuple[str, str], ...]
"""(prefix, number) pairs of an eId: art_28__para_3 → (("art", "28"), ("para", "3"))."""


def the_unit(db: sqlite3.Connection, act: str, typed: str) -> str:
    """The eid of the one unit that the words mean.

    Raises:
        UnknownAct, UnknownUnit, AmbiguousUnit: no such act; none, or several units.
    """
    row = act_row(db, act)
    if db.execute("SELECT 1 FROM units WHERE act = ? AND eid = ?", (act, typed.strip())).fetchone():
        return typed.strip()
    eids: list[str] = [eid for (eid,) in db.execute("SELECT eid FROM units WHERE act = ? ORDER BY position", (act,))]
    if not eids:
        raise UnknownUnit(f"Текста акта «{row.label}» в базе нет.")
    of_several = together(db, act)
    named = matching([*eids, *of_several], typed, Naming(row.naming))
    found = list(dict.fromkeys(of_several.get(eid, eid) for eid in named))
    if not found:
        raise UnknownUnit(f"В акте «{row.label}» нет единицы «{typed}».")
    if len(found) > 1:
        lines = tuple(f"{eid}  {in_words(eid, Naming(row.naming))}" for eid in found[:20])
        raise AmbiguousUnit(f"Адресу «{typed}» отвечает несколько единиц акта; уточните:", lines)
    return found[0]


def matching(eids: Sequence[str], typed: str, naming: Naming) -> list[str]:
    """Of the units those that the words may mean, by the strictest reading that finds any."""
    if typed.strip() in eids:
        return [typed.strip()]
    wanted = _wanted(typed, naming)
    for reading in READINGS:
        found = [eid for eid in eids if any(reading(_steps(eid), steps) for steps in wanted)]
        if found:
            return found
    return []


def _wanted(typed: str, naming: Naming) -> list[Steps]:
    """The typed address under the act's own naming first, then under the others."""
    from ingest.recognise.addresses import read_addresses

    addresses = read_addresses(typed)
    if not addresses:
        word = typed.strip().lower()
        return [((PREFIXES[word], ""),)] if word in PREFIXES else []
    namings = (naming, *(other for other in Naming if other is not naming))
    eids = dict.fromkeys(address.eid(naming) for naming in namings for address in addresses[:1])
    return [_steps(eid) for eid in eids]


def _steps(eid: str) -> Steps:
    parts = (part.partition("_") for part in eid.split("__"))
    return tuple((prefix, canonical(number.replace("-", "."))) for prefix, _, number in parts)


def _same(path: Steps, wanted: Steps) -> bool:
    return path == wanted


def _shortened(path: Steps, wanted: Steps) -> bool:
    """Every step typed stands in the path, in order, the last one last."""
    return path[-1:] == wanted[-1:] and _within(path, wanted)


def _same_numbers(path: Steps, wanted: Steps) -> bool:
    """The same, by numbers alone: «пункт 2 статьи 5» where the act calls it часть."""
    numbers, typed = [number for _, number in path], [number for _, number in wanted]
    articles = [step for step in wanted if step[0] == "art"]
    return numbers[-1:] == typed[-1:] and _within(numbers, typed) and all(step in path for step in articles)


def _within(path: Sequence[object], wanted: Sequence[object]) -> bool:
    rest = iter(path)
    return all(step in rest for step in wanted)


READINGS: tuple[Callable[[Steps, Steps], bool], ...] = (_same, _shortened, _same_numbers)
"""Tried in this order."""
