"""The line that dates an act: day, number and place in any order, whatever fills the room between them.

«07.12.2022  с. Пример  № 812-П», «№ 512     27 сентября 2016 года», «__19.05.2021__ № __234-ра__», «5 мая 2021  77-пг»,
«от "__" _______ 2020 г. № 214». Every word of such a line is a day, a number, a place or filler: a line with any other
word is a title, or anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ingest.law.act_id import SECOND_NUMBER, tidy_number
from ingest.law.dates import DATE, MONTH
from ingest.law.pattern import pattern

SETTLEMENT = (
    r"(?:г|гор|с|п|пос|пгт|р\.? ?п|рп|ст|ст-ца|х|хут|д|дер|аул|мкр)\. ?"
    r"|(?:рп|р\.п|пгт|пос|ст-ца|гор|дер|хут) (?=[А-ЯЁ])"
    r"|(?:город|село|пос[её]лок(?: городского типа)?|рабочий пос[её]лок|станица|хутор|деревня|аул|слобода|ЗАТО) "
)
"""Pattern source of the word before the name of a place where people live."""
_NAME = r"[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*"
_NUMBER = r"\w[\w/.@-]*(?:\s?/\s?\d[\w/.@-]*|\s?-\s?(?:\d[\w/.@-]*|[А-Яа-я]{1,3}(?![\w.])))*"  # «77 - пг», «01-05 / 12»
_PIECE = pattern(
    rf"""
    \s* (?:
        (?P<day>      (?i:{DATE}) )
      | (?P<spread>   [«"“„]\s*(?P<of>\d{{1,2}})\s*[»"”]\s*(?P<month>(?i:{MONTH})|\d\d)[\s.]*(?P<year>(?:19|20)\s?\d\d)
                      (?:\s*(?:г\s?\.?|года)(?!\w))? )
      | (?P<empty>    (?i:{MONTH})?\s*(?:19|20)\d{{0,2}}\s*(?:г\s?\.|г(?!\w)|года) | (?:№|N)\s*(?![\s\w]) )
      | (?:№|N)\s*    (?P<number>б/н|(?=[\w/.-]*\d){_NUMBER}{SECOND_NUMBER}?)
      | (?P<place>    (?:(?i:{SETTLEMENT.replace(" ", "[ ]")})|[гспхд]\s)\s?{_NAME}(?:\s{_NAME}){{0,2}}
                      (?:,\s{_NAME}\s(?:района?|области|область|край|края|округа?))? )
      | (?P<named>    {_NAME}(?:\s{_NAME})?(?:,\s?Кремль)? )
      | (?P<bare>     \d{_NUMBER[2:]} )
      | (?P<filler>   (?:от|за)(?!\w) | [«»"“”„,;|/.()-] )
    )
    """,
    re.VERBOSE,
)
_YEAR = pattern(r"(?:19|20)\d\d\Z")


class DatedLine(NamedTuple):
    """What the line tells; ``day`` as :func:`ingest.law.dates.read_date` takes it, a joint act's numbers joined by «/».

    All are None where the room for them was left empty.
    """

    day: str | None
    number: str | None
    place: str | None


@lru_cache(maxsize=256)
def read_dated_line(line: str) -> DatedLine | None:
    """The line's day, number and place; None where it has another word, or none of the first two and no room for them.

    >>> read_dated_line("21 июля 2023 г. рп Примерный № 77-пг"), read_dated_line("Школа № 7")
    (DatedLine(day='21 июля 2023 г.', number='77-пг', place='рп Примерный'), None)
    """
    if len(line) > _LONGEST:
        return None
    pieces = list(_pieces(line.replace("_", " ")))
    told = {name: [words for kind, words in pieces if kind == name] for name in _TOLD}
    days, numbers, bare, places = told["day"], told["number"], told["bare"], told["place"] + told["named"]
    if told["other"] or len(days) > 1 or len(places) > 1 or (bare and (numbers or len(bare) > 1 or not days)):
        return None
    if told["named"] and not _names_place([kind for kind, _ in pieces]):
        return None
    if not days and not numbers and not (told["empty"] and "_" in line):
        return None
    number = "/".join(filter(None, map(tidy_number, numbers or bare))) or None
    return DatedLine(days[0] if days else None, number, places[0] if places else None)


_LONGEST = 160
_TOLD = ("day", "number", "bare", "place", "named", "empty", "other")


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    """Kind and words of each piece; «other» where the line has a word that is none, and the rest is not read."""
    at = 0
    while line[at:].strip():
        m = _PIECE.match(line, at)
        if m is None or m.end() == at:
            yield "other", line[at:]
            return
        at = m.end()
        if m["spread"]:
            month = f".{m['month']}." if m["month"].isdecimal() else f" {m['month']} "
            yield "day", f"{m['of']}{month}{''.join(m['year'].split())}"
        elif m["bare"] and _YEAR.match(m["bare"]):
            yield "other", m["bare"]
        elif m["number"]:
            yield "number", m["number"]
        else:
            yield m.lastgroup or "", (m[m.lastgroup or 0]).strip()


def _names_place(kinds: list[str]) -> bool:
    """Whether a name without «г.» is a place: it stands behind the day, or right before it and a number behind; «Форма
    № 5», «Письмо от …» are other things."""
    at = kinds.index("named")
    if "day" in kinds[:at]:
        return True
    return kinds[at + 1 : at + 2] == ["day"] and bool({"number", "bare"}.intersection(kinds[at:]))
