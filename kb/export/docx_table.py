"""A table as a DOCX file, its changed words struck out and underlined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.export.docx import Piece, packed, paragraph

__all__ = ["Cell", "Piece", "document"]

_LANDSCAPE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="850" w:right="850" w:bottom="850"'
    ' w:left="850" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

Cell = Sequence[Piece]


def document(title: str, widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A landscape page with a title and a table; ``widths`` of columns in twentieths of a point, first row the head."""
    lines = "".join(_row(row, widths, head=number == 0) for number, row in enumerate(rows))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
    table = f"<w:tbl>{borders}<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    return packed(f"{paragraph([Piece('*', title)])}{table}{paragraph([])}{_LANDSCAPE}")


def _row(cells: Sequence[Cell], widths: Sequence[int], head: bool) -> str:
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    inside = "".join(_cell(cell, width) for cell, width in zip(cells, widths, strict=True))
    return f"<w:tr>{properties}{inside}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(cell)}</w:tc>'
