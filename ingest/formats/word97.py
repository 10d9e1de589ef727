"""The binary format of Word 97 - 2003: text in pieces, and what is said of its characters and paragraphs.

Source: [MS-DOC]. A document is read in four steps: the header (FIB) says where the tables are; the piece table says
where the characters are; two bin tables lead to pages (FKP) that say, for ranges of the file, which characters are
raised, hidden or deleted and which paragraphs are centred, stand in tables, or end a row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from struct import error as StructError
from struct import unpack_from
from typing import NamedTuple

from ingest.errors import Unreadable
from ingest.formats.list_numbers import Sequence
from ingest.formats.ole import BROKEN, CompoundFile
from ingest.formats.word97_lists import read_lists

LOCKED = "Документ Word закрыт паролем."

_WORD_97 = 0xA5EC
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_CLX, _PAPX_BINS, _CHPX_BINS = 0x01A2, 0x0102, 0x00FA
_LISTS, _LIST_OVERRIDES = 0x02E2, 0x02EA
_PAGE = 512

_SPRM_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_LONG_SPRMS = (0xD608, 0xD606)
"""Table definitions count their length in two bytes."""

_ISS, _POSITION, _VANISH, _DELETED, _SPECIAL_SYMBOL = 0x2A48, 0x4845, 0x083C, 0x0800, 0x6A09
_JUSTIFY_97, _JUSTIFY, _IN_TABLE, _ROW_END, _LIST, _LIST_LEVEL = 0x2403, 0x2461, 0x2416, 0x2417, 0x460B, 0x260A
_OUTLINE = 0x2640


class NotWord97(Exception):
    """An older document (Word 6, Word 95), laid out in another way."""


class Run(NamedTuple):
    """Properties of a range of characters."""

    raised: bool = False
    hidden: bool = False


class ParagraphFacts(NamedTuple):
    """Properties of a paragraph. ``numbering``: (list, level) of an automatic number, list 0 means none."""

    style: int = 0
    centred: bool | None = None
    in_table: bool = False
    row_end: bool = False
    numbering: tuple[int, int] = (0, 0)
    outline: int = 9


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of the document: its text, the offset of its first byte in the file, bytes a character."""

    text: str
    offset: int
    width: int


