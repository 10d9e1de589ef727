"""The first sheet of an XLSX workbook as rows of text (ECMA-376, SpreadsheetML): no formulas, no styles.

A sheet is read as a stream of tags, so that blank cells and rows, of which a spreadsheet leaves millions behind, take
no memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.errors import TooLarge, Unreadable
from ingest.formats.package import Package, parse_xml
from ingest.law.pattern import pattern
from ingest.sources.cards import BadCard

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = pattern(r"xl/worksheets/sheet(\d{1,9})\.xml")
_STRINGS = "xl/sharedStrings.xml"

_MOST_ROWS = 1_048_576
"""Rows of a sheet, and shared strings of a book (Excel specifications and limits)."""

_MOST_CELLS, _MOST_TEXT = 3_000_000, 50_000_000
"""Cells read, and characters in them with shared strings written out."""

_WIDEST = 1024
"""Columns read of a row: a cell reference may name column 16,384 and cost memory for nothing."""


def rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """(row, its cells) of rows that hold something, rows counted from 1; empty cells are "".

    Raises:
        BadCard: the bytes are not a workbook, or its first sheet is larger than a sheet may be.
    """
    try:
        book = Package(data, "Excel")
        sheets = sorted((int(m[1]), name) for name in book.names() if (m := _SHEET.fullmatch(name)))
        if not sheets:
            raise BadCard("это не книга XLSX или она повреждена.")
        strings, name = book.read(_STRINGS), sheets[0][1]
        shared = parse_xml(strings, _STRINGS, _Strings()) if strings is not None else []
        found: list[tuple[int, list[str]]] = parse_xml(book.read(name) or b"", name, _Sheet(shared))
    except Unreadable:
        raise BadCard("это не книга XLSX или она повреждена.") from None
    except TooLarge as error:
        raise BadCard(str(error)) from None
    return iter(found)


class _Strings:
    """Collects texts shared by cells."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._parts: list[str] = []
        self._in_text = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._in_text = tag == f"{_NS}t"

    def data(self, text: str) -> None:
        if self._in_text:
            self._parts.append(text)

    def end(self, tag: str) -> None:
        self._in_text = False
        if tag == f"{_NS}si":
            self._found.append("".join(self._parts))
            self._parts = []
            if len(self._found) > _MOST_ROWS:
                raise BadCard(f"в книге больше {_MOST_ROWS} разных текстов.")

    def close(self) -> list[str]:
        return self._found


@dataclass(slots=True)
class _Sheet:
    """Collects rows."""

    shared: list[str]
    _found: list[tuple[int, list[str]]] = field(default_factory=list)
    _row: dict[int, str] = field(default_factory=dict)
    _rows: int = 0
    _cells: int = 0
    _size: int = 0
    _column: int = -1
    _kind: str = ""
    _text: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == f"{_NS}c":
            self._kind = attributes.get("t", "")
            self._column = _column(attributes.get("r", ""), self._column + 1)
            self._text = []
        elif tag == f"{_NS}row":
            self._row, self._column = {}, -1

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        if tag == f"{_NS}c":
            self._end_cell("".join(self._text or ()))
            self._text = None
        elif tag == f"{_NS}f":  # a formula stands before its value
            self._text = [] if self._text is not None else None
        elif tag == f"{_NS}row":
            self._end_row()

    def _end_cell(self, text: str) -> None:
        self._cells += 1
        if self._kind == "s" and text.isdecimal():
            text = self.shared[int(text)] if len(text) < 10 and int(text) < len(self.shared) else ""
        if text and self._column < _WIDEST:
            self._row[self._column] = text
            self._size += len(text)
        if self._cells > _MOST_CELLS or self._size > _MOST_TEXT:
            raise BadCard("первый лист книги слишком велик: сохраните нужную его часть отдельно.")

    def _end_row(self) -> None:
        self._rows += 1
        if self._rows > _MOST_ROWS:
            raise BadCard(f"в листе больше {_MOST_ROWS} строк: так не бывает.")
        if self._row:
            self._found.append((self._rows, [self._row.get(at, "") for at in range(max(self._row) + 1)]))

    def close(self) -> list[tuple[int, list[str]]]:
        return self._found


def _column(reference: str, following: int) -> int:
    """Column of «AB12», from 0; a cell without a reference follows the one before."""
    letters = re.match(r"[A-Z]{1,3}", reference)
    if letters is None:
        return following
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
