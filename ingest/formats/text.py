"""Plain text: one line is one paragraph, unless the lines were broken by width."""

from __future__ import annotations

import re

from ingest.document import Document, Style
from ingest.errors import TooLarge
from ingest.formats import corner, hyphenation, typewriter, unindented
from ingest.formats.assembly import Assembly
from ingest.formats.encoding import repaired
from ingest.formats.fragment import Fragment, Line
from ingest.formats.garbled import decode_right
from ingest.law.pattern import pattern

MOST_LINES = 1_000_000
TOO_MANY = f"В тексте больше {MOST_LINES} строк, большей частью пустых: так бывает только у вредоносных файлов."

_LINE_ENDS = pattern("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CUT_WORD = pattern(r"(?<![^\W\d_])[^\W\d_]+-\n *[^\W\d_]+")


def read(data: bytes, name: str) -> Document:
    """Read a text in any of the Russian encodings.

    Raises:
        SourceError: when the bytes are no text, or there is none in them.
    """
    decoded = decode_right(data)
    if sum(map(decoded.text.count, "\n\r\x0b\x0c\x85\u2028\u2029")) > 2 * MOST_LINES:  # «\r\n» is counted twice
        raise TooLarge(TOO_MANY)
    text = corner.unbarred(_LINE_ENDS.sub("\n", decoded.text))
    assembly = Assembly()
    if typewriter.is_wrapped(text):
        add_typed(assembly, text)
    elif unindented.is_wrapped(text):
        for paragraph in unindented.paragraphs(_whole_words(text)):
            assembly.add(Line(paragraph).fragment(), Style.PARAGRAPH)
    else:
        for line in text.split("\n"):
            assembly.add(Line(line).fragment(), Style.PARAGRAPH)
    assembly.warnings += repaired(decoded)
    assembly.metadata["encoding"] = decoded.encoding
    return assembly.document(data, name, "text")


def add_typed(assembly: Assembly, text: str) -> None:
    """Add the paragraphs of a typewriter text."""
    text = _whole_words(text)
    parts = list(typewriter.paragraphs(text))
    for part, fragment in zip(parts, Line(text).cut((part.start, part.end) for part in parts), strict=True):
        if part.after_blank:
            assembly.add(Fragment(""))
        assembly.add(fragment, part.style)


def _whole_words(text: str) -> str:
    """The text with words cut by the end of a line put together."""
    known = hyphenation.words(text.split("\n"))

    def whole(cut: re.Match[str]) -> str:
        head, _, rest = cut[0].partition("\n")
        return hyphenation.glued(head, rest, known)

    return _CUT_WORD.sub(whole, text)
