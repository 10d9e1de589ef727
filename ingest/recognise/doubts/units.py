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
from ingest.recognise.structure.bare import UNSURE
from ingest.recognise.structure.markers import STARTS, Form, read_marker

_CHECK = "Сверьте строение текста с источником."
_DAY = pattern(DATE, re.IGNORECASE)


def rows(claims: Claims) -> Iterator[Problem]:
    """Rows of a table that were counted as points: paragraphs of cells with a number in the first."""
    found = [unit for unit in claims.parsed.units if _is_row(claims, unit)]
    if len(found) >= _FEWEST_ROWS:
        line = claims.document.line(claims.block_at(found[0].start))
        yield left("Строки таблицы прочитаны как пункты", line, found[0].start, _CHECK)


_FEWEST_ROWS = 2


def _is_row(claims: Claims, unit: Unit) -> bool:
    """Whether the unit is one paragraph with a wide gap behind its first words, and no mark at the end.

    The gap behind the label is of the layout, those of a text set to both margins stand in sentences.
    """
    block = claims.block_at(unit.start)
    line = claims.document.line(block)
    if is_paragraph(unit) or unit.kind == "приложение" or unit.end > block.end + 1 or line[-1] in ".;:,":
        return False
    return claims.has_gap(unit.start + read_marker(line).end + _FIRST_CELL, block.end)


_FIRST_CELL = 4
"""Characters behind a label within which its own gap stands."""


def labels(claims: Claims) -> Iterator[Problem]:
    """«1.1. Порядок …», «Глава 2» that begins a paragraph and became no unit."""
    starts = {unit.start for unit in claims.parsed.units if not is_paragraph(unit)}
    for block in claims.document.blocks:
        if block.start < claims.body or block.start in starts or claims.text[block.start] not in _STARTS:
            continue
        line = claims.document.line(block)
        plain = (_is_label(line) or _LIKE_LABEL.match(line)) and claims.speaks(block.start) and not claims.is_row(block)
        if plain and not claims.notes.touch(block.start, block.end) and not _DAY.match(line):
            yield left("Похоже на номер, но единицей не стало", line, block.start, _CHECK)


def _is_label(line: str) -> bool:
    """Whether the line begins with a number and says something: a name may begin with «П.», a cell be «1.», a row
    begin with «8.30»."""
    marker = read_marker(line)
    if marker.form in _UNASKED or marker.found_by in UNSURE or marker.end == len(line):
        return False
    return not (_TIME.match(line) or _LEADERS in line)


_LEADERS = "....."
"""Dots of a table of contents."""
_TIME = pattern(r"(?:[01]?\d|2[0-3])\.[0-5]\d\s")
_STARTS = STARTS | {"З", "О"}
_UNASKED = frozenset({Form.NONE, Form.REMARK})
_LIKE_LABEL = pattern(r"[IVX]{1,5}\s+[А-ЯЁ][а-яё]{2,}[^.;:]{0,80}\Z|[ЗОбl](?:[.)]|\.\d{1,2}\.?)\s+[А-ЯЁ][а-яё]{2}")
"""«II Возникновение отношений», whose number has no stop; «З. Предметы», a letter for a digit."""


def jumps(claims: Claims) -> Iterator[Problem]:
    """Points that go on from 2 to 4, from «а» to «в», or begin with 5, in a text nobody has amended.

    Points below headings may be counted anew or through the whole annex.
    """
    if claims.parsed.notes or claims.document.notes:
        return
    beside: dict[tuple[str | None, str], tuple[str, int]] = {}
    through: dict[tuple[str, str], tuple[str, int]] = {}
    for unit in claims.parsed.units:
        group, value = _counted(unit)
        if not value:
            continue
        annex = unit.eid.partition("__")[0] if unit.eid.startswith("att_") else ""
        here, anywhere = (unit.parent, group), (annex, group)
        before = beside.get(here, ("", 0))
        if value > before[1] and value not in (1, before[1] + 1, through.get(anywhere, before)[1] + 1):
            last = before[0] or through.get(anywhere, before)[0]
            opens = f"После номера {last} идёт" if last else "Счёт начинается с номера"
            yield Problem(f"{opens} {unit.number}: не пропущено ли что-то?", unit.start, "numbering")
        beside[here] = through[anywhere] = (unit.number or "", value)


def _counted(unit: Unit) -> tuple[str, int]:
    """What a unit is counted among, and its place there: «1.3» is the third of «1.»; 0 of what does not count."""
    prefix, _, last = (unit.number or "").rpartition(".")
    if not last or unit.kind == "приложение":
        return "", 0
    if last.isdecimal():
        return f"{unit.kind} {prefix}", int(last)
    if len(last) == 1 and last in LETTERS:
        return f"{unit.kind} {prefix} letter", LETTERS.index(last) + 1
    return f"{unit.kind} roman", roman_value(last) if is_roman(last) else 0


def astray(claims: Claims) -> Iterator[Problem]:
    """«2.1» that stands in section 1, behind its «1.1»: the heading between them was not read."""
    within = {unit.eid: unit for unit in claims.parsed.units}
    agrees: set[str] = set()
    for unit in claims.parsed.units:
        prefix, dot, _ = (unit.number or "").rpartition(".")
        above = within.get(unit.parent or "")
        if not dot or above is None or not above.number:
            continue
        if prefix == above.number:
            agrees.add(above.eid)
        elif above.eid in agrees and above.number.isdecimal() and claims.text.startswith(f"{prefix}.", unit.start):
            agrees.remove(above.eid)
            line = claims.document.line(claims.block_at(unit.start))
            yield left(f"Номер не подходит к номеру {above.number}, под которым стоит", line, unit.start, _CHECK)


def unread_text(claims: Claims) -> Iterator[Problem]:
    """A long act of which no unit could be made."""
    act = claims.parsed.act
    if act is not None and not claims.parsed.units and len(claims.text) - act.end > _LONG:
        yield Problem("В тексте не найдено ни одной статьи и ни одного пункта.", act.end, "structure")


_LONG = 1500


def preamble(claims: Claims) -> Iterator[Problem]:
    """A paragraph that decides («приказываю:») or gives the ground of a decision, and stands in no preamble."""
    act = claims.parsed.act
    if act is None or any(unit.kind == "преамбула" for unit in claims.parsed.units):
        return
    for at, block in enumerate(claims.next_blocks(claims.body, _FIRST)):
        line = claims.document.line(block)
        grounds = at == 0 and act.id.kind in _DECISIONS and _GROUNDS.match(line) is not None and line[-1] not in ".;"
        if claims.speaks(block.start) and (decides(line) or grounds):
            yield left("Преамбула не отделена от пунктов", line, block.start, _CHECK)
            return


_DECISIONS = frozenset({"prikaz", "postanovlenie", "rasporyazhenie", "reshenie", "ukaz", "pp", "rp"})
_GROUNDS = pattern(r"В\s(?:соответствии|целях|связи)|Во\sисполнение|На\sосновании|Руководствуясь|Рассмотрев")
_FIRST = 12
"""Paragraphs below the head among which a preamble ends."""


def headings(claims: Claims) -> Iterator[Problem]:
    """A section whose heading is a form's empty place or has no word."""
    for unit in claims.parsed.units:
        if unit.kind in _HEADED and unit.heading and ("__" in unit.heading or not _WORD.search(unit.heading)):
            yield left("Заголовок похож на строку формы", unit.heading, unit.start, _CHECK)


_WORD = pattern(r"[А-ЯЁа-яё]{3}")
_HEADED = frozenset({"раздел", "глава", "подраздел", "параграф", "часть"})
