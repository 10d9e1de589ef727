"""Words cut at the end of a line: whether the hyphen is the word's own or the typesetter's.

A compound («информационно-библиотечный») keeps its hyphen, a word cut to fit («образо-вание») loses it. The document's
own words decide; where they say nothing, the form of the first part does.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.law.pattern import pattern

HYPHENS = "-\xad\x02\ufffe"
"""A hyphen at the end of a line: as it is, soft, or the marks that pdfium gives for it."""

_WORD = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT = pattern(rf"(?<![^\W\d_])([^\W\d_]+)[{HYPHENS}]$")
_REST = pattern(r"[^\W\d_]+")
_COMPOUND = pattern(r"(?<=\w\w\w)(?:но|[сц]ко|ико)$|^(?:северо|юго)$")
"""First parts of compounds: «информационно-», «социально-», «русско-», «историко-»."""


def words(lines: Iterable[str]) -> set[str]:
    """Words that stand whole inside lines, in small letters: the evidence."""
    return {word for line in lines for word in _WORD.findall(line.lower())}


def is_cut(line: str) -> bool:
    """Whether the line ends in the middle of a word."""
    return _CUT.search(line) is not None


def glued(text: str, line: str, known: set[str]) -> str:
    """Text with the line that follows it.

    >>> glued("об образо-", "вании", set())
    'об образовании'
    """
    text, line = text.rstrip(), line.lstrip()
    cut, rest = _CUT.search(text), _REST.match(line)
    if not cut or not rest or not rest[0][0].islower():
        return f"{text} {line}"
    head = cut[1].lower()
    whole, hyphened = head + rest[0].lower(), f"{head}-{rest[0].lower()}"
    keep = hyphened in known or (whole not in known and _COMPOUND.search(head) is not None)
    return text[:-1] + ("-" if keep else "") + line
