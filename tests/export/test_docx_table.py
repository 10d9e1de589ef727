"""A table as DOCX: read back by the project's own reader, the same bytes every time, hostile words as words."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

import ingest
from kb.export.docx_table import Piece, document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROWS = [
    [[Piece("*", "Было")], [Piece("*", "Стало")]],
    [[Piece("=", "в течение "), Piece("-", "пяти")], [Piece("=", "в течение "), Piece("+", "десяти")]],
    [[Piece("=", "<w:p> & ]]> \x00\x08")], [Piece("=", "первая\nвторая")]],
]


def body() -> etree._Element:
    """The document's XML."""
    with zipfile.ZipFile(io.BytesIO(document("Сравнение", (4000, 4000), ROWS))) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def test_it_reads_back() -> None:
    text = ingest.read(document("Сравнение", (4000, 4000), ROWS), "table.docx").text
    assert text.startswith("Сравнение")
    assert "в течение пяти" in text and "в течение десяти" in text


def test_changes_are_struck_out_and_underlined() -> None:
    runs = {"".join(run.itertext()): run for run in body().iter(f"{_W}r")}
    assert runs["пяти"].find(f"{_W}rPr/{_W}strike") is not None
    assert runs["десяти"].find(f"{_W}rPr/{_W}u") is not None


def test_hostile_words_are_words() -> None:
    texts = ["".join(cell.itertext()) for cell in body().iter(f"{_W}tc")]
    assert "<w:p> & ]]> " in texts


def test_the_same_rows_give_the_same_bytes() -> None:
    assert document("т", (1, 1), ROWS) == document("т", (1, 1), ROWS)
