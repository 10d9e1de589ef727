"""What holds of every Document, whatever it was read from."""

from __future__ import annotations

from pathlib import Path

from ingest.document import Document, Style
from ingest.law.text import normalise

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"


def lines(document: Document) -> list[str]:
    """The blocks' texts."""
    return [document.line(block) for block in document.blocks]


def check(document: Document) -> None:
    """Fail unless spans, blocks, notes, links and tables agree with the text."""
    text = document.text
    assert len(document.sha256) == 64
    assert document.blocks, "a document has text"
    assert "\n".join(document.line(block) for block in document.blocks) == text
    at = -1
    for block in document.blocks:
        assert block.start == at + 1
        at = block.end
        line = document.line(block)
        assert line and "\n" not in line
        if block.style is Style.ROW:
            assert all(cell == normalise(cell) for cell in line.split("\t"))
        else:
            assert line == normalise(line)
    _spans(document)
    _tables(document)


def _spans(document: Document) -> None:
    reached = 0
    for note in document.notes:
        assert reached <= note.start < note.end <= len(document.text)
        assert document.text[note.start] == "(" or document.text[note.start].isupper()
        assert "\n" not in document.text[note.start : note.end]
        reached = note.end
    for link in document.links:
        shown = document.text[link.start : link.end]
        assert shown and shown == shown.strip() and "\n" not in shown
        assert link.target
    for warning in document.warnings:
        assert warning.message and (warning.start is None or 0 <= warning.start <= len(document.text))


def _tables(document: Document) -> None:
    reached = 0
    for table in document.tables:
        assert reached <= table.first < table.last <= len(document.blocks)
        assert 0 < table.header_rows <= table.last - table.first
        reached = table.last
