"""A title that is no title, or is not the whole of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.law.dates import DATE
from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.doubts.claims import SHOWN, Claims, left
from ingest.recognise.requisites.dated_line import read_dated_line

_CHECK = "Сверьте название с источником."
_DAY = DATE.replace(" ", "[ ]")  # the pattern below is verbose
_SUSPICIOUS = pattern(
    rf"""
    \A[\W_]*\Z | \A\W*(?:
        (?:от\s+)?{_DAY} | (?:№|N)\s?\d | от\s+_ | _
      | (?:г|с|п|пос|д|х)\.\s?[А-ЯЁ][а-яё]+\W*\Z
      | (?i:принят|одобрен|зарегистрирован|утвержд[её]н|введен)[оаы]?(?![а-яё])
      | (?:[А-ЯЁ][а-яё]+[ыи]м\s)?(?:Руководител|Директор|Глав|Начальник|Заведующ|Министр|Председател)(?:ям|ам|им)\b
    )
    | (?i:утверждаю|согласовано|приказываю|постановляю|приказывает) | _{{3}} | (?:\b|_)(?:ИНН|ОГРН|[Тт]ел\.|e-mail)
    """,
    re.VERBOSE,
)
"""A title without a word, that opens with a day, a place, a stamp, an addressee, or holds what no title does."""
_BREAKS_OFF = pattern(r"(?:^|\s)(?:и|в|во|на|о|об|по|с|со|для|от|к|при|или|из|между|№|N)\W*\Z")


def title(claims: Claims) -> Iterator[Problem]:
    """A title that breaks off, or holds a place, a day, a stamp, a person addressed."""
    act = claims.parsed.act
    if act is None or not act.title:
        return
    if (
        read_dated_line(act.title)
        or _SUSPICIOUS.search(act.title)
        or _BREAKS_OFF.search(act.title)
        or len(act.title) > _LONGEST
    ):
        yield left("Название похоже на оборванное или чужое", act.title[-SHOWN:], act.start, _CHECK)


_LONGEST = 900
"""Characters of the longest title: of laws on changes in many acts."""


def title_below(claims: Claims) -> Iterator[Problem]:
    """A line right below the head that opens as a title, or goes on in a small letter, and ends without a mark."""
    act = claims.parsed.act
    if act is None:
        return
    for block in claims.next_blocks(act.end, 1):
        line = claims.document.line(block)
        opens = _YEARS.match(line) or (_OPENS.match(line) and line[-1] not in ".:;,")
        if len(line) < _LINE and claims.speaks(block.start) and opens:
            yield left("Похоже на название или его часть, но в название не вошло", line, block.start, _CHECK)


_LINE = 250
"""Characters of a line that may be of a title."""
_OPENS = pattern(r"(?:О|Об|Обо)\s[а-яё]|[а-яё]{3,}")
_YEARS = pattern(r"(?:на|в|за)\s(?:19|20)\d\d[\d\s/–-]*(?:год[а-яё]*|гг?\.?)\Z")
"""«на 2021-2025 гг.» of a plan or a programme."""
