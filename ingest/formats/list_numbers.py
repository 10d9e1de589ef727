"""Automatic numbers of lists, written out as a word processor shows them: «1.», «а)», «2.1.»."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.law.pattern import pattern

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""Letters of the format russianLower (ECMA-376, 17.18.59)."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_PLACE = pattern(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How a level writes its numbers: format (names of ECMA-376), pattern («%1.%2.»), first number."""

    format: str = "decimal"
    pattern: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Sequence:
    """Levels of a list (from 0) and how far each has counted."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, level: int) -> str:
        """Count one on at this level and write it; deeper levels begin anew. "" for bullets and unknown levels."""
        form = self.levels.get(level)
        if form is None:
            return ""
        self.counts[level] = self.counts.get(level, form.start - 1) + 1
        for deeper in [one for one in self.counts if one > level]:
            del self.counts[deeper]
        if form.format in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda place: self._written(int(place[1]) - 1), form.pattern)

    def _written(self, level: int) -> str:
        form = self.levels.get(level, Level())
        return written(self.counts.get(level, form.start), form.format)


def written(number: int, format: str) -> str:
    """A number in one of the formats.

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
