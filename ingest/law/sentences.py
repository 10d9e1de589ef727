"""Sentences of legal Russian: «ст. 7598», «29 дек. 2012 г.», «подп. "а" п. 2» do not end one.

Every full stop (or «!», «?», «…») before a capital letter, a quote or a digit is a candidate; the rules of
:data:`RULES` are asked in order, the first with an opinion decides, and a candidate nobody objects to is a border.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ingest.document import Span
from ingest.law.pattern import pattern


class Candidate(NamedTuple):
    """A place where a sentence may end: the word before the mark, the mark, and what follows the space."""

    text: str
    stop: int
    after: int
    word: str

    @property
    def following(self) -> str:
        """First character after the space."""
        return self.text[self.after : self.after + 1]


_CANDIDATE = pattern(
    r"(?P<word>[^\s.!?…«\"(]*)(?P<mark>[.!?…]+[»\"”)]*)(?P<space>\s+)(?=[А-ЯЁA-Z«\"“(\d])|(?P<line>\n+)"
)

_BEFORE_NUMBER = frozenset("ст п пп подп ч абз гл разд подразд прил рис табл стр с т вып № см ср ок".split())
"""Abbreviations that a number, a letter or a Roman numeral follows."""
_BEFORE_NAME = frozenset(
    "г гг гор обл р респ пос дер с ул пр просп пер д корп им проф акад ген тов гр о оз ж-д".split()
)
_MONTHS = frozenset("янв февр фев мар апр июн июл авг сент сен окт нояб ноя дек".split())
_NEVER_LAST = frozenset("т е др пр".split())
_INITIAL = pattern(r"[А-ЯЁA-Z]$")


def _abbreviation_and_number(at: Candidate) -> bool | None:
    """«ст. 7598», «п. "а"», «ч. III»: an abbreviation with what it counts."""
    if at.word.lower() not in _BEFORE_NUMBER:
        return None
    return False if at.following.isdigit() or at.following in '«"“(IVXLC' or at.word.lower() != "т" else None


def _month(at: Candidate) -> bool | None:
    """«29 дек. 2012 г.»"""
    return False if at.word.lower() in _MONTHS and at.following.isdigit() else None


def _year(at: Candidate) -> bool | None:
    """«2012 г. № 273», «2012 г. Москва» go on; «в 2012 г. Правительство» is told by no rule and ends nothing
    wrongly.
    """
    if at.word.lower() not in ("г", "гг"):
        return None
    before = at.text[max(0, at.stop - len(at.word) - 6) : at.stop].strip()
    if not re.search(r"\d{2,4}\s*г{1,2}$", before):
        return False
    return None if at.following.isalpha() else False


def _place(at: Candidate) -> bool | None:
    """«ул. Ленина», «д. 5», «им. М.В. Ломоносова»."""
    return (
        False
        if at.word.lower() in _BEFORE_NAME
        and (at.following.isupper() or at.following.isdigit())
        and at.word.lower() != "г"
        else None
    )


def _initials(at: Candidate) -> bool | None:
    """«В. В. Путин», «М.В. Мишустин»."""
    return (
        False
        if _INITIAL.search(at.word) and len(at.word) <= 3 and at.following.isupper() and at.word not in ("РФ", "ЭО")
        else None
    )


def _number_of_item(at: Candidate) -> bool | None:
    """«1. Настоящий …» at the start of a paragraph is a number, not a sentence."""
    start = at.stop - len(at.word)
    label = at.word.isdigit() or len(at.word) == 1
    return False if label and (start == 0 or at.text[start - 1] == "\n") else None


def _that_is(at: Candidate) -> bool | None:
    """«т. е.», «и др.» inside a sentence."""
    return False if at.word.lower() in ("т",) else None


RULES: tuple[Callable[[Candidate], bool | None], ...] = (
    _number_of_item,
    _month,
    _year,
    _abbreviation_and_number,
    _place,
    _initials,
    _that_is,
)
"""Asked in order: True ends the sentence, False does not, None has no opinion."""


def sentences(text: str) -> list[Span]:
    """Spans of the sentences, in order, without the spaces between them. A line's end always ends one.

    >>> t = 'В ред. ст. 28 и подп. "а" п. 2 от 29 дек. 2012 г. № 273-ФЗ. Вступает в силу.'
    >>> [t[s:e] for s, e in sentences(t)][1]
    'Вступает в силу.'
    """
    spans, start = [], 0
    for m in _CANDIDATE.finditer(text):
        if m["line"]:
            stop, after = m.start(), m.end()
        else:
            stop, after = m.end("mark"), m.end()
            candidate = Candidate(text, m.start("mark"), after, m["word"])
            if next((verdict for rule in RULES if (verdict := rule(candidate)) is not None), True) is False:
                continue
        if stop > start:
            spans.append(Span(start, stop))
        start = after
    if text[start:].strip():
        spans.append(Span(start, len(text.rstrip())))
    return spans
