"""Approval stamps that stand side by side, told apart: «СОГЛАСОВАНО  УТВЕРЖДАЮ» over two names and two days.

Cells of a table come parted by tabs. Where a typist parted them by spaces, which no format keeps, a line is cut where
a thing of the same kind begins again: a second office, a second day, a second line for a signature.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        r"(?<![А-Яа-яЁё])(?i:на\s+(?:заседании|педагогическом|общем|родительском)|педагогическ\w+\s+совет\w*|советом?\s|общим\s+собрани\w+|решением)",
        rf"(?:от\s+)?{DATE}|[«\"“]?(?<!_)_++[»\"”]?\s?_*+\s?20\d{{0,2}}_{{0,4}}\s?(?:г\.|года)?",
        r"(?<!_)_{3,}+(?!\s?(?:20|г))",
        r"(?<!\w)(?:№|N)\s?[\w_]",
    )
)
_SIGNATURE = _BEGINNINGS[5]
"""How a cell may begin, by what stands in it: one that occurs as often as there are columns parts them."""


def columns(lines: Sequence[str]) -> list[list[str]]:
    """The stamps of a run of lines, each as its own lines, from left to right and from the top down."""
    found: list[list[str]] = []
    group: list[list[str]] = []
    for line in chain.from_iterable(map(_in_turn, lines)):
        opened = _opens(line)
        if opened:
            group = [[] for _ in range(opened)]
            found += group
        if not group:
            continue
        for column, cell in zip(group, cells(line, len(group)), strict=False):
            if cell:
                column.append(cell)
    return found


def _in_turn(line: str) -> list[str]:
    """Stamps that one line tells in turn: «(принято педсоветом, протокол № 6 от …, введено в действие приказом …)»."""
    if "\t" in line:
        return [line]
    starts = [m.start() for m in STAMP_WORD.finditer(line) if line[: m.start()].rstrip()[-1:] in tuple(",;.")]
    bounds = [0, *starts, len(line)]
    return [line[a:b] for a, b in pairwise(bounds) if line[a:b].strip()]


def _opens(line: str) -> int:
    """How many stamps a line opens, 0 where it goes on with those above."""
    words = list(STAMP_WORD.finditer(line))
    if not words:
        return 0
    first = words[0].start() == len(line) - len(line.lstrip(' \t«"('))
    if not first and "\t" not in line:
        return 0
    titles = [m for m in words if m[0][0].isupper()]  # «УТВЕРЖДАЮ» opens one, «утверждена» goes on with one
    return max(len(words), line.count("\t") + 1) if "\t" in line else len(titles) or 1


def cells(line: str, count: int) -> list[str]:
    """The line's ``count`` cells; what cannot be parted is the last one's, where approval stands.

    >>> cells("Председатель ПК Директор школы", 2), cells("6 мая 2021 г. 7 мая 2021 г.", 2)
    (['Председатель ПК', 'Директор школы'], ['6 мая 2021 г.', '7 мая 2021 г.'])
    """
    if "\t" in line:
        parted = [cell.strip() for cell in line.split("\t")]
        return parted if len(parted) >= count else ["" for _ in range(count - len(parted))] + parted
    if count == 1:
        return [line.strip()]
    for starts in _starts(line, count):
        bounds = [0, *starts[1:], len(line)]
        return [line[a:b].strip() for a, b in pairwise(bounds)]
    return ["" for _ in range(count - 1)] + [line.strip()]


def _starts(line: str, count: int) -> Iterator[list[int]]:
    """Places where cells begin, by the first kind of beginning that parts the line into ``count``."""
    for beginning in _BEGINNINGS:
        starts = [m.start() for m in beginning.finditer(line)]
        if len(starts) == count:
            yield starts
    for some in (_BEGINNINGS[:4], (*_BEGINNINGS[:4], _SIGNATURE), _BEGINNINGS[1:5]):
        starts = sorted({0} | {m.start() for beginning in some for m in beginning.finditer(line)})
        if len(starts) == count:
            yield starts
