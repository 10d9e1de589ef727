"""An act on a day as Markdown (CommonMark): headings, a paragraph a unit, where it comes from at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.answers import ActText
from kb.export.lines import Line, lines
from kb.export.title import status_line, title

_DEEPEST = 6
_MARKS = re.compile(r"([\\`*_\[\]<>|~])")
_OPENING = re.compile(r"^(\s*)(\d{1,9})([.)])(?=\s|$)|^(\s*)([-+#=>])")
"""What would begin a list, a heading or a quotation at the start of a paragraph: a пункт keeps its own number."""


def document(answer: ActText) -> str:
    """The whole text."""
    return "\n\n".join(_paragraphs(answer)) + "\n"


def _paragraphs(answer: ActText) -> Iterator[str]:
    yield f"# {escaped(title(answer))}"
    yield f"*{escaped(status_line(answer))}*"
    for line in lines(answer):
        if line.words.strip():
            yield _paragraph(line)


def _paragraph(line: Line) -> str:
    if line.heading:
        return f"{'#' * min(line.heading + 1, _DEEPEST)} {escaped(line.words)}"
    return escaped(line.words)


def escaped(words: str) -> str:
    """Words that mean themselves."""
    return _OPENING.sub(r"\1\2\4\\\3\5", _MARKS.sub(r"\\\1", " ".join(words.split())))
