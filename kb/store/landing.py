"""Where in the amended act a change lands: «пункт 6 Положения» is a unit of the annex that holds the Положение.

An amending act names an annex by the word it is called by; the amended act's own text says which annex that is.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable

from ingest.law.kinds import kind
from ingest.law.part import Except, read_part
from ingest.law.pattern import pattern
from ingest.law.stems import stem
from kb.store.rows import AMONG, among

UNKNOWN_ANNEX = "att"
"""Stands for an annex that the amended act's text does not show: its unit is never taken for one of the act itself."""


def land(db: sqlite3.Connection, acts: Iterable[str]) -> None:
    """Put ``target_eid`` of every operation on these acts to the unit's eid there, by what the operation says, and
    ``spared`` to those of the units that it leaves out."""
    said = [
        (id, target, [(component, eid), *_left_out(part)], before, spared)
        for id, target, component, eid, before, part, spared in db.execute(
            f"""SELECT id, target, target_component, named_eid, target_eid, part, spared
                FROM operations WHERE target {AMONG}""",
            among(acts),
        )
    ]
    in_annexes = {target for _, target, named, *_ in said if any(component != "main" for component, _ in named)}
    annexes = {act: annexes_of(db, act) for act in in_annexes if _has_units(db, act)}
    for act, found in annexes.items():
        if (itself := _called_itself(db, act)) and not called(found, itself):
            found.append(("", itself))
    forms = _Forms(db)
    moved = []
    for operation, target, named, before, before_spared in said:
        place, *others = (
            landing(annexes[target], *one) if target in annexes and (one[0] != "main") else forms.own(target, one[1])
            for one in named
        )
        spared = json.dumps(others)
        if (place, spared) != (before, before_spared):
            moved.append((place, spared, operation))
    db.executemany("UPDATE operations SET target_eid = ?, spared = ? WHERE id = ?", moved)


def _left_out(part: str | None) -> list[tuple[str, str]]:
    """(component, eid) of each unit that the printed part leaves out."""
    read = read_part(part) if part else None
    return [(unit.component, unit.eid()) for unit in read.units] if isinstance(read, Except) else []


class _Forms:
    """Whether the units right below an article are «1.» or «1)»: the word «пункт» does not tell."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._below: dict[tuple[str, str], set[str]] = {}

    def own(self, act: str, eid: str) -> str:
        """«пункт 3 статьи 5» as the act's own text has it: of an article with «1.», «2.» and no «1)» it is «3.»."""
        article, _, below = eid.partition("__")
        if not article.startswith("art_") or not below.startswith("point_"):
            return eid
        if (act, article) not in self._below:
            self._below[act, article] = self._forms(act, article)
        return f"{article}__para_{below[6:]}" if self._below[act, article] == {"para"} else eid

    def _forms(self, act: str, article: str) -> set[str]:
        rows = self._db.execute(
            "SELECT eid FROM units WHERE act = ?1 AND eid > ?2 || '__p' AND eid < ?2 || '__q' AND first IS NOT NULL",
            (act, article),
        )
        return {eid.split("__")[1].partition("_")[0] for (eid,) in rows}


def _has_units(db: sqlite3.Connection, act: str) -> bool:
    return db.execute("SELECT 1 FROM units WHERE act = ? LIMIT 1", (act,)).fetchone() is not None


def _called_itself(db: sqlite3.Connection, act: str) -> str:
    """What an act is that is no annex of another: «пункт 3 Положения» of a Положение is its own; "" for no such act."""
    found = db.execute("SELECT kind FROM act_records WHERE id = ?", (act,)).fetchone()
    return kind(found[0]).title if found and found[0] else ""


def annexes_of(db: sqlite3.Connection, act: str) -> list[tuple[str, str]]:
    """(eid, heading) of the act's annexes, outer ones first."""
    rows = db.execute("SELECT eid, coalesce(heading, '') FROM units WHERE act = ? AND kind = 'приложение'", (act,))
    return sorted(rows, key=lambda row: (row[0].count("__"), row[0]))


def landing(annexes: list[tuple[str, str]], component: str, eid: str) -> str:
    """The eid in the amended act: ``component`` is "main", an annex's eid, or the word an annex is called by.

    >>> landing([("att_1", "Положение о системе")], "Положение", "point_6")
    'att_1__point_6'
    """
    if component == "main":
        return eid
    if component.startswith("att_"):
        return eid if eid == component or eid.startswith(component + "__") else _joined(component, eid)
    named = called(annexes, component)
    return _joined(named[0] if len(named) == 1 else UNKNOWN_ANNEX, eid)


def called(annexes: list[tuple[str, str]], word: str) -> list[str]:
    """The annexes, of the outermost that fit, whose heading begins with the word, adjectives apart; where none does,
    those with the word in capitals below a stamp.

    >>> called([("att_1", "Порядок приема"), ("att_2", "Форма заявления")], "Порядок")
    ['att_1']
    >>> called([("att_1", "Административный регламент услуги")], "Регламент")
    ['att_1']
    """
    wanted = stem(word.split()[0])
    fitting = [eid for eid, heading in annexes if _first_noun(heading) == wanted]
    fitting = fitting or [eid for eid, heading in annexes if wanted in map(stem, _CAPITALS.findall(heading))]
    return [eid for eid in fitting if eid.count("__") == fitting[0].count("__")]


_WORDS = pattern(r"[А-ЯЁа-яё-]+")
_CAPITALS = pattern(r"(?<![А-ЯЁа-яё])[А-ЯЁ]{3,}(?![А-ЯЁа-яё])")
_ADJECTIVE = pattern(r".{2,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)", re.IGNORECASE)
_NOUNS = frozenset(("положение", "приложение", "соглашение", "решение", "расписание", "описание", "задание"))


def _first_noun(heading: str) -> str:
    """Stem of the first word that is no adjective: «Государственная программа области» → «программ»."""
    words = (word for word in _WORDS.findall(heading) if word.lower() in _NOUNS or not _ADJECTIVE.fullmatch(word))
    return stem(next(words, ""))


def _joined(annex: str, eid: str) -> str:
    return "__".join(filter(None, (annex, eid)))
