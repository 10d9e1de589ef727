"""An act as a text cites it: «часть 1 статьи 16 Федерального закона от 29.12.2012 № 273-ФЗ «…» (ред. от 28.12.2024)».

A unit is cited with its act in the genitive, a unit of an annex with «к» and the dative. The edition is named, as is
usual, by the day on which the last act was signed that changed the text by the day that is asked for.
"""

from __future__ import annotations

import re
import sqlite3
from datetime import date
from typing import NamedTuple

from ingest.law.address import Naming, in_words
from ingest.law.issuers import genitive
from kb.russian import russian_day
from kb.store.acts import act_row
from kb.store.clock import today
from kb.store.rows import ActRow

_SOLEMN = frozenset({"fz", "fkz", "zakon", "ukaz", "konstituciya"})
"""Kinds that keep a capital inside a sentence; the others do not: «постановления Правительства»."""
_CODE = re.compile(r"(?:[А-ЯЁ][а-яё]+ ){0,3}?[Кк]одекс\b")
_DATIVE = (("ого", "ому"), ("его", "ему"), ("а", "у"), ("я", "ю"), ("ы", "е"))
_LAST_CHANGE = """
    SELECT max(a.date) FROM operations o JOIN act_records a ON a.id = o.act
    WHERE o.target = :act AND o.act <> :act AND o.target_eid <> ''
      AND iif(o.state = 'applied', o.in_force_from, iif(o.state = 'stated', coalesce(o.in_force_from, a.date), NULL))
          <= :day
"""


class Inline(NamedTuple):
    """The act with its title and edition: ``name`` by itself, ``of`` in the genitive, ``to`` in the dative."""

    name: str
    of: str
    to: str

    def unit(self, eid: str, naming: Naming) -> str:
        """The unit of that eId, cited."""
        words = in_words(eid, naming)
        return f"{words} к {self.to}" if eid.startswith("att_") else f"{words} {self.of}"


def inline(db: sqlite3.Connection, act: str, at: date | None = None) -> Inline:
    """How a text cites the act as it stands at ``at`` (None: today).

    Raises:
        UnknownAct: no act has that id.
    """
    row = act_row(db, act)
    edition = _edition(db, row, (at or today()).isoformat())
    tail = f" (ред. от {russian_day(edition)})" if edition else ""
    if not (row.date or row.number):  # known by its title alone, which no rule declines
        return Inline(row.label, row.label, row.label)
    named, title = _named(row)
    rest = f"{title}{tail}"
    of = genitive(named)
    return Inline(named + rest, _inside(row, of) + rest, _inside(row, _dative(named, of)) + rest)


def _named(row: ActRow) -> tuple[str, str]:
    """What is declined, and the title in quotes beside it; a code and a constitution go by their own names."""
    if row.title and _CODE.match(row.title):
        return row.title, ""
    return row.label, f" «{row.title}»" if row.title and row.kind != "konstituciya" else ""


def _edition(db: sqlite3.Connection, row: ActRow, day: str) -> str | None:
    """The last change that the text of the day holds; which edition another text is of, the base cannot tell."""
    if not row.has_text:
        return None
    (changed,) = db.execute(_LAST_CHANGE, {"act": row.id, "day": day}).fetchone()
    shown = row.edition if row.edition and row.edition <= day else None
    return max(filter(None, (changed, shown)), default=None)


def _inside(row: ActRow, name: str) -> str:
    """The name as it stands inside a sentence: laws, decrees of the President and codes keep their capital."""
    return name if row.kind in _SOLEMN else name[:1].lower() + name[1:]


def _dative(name: str, of: str) -> str:
    """The words that the genitive has changed, in the dative."""
    return " ".join(
        word if word == before else _to(word) for before, word in zip(name.split(), of.split(), strict=True)
    )


def _to(word: str) -> str:
    return next((word.removesuffix(ending) + to for ending, to in _DATIVE if word.endswith(ending)), word)