class Word97:
    """An opened document."""

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            Unreadable: broken or locked.
            NotWord97: an older format.
        """
        file = CompoundFile(data)
        main = file.stream("WordDocument")
        if main is None or len(main) < 0x02F2:
            raise Unreadable(BROKEN)
        identifier, flags = unpack_from("<H8xH", main)
        if identifier != _WORD_97:
            raise NotWord97
        if flags & _ENCRYPTED:
            raise Unreadable(LOCKED)
        self.main = main
        self.tables = file.stream("1Table" if flags & _SECOND_TABLE else "0Table") or b""
        self.length = unpack_from("<I", main, 0x4C)[0]
        """Characters of the main text; footnotes and headers stand after it."""
        footnotes, headers, _, comments, endnotes, boxes = unpack_from("<6I", main, 0x50)
        self.footnotes = (self.length, self.length + footnotes)
        after = self.length + footnotes + headers + comments
        self.boxes = (after, after + endnotes + boxes)
        """Ranges of characters with footnotes, and with endnotes and text boxes."""
        try:
            self.pieces = list(self._pieces())
            self._runs = _Pages(self, _CHPX_BINS, paragraphs=False)
            self._paragraphs = _Pages(self, _PAPX_BINS, paragraphs=True)
        except (StructError, IndexError, ValueError) as error:
            raise Unreadable(BROKEN) from error

    def lists(self) -> dict[int, Sequence]:
        """Counting sequences of automatic numbers, by the list number of paragraphs."""
        if not unpack_from("<I", self.main, _LISTS + 4)[0]:
            return {}
        places = (unpack_from("<I", self.main, at)[0] for at in (_LISTS, _LIST_OVERRIDES))
        return read_lists(self.tables, *places)

    def part(self, at: int) -> bytes:
        """The part of the table stream whose place and length stand at ``at`` in the header."""
        start, length = unpack_from("<II", self.main, at)
        return self.tables[start : start + length]

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, Run]]:
        """Ranges of the file between two offsets, with the properties of their characters."""
        for first, last, properties in self._runs.between(start, end):
            yield first, last, _run(properties)

    def paragraph(self, offset: int) -> ParagraphFacts:
        """Properties of the paragraph whose mark stands at this offset."""
        return _paragraph(self._paragraphs.at(offset))

    def _pieces(self) -> Iterator[Piece]:
        table = self.part(_CLX)
        at = 0
        while at < len(table) and table[at] == 1:
            at += 3 + unpack_from("<H", table, at + 1)[0]
        if at >= len(table) or table[at] != 2:
            raise Unreadable(BROKEN)
        (length,) = unpack_from("<I", table, at + 1)
        count = (min(length, len(table) - at - 5) - 4) // 12
        starts = unpack_from(f"<{count + 1}I", table, at + 5)
        descriptors = at + 5 + 4 * (count + 1)
        if max(starts) > len(self.main):  # pieces that stand for the same bytes, again and again
            raise Unreadable(BROKEN)
        for number in range(count):
            (place,) = unpack_from("<I", table, descriptors + 8 * number + 2)
            length = starts[number + 1] - starts[number]
            if not 0 <= length <= len(self.main):
                raise Unreadable(BROKEN)
            if place & 0x40000000:
                offset = (place & 0x3FFFFFFF) // 2
                yield Piece(self.main[offset : offset + length].decode("cp1252", "replace"), offset, 1)
            else:
                text = self.main[place : place + 2 * length].decode("utf-16-le", "replace")
                yield Piece(text, place, 2)


class _Pages:
    """Formatted pages (FKP) behind a bin table: ranges of file offsets and their properties."""

    def __init__(self, word: Word97, bins: int, paragraphs: bool) -> None:
        table = word.part(bins)
        count = max(len(table) - 4, 0) // 8
        numbers = unpack_from(f"<{count}I", table, 4 * (count + 1)) if count else ()
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._properties: list[bytes] = []
        for number in dict.fromkeys(numbers):
            page = word.main[(number & 0x3FFFFF) * _PAGE : (number & 0x3FFFFF) * _PAGE + _PAGE]
            if len(page) == _PAGE:
                self._add(page, 13 if paragraphs else 1, paragraphs)
        order = sorted(range(len(self._starts)), key=lambda at: self._starts[at])
        self._starts, self._ends = [self._starts[at] for at in order], [self._ends[at] for at in order]
        self._properties = [self._properties[at] for at in order]

    def _add(self, page: bytes, size: int, paragraphs: bool) -> None:
        count = page[-1]
        if 4 * (count + 1) + count * size > _PAGE:
            return
        offsets = unpack_from(f"<{count + 1}I", page)
        for number in range(count):
            place = 2 * page[4 * (count + 1) + number * size]
            self._starts.append(offsets[number])
            self._ends.append(offsets[number + 1])
            self._properties.append(_papx(page, place) if paragraphs else _chpx(page, place))

    def at(self, offset: int) -> bytes:
        place = bisect_right(self._starts, offset) - 1
        return self._properties[place] if place >= 0 and offset < self._ends[place] else b""

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        place = max(bisect_right(self._starts, start) - 1, 0)
        reached = start
        while reached < end and place < len(self._starts):
            first, last = max(self._starts[place], reached), min(self._ends[place], end)
            if first >= end:
                break
            if first > reached:
                yield reached, first, b""
            if last > first:
                yield first, last, self._properties[place]
                reached = last
            place += 1
        if reached < end:
            yield reached, end, b""


def _chpx(page: bytes, place: int) -> bytes:
    return page[place + 1 : place + 1 + page[place]] if place else b""


def _papx(page: bytes, place: int) -> bytes:
    """Style number (two bytes) and properties of a paragraph."""
    if not place:
        return b""
    half = page[place]
    if half:
        return page[place + 1 : place + 2 * half]
    return page[place + 2 : place + 2 + 2 * page[place + 1]] if place + 1 < _PAGE else b""


def sprms(properties: bytes) -> Iterator[tuple[int, int]]:
    """(code, operand) of single properties; operands longer than four bytes come as 0."""
    at = 0
    while at + 2 < len(properties):
        (code,) = unpack_from("<H", properties, at)
        at += 2
        kind = code >> 13
        if kind != 6:
            size = _SPRM_SIZES[kind]
        elif code in _LONG_SPRMS:
            size = int.from_bytes(properties[at : at + 2], "little") + 1
        else:
            size = properties[at] + 1
        yield code, int.from_bytes(properties[at : at + size], "little") if kind != 6 else 0
        at += size


def _run(properties: bytes) -> Run:
    raised = hidden = False
    for code, operand in sprms(properties):
        if code == _ISS:
            raised = operand == 1
        elif code == _POSITION:
            raised = 3 < operand < 0x8000
        elif code in (_VANISH, _DELETED):
            hidden = hidden or operand == 1
    return Run(raised, hidden)


def _paragraph(properties: bytes) -> ParagraphFacts:
    if len(properties) < 2:
        return ParagraphFacts()
    found: dict[int, int] = dict(sprms(properties[2:]))
    justify = found.get(_JUSTIFY, found.get(_JUSTIFY_97))
    return ParagraphFacts(
        style=unpack_from("<H", properties)[0],
        centred=None if justify is None else justify == 1,
        in_table=found.get(_IN_TABLE, 0) == 1,
        row_end=found.get(_ROW_END, 0) == 1,
        numbering=(found.get(_LIST, 0), found.get(_LIST_LEVEL, 0)),
        outline=found.get(_OUTLINE, 9),
    )
