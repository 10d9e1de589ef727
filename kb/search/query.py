"""What a person types → what is wanted. Never fails: what cannot be read as an operator is read as words, with a hint.

The language::

    дистанционное обучение     all the words, in any form and order
    "электронное обучение"     the words side by side, in any form; one word in quotes - this very form
    =детей  ="прав детей"      this very form, or these forms side by side
    -приказ                    without the word
    школа ИЛИ колледж          either
    образова*                  words that begin so
    вид:приказ орган:Минпросвещения год:2022..2024 статус:действует номер:1678 подборка:сферум
    на 01.09.2022              acts in force on that day
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.law.dates import DATE, ImpossibleDate, read_date
from ingest.law.text import fold
from kb.search.analysis import FORM

LONGEST = 2_000
"""Characters of a query that are read; the rest is left out, and said to be."""

MOST_WORDS = 32
"""Words of a query that are searched for."""

FIELDS = ("вид", "орган", "год", "статус", "номер", "подборка")

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff]+")
_AT = re.compile(rf"(?<!\w)на\s+(?P<date>{DATE})", re.IGNORECASE)
_PIECE = re.compile(
    rf"(?P<field>{'|'.join(FIELDS)})\s?:\s?(?:[\"«](?P<quoted>[^\"»]{{1,200}})[\"»]|(?P<value>[^\s\"«»]{{1,200}}))"
    r"|(?P<or>\b(?:ИЛИ|OR)\b|\|{1,2})"
    r"|(?P<sign>[-=]?)(?:[\"«“„](?P<phrase>[^\"»”“]*)[\"»”“]|(?P<prefix>\b[а-яёa-z]{3,40})\*)"
    rf"|(?P<lead>(?<!\w)[-=])?(?P<word>{FORM.pattern})",
    re.IGNORECASE,
)
_UNREAD = re.compile(r"[\"«»“”„*()\[\]{}|=:~^\\<>]")


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing wanted.

    Attributes:
        forms: what was typed, in lower case, one form or the forms of a phrase.
        phrase: side by side.
        exact: these very forms.
        prefix: ``forms`` is the beginning of a word.
        unwanted: documents with it are left out.
        alternative: joined to the clause before by «ИЛИ».
    """

    forms: tuple[str, ...]
    phrase: bool = False
    exact: bool = False
    prefix: bool = False
    unwanted: bool = False
    alternative: bool = False

    @property
    def plain(self) -> bool:
        """A word without any operator."""
        return not (self.phrase or self.exact or self.prefix or self.unwanted or self.alternative)


@dataclass(frozen=True, slots=True)
class Query:
    """A query understood.

    Attributes:
        typed: as typed, control characters and what is too long left out.
        words: ``typed`` without fields and the day: what may name an act by requisites.
        clauses: what is wanted, in order.
        fields: (field, value) pairs, fields as in :data:`FIELDS`.
        at: the day of «на 01.09.2022».
        hints: sentences on what was read otherwise than it was typed.
    """

    typed: str
    words: str
    clauses: tuple[Clause, ...]
    fields: tuple[tuple[str, str], ...] = ()
    at: date | None = None
    hints: tuple[str, ...] = ()


def parse(text: str) -> Query:
    """Read a query."""
    hints: list[str] = []
    typed = _CONTROL.sub(" ", text[: LONGEST + 1]).strip()
    if len(text) > LONGEST:
        typed = typed[:LONGEST].rsplit(" ", 1)[0]
        hints.append(f"Запрос длинный: прочитаны первые {LONGEST} знаков.")
    at, rest = _day(typed, hints)
    clauses: list[Clause] = []
    fields: list[tuple[str, str]] = []
    words: list[str] = []
    alternative = False
    end = 0
    for m in _PIECE.finditer(rest):
        _note_unread(rest[end : m.start()], hints)
        end = m.end()
        if m["or"]:
            alternative = bool(clauses)
            continue
        if m["field"]:
            fields.append((m["field"].lower(), (m["quoted"] or m["value"]).strip()))
            continue
        clause = _clause(m, alternative, rest)
        alternative = False
        if clause:
            clauses.append(clause)
            words.append(m[0])
    _note_unread(rest[end:], hints)
    if len(clauses) > MOST_WORDS:
        hints.append(f"Слов больше {MOST_WORDS}: ищутся первые {MOST_WORDS}.")
    return Query(
        typed,
        " ".join(rest.split()) if not fields else " ".join(words),
        tuple(clauses[:MOST_WORDS]),
        tuple(fields),
        at,
        tuple(dict.fromkeys(hints)),
    )


def _clause(m: re.Match[str], alternative: bool, text: str) -> Clause | None:
    if m["phrase"] is not None:
        forms = tuple(FORM.findall(m["phrase"].lower()))[:MOST_WORDS]
        return (
            Clause(
                forms,
                phrase=True,
                exact=m["sign"] == "=" or len(forms) == 1,
                unwanted=m["sign"] == "-",
                alternative=alternative,
            )
            if forms
            else None
        )
    if m["prefix"]:
        return Clause((fold(m["prefix"]),), prefix=True, unwanted=m["sign"] == "-", alternative=alternative)
    return Clause(
        (m["word"].lower(),),
        exact=m["lead"] == "=",
        unwanted=m["lead"] == "-" and bool(text[: m.start()].strip()),
        alternative=alternative,
    )


def _day(typed: str, hints: list[str]) -> tuple[date | None, str]:
    m = _AT.search(typed)
    if not m:
        return None, typed
    try:
        day = read_date(m["date"])
    except ImpossibleDate:
        hints.append(f"Такого дня нет: «{m['date']}». Ищется по сегодняшнему состоянию.")
        return None, typed
    return day, f"{typed[: m.start()]} {typed[m.end() :]}"


def _note_unread(between: str, hints: list[str]) -> None:
    if _UNREAD.search(between):
        hints.append("Часть знаков не понята как команды поиска и пропущена; остальное прочитано как слова.")
