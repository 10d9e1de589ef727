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


def raise_superscripts(lines: Sequence[Line], first: int, last: int, quoted: Sequence[bool]) -> tuple[dict[int, Line], list[Problem]]:
    """Lines ``first`` … ``last`` of one component whose number was flattened, with the number put right, and the reports."""
    mended: dict[int, Line] = {}
    problems: list[Problem] = []
    runs: dict[Form, list[tuple[int, int]]] = {form: [] for form in _ENDS}

    def close(form: Form) -> None:
        for at, number in _raised(runs[form]).items():
            line = lines[at]
            mended[at] = line._replace(marker=line.marker._replace(number=number))
            problems.append(Problem(f"Номер «{line.marker.number}» прочитан как {number}: надстрочная цифра в источнике потеряна, так решено по соседним номерам.", line.start, RULE))
        runs[form] = []

    for at in range(first, last):
        form, number = lines[at].marker.form, lines[at].marker.number
        if form is Form.NONE or quoted[at]:
            continue
        for other, ends in _ENDS.items():
            if form in ends:
                close(other)
        if form in runs and number.isdecimal():
            if number == "1":
                close(form)
            runs[form].append((at, int(number)))
    for form in _ENDS:
        close(form)
    return mended, sorted(problems, key=lambda p: p.start or 0)


def _raised(run: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Line → its true number, for those numbers of one list that only make sense as raised."""
    found: dict[int, str] = {}
    where = {number: place for place, (_, number) in enumerate(run)}
    base = run[0][1] if run else 0
    for place, (at, number) in enumerate(run[1:], 1):
        digits, stem = str(number), str(base)
        if number <= base + 1 or len(digits) == len(stem) or not digits.startswith(stem) or digits[len(stem)] == "0":
            base = number
            continue
        following = run[place + 1][1] if place + 1 < len(run) else None
        if where.get(base + 1, -1) > place or number >= 100 or following != number + 1:
            found[at] = f"{stem}.{digits[len(stem):]}"
        else:
            base = number
    return found
