"""Automatic numbers of Word paragraphs, written out: what Word shows as «1.», «а)», «2.1.» stands in no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.formats.docx_styles import VAL, W
from ingest.formats.package import Element

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""Letters of numFmt russianLower (ECMA-376, 17.18.59)."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    format: str = "decimal"
    pattern: str = "%1."
    start: int = 1


@dataclass(slots=True)
class _Sequence:
    """Levels of an abstract numbering and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through the document: ask :meth:`label` once for each numbered paragraph, in order."""

    def __init__(self, root: Element | None) -> None:
        """``root`` is numbering.xml (None when the package has none)."""
        self._sequences: dict[str, _Sequence] = {}
        if root is None:
            return
        abstract = {one.get(f"{W}abstractNumId"): _Sequence(_levels(one)) for one in root.iter(f"{W}abstractNum")}
        for number in root.iter(f"{W}num"):
            reference = number.find(f"{W}abstractNumId")
            sequence = abstract.get(reference.get(VAL)) if reference is not None else None
            if sequence is None:
                continue
            overrides = _overrides(number, sequence.levels)
            own = _Sequence({**sequence.levels, **overrides}) if overrides else sequence
            self._sequences[number.get(f"{W}numId") or ""] = own

    def label(self, number_id: str, level: int) -> str:
        """The next number of this list at this level, as Word prints it; "" for a bullet or an unknown list."""
        sequence = self._sequences.get(number_id)
        form = sequence.levels.get(level) if sequence else None
        if sequence is None or form is None:
            return ""
        counts = sequence.counts
        counts[level] = counts.get(level, form.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if form.format in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda place: _at(sequence, int(place[1]) - 1), form.pattern)


def _at(sequence: _Sequence, level: int) -> str:
    form = sequence.levels.get(level, _Level())
    return written(sequence.counts.get(level, form.start), form.format)


def _levels(abstract: Element) -> dict[int, _Level]:
    return {_whole(one.get(f"{W}ilvl"), 0): _level(one) for one in abstract.iter(f"{W}lvl")}


def _level(element: Element) -> _Level:
    def value(name: str, default: str) -> str:
        child = element.find(f"{W}{name}")
        return default if child is None else child.get(VAL) or ""

    return _Level(value("numFmt", "decimal"), value("lvlText", "")[:100], _whole(value("start", "1"), 1))


def _overrides(number: Element, levels: dict[int, _Level]) -> dict[int, _Level]:
    found = {}
    for override in number.iter(f"{W}lvlOverride"):
        at = _whole(override.get(f"{W}ilvl"), 0)
        whole, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
        level = _level(whole) if whole is not None else levels.get(at, _Level())
        if start is not None:
            level = _Level(level.format, level.pattern, _whole(start.get(VAL), 1))
        found[at] = level
    return found


def _whole(value: str | None, default: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 7 else default


def written(number: int, format: str) -> str:
    """A number in one of Word's formats.

    >>> written(3, "russianLower"), written(14, "upperRoman"), written(28, "lowerLetter")
    ('в', 'XIV', 'bb')
    """
    if format in ("russianLower", "russianUpper"):
        return _lettered(number, _RUSSIAN if format == "russianLower" else _RUSSIAN.upper())
    if format in ("lowerLetter", "upperLetter"):
        return _lettered(number, _LATIN if format == "lowerLetter" else _LATIN.upper())
    if format in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if format == "upperRoman" else roman.lower()
    return f"{number:02d}" if format == "decimalZero" else str(number)


def _lettered(number: int, letters: str) -> str:
    if number < 1:
        return str(number)
    again, at = divmod(number - 1, len(letters))
    return letters[at] * min(again + 1, 50)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    roman = ""
    for value, digits in _ROMAN:
        count, number = divmod(number, value)
        roman += digits * count
    return roman
