"""The first sheet of an XLSX workbook as rows of text (ECMA-376, SpreadsheetML): no formulas, no styles."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from ingest.law.pattern import pattern
from ingest.sources.archive import BROKEN
from ingest.sources.cards import BadCard

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = pattern(r"xl/worksheets/sheet(\d+)\.xml")
_LARGEST = 50_000_000
"""Bytes of a sheet unpacked; its tree takes some ten times as much memory."""

_WIDEST = 1024
"""Columns read of a row: a cell reference may name column 16,384 and cost memory for nothing."""


def rows(data: bytes) -> Iterator[list[str]]:
    """Rows in order, empty cells as "".

    Raises:
        BadCard: the bytes are not a workbook.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            sheets = sorted((int(m[1]), name) for name in book.namelist() if (m := _SHEET.fullmatch(name)))
            strings = "xl/sharedStrings.xml"
            shared = _shared(etree.fromstring(_part(book, strings), parser)) if strings in book.namelist() else []
            sheet = etree.fromstring(_part(book, sheets[0][1]), parser)
    except (*BROKEN, etree.XMLSyntaxError, IndexError, KeyError):
        raise BadCard("это не книга XLSX или она повреждена.") from None
    return (_row(row, shared) for row in sheet.iter(f"{_NS}row"))


def _part(book: zipfile.ZipFile, name: str) -> bytes:
    if book.getinfo(name).file_size > _LARGEST:
        raise BadCard("лист книги слишком велик.")
    return book.read(name)


def _shared(root: Any) -> list[str]:
    return ["".join(text.text or "" for text in item.iter(f"{_NS}t")) for item in root.iter(f"{_NS}si")]


def _row(row: Any, shared: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_NS}c"):
        column = _column(cell.get("r", ""), len(cells))
        if column < _WIDEST:
            cells += [""] * (column - len(cells))
            cells.append(_text(cell, shared))
    return cells


def _column(reference: str, following: int) -> int:
    """Column of «AB12», from 0; a cell without a reference follows the one before."""
    letters = re.match(r"[A-Z]{1,3}", reference)
    if letters is None:
        return following
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _text(cell: Any, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{_NS}t"))
    value = cell.findtext(f"{_NS}v") or ""
    if cell.get("t") == "s" and value.isdecimal():
        return shared[int(value)] if int(value) < len(shared) else ""
    return value
