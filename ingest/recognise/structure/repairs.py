"""Superscripts that a careless conversion flattened: «141.» between «14.» and «15.» is 14¹ (LAW.md §2).

Decided from the neighbours' numbering alone, and always reported.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.parsed import Problem
from ingest.recognise.structure.lines import Line
from ingest.recognise.structure.markers import STRUCTURAL, Form

RULE = "flattened-superscript"
_ENDS: dict[Form, frozenset[Form]] = {
    Form.ARTICLE: frozenset(),
    Form.DOT: frozenset({Form.ARTICLE}),
    Form.BRACKET: frozenset({*STRUCTURAL, Form.DOT, Form.LETTER}),
}
"""Form → the labels that end a list of it. A list of «1.» runs on through the sections of an annex."""


def raise_superscripts(
    lines: Sequence[Line], first: int, last: int, quoted: Sequence[bool]
) -> tuple[dict[int, Line], list[Problem]]:
    """Lines ``first`` … ``last`` (exclusive, one component) whose number was flattened, put right, and the reports."""
    mended: dict[int, Line] = {}
    problems: list[Problem] = []
    runs: dict[Form, list[tuple[int, str]]] = {form: [] for form in _ENDS}

    def close(form: Form) -> None:
        for at, number in raised(runs[form]).items():
            line = lines[at]
            mended[at] = line._replace(marker=line.marker._replace(number=number))
            read = f"Номер «{line.marker.number}» прочитан как {number}"
            reason = "в источнике потеряна надстрочная цифра (решено по соседним номерам)."
            problems.append(Problem(f"{read}: {reason}", line.start, RULE))
        runs[form] = []

    for at in range(first, last):
        form, number = lines[at].marker.form, lines[at].marker.number
        if form is Form.NONE or quoted[at]:
            continue
        for other, ends in _ENDS.items():
            if form in ends:
                close(other)
        if form in runs:
            if number == "1":
                close(form)
            runs[form].append((at, number))
    for form in _ENDS:
        close(form)
    return mended, sorted(problems, key=lambda p: p.start or 0)


def raised(run: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Key → true number, for those (key, number) of one list in order that only make sense as raised.

    >>> raised([(0, "14"), (1, "141"), (2, "142"), (3, "15")])
    {1: '14.1', 2: '14.2'}
    """
    if len(run) < 2:
        return {}
    whole = [(key, int(number)) for key, number in run if number.isdecimal() and len(number) < 7]
    found: dict[int, str] = {}
    where = {number: place for place, (_, number) in enumerate(whole)}
    base = whole[0][1] if whole else 0
    for place, (key, number) in enumerate(whole[1:], 1):
        following = whole[place + 1][1] if place + 1 < len(whole) else None
        needed = where.get(base + 1, -1) > place or number >= 100 or following != number + 1
        if _continues(base, number) and needed:
            found[key] = f"{base}.{str(number)[len(str(base)) :]}"
        else:
            base = number
    return found | _raised_below(run, found)


def _continues(base: int, number: int) -> bool:
    """Whether ``number`` is ``base`` with more digits after it, and not simply the next number."""
    digits, stem = str(number), str(base)
    return number > base + 1 and len(digits) > len(stem) and digits.startswith(stem) and digits[len(stem)] != "0"


def _raised_below(run: Sequence[tuple[int, str]], found: dict[int, str]) -> dict[int, str]:
    """«1481-1» after a «1481» that is 148¹: 148¹⁻¹."""
    true = {number: found[key] for key, number in run if key in found}
    split = ((key, *number.partition(".")) for key, number in run if "." in number)
    return {key: f"{true[head]}.{tail}" for key, head, _, tail in split if head in true}
