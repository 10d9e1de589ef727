"""A page that a word processor made of typewriter text: every line is a paragraph, its indent is hard spaces."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from ingest.formats import typewriter
from ingest.formats.markup import Element
from ingest.law.pattern import pattern

_SAMPLE = 80
"""Paragraphs that are looked at before all of them are: most pages are told apart by the first."""
_SOFT = pattern(r"[ \t\r\n]+")
_HARD = "\xa0"


def typed_text(root: Element) -> str | None:
    """The page as typewriter text, line by line; None for a page of any other make, or with a table or a link in it."""
    if not _looks_typed([_line(p) for p in islice(root.iter("p"), _SAMPLE)]):
        return None
    if any(next(root.iter(tag), None) is not None for tag in ("table", "a", "li")):
        return None
    text = "\n".join(_line(p) for p in root.iter("p"))
    return text if typewriter.is_wrapped(text) else None


def _line(paragraph: Element) -> str:
    """Its wording: line ends of the file are spaces, hard spaces are what the typist typed."""
    return _SOFT.sub(" ", "".join(paragraph.itertext())).strip(" ").replace(_HARD, " ")


def _looks_typed(lines: Iterable[str]) -> bool:
    indented = 0
    for line in lines:
        if len(line) > typewriter.WIDEST:
            return False
        indented += line.startswith("  ") and not line.isspace()
    return indented > 2
