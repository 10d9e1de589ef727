"""An act's text as lines, in order: what a terminal, a Word file and Markdown set each in their own way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kb.answers import ActText, UnitText, words_of

HEADED = frozenset({"статья", "глава", "раздел", "подраздел", "параграф", "часть кодекса", "приложение"})
"""Kinds whose label stands in a line of its own; the number of any other unit stands in its first paragraph."""


class Line(NamedTuple):
    """One paragraph. ``heading``: how deep a heading stands, from 1; 0 for a paragraph of text."""

    words: str
    heading: int
    unit: UnitText


def lines(answer: ActText) -> Iterator[Line]:
    """Every paragraph of the text, headings among them."""
    for unit in answer.units:
        depth = unit.depth + 1 if unit.kind in HEADED else 0
        if said := words_of(unit, answer.at):
            for line in said.split("\n"):
                yield Line(line, 0 if unit.leaf and unit.kind not in HEADED else depth, unit)
        elif depth:
            yield Line(heading(unit), depth, unit)


def heading(unit: UnitText) -> str:
    """«Статья 28. Компетенция …»"""
    name = "часть" if unit.kind == "часть кодекса" else unit.kind
    label = f"{name.capitalize()} {unit.number}".rstrip() if unit.number else name.capitalize()
    return f"{label}. {unit.heading}" if unit.heading else f"{label}."
