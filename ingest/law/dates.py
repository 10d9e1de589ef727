"""Dates as Russian acts write them, read by a strict grammar.

A general date parser repairs what it does not understand («12.13.2012», «273»); a legal date that cannot be is
reported, never repaired (docs/law.md, 1).
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ingest.law.pattern import pattern

MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_MONTH_BY_STEM = {name[:3]: i for i, name in enumerate(MONTHS, 1)} | {"май": 5}

MONTH = (
    r"(?:янв(?:аря|арь|\.)?|фев(?:раля|раль|р\.|\.)?|мар(?:та|т|\.)?|апр(?:еля|ель|\.)?|ма[яй]"
    r"|июн[яь]?\.?|июл[яь]?\.?|авг(?:уста|уст|\.)?|сен(?:тября|тябрь|т\.|\.)?|окт(?:ября|ябрь|\.)?"
    r"|ноя(?:бря|брь|б\.|\.)?|дек(?:абря|абрь|\.)?)"
)

DATE = (
    r"(?:[«\"“„]?\d{1,2}[»\"”]?\s*" + MONTH + r"\s*(?:\d{4}|\d{2}(?=\s*г))"
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?!\d)"
    r"|\d{1,2}/\d{1,2}/(?:19|20)\d\d(?!\d)|\d\d\.\s?\d\d\.\s?(?:19|20)\d\d(?!\d)|\d\d-\d\d-(?:19|20)\d\d(?!\d)"
    r"|\d{4}-\d{2}-\d{2})"
    r"(?:\s*(?:г\s?\.|года|году|г\b)(?:\s*г\.)?)?"
)
"""Pattern source of a date; no groups, no anchors. Wrap it and read the match with :func:`read_date`."""

_WORDS = pattern(r"\W*(\d{1,2})\W*([а-я]{3})[а-я]*\W*(\d{4}|\d{2})(?!\d)", re.IGNORECASE)
_DIGITS = pattern(r"\W*(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4}|\d{2})(?!\d)")
_ISO = pattern(r"\W*(\d{4})-(\d{2})-(\d{2})(?!\d)")


class ImpossibleDate(ValueError):
    """The text has the form of a date, and no such day exists («31.02.2020»)."""


@lru_cache(maxsize=16384)
def read_date(text: str) -> date:
    """The day that the text names.

    >>> read_date("«20» августа 2013 года"), read_date("13.07.22")
    (datetime.date(2013, 8, 20), datetime.date(2022, 7, 13))

    Raises:
        ImpossibleDate: the form is not one of a date, or the day does not exist.
    """
    if m := _DIGITS.match(text):
        day, month, year = int(m[1]), int(m[2]), _year(m[3])
    elif m := _WORDS.match(text):
        day, month, year = int(m[1]), _MONTH_BY_STEM.get(m[2].lower(), 0), _year(m[3])
    elif m := _ISO.match(text):
        day, month, year = int(m[3]), int(m[2]), int(m[1])
    else:
        raise ImpossibleDate(f"не дата: «{text}»")
    if not 1649 <= year <= 2199:
        raise ImpossibleDate(f"год вне пределов: «{text.strip()}»")
    try:
        return date(year, month, day)
    except ValueError:
        raise ImpossibleDate(f"такого дня нет: «{text.strip()}»") from None


def date_or_none(text: str | None) -> date | None:
    """:func:`read_date`, with None for no text and for a day that cannot be."""
    if not text:
        return None
    try:
        return read_date(text)
    except ImpossibleDate:
        return None


def _year(digits: str) -> int:
    """Two digits are of 1950 … 2049: acts older than that are always cited with four."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return 1900 + year if year >= 50 else 2000 + year


def in_words(day: date) -> str:
    """``date(2022, 7, 13)`` → «13 июля 2022 г.»"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} г."
