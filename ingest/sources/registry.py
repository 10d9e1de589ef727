"""A table of acts somebody keeps (CSV, TSV, XLSX) as cards: columns are understood by their headings.

A table is taken when its first row names a kind of act and a number or a title; other tables are documents, not ours.
A column nobody understands is reported, not dropped in silence.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from ingest.errors import Unreadable
from ingest.formats.encoding import decode
from ingest.law.dates import ImpossibleDate, read_date
from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.sources.cards import BadCard, Card, CardTable, card_table
from ingest.sources.naming import identity

_COLUMNS = (
    ("published", r"опубликован|дата публикации|published"),
    ("in_force_from", r"вступ\w+ в силу|начал\w* действия|in_force"),
    ("date", r"дата|date"),
    ("number", r"номер|№|^n$|number"),
    ("title", r"наименование|название|заголов|title|name"),
    ("kind", r"вид|тип|kind|type"),
    ("issuer", r"орган|издатель|кем |issuer|authority"),
    ("nd", r"^nd$"),
    ("eo_number", r"^eo.?number$|номер опубликования"),
)
"""Field of a card → what its column is called; the first that matches wins, so narrower names stand above."""

_PATTERNS = tuple((field, pattern(column, re.IGNORECASE)) for field, column in _COLUMNS)
_MOST_LINES = 1_048_576
"""As many as a sheet of Excel has rows."""

_SERIAL = pattern(r"\d{5}(?:\.0+)?")
_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheet dates (ECMA-376 part 1, 18.17.4.1, the 1900 base with its phantom leap day)."""


def read(data: bytes, name: str) -> CardTable | None:
    """Cards of the table's rows, lines counted from 1 with the heading; None when it is no table of acts."""
    try:
        rows = list(_sheet(data) if name.lower().endswith(".xlsx") else _separated(data))
    except BadCard as error:
        return CardTable((), (Problem(f"Таблица {name} не читается: {error}", rule="card"),))
    header = [cell.strip() for cell in rows[0][1]] if rows and rows[0][0] == 1 else []
    fields = [_field(cell) for cell in header]
    if "kind" not in fields or not {"number", "title"} & set(fields):
        return None
    found = card_table(((line, _named(fields, row)) for line, row in rows[1:]), _card)
    odd = [cell for cell, field in zip(header, fields, strict=True) if field is None and cell]
    unread = (Problem(f"Столбцы таблицы {name} не поняты и не прочитаны: {', '.join(odd)}.", 1, "card"),) if odd else ()
    return CardTable(found.cards, unread + found.problems)


def _field(heading: str) -> str | None:
    return next((field for field, pattern in _PATTERNS if pattern.search(heading)), None)


def _named(fields: list[str | None], row: list[str]) -> dict[str, str]:
    """Field → text of the row; of two columns of one meaning the first that is filled."""
    found: dict[str, str] = {}
    for field, cell in zip(fields, row, strict=False):
        if field and cell.strip():
            found.setdefault(field, " ".join(cell.split()))
    return found


def _card(row: Mapping[str, str], line: int) -> Card:
    title = row.get("title")
    return Card(
        id=identity(row.get("kind", ""), _day(row, "date"), row.get("number"), title, row.get("issuer")),
        title=title,
        published=_day(row, "published"),
        in_force_from=_day(row, "in_force_from"),
        aliases=tuple((scheme, row[scheme]) for scheme in ("nd", "eo_number") if scheme in row),
        start=line,
    )


def _day(row: Mapping[str, str], field: str) -> date | None:
    text = row.get(field)
    if not text:
        return None
    if _SERIAL.fullmatch(text):
        return _EPOCH + timedelta(days=int(float(text)))
    try:
        return read_date(text)
    except ImpossibleDate as error:
        raise BadCard(f"{error}.") from None


def _separated(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of a CSV in any of the Russian encodings, blank lines left out; the separator is the one that its
    first line holds most.

    Raises:
        BadCard: it is no text, a cell has no end, or there are more lines than any table has.
    """
    if max(data.count(b"\n"), data.count(b"\r")) > _MOST_LINES:
        raise BadCard(f"в ней больше {_MOST_LINES} строк.")
    try:
        text = decode(data).text.removeprefix("\ufeff")
    except Unreadable as error:
        raise BadCard(str(error)) from None
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(";\t,", key=first.count))
    try:
        for line, row in enumerate(rows, 1):
            if any(cell and not cell.isspace() for cell in row):
                yield line, row
    except csv.Error:
        raise BadCard(f"кавычка в строке {rows.line_num} не закрыта.") from None


def _sheet(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """(row, cells) of a workbook's first sheet, cells as text."""
    from ingest.sources.workbook import rows

    return rows(data)
