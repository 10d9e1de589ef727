"""Labels that became no unit, numbers that are skipped, text that stands in no unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.law.dates import DATE
from ingest.law.numbering import LETTERS, is_roman, roman_value
from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.doubts.claims import Claims, is_paragraph, left
from ingest.recognise.structure.markers import STARTS, Form, read_marker

_DAY = pattern(DATE, re.IGNORECASE)


def labels(claims: Claims) -> Iterator[Problem]:
    """«1.1. Порядок …», «Глава 2» that begins a paragraph and became no unit."""
    if claims.parsed.page is not None:
        return
    starts = {unit.start for unit in claims.parsed.units if not is_paragraph(unit)}
    for block in claims.document.blocks:
        if block.start < claims.body or block.start in starts or claims.text[block.start] not in STARTS:
            continue
        line = claims.document.line(block)
        asked = read_marker(line).form not in _UNASKED or _BARE_ROMAN.match(line) is not None
        plain = asked and claims.speaks(block.start) and not claims.is_row(block)
        if plain and not claims.notes.touch(block.start, block.end) and not _DAY.match(line):
            yield left("Похоже на номер, но единицей не стало", line, block.start)


def jumps(claims: Claims) -> Iterator[Problem]:
    """Points that go on from 2 to 4, letters from «а» to «в», in a text nobody has amended."""
    parsed = claims.parsed
    if parsed.notes or parsed.document.notes:
        return
    last: dict[tuple[str | None, str], int] = {}
    through: dict[tuple[str, str], int] = {}
    for unit in parsed.units:
        number = _value(unit.number)
        if number is None or unit.kind == "приложение":
            continue
        component = unit.eid.partition("__")[0] if unit.eid.startswith("att_") else ""
        before, counted = last.get((unit.parent, unit.kind)), through.get((component, unit.kind))
        expected = {1, (before or 0) + 1, (counted or 0) + 1}
        if number not in expected and number > (before or 0):
            was = before if before is not None else counted
            yield Problem(
                f"После номера {was} идёт {number}: не пропущено ли что-то?" if was else f"Счёт начинается с номера {unit.number}: не пропущено ли что-то?",
                unit.start,
                "numbering",
            )
        last[unit.parent, unit.kind] = through[component, unit.kind] = number


def _value(number: str | None) -> int | None:
    """The place of a number in its list; None of «14.1» and of what does not count."""
    if not number:
        return None
    if number.isdecimal():
        return int(number)
    if len(number) == 1 and number in LETTERS:
        return None
    return roman_value(number) if is_roman(number) else None


def unread_text(claims: Claims) -> Iterator[Problem]:
    """A long act of which no unit could be made."""
    act = claims.parsed.act
    if act is not None and not claims.parsed.units and len(claims.text) - act.end > _LONG:
        yield Problem("В тексте не найдено ни одной статьи и ни одного пункта.", act.end, "structure")


def preamble(claims: Claims) -> Iterator[Problem]:
    """A paragraph that decides («приказываю:») and stands in no preamble."""
    parsed = claims.parsed
    if parsed.act is None or any(unit.kind == "преамбула" for unit in parsed.units):
        return
    for block in claims.next_blocks(claims.body, 12):
        if claims.speaks(block.start) and _DECIDES.search(claims.text, max(block.start, block.end - 40), block.end):
            yield left("Преамбула не отделена от пунктов", claims.document.line(block), block.start)
            return


_DECIDES = pattern(r"(?i:приказыва(?:ю|ет)|постановля(?:ю|ет)|решил[аио]?|решает)\s?[:;]?\s*\Z|(?:ПРИКАЗЫВА|ПОСТАНОВЛЯ|П О С Т А Н О В Л Я)")


def headings(claims: Claims) -> Iterator[Problem]:
    """A section whose heading is a form's empty place or a number."""
    for unit in claims.parsed.units:
        if unit.kind in _HEADED and unit.heading and (("__" in unit.heading) or not _LETTERS3.search(unit.heading)):
            yield left("Заголовок похож на строку формы", unit.heading, unit.start)


_LETTERS3 = pattern(r"[А-ЯЁа-яё]{3}")
_HEADED = frozenset({"раздел", "глава", "подраздел", "параграф", "часть"})
_BARE_ROMAN = pattern(r"[IVX]{1,5}\s+[А-ЯЁ][а-яё]{2,}[^.;:]{0,80}\Z")
"""«II Возникновение отношений»: a heading whose number has no stop."""
_UNASKED = frozenset({Form.NONE, Form.REMARK})
_LONG = 1500
