"""Lines of a head that say one thing, broken for the eye: «Принят / Государственной Думой / 20 июля 1995 года».

Each rule says how the first of such lines looks while the thing is not yet said, and how all of them look, joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.law.dates import DATE
from ingest.law.pattern import pattern
from ingest.recognise.requisites.lines import HeadLine, HeadLines
from ingest.recognise.requisites.registration import DATED_STAMP
from ingest.recognise.requisites.roles import OF_STATE, Role

_ADJECTIVE = r"[А-ЯЁ-]+(?:ЫЙ|ИЙ|ОЙ)"


class Rule(NamedTuple):
    """``opens`` is matched against the first line, ``whole`` against all of them; both in capitals if ``capitals``."""

    role: Role
    opens: re.Pattern[str]
    whole: re.Pattern[str]
    most: int
    """Lines that are joined at most."""
    longest: bool = False
    """Whether of several joins that hold the longest is meant: a title goes on, a date ends its line."""
    capitals: bool = True


RULES = (
    Rule(
        Role.KIND,
        pattern(r"(?:ФЕДЕРАЛЬНЫЙ(?: КОНСТИТУЦИОННЫЙ)?|СОВМЕСТНЫЙ|ИНФОРМАЦИОННОЕ|ИНСТРУКТИВНОЕ)$"),
        pattern(r"(?:ФЕДЕРАЛЬНЫЙ (?:КОНСТИТУЦИОННЫЙ )?ЗАКОН|СОВМЕСТНЫЙ ПРИКАЗ|[А-Я]+НОЕ ПИСЬМО)$"),
        3,
    ),
    Rule(
        Role.CODE,
        pattern(
            rf"(?:{_ADJECTIVE} ){{0,2}}(?:{_ADJECTIVE}|КОДЕКС)(?: {OF_STATE})?$"
            r"|КОНСТИТУЦИЯ(?: \(ОСНОВНОЙ ЗАКОН\))?$|ОСНОВЫ(?: ЗАКОНОДАТЕЛЬСТВА.{0,60})?$"
        ),
        pattern(
            rf"(?:{_ADJECTIVE} ){{0,3}}КОДЕКС {OF_STATE}(?: ОБ? [А-ЯЁ ,-]{{4,120}})?$"
            rf"|КОНСТИТУЦИЯ(?: \(ОСНОВНОЙ ЗАКОН\))? {OF_STATE}$"
            rf"|ОСНОВЫ ЗАКОНОДАТЕЛЬСТВА {OF_STATE}(?: ОБ? [А-ЯЁ ,-]{{4,120}})?$"
        ),
        4,
        longest=True,
    ),
    Rule(
        Role.ADOPTION,
        pattern(r"(?:ПРИНЯТ|ОДОБРЕН)[АОЫ]?(?: [^\d]{3,120})?$"),
        pattern(rf"(?:ПРИНЯТ|ОДОБРЕН)[АОЫ]? .{{3,160}}? {DATE}", re.IGNORECASE),
        5,
    ),
    Rule(
        Role.REGISTRATION,
        pattern(r"(?i:(?:МИНИСТЕРСТВО|МИНЮСТ)(?: ЮСТИЦИИ| РОССИИ|$))|Зарегистрир|ЗАРЕГИСТРИР"),
        DATED_STAMP,
        6,
        capitals=False,
    ),
)
_LONGEST_LINE = 160
_BREAKS = frozenset({Role.KIND, Role.BODY, Role.STAMP, Role.NOTE, Role.PART, Role.ADOPTION})
"""Roles of lines that no broken line goes on with."""


def join(lines: Sequence[HeadLine]) -> HeadLines:
    """The lines with every broken one made whole."""
    return HeadLines(_joined(lines))


def _joined(lines: Sequence[HeadLine]) -> Iterator[HeadLine]:
    at = 0
    while lines[at : at + 1]:
        line, at = _whole(lines, at)
        yield line


def _whole(lines: Sequence[HeadLine], at: int) -> tuple[HeadLine, int]:
    """The line that begins at index ``at``, made whole, and the index after its last part."""
    first = lines[at]
    if len(first.text) <= _LONGEST_LINE and not first.text[:1].isdecimal():
        for rule in RULES:
            if rule.opens.match(_cased(rule, first.text)) and (end := _end(rule, lines, at)):
                text = " ".join(line.text for line in lines[at:end])
                return first._replace(text=text, end=lines[end - 1].end, role=rule.role), end
    return first, at + 1


def _end(rule: Rule, lines: Sequence[HeadLine], at: int) -> int:
    """Index after the last of the lines that the rule joins, 0 when it joins none."""
    found = 0
    text = lines[at].text
    if not rule.longest and rule.whole.match(_cased(rule, text)):
        return 0
    for i, line in enumerate(lines[at + 1 : at + rule.most], at + 1):
        if len(line.text) > _LONGEST_LINE or (line.role in _BREAKS and rule.role is not Role.KIND):
            break
        text += " " + line.text
        if rule.whole.match(_cased(rule, text)):
            found = i + 1
            if not rule.longest:
                break
    return found


def _cased(rule: Rule, text: str) -> str:
    return text.upper() if rule.capitals else text
