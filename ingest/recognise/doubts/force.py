"""Clauses on force that no record tells, or not with all their days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from ingest.law.dates import DATE, date_or_none
from ingest.law.kinds import kind
from ingest.law.pattern import pattern
from ingest.parsed import Problem, Requisites
from ingest.recognise.doubts.claims import Claims, Spans, left

_DATE = DATE.replace(" ", "[ ]")
_ROOTS = (
    "вступает в", "вступают в", "водится в дей", "водятся в дей", "вести в дей", "действует до ", "действует по ",
    "действует с ", "действуют до ", "действуют по ", "действуют с ", "спространяется на", "спространяются на",
    "рименяется с ", "рименяются с ", "ата введения", "Ввести ", "ввести ",
)
_CLAUSE = pattern(
    rf"""(?:(?:\A|(?<=[.;\s)]))(?:[Нн]астоящ\w+\s+(?!стать|част|пункт)\w+|(?P<noun>[А-ЯЁ][а-яё]{{3,}})(?:\s[а-яё]+){{0,2}}|[Пп]ункт\w*\s[\d.,\sи-]+|[Сс]тать[яи]\s[\d.,\sи-]+
        |[Пп]одпункт\w*\s[^.;]{{1,30}}?|Установить,\sчто\s[^.;]{{3,60}})(?:\s[^.;\n]{{0,160}})??\s(?P<verb>
        вступа[юе]т\s+в\s+(?:законную\s+)?(?:силу|действие) | вводи?тся\s+в\s+действие | вводятся\s+в\s+действие
      | (?:,\s)?(?P<until>действу[юе]т\s+(?:до|по)\s) | (?P<back>распространя\w+\s(?:[^.;\n]{{0,40}})?на\s[^.;\n]{{0,80}}\bс\s{_DATE})
      | (?:применя|действу)[юе]т(?:ся)?\s+с\s+{_DATE} )
    | (?:В|в)вести\s+(?:[^.;\n]{{0,80}}\s)?(?:в\s+действие\s+)?(?:[^.;\n]{{0,80}}\s)?с\s+{_DATE}
    | Дата\s+введения(?:\s+в\s+действие)?\s?[:–-]\s?{_DATE})""",
    re.VERBOSE,
)
_DAY = pattern(DATE)


def clauses(claims: Claims) -> Iterator[Problem]:
    """«Настоящий приказ вступает в силу …», and no record of it."""
    if claims.parsed.act is None:
        return
    told = Spans((c.start, c.end) for c in claims.parsed.commencement if c.basis == "clause")
    ends = Spans((c.start, c.end) for c in claims.parsed.commencement if c.until)
    back = Spans((c.start, c.end) for c in claims.parsed.commencement if c.retroactive)
    for block in claims.lines_with(*_ROOTS):
        for m in _CLAUSE.finditer(claims.text, block.start, block.end):
            if not claims.speaks(m.start()) or not _is_own(m["noun"], claims.parsed.act) or _OF_ANOTHER.search(m[0]):
                continue
            kept = ends if m["until"] else back if m["back"] else told
            if not kept.touch(block.start, block.end):
                yield left("Похоже на условие о вступлении в силу или сроке действия, но не прочитано", m[0], block.start)
                break


def _is_own(noun: str | None, act: Requisites) -> bool:
    """Whether a noun that opens a clause can be this act: «Решение» of a положение is another's."""
    if noun is None:
        return True
    word = noun.lower()
    return word in kind(act.id.kind).title.lower().split() or (word in _PAPERS and act.id.kind != "kodeks")


_PAPERS = frozenset("положение порядок правила инструкция регламент программа устав политика методика изменения тарифы".split())
_OF_ANOTHER = pattern(r"(?<![а-яё])(?:котор|решение\s(?:комисси|совет)|договор|соответстви)")


def days(claims: Claims) -> Iterator[Problem]:
    """A day in a clause on force that no record gives."""
    spans = {(c.start, c.end) for c in claims.parsed.commencement if c.basis == "clause"}
    known = {day for c in claims.parsed.commencement for day in (c.start_date, c.until, c.retroactive) if day}
    known |= {day - timedelta(1) for day in known} | {day + timedelta(1) for day in known}
    for start, end in sorted(spans):
        for m in _DAY.finditer(claims.text, start, end):
            day = date_or_none(m[0])
            if day and day not in known and claims.text[m.start() - 3 : m.start()] != "от " and claims.speaks(m.start()) and str(day.year) not in claims.rules_of(start):
                yield left("День в условии о вступлении в силу не прочитан", claims.text[max(start, m.start() - 40) : m.end()], m.start())
                break
