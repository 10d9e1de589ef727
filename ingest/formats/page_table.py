"""A table of a page while it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.assembly import Assembly
from ingest.formats.fragment import Fragment, join
from ingest.formats.markup import Element


@dataclass(slots=True)
class PageTable:
    """A table being read; a layout table has no rows of its own, its cells flow as page text.

    ``first`` is the block its rows begin at; ``cells`` and ``cell`` are the open row and the open cell, if any.
    """

    layout: bool
    first: int
    header_rows: int = 0
    cells: list[Fragment] | None = None
    cell: list[Fragment] | None = None
    _body_begun: bool = False
    _all_heads: bool = True

    def open_row(self) -> None:
        """Begin a row."""
        if not self.layout:
            self.cells, self._all_heads = [], True

    def open_cell(self, is_head: bool) -> None:
        """Begin a cell of the open row."""
        if self.cells is not None:
            self.cell = []
            self._all_heads = self._all_heads and is_head

    def close_cell(self) -> None:
        """End the cell: its paragraphs stand in it one after another."""
        if self.cells is not None and self.cell is not None:
            self.cells.append(join(" ", self.cell))
            self.cell = None

    def close_row(self, assembly: Assembly) -> None:
        """End the row and hand it over; the first rows made of heads only are the table's head."""
        cells: Sequence[Fragment] = self.cells or ()
        if any(cell.text for cell in cells):
            self._body_begun = self._body_begun or not self._all_heads
            self.header_rows += not self._body_begun
            assembly.add_row(cells)
        self.cells = None

    def close(self, assembly: Assembly) -> None:
        """End the table."""
        if not self.layout:
            assembly.close_table(self.first, max(self.header_rows, 1))


def is_layout(table: Element) -> bool:
    """Whether a table only places things on the page: it holds a table or headings, or has a single column."""
    widest = 0
    for element in table.iter("table", "h1", "h2", "h3", "tr"):
        if element.tag == "tr":
            widest = max(widest, sum(1 for cell in element if cell.tag in ("td", "th")))
        elif element is not table:
            return True
    return widest < 2
