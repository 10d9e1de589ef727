"""Lines of a head that stand side by side, put one below the other.

Two ministries issue one order under two letterheads; a republic prints its letterhead in two languages; a typist sets
«9 ноября 2021 г.    ПРИКАЗ    № 102-А» in one line. What parts them is a wide gap of the source.
"""

from __future__ import annotations

from typing import NamedTuple

from ingest.document import Block, Document
from ingest.law.text import close_up
from ingest.recognise.requisites.roles import BODY_NOMINATIVE, kind_word

_LONGEST = 160
"""Characters of the longest line of columns."""


class Cell(NamedTuple):
    """Words of one cell, and where they stand in the text."""

    words: str
    start: int
    end: int


class Beside(NamedTuple):
    """Cells in the order they are read, and how many lines they stand in."""

    cells: list[Cell]
    lines: int


def side_by_side(document: Document, place: int) -> Beside | None:
    """The cells of the lines from block ``place`` on, column by column; None where the block is a line like any other.

    Of a letterhead in columns only those that name a body in Russian are told: beside it stands an addressee, or the
    same in another language.
    """
    first = _cells(document, document.blocks[place])
    if len(first) < 2:
        return None
    if any(_is_kind(cell.words) for cell in first[1:]):
        return Beside(first, 1)
    if not any(BODY_NOMINATIVE.match(cell.words.upper()) for cell in first) or all(map(_is_spaced_out, first)):
        return None
    rows = [first]
    for block in document.blocks[place + 1 : place + 8]:
        row = _cells(document, block)
        if len(row) != len(first):
            break
        rows.append(row)
    columns = [list(column) for column in zip(*rows, strict=True)]
    told = [column for column in columns if any(BODY_NOMINATIVE.match(cell.words.upper()) for cell in column[:2])]
    return Beside([cell for column in told for cell in column], len(rows))


def _cells(document: Document, block: Block) -> list[Cell]:
    if block.end - block.start > _LONGEST:
        return []
    cells, start = [], block.start
    for words in document.columns(block.start, block.end).removeprefix("\t").split("\t"):
        if said := close_up(words.strip()):
            cells.append(Cell(said, start, start + len(words)))
        start += len(words) + 1
    return cells


def _is_spaced_out(cell: Cell) -> bool:
    """Whether the cell is printed with gaps between its letters: then a wider gap parts words, and no columns."""
    return len(cell.words) < (cell.end - cell.start) * 2 // 3


def _is_kind(words: str) -> bool:
    found = kind_word(words)
    return found is not None and not found[1]
