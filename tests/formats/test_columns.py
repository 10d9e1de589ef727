"""Gaps by which typists part columns: kept by every format that has them, before the first word of a line too."""

from __future__ import annotations

import model_documents as model
from document_invariants import check

from ingest.document import Document
from ingest.formats.registry import read


def rows(document: Document) -> list[str]:
    check(document)
    return [document.columns(block.start, block.end) for block in document.blocks]


def test_spaces_of_a_text() -> None:
    typed = "ПРИНЯТО          УТВЕРЖДЕНО\nсоветом          приказом\n                 от 5 мая 2020 г.\n   ПРАВИЛА\n"
    assert rows(read(typed.encode(), "a.txt")) == [
        "ПРИНЯТО\tУТВЕРЖДЕНО", "советом\tприказом", "\tот 5 мая 2020 г.", "ПРАВИЛА",
    ]  # fmt: skip


def test_a_run_of_lines_keeps_its_ends() -> None:
    document = read("Совет          Директор\n                    Иванов\n".encode(), "a.txt")
    assert document.columns(0, len(document.text)) == "Совет\tДиректор\n\tИванов"


def test_spaces_and_tabs_of_an_odt() -> None:
    body = '<text:p>Совет<text:s text:c="9"/>Директор</text:p><text:p><text:tab/>Иванов</text:p>'
    assert rows(read(model.odt_of(body), "a.odt")) == ["Совет\tДиректор", "\tИванов"]


FILLER = tuple(("слова через всю строку до самого правого края страницы и дальше", 60, y) for y in range(500, 300, -14))


def test_places_of_a_pdf() -> None:
    placed = (("Совет", 60, 700), ("Директор", 300, 700), ("Иванов", 300, 686), *FILLER)
    assert rows(read(model.pdf_of_places(placed), "a.pdf"))[:2] == ["Совет\tДиректор", "\tИванов"]


def test_cells_of_several_lines_in_a_pdf() -> None:
    cells = (
        ("Принято", 60, 700), ("советом", 60, 686), ("от 1 мая", 60, 672),
        ("Утверждено", 200, 700), ("приказом", 200, 686), ("от 2 мая", 200, 672),
    )  # fmt: skip
    assert rows(read(model.pdf_of_places((*cells, *FILLER)), "a.pdf"))[:3] == [
        "Принято\tУтверждено", "советом\tприказом", "от 1 мая\tот 2 мая",
    ]  # fmt: skip


def test_columns_of_a_newspaper_are_read_one_after_the_other() -> None:
    left = tuple((f"левая {at}", 60, 700 - 14 * at) for at in range(14))
    right = tuple((f"правая {at}", 300, 700 - 14 * at) for at in range(14))
    text = read(model.pdf_of_places((*left, *right)), "a.pdf").text
    assert text.index("левая 13") < text.index("правая 1")
