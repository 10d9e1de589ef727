"""Annexes that the text names and lacks, or that bear another number than they were given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.doubts.claims import Claims, left

_CHECK = "Сверьте приложения с источником."
_ADD = "Если оно есть в источнике, добавьте его в файл."
_PRINTED = pattern(
    r"""(?i:приложение)\s*(?:№|N)?\s*(\d{1,2})(?![\d.]\d)
    (?!\s*к\s+(?:[А-Я]|положени|порядк|правил|регламент|инструкци))   # nested in the annex it names""",
    re.VERBOSE,
)
_NAMED = pattern(
    r"""(?<![а-яё])приложени(?:ю|ем|и)\s*(?:(?:№|N)\s*)?(?P<number>\d{1,2})?(?![\d.]\d)\s*
    (?:к\s+(?:настоящ|данн)\w+\s(?:приказ|постановлени|распоряжени|решени|указ|закон)|[).,;\n])""",
    re.VERBOSE,
)
_STAMP = 120
"""Characters within which an annex's stamp prints its number."""
_BY_WORD = frozenset({"capitals", "approver", "approved-by", "unstamped"})
"""Rules by which a stamp alone opens an annex; «Приложение № 1» may be all there is of a form."""


def numbers(claims: Claims) -> Iterator[Problem]:
    """«Приложение № 1» in print that was counted as the second."""
    for unit in claims.annexes:
        stamp = claims.text[unit.start : min(unit.end, unit.start + _STAMP)]
        m = _PRINTED.match(stamp, max(0, stamp.lower().find("приложение")))
        if m and unit.number and unit.number.isdecimal() and unit.number != m[1]:
            yield left(f"Приложение сочтено {unit.number}-м, а напечатан другой номер", m[0], unit.start, _CHECK)


def empty(claims: Claims) -> Iterator[Problem]:
    """An annex of a stamp alone: its text is lost, or the stamp is the act's own."""
    parents = {unit.parent for unit in claims.parsed.units}
    for unit in claims.annexes:
        if unit.eid not in parents and unit.found_by in _BY_WORD:
            line = claims.document.line(claims.block_at(unit.start))
            yield left("В приложении нет текста", line, unit.start, _CHECK)


def absent(claims: Claims) -> Iterator[Problem]:
    """«согласно приложению № 2 к настоящему приказу», and no such annex."""
    held = {unit.number for unit in claims.parsed.units if unit.kind == "приложение"}
    told: set[str] = set()
    for block in claims.lines_with("приложени"):
        for m in _NAMED.finditer(claims.text, block.start, block.end):
            number = m["number"] or ""
            lacks = number not in held if number else not held
            if lacks and number not in told and claims.speaks(m.start()) and m.start() not in claims.others:
                told.add(number)
                yield left("Названо приложение, которого в тексте нет", m[0].strip(" ).,;"), m.start(), _ADD)
