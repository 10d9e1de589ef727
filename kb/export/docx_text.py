"""An act on a day as a DOCX file."""

from __future__ import annotations

from kb.answers import ActText
from kb.export.docx import Piece, packed, paragraph
from kb.export.lines import lines
from kb.export.title import status_line, title


def document(answer: ActText) -> bytes:
    """The file: the act's name, which text it is, and every paragraph of it."""
    body = [paragraph([Piece("*", title(answer))], centred=True), paragraph([Piece("=", status_line(answer))])]
    for line in lines(answer):
        if line.words.strip():
            body.append(paragraph([Piece("*" if line.heading else "=", line.words)], centred=bool(line.heading)))
    return packed("".join(body))
