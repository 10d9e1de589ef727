"""Superscripts that a careless conversion flattened: «141.» between «14.» and «15.» is 14¹ (docs/law.md, 2).

Decided from the neighbours' numbering alone, and always reported.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.structure.lines import OutlineLine
from ingest.recognise.structure.markers import STRUCTURAL, Form

RULE = "flattened-superscript"
_ENDS: dict[Form, frozenset[Form]] = {
    Form.ARTICLE: frozenset(),
    Form.DOT: frozenset({Form.ARTICLE}),
    Form.BRACKET: frozenset({*STRUCTURAL, Form.DOT, Form.LETTER}),
}
"""Form → the labels that end a list of it. A list of «1.» runs on through the sections of an annex."""
_ENDED_BY = {label: tuple(form for form, ends in _ENDS.items() if label in ends) for label in Form}


def raise_superscripts(
    lines: Sequence[OutlineLine], first: int, last: int, quoted: Sequence[bool]
) -> tuple[dict[int, OutlineLine], list[Problem]]:
    """Lines ``first`` … ``last`` (exclusive, one component) whose number was flattened, put right, and the reports."""
    mended: dict[int, OutlineLine] = {}
    problems: list[Problem] = []
    runs: dict[Form, list[tuple[int, str]]] = {form: [] for form in _ENDS}

    def close(form: Form) -> None:
        if not runs[form]:
            return
        for at, number in raised(runs[form]).items():
            line = lines[at]
            mended[at] = line._replace(marker=line.marker._replace(number=number))
            problems.append(_told(line, number))
        runs[form] = []

    before: dict[Form, str] = {}
    for at in range(first, last):
        form, number = lines[at].marker.form, lines[at].marker.number
        if form is Form.NONE or quoted[at]:
            continue
        if form in STRUCTURAL:
            if apart := _set_apart(lines[at], before.get(form, "")):
                mended[at], number = apart, apart.marker.number
                problems.append(_told(lines[at], number))
            before[form] = number
        for other in _ENDED_BY[form]:
            close(other)
        if form in runs:
            if number == "1":
                close(form)
            runs[form].append((at, number))
    for form in _ENDS:
        close(form)
    return mended, sorted(problems, key=lambda p: p.start or 0)


def _told(line: OutlineLine, number: str) -> Problem:
    read = f"Номер «{line.marker.number}» прочитан как {number}"
    return Problem(f"{read}: в источнике потеряна надстрочная цифра (решено по соседним номерам).", line.start, RULE)


_FIGURE = pattern(r"(\d{1,2})(?:\.(?=\s)|\Z)\s*")


def _set_apart(line: OutlineLine, before: str) -> OutlineLine | None:
    """«Статья 5 1. Надзор» below article 5, read as 5¹: a raised figure came down and stands apart."""
    marker, figure = line.marker, _FIGURE.match(line.rest)
    if figure is None or line.text[: marker.end].endswith("."):
        return None
    if before != (f"{marker.number}.{int(figure[1]) - 1}" if int(figure[1]) > 1 else marker.number):
        return None
    end = line.text.index(figure[0], marker.end) + figure.end()
    label = marker._replace(number=f"{marker.number}.{figure[1]}", end=end)
    return line._replace(marker=label, rest=line.rest[figure.end() :])


def raised(run: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Key → true number, for those (key, number) of one list in order that only make sense as raised.

    >>> raised([(0, "14"), (1, "141"), (2, "142"), (3, "15")])
    {1: '14.1', 2: '14.2'}
    """
    whole = [(key, int(number)) for key, number in run if number.isdecimal() and len(number) < 7]
    if len(whole) < 2:
        return {}
    found: dict[int, str] = {}
    lowest_after = _lowest_after([number for _, number in whole])
    base, raised_to, in_a_row = whole[0][1], 0, 1
    for (key, number), lowest in zip(whole[1:], lowest_after[1:], strict=True):
        rank = int(str(number)[len(str(base)) :]) if _continues(base, number) else 0
        broken = lowest < number or (lowest == _NONE and in_a_row >= _ENOUGH)
        if broken and raised_to < rank <= raised_to + _GAP:
            found[key] = f"{base}.{rank}"
            raised_to = rank
        else:
            in_a_row = in_a_row + 1 if number == base + 1 else 1
            base, raised_to = number, 0
    return found | _raised_below(run, found)


_NONE = 10**7
_GAP = 3
"""Units inserted after one number follow one another: after 14¹ comes 14², or 14⁴ where two are gone."""
_ENOUGH = 3
"""Numbers in a row after which one that jumps, and is the last, may be taken for a flattened one."""


def _lowest_after(numbers: Sequence[int]) -> list[int]:
    """For each place the lowest number after it, :data:`_NONE` after the last: a lower one shows a broken order."""
    lowest = [_NONE] * len(numbers)
    for place in range(len(numbers) - 2, -1, -1):
        lowest[place] = min(lowest[place + 1], numbers[place + 1])
    return lowest


def _continues(base: int, number: int) -> bool:
    """Whether ``number`` is ``base`` with more digits after it, and not simply the next number."""
    if number <= base + 1:
        return False
    digits, stem = str(number), str(base)
    return len(digits) > len(stem) and digits.startswith(stem) and digits[len(stem)] != "0"


def _raised_below(run: Sequence[tuple[int, str]], found: dict[int, str]) -> dict[int, str]:
    """«1481-1» after a «1481» that is 148¹: 148¹⁻¹."""
    true = {number: found[key] for key, number in run if key in found}
    split = ((key, *number.partition(".")) for key, number in run if "." in number)
    return {key: f"{true[head]}.{tail}" for key, head, _, tail in split if head in true}
