"""A letterhead in the corner of a typed page: a bar parts it from the addressee, line by line.

ФЕДЕРАЛЬНАЯ СЛУЖБА      |  Территориальным органам
ПО ПРИМЕРНОМУ НАДЗОРУ   |  Примернадзора
01.02.2023 № 12-3/4     |
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

_BARS = "|│"
_TOP, _FEWEST = 60, 3
"""Lines that are looked at, and how many of them at least have their bar in one column."""


def unbarred(text: str) -> str:
    """The text with such lines set one column below the other: the addressee, then the letterhead, which so stands
    right above what it heads. Drawn tables stay as they are.

    >>> unbarred("СЛУЖБА | Всем\\n№ 5    | отделам\\nг. N   |\\nО мере")
    'Всем\\nотделам\\n\\n\\nСЛУЖБА\\n№ 5\\nг. N\\n\\nО мере'
    """
    lines = text.split("\n", _TOP)
    if not any(bar in line for line in lines[:_TOP] for bar in _BARS):
        return text
    return "\n".join(_set_apart(lines[:_TOP]) + lines[_TOP:])


def _set_apart(lines: list[str]) -> list[str]:
    told: list[str] = []
    for bar, group in groupby(lines, _bar):
        run = list(group)
        if bar is None or len(run) < _FEWEST or (told and _is_ruled(told[-1])):
            told += run
        else:
            told += [*_column(run, bar + 1, None), "", *_column(run, 0, bar), ""]
    return told


def _bar(line: str) -> int | None:
    """Column of the line's only bar, None where it has none or several."""
    bars = [at for at, sign in enumerate(line) if sign in _BARS]
    return bars[0] if len(bars) == 1 and bars[0] else None


def _column(run: list[str], start: int, end: int | None) -> Iterator[str]:
    return (line[start:end].strip() for line in run)


def _is_ruled(line: str) -> bool:
    """Whether the line is drawn of dashes, as the edge of a table is."""
    return bool(line.strip()) and not line.strip(" +-_=─┬┼┴┌┐")
