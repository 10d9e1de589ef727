"""A document after its format is gone: one text, and what the format knew about its parts.

Every later stage counts characters of :attr:`Document.text`; nothing is ever cut out of it, so a span found by any
recogniser can be shown to a person in its place.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of characters of the document's text."""

    start: int
    end: int


class Style(StrEnum):
    """What the format says of a paragraph's role. The recognisers take it as a hint, never as proof."""

    PARAGRAPH = "paragraph"
    CENTRE = "centre"  # centred head lines: the issuer, a place (official HTML: p.C)
    TITLE = "title"  # the act's kind and title, large headings (p.T)
    HEADING = "heading"  # статья, глава (p.H); h1 … h6 of general HTML carry their level
    ADOPTION = "adoption"  # «Принят Государственной Думой …», signatures (p.I)
    ASIDE = "aside"  # a publisher's comment between the paragraphs of an act: «ГАРАНТ: См. …» (its styles)
    SIDE = "side"  # approval stamp of an annex, «УТВЕРЖДЕНО …», «Приложение № 1» (p.S)
    ITEM = "item"  # an element of a list of general HTML or DOCX
    ROW = "row"  # one row of a table, its cells separated by tabs
    PREFORMATTED = "preformatted"  # typewriter layout (<pre>), one line


class Block(NamedTuple):
    """One paragraph, heading or table row; blocks stand in order, do not overlap, and are never empty."""

    start: int
    end: int
    style: Style = Style.PARAGRAPH
    level: int = 0
    """1 … 6 for headings of general HTML and DOCX outline levels, depth of a list item, 0 where it means nothing."""


class Link(NamedTuple):
    """A hyperlink: its text's span and where it leads (an URL, or ``nd:102162745`` for the official system)."""

    start: int
    end: int
    target: str


class Table(NamedTuple):
    """A table: the range of its rows in :attr:`Document.blocks` (first, one past the last)."""

    first: int
    last: int
    header_rows: int = 1


class Warning(NamedTuple):
    """Something of the source that could not be read as it should be; ``start`` is None when it has no place."""

    message: str
    start: int | None = None
    rule: str = "format"


@dataclass(frozen=True, slots=True)
class Document:
    """What a format reader returns.

    Attributes:
        name: file name as given.
        format: name of the reader (``pravo_html``, ``docx`` …).
        sha256: hex digest of the source bytes.
        text: normalised text; blocks are separated by one ``\\n``; superscript digits are Unicode ones («10¹»).
        blocks: paragraphs, headings and rows in order.
        notes: spans the format itself marks as an editor's notes (official HTML: span.mark, span.markx), in order,
            not overlapping, brackets included.
        links, tables: what the names say.
        gaps: offsets of spaces that stand for a tab or a wide gap of the source, by which typists part columns; of the
            line end above a line (-1 above the first) that begins far to the right.
        spaced: offsets of the first hundred blocks that stand below an empty line.
        aliases: (scheme, value) identifiers that the source states, e.g. ``("nd", "102162745")``.
        metadata: statements of the source about the whole document (title, status, keywords …), key → text.
        warnings: what could not be read.
    """

    name: str
    format: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    notes: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    gaps: tuple[int, ...] = ()
    spaced: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[Warning, ...] = ()

    def line(self, block: Block) -> str:
        """The block's text."""
        return self.text[block.start : block.end]

    def columns(self, start: int, end: int) -> str:
        """The text of lines with a tab wherever the source has a wide gap, before the first word of a line too."""
        first = bisect_left(self.gaps, start - 1)
        told, at = "", start
        for gap in self.gaps[first : bisect_left(self.gaps, end, lo=first)]:
            before_line = gap < start or self.text[gap] == "\n"
            told += f"{self.text[at : gap + before_line]}\t"
            at = gap + 1
        return told + self.text[at:end]


class Composer:
    """Collects paragraphs into a Document's text, keeping spans right while it grows."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    def add(self, line: str, style: Style = Style.PARAGRAPH, level: int = 0) -> int | None:
        """Append one normalised paragraph; returns the offset of its first character, None when it is empty."""
        if not line:
            return None
        start = self._length + 1 if self._parts else 0
        self._parts.append(line)
        self._length = start + len(line)
        self.blocks.append(Block(start, self._length, style, level))
        return start

    @property
    def text(self) -> str:
        """Everything added so far, one block a line."""
        return "\n".join(self._parts)
