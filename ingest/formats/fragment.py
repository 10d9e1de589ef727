"""A paragraph while it is read: raw pieces with marks over them, and the same after normalising.

A reader writes what it meets into a :class:`Line` and marks ranges of it (a link, an editor's note); the line then
gives a :class:`Fragment`, whose spans count characters of normalised text. Fragments join into cells and rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ingest.document import Link, Span
from ingest.law.pattern import pattern
from ingest.law.text import normalise, superscript

_BREAK = pattern(r"[\n()]")


class Fragment(NamedTuple):
    """Normalised text without line ends; spans count its characters.

    ``marked`` are ranges that the format calls an editor's note, as they stand in the source (one note may be cut
    into several, one range may hold two notes). ``gaps``: offsets of spaces that stand for a tab or a wide gap of the
    source, by which a typist parts columns; -1 where such a gap stands before the text.
    """

    text: str
    links: tuple[Link, ...] = ()
    marked: tuple[Span, ...] = ()
    gaps: tuple[int, ...] = ()


class _Mark(NamedTuple):
    start: int
    end: int
    target: str  # of a link; "" marks an editor's note


class Line:
    """Raw text of one paragraph and marks over it, in characters of the raw text."""

    def __init__(self, raw: str = "") -> None:
        self._pieces = [raw] if raw else []
        self._marks: list[_Mark] = []
        self.length = len(raw)

    def write(self, raw: str) -> None:
        """Append text as the source has it."""
        self._pieces.append(raw)
        self.length += len(raw)

    def raise_number(self, raw: str) -> None:
        """Append superscript text; a raised number closes up with the number before it («10 ¹» → «10¹»)."""
        raised = superscript(raw.strip())
        if not raised:
            return self.write(raw)
        if self._pieces and (before := self._pieces[-1].rstrip()) and before[-1].isdigit() and not self._marks:
            self.length -= len(self._pieces[-1]) - len(before)
            self._pieces[-1] = before
        return self.write(raised)

    def mark_note(self, start: int) -> None:
        """Mark everything from ``start`` to here as wording of an editor."""
        self._marks.append(_Mark(start, self.length, ""))

    def mark_link(self, start: int, target: str) -> None:
        """Mark everything from ``start`` to here as a hyperlink."""
        self._marks.append(_Mark(start, self.length, target))

    @property
    def raw(self) -> str:
        """What was written so far."""
        return "".join(self._pieces)

    def fragment(self) -> Fragment:
        """The paragraph, normalised."""
        raw = self.raw
        return _measured(raw, self._marks) if self._marks else _plain(raw)

    def lines(self) -> list[Fragment]:
        """The paragraph cut at its line breaks; a bracket (a note of many lines) stays whole."""
        return self.cut(_between_breaks(self.raw))

    def cut(self, ranges: Iterable[tuple[int, int]]) -> list[Fragment]:
        """Parts of the line as fragments of their own; ranges stand in order and do not overlap."""
        raw, fragments, first = self.raw, [], 0
        if not self._marks:
            return [_plain(raw[start:end]) for start, end in ranges]
        marks = sorted(self._marks)
        for start, end in ranges:
            while first < len(marks) and marks[first].end <= start:
                first += 1
            inside = []
            for mark in marks[first:]:
                if mark.start >= end:
                    break
                if mark.end > start:
                    inside.append(mark._replace(start=max(mark.start, start) - start, end=min(mark.end, end) - start))
            part = raw[start:end]
            fragments.append(_measured(part, inside) if inside else _plain(part))
        return fragments


def _between_breaks(raw: str) -> Iterator[tuple[int, int]]:
    """Ranges between line ends that stand outside brackets."""
    start = depth = 0
    for sign in _BREAK.finditer(raw):
        if sign[0] != "\n":
            depth = max(depth + (1 if sign[0] == "(" else -1), 0)
        elif not depth:
            yield start, sign.start()
            start = sign.end()
    yield start, len(raw)


def _plain(raw: str) -> Fragment:
    """The fragment of a line without marks."""
    if len(raw) <= _LONGEST_GAPPED and ("\t" in raw or "   " in raw):
        cells = [normalise(cell) for cell in _GAP.split(raw)]
        before = (-1,) if _FAR_RIGHT.match(raw) else ()
        return Fragment(normalise(raw), gaps=(*before, *_ends(cells)))
    return Fragment(normalise(raw))


_GAP = pattern(r"(?<=\S)(?: {3,}| *\t[ \t]*)(?=\S)")
_FAR_RIGHT = pattern(r" *\t\s*\S| {16,}\S")
"""No indent of a paragraph is so deep; a tab may be one."""
_LONGEST_GAPPED = 400
"""Characters of the longest line that may be columns."""


def _ends(cells: list[str]) -> Iterator[int]:
    """Where each cell but the last ends in a line of all of them."""
    at = -1
    for cell in cells[:-1]:
        at += len(cell) + 1
        yield at


def _measured(raw: str, marks: list[_Mark]) -> Fragment:
    """The fragment of a line with marks."""
    text = normalise(raw)
    offset = _offsets(raw, text, marks)
    links, marked = [], []
    for start, end, target in sorted(marks):
        span = _tight(text, offset(start), offset(end))
        if span.start >= span.end:
            continue
        if target:
            links.append(Link(span.start, span.end, target))
        else:
            marked.append(span)
    return Fragment(text, tuple(links), tuple(marked))


def _offsets(raw: str, text: str, marks: list[_Mark]) -> Callable[[int], int]:
    """From characters of the raw line to characters of the normalised one.

    Mostly only the edges were stripped, and the offset is a shift; otherwise the line is normalised again between
    the ends of the marks, so that each end is known.
    """
    left = len(raw) - len(raw.lstrip())
    if len(raw.strip()) == len(text):
        return lambda at: max(at - left, 0)
    cuts = sorted({0, len(raw), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    length, after_space, offset = 0, True, {0: 0}
    for start, end in pairwise(cuts):
        part = normalise(f"|{raw[start:end]}|")[1:-1]  # the bars keep one space at either edge
        if after_space and part.startswith(" "):
            part = part[1:]
        if part:
            after_space = part.endswith(" ")
            length += len(part)
        offset[end] = length
    return offset.__getitem__


def _tight(text: str, start: int, end: int) -> Span:
    """The range without spaces at its edges."""
    start, end = min(start, len(text)), min(end, len(text))
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] == " ":
        end -= 1
    return Span(start, end)


def join(separator: str, parts: Iterable[Fragment]) -> Fragment:
    """Fragments one after another: paragraphs into a cell (by a space), cells into a row (by a tab)."""
    texts, links, marked, at = [], [], [], 0
    for part in parts:
        texts.append(part.text)
        links += [Link(at + link.start, at + link.end, link.target) for link in part.links]
        marked += [Span(at + span.start, at + span.end) for span in part.marked]
        at += len(part.text) + len(separator)
    return Fragment(separator.join(texts), tuple(links), tuple(marked))
