"""Documents of marked case files: «[H] Статья 1» is a heading, a line without a mark is a plain paragraph."""

from __future__ import annotations

from pathlib import Path

from ingest.document import Composer, Document, Style

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
_STYLES = {
    "C": Style.CENTRE,
    "T": Style.TITLE,
    "H": Style.HEADING,
    "I": Style.ADOPTION,
    "S": Style.SIDE,
    "R": Style.ROW,
}


def styled(row: str) -> tuple[Style, str]:
    """Style and wording of a row."""
    if row[:1] == "[" and row[2:4] == "] ":
        return _STYLES[row[1]], row[4:]
    return Style.PARAGRAPH, row


def document_of(lines: list[tuple[Style, str]]) -> Document:
    """A document of the given paragraphs."""
    composer = Composer()
    for style, wording in lines:
        composer.add(wording, style)
    return Document("case.txt", "text", "", composer.text, tuple(composer.blocks))
