"""Approval stamps that stand side by side, told apart: «СОГЛАСОВАНО  УТВЕРЖДАЮ» over two names and two days.

Cells of a table come parted by tabs. Where a typist parted them by spaces, which no format keeps, a line is cut where
a thing of the same kind begins again: a second office, a second day, a second line for a signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from ingest.law.dates import DATE
from ingest.law.pattern import pattern

STAMP_WORD = pattern(
    r"(?<![А-Яа-яЁё])(?i:утвержд(?:аю|[её]н[аоы]?)|утв\.|согласован[аоы]?|принят[аоы]?|рассмотрен[аоы]?|одобрен[аоы]?"
    r"|рекомендован[аоы]?(?:\s+к\s+утверждению)?|введен[аоы]?\s+в\s+действие|учтено\s+мнение)(?![А-Яа-яЁё])"
)
"""A word that opens a stamp."""
OFFICE = (
    r"(?:(?:[Вв]рио|ВРИО|[Ии]\.\s?о\.|[Ии]сполняющ\w+\s+обязанности|[Зз]аместитель|Первый\s+заместитель)\s+)?"
    r"(?:[Дд]иректор|ДИРЕКТОР|[Зз]аведующ(?:ий|ая|его|ей)|ЗАВЕДУЮЩ(?:ИЙ|АЯ)|[Рр]уководител[ья]|[Рр]ектор|[Нн]ачальник|[Гг]лав(?:а|ный\s+врач)"
    r"|[Пп]редседател[ья]|ПРЕДСЕДАТЕЛЬ|[Сс]екретарь|[Пп]резидент|[Мм]инистр|[Мм]эр|[Гг]убернатор|[Гг]енеральный\s+директор|[Уу]правляющ(?:ий|ая))"
)
OFFICE_WORD = pattern(rf"(?<![А-Яа-яЁё]){OFFICE}а?(?![А-Яа-яЁё])")
_BEGINNINGS = tuple(
    pattern(source)
    for source in (
        STAMP_WORD.pattern,
        rf"(?<![А-Яа-яЁё-])(?=[А-ЯЁ]){OFFICE}а?(?![А-Яа-яЁё])",
        r"(?<![А-Яа-яЁё])(?i:протокол|приказ|распоряжение)(?:ом)?(?![А-Яа-яЁё])",
        r"(?<![А-Яа-яЁё])(?i:(?:на|с)\s+(?:[а-яё]+\s+){0,3}?(?:совет|собрани|комитет|комисси)\w*|на\s+заседании|педагогическ\w+\s+совет\w*"
        r"|советом?\s|общим\s+собрани\w+|решением)",
        rf"(?:от\s+)?{DATE}|[«\"“]?(?<!_)_++[»\"”]?\s?_*+\s?20\d{{0,2}}_{{0,4}}\s?(?:г\.|года)?",
        r"(?<!_)_{3,}+(?!\s?(?:20|г))",
        r"(?<!\w)(?:№|N)\s?[\w_]",
    )
)
"""How a cell may begin, by what stands in it: one that occurs as often as there are columns parts them."""
_ALIKE = tuple((beginning,) for beginning in _BEGINNINGS)
_ANY = (*_ALIKE, _BEGINNINGS[:4], (*_BEGINNINGS[:4], _BEGINNINGS[5]), _BEGINNINGS[1:5])
"""Ways of parting a line: by things of one kind, by things of several."""


def columns(lines: Sequence[str]) -> list[list[str]]:
    """The stamps of a run of lines, each as its own lines, from left to right and from the top down."""
    found: list[list[str]] = []
    group: list[list[str]] = []
    gapped = False
    for line in chain.from_iterable(map(_in_turn, lines)):
        if opened := _opens(line):
            gapped = "\t" in line.strip()
            group = _opened(cells(line, opened), group)
            found += [column for column in group if not any(column is one for one in found)]
        if not group:
            continue
        if gapped and "\t" not in line and group[-1] and _breaks_off(group[-1][-1]):
            group[-1].append(line.strip())
            continue
        for column, cell in zip(group, cells(line, len(group), gapped), strict=True):
            if cell:
                column.append(cell)
    return found


def _breaks_off(cell: str) -> bool:
    """Whether a cell of the last column had no room for its end: «приказ от 20.05.2021 № / 41/2»."""
    return _OPEN_END.search(cell) is not None or cell.count("«") > cell.count("»")


_OPEN_END = pattern(r"(?:№|N|(?<![а-яё])от|[«\"]\d{1,2}[»\"])\Z")


def _opened(row: Sequence[str], group: list[list[str]]) -> list[list[str]]:
    """The columns below a line that opens stamps; a cell that opens none goes on with the stamp above it."""
    above = [*([] for _ in row), *group][-len(row) :]
    return [[] if STAMP_WORD.search(cell) else column for cell, column in zip(row, above, strict=True)]


def _in_turn(line: str) -> list[str]:
    """Stamps that one line tells in turn: «(принято педсоветом, протокол № 6 от …, введено в действие приказом …)»."""
    if "\t" in line:
        return [line]
    starts = [m.start() for m in STAMP_WORD.finditer(line) if line[: m.start()].rstrip()[-1:] in tuple(",;./")]
    bounds = [0, *starts, len(line)]
    return [line[a:b] for a, b in pairwise(bounds) if line[a:b].strip()]


def _opens(line: str) -> int:
    """How many stamps a line opens, 0 where it goes on with those above."""
    words = list(STAMP_WORD.finditer(line))
    if not words:
        return 0
    first = words[0].start() == len(line) - len(line.lstrip(' \t«"('))
    parted = "\t" in line.strip()
    if not first and not parted:
        return 0
    titles = [m for m in words if m[0][0].isupper()]  # «УТВЕРЖДАЮ» opens one, «утверждена» goes on with one
    return max(len(titles), line.strip().count("\t") + 1)


def cells(line: str, count: int, gapped: bool = False) -> list[str]:
    """The line's ``count`` cells; what cannot be parted is the last one's, where approval stands.

    ``gapped``: wide gaps of the source part the lines, so that one without any begins at the left margin, unless it
    says what only approval does: its indent may be lost.

    >>> cells("Председатель ПК Директор школы", 2), cells("6 мая 2021 г. 7 мая 2021 г.", 2)
    (['Председатель ПК', 'Директор школы'], ['6 мая 2021 г.', '7 мая 2021 г.'])
    >>> cells("Протокол № 4 от 6 мая 2021 г.", 2, gapped=True)
    ['Протокол № 4 от 6 мая 2021 г.', '']
    """
    row = [cell.strip() for cell in line.split("\t")]
    if len(row) == count:
        return row
    if len(row) > count:
        return _fewer(row, count)
    if len(row) > 1:
        return _more(row, count)
    if found := _parted(line, count, _ALIKE if gapped else _ANY):
        return found
    rest = [""] * (count - 1)
    return [line.strip(), *rest] if gapped and not _APPROVING.match(line.strip()) else [*rest, line.strip()]


_APPROVING = pattern(r"(?i:приказ|директор|заведующ|ректор|и\.\s?о\.\s?(?:директор|заведующ|ректор))")


def _fewer(row: list[str], count: int) -> list[str]:
    """Cells of a line with gaps inside them: «______  А.Б. Первая  ______  В.Г. Вторая»."""
    each, rest = divmod(len(row), count)
    if rest and (found := _parted(" ".join(row), count, _ANY)):
        return found
    bounds = [*range(0, each * count, each), len(row)]
    return [" ".join(filter(None, row[a:b])) for a, b in pairwise(bounds)]


def _more(row: list[str], count: int) -> list[str]:
    """Cells of a line that lost one of its gaps, or lacks some: the first stands at the left margin, if none stands
    before it, the others as far to the right as they can."""
    if row[0] and len(row) == count - 1:
        for at, cell in enumerate(row):
            if halves := _parted(cell, 2, _ALIKE):
                return [*row[:at], *halves, *row[at + 1 :]]
    return [*row[:1], *[""] * (count - len(row)), *row[1:]]


def _parted(line: str, count: int, ways: Sequence[Sequence[re.Pattern[str]]]) -> list[str]:
    """The line cut where cells begin, by the first way that makes ``count`` of it; nothing where none does."""
    for beginnings in ways:
        first = () if len(beginnings) == 1 else (0,)
        starts = sorted({*first, *(m.start() for beginning in beginnings for m in beginning.finditer(line))})
        if len(starts) == count:
            return [line[a:b].strip() for a, b in pairwise([0, *starts[1:], len(line)])]
    return []
