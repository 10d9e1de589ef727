"""Registration by the Ministry of Justice: the stamp above an act's head, in it, or below the signature.

The stamp names the ministry before the word («МИНИСТЕРСТВО ЮСТИЦИИ … / ЗАРЕГИСТРИРОВАНО») or after it
(«Зарегистрировано в Минюсте России»), and states the number after the date or before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ingest.law.dates import DATE, date_or_none
from ingest.law.pattern import pattern

_WORD = r"(?:Зарегистрирован[оа]?|ЗАРЕГИСТРИРОВАН[ОА]?)"
_BEFORE = (
    r"(?i:Министерство\s+юстиции(?:\s+Российской\s+Федерации|\s+РФ)?|Минюст\s+России)\s+(?:\([А-Яа-я ]{6,20}\)\s+)?"
)
_AFTER = r"\s+(?:[Вв]\s+)?(?:Минюст|МИНЮСТ|Министерств|МИНИСТЕРСТВ)"
_SIGN = r"\(?(?:[Пп]од\s|ПОД\s|за\s)?(?:[Рр]егистрационный|РЕГИСТРАЦИОННЫЙ|рег\.)?\s?(?:№|N|номер)\s{0,2}"
_OPENS = rf"(?:{_BEFORE}{_WORD}|[(\[<‹]?{_WORD}{_AFTER})[^\d№]{{0,60}}?"
_NUMBER_FIRST = rf"[\s,]{{0,4}}{_SIGN}(?P<first>\d{{1,7}})[\s,]{{1,3}}(?:от\s+)?(?P<later>{DATE})"
_DAY_FIRST = rf"(?P<day>{DATE}|\d[\d. ]{{5,11}}(?=, ?рег))[\s,]{{0,4}}{_SIGN}(?P<number>\d{{1,7}})"
DATED_STAMP = pattern(rf"{_OPENS}(?:{_NUMBER_FIRST}|{_DAY_FIRST})")
"""A stamp that states both day and number, from the beginning of a line; it may run over several."""
STAMP = pattern(rf"{_OPENS}(?:{_NUMBER_FIRST}|{_DAY_FIRST}|[\s,]{{0,4}}{_SIGN}(?P<alone>\d{{1,7}}))")
"""The same, or a stamp that has no day. Read it with :func:`find_registration`."""
_MOST_LINES, _LONGEST = 4, 200
"""How many lines the name of the ministry takes above the word, and how many characters before it are looked at."""


def find_registration(text: str, head_end: int) -> tuple[date | None, str] | None:
    """Day and number of the act's own registration, None when no stamp tells it.

    A stamp in brackets counts above ``head_end`` only: below, it tells of an act that is cited there.
    """
    for at in sorted(_words(text)):
        inside = (at,) if at < head_end and text.startswith(". ", at - 2) else ()  # of a publisher's line about the act
        for start in (*inside, *_line_starts(text, at)):
            m = STAMP.match(text, start)
            if m and m.end() > at and (text[start] not in "(<‹" or start < head_end):
                return date_or_none(m["day"] or m["later"]), m["number"] or m["first"] or m["alone"]
    return None


def _words(text: str) -> Iterator[int]:
    for word in ("Зарегистрирован", "ЗАРЕГИСТРИРОВАН"):
        at = text.find(word)
        while at >= 0:
            yield at
            at = text.find(word, at + len(word))


def _line_starts(text: str, at: int) -> Iterator[int]:
    """Where the line of ``at`` begins, then the lines above it."""
    low = max(0, at - _LONGEST)
    for _ in range(_MOST_LINES):
        line = text.rfind("\n", low, at)
        if line < 0:
            if low == 0:
                yield 0
            return
        yield line + 1
        at = line
