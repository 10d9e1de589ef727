"""A table as a DOCX file, its changed words struck out and underlined: Office Open XML (ECMA-376), written by hand.

The same rows give the same bytes: the archive carries no time of day.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_LANDSCAPE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="850" w:right="850" w:bottom="850"'
    ' w:left="850" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_SIZE = '<w:sz w:val="20"/>'
_RUN = {"+": f'{_SIZE}<w:u w:val="single"/>', "-": f"<w:strike/>{_SIZE}", "*": f"<w:b/>{_SIZE}", "=": _SIZE}
"""Properties of a run by its sign, in the order that the schema demands."""


class Piece(NamedTuple):
    """A run of words: ``sign`` is "=" (plain), "+" (underlined), "-" (struck out) or "*" (bold)."""

    sign: str
    words: str


Cell = Sequence[Piece]


def document(title: str, widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A landscape page with a title and a table; ``widths`` of columns in twentieths of a point, first row the head."""
    lines = "".join(_row(row, widths, head=number == 0) for number, row in enumerate(rows))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
    table = f"<w:tbl>{borders}<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    body = f"{_paragraph([Piece('*', title)])}{table}{_paragraph([])}{_LANDSCAPE}"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    xml = f'{head}<w:document xmlns:w="{_MAIN}"><w:body>{body}</w:body></w:document>'
    return _packed({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": xml})


def _row(cells: Sequence[Cell], widths: Sequence[int], head: bool) -> str:
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    inside = "".join(_cell(cell, width) for cell, width in zip(cells, widths, strict=True))
    return f"<w:tr>{properties}{inside}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(cell)}</w:tc>'


def _paragraph(pieces: Cell) -> str:
    return f"<w:p>{''.join(_run(piece) for piece in pieces if piece.words)}</w:p>"


def _run(piece: Piece) -> str:
    """One run; line breaks stay, and what XML cannot hold is left out."""
    properties = f"<w:rPr>{_RUN[piece.sign]}</w:rPr>"
    clean = "".join(ch for ch in piece.words if ch >= " " or ch == "\n")
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean.split("\n"))
    return f"<w:r>{properties}{text}</w:r>"


def _packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
