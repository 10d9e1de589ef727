"""A DOCX file: Office Open XML (ECMA-376), written by hand.

The same words give the same bytes: the archive carries no time of day.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
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
_SIZE = '<w:sz w:val="20"/>'
_RUN = {"+": f'{_SIZE}<w:u w:val="single"/>', "-": f"<w:strike/>{_SIZE}", "*": f"<w:b/>{_SIZE}", "=": _SIZE}
"""Properties of a run by its sign, in the order that the schema demands."""


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The media type of such a file."""


class Piece(NamedTuple):
    """A run of words: ``sign`` is "=" (plain), "+" (underlined), "-" (struck out) or "*" (bold)."""

    sign: str
    words: str


def packed(body: str) -> bytes:
    """The file whose document has this body, in WordprocessingML."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    xml = f'{head}<w:document xmlns:w="{_MAIN}"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": xml}.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def paragraph(pieces: Sequence[Piece], centred: bool = False) -> str:
    """A paragraph of runs."""
    properties = '<w:pPr><w:jc w:val="center"/></w:pPr>' if centred else ""
    return f"<w:p>{properties}{''.join(_run(piece) for piece in pieces if piece.words)}</w:p>"


def _run(piece: Piece) -> str:
    """One run; line breaks stay, and what XML cannot hold is left out."""
    properties = f"<w:rPr>{_RUN[piece.sign]}</w:rPr>"
    clean = "".join(ch for ch in piece.words if ch >= " " or ch == "\n")
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean.split("\n"))
    return f"<w:r>{properties}{text}</w:r>"
