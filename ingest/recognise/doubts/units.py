"""Labels that became no unit, numbers that are skipped, text that stands in no unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.law.dates import DATE
from ingest.law.numbering import LETTERS, is_roman, roman_value
from ingest.law.pattern import pattern
from ingest.parsed import Problem, Unit
from ingest.recognise.doubts.claims import Claims, is_paragraph, left
from ingest.recognise.requisites.roles import decides
from ingest.recognise.structure.markers import STARTS, Form, read_marker

_CHECK = "Сверьте строение текста с источником."
_DAY = pattern(DATE, re.IGNORECASE)


def labels(claims: Claims) -> Iterator[Problem]:
    """«1.1. Порядок …», «Глава 2» that begins a paragraph and became no unit."""
    starts = {unit.start for unit in claims.parsed.units if not is_paragraph(unit)}
    for block in claims.document.blocks:
        if block.start < claims.body or block.start in starts or claims.text[block.start] not in STARTS:
            continue
        line = claims.document.line(block)
        asked = read_marker(line).form not in _UNASKED or _BARE_ROMAN.match(line) is not None
        plain = asked and claims.speaks(block.start) and not claims.is_row(block)
        if plain and not claims.notes.touch(block.start, block.end) and not _DAY.match(line):
            yield left("Похоже на номер, но единицей не стало", line, block.start, _CHECK)


_UNASKED = frozenset({Form.NONE, Form.REMARK})
_BARE_ROMAN = pattern(r"[IVX]{1,5}\s+[А-ЯЁ][а-яё]{2,}[^.;:]{0,80}\Z")
"""«II Возникновение отношений»: a heading whose number has no stop."""


def jumps(claims: Claims) -> Iterator[Problem]:
    """Points that go on from 2 to 4, from «а» to «в», or begin with 5, in a text nobody has amended.

    Points below headings may be counted anew or through the whole annex.
    """
    if claims.parsed.notes or claims.document.notes:
        return
    beside: dict[tuple[str | None, str], Unit] = {}
    through: dict[tuple[str, str], Unit] = {}
    for unit in claims.parsed.units:
        number = _value(unit)
        if number is None or unit.kind == "приложение":
            continue
        annex = unit.eid.partition("__")[0] if unit.eid.startswith("att_") else ""
        before, last = beside.get((unit.parent, unit.kind)), through.get((annex, unit.kind))
        next_ones = (1, (_value(before) or 0) + 1, (_value(last) or 0) + 1)
        if number not in next_ones and number > (_value(before) or 0):
            earlier = before or last
            opens = f"После номера {earlier.number} идёт" if earlier else "Счёт начинается с номера"
            yield Problem(f"{opens} {unit.number}: не пропущено ли что-то?", unit.start, "numbering")
        beside[unit.parent, unit.kind] = through[annex, unit.kind] = unit


def _value(unit: Unit | None) -> int | None:
    """The place of a unit's number in its list; None of «14.1» and of what does not count."""
    number = unit.number if unit else None
    if not number:
        return None
    if number.isdecimal():
        return int(number)
    if len(number) == 1 and number in LETTERS:
        return LETTERS.index(number) + 1
    return roman_value(number) if is_roman(number) else None


def unread_text(claims: Claims) -> Iterator[Problem]:
    """A long act of which no unit could be made."""
    act = claims.parsed.act
    if act is not None and not claims.parsed.units and len(claims.text) - act.end > _LONG:
        yield Problem("В тексте не найдено ни одной статьи и ни одного пункта.", act.end, "structure")


_LONG = 1500


def preamble(claims: Claims) -> Iterator[Problem]:
    """A paragraph that decides («приказываю:») and stands in no preamble."""
    parsed = claims.parsed
    if parsed.act is None or any(unit.kind == "преамбула" for unit in parsed.units):
        return
    for block in claims.next_blocks(claims.body, _FIRST):
        if claims.speaks(block.start) and decides(claims.document.line(block)):
            yield left("Преамбула не отделена от пунктов", claims.document.line(block), block.start, _CHECK)
            return


_FIRST = 12
"""Paragraphs below the head among which a preamble ends."""


def headings(claims: Claims) -> Iterator[Problem]:
    """A section whose heading is a form's empty place or has no word."""
    for unit in claims.parsed.units:
        if unit.kind in _HEADED and unit.heading and ("__" in unit.heading or not _WORD.search(unit.heading)):
            yield left("Заголовок похож на строку формы", unit.heading, unit.start, _CHECK)


_WORD = pattern(r"[А-ЯЁа-яё]{3}")
_HEADED = frozenset({"раздел", "глава", "подраздел", "параграф", "часть"})
