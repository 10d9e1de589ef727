"""One act in every format gives the same paragraphs, superscripts and table rows."""

from __future__ import annotations

from collections.abc import Callable

import model_documents as model
import pytest
from document_invariants import check, lines

from ingest.document import Style
from ingest.formats.pdf_layout import Line, Page, paragraphs
from ingest.formats.registry import read

WRITERS = {
    "act.docx": ("docx", model.docx),
    "act.odt": ("odt", model.odt),
    "act.rtf": ("rtf", model.rtf),
    "act.doc": ("rtf", model.rtf),
    "act.html": ("html", model.html),
}


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_act_in_every_format(name: str) -> None:
    format, write = WRITERS[name]
    document = read(write(), name)
    check(document)
    assert document.format == format
    assert lines(document) == [*model.expected(), *("\t".join(row) for row in model.ROWS)]
    assert [block.style for block in document.blocks[-2:]] == [Style.ROW, Style.ROW]
    assert len(document.tables) == 1


@pytest.mark.parametrize("write", [model.docx, model.odt, model.rtf, model.html, model.pdf])
def test_bytes_tell_the_format_without_a_name(write: Callable[[], bytes]) -> None:
    assert read(write(), "").format == write.__name__


def test_pdf_gives_the_same_paragraphs() -> None:
    document = read(model.pdf(), "act.pdf")
    check(document)
    assert lines(document) == model.expected()


def test_running_heads_and_page_numbers_of_a_pdf_are_taken_out() -> None:
    document = read(model.pdf(running_head="Вестник образцовой школы", lines_a_page=20, copies=8), "act.pdf")
    check(document)
    assert lines(document) == model.expected() * 8
    assert document.metadata["running_lines"] == "0 | Вестник образцовой школы"


def test_typewritten_text_is_joined_into_the_same_paragraphs() -> None:
    plain = tuple(
        one.replace("{", "-").replace("}", "").replace("«", '"').replace("»", '"') for one in model.PARAGRAPHS
    )
    document = read(model.typewriter(plain), "act.txt")
    check(document)
    assert lines(document) == list(plain)
    assert document.metadata["encoding"] == "cp866"


def test_a_line_drawn_over_a_page_of_a_pdf_ends_what_stands_above() -> None:
    rows = ("Законом края от 2 мая 2020 года № 4, внесены поправки", "_" * 53, "Принят Думой края в первом чтении и")
    lines = tuple(Line(row, 50, 500, 700 - 12 * at, 10) for at, row in enumerate(rows))
    pages = paragraphs([Page(595, 842, lines)]).pages
    assert [paragraph.text for paragraph in pages[0]] == list(rows)
