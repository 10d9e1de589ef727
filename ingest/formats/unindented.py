"""Lines broken by width without indents: text copied from a PDF or a mail, where a paragraph begins at the margin.

A line goes on with the paragraph when the one before it is full and leaves its sentence open. In a text that was not
broken by width such lines are rare: an open sentence ends with «:», «;» or a comma, and the next item begins anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ingest.formats.typewriter import WIDEST
from ingest.law.pattern import pattern

_LEAST = 8
"""Lines below which nothing can be told."""
_LABEL = pattern(
    r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[а-я]\)|[IVX]{1,5}\.|[-–—•]) |(?:Статья|СТАТЬЯ|Глава|ГЛАВА|Раздел|РАЗДЕЛ|§) ?[\dIVX]"
)
_CLOSED = (".", ";", ":", "!", "?")
_OPEN_WORD = pattern(r"(?:^|[ .])(?:и|или|в|во|на|о|об|по|с|со|для|от|к|за|при|из|не|г\.|№|N|ст\.|п\.|[А-ЯЁ]\.)$")


def is_wrapped(text: str) -> bool:
    """Whether lines were broken by width, all beginning at the margin.

    >>> is_wrapped("Пункт первый.\\nПункт второй.\\n" * 9)
    False
    """
    lines = [line.strip() for line in text[:100_000].split("\n") if line.strip()]
    if len(lines) < _LEAST or sum(len(line) > WIDEST + 20 for line in lines) * 50 > len(lines):
        return False
    width = _width(lines)
    open_ = [line for before, line in pairwise(lines) if _is_full(before, width) and not before.endswith(_CLOSED)]
    small = sum(line[0].islower() for line in open_)
    return width >= 50 and len(open_) * 5 >= len(lines) * 2 and small * 6 >= len(lines)


def paragraphs(text: str) -> Iterator[str]:
    """The lines put together into paragraphs; an empty line always ends one."""
    lines = [line.strip() for line in text.split("\n")]
    width = _width([line for line in lines if line])
    kept: list[str] = []
    for line in lines:
        if kept and not (line and _goes_on(kept[-1], line, width)):
            yield " ".join(kept)
            kept = []
        if line:
            kept.append(line)
    if kept:
        yield " ".join(kept)


def _width(lines: list[str]) -> int:
    """Characters of a line that is full: nine of ten are no longer."""
    return sorted(map(len, lines))[len(lines) * 9 // 10] if lines else 0


def _is_full(line: str, width: int) -> bool:
    """Whether no further word of a common length had room in the line."""
    return len(line) >= width - 14


def _goes_on(before: str, line: str, width: int) -> bool:
    if _LABEL.match(line) or before.isupper() or line.isupper():
        return False
    if line[0].islower() and _is_full(before, width):
        return not before.endswith((";", ":"))
    return (_is_full(before, width) and not before.endswith(_CLOSED)) or _OPEN_WORD.search(before) is not None
