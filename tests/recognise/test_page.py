"""Pages that are no acts: titles, sections, steps, links."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest
from ingest.document import Composer, Document, Link, Style
from ingest.law.text import normalise
from ingest.recognise.page import recognise

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
CASES = Path(__file__).with_name("page.marked.txt").read_text("utf-8").split("\n== ")[1:]


def document(*lines: str | tuple[str, Style], links: tuple[Link, ...] = ()) -> Document:
    composer = Composer()
    for line in lines:
        text, style = (line, Style.PARAGRAPH) if isinstance(line, str) else line
        composer.add(normalise(text), style)
    return Document("page.txt", "text", "", composer.text, tuple(composer.blocks), links=links)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.partition("\n")[0])
def test_pages(case: str) -> None:
    lines, _, expected = case.partition("\n")[2].partition("\n=> ")
    page = recognise(document(*lines.splitlines()))
    assert page is not None
    shown = [page.title]
    for section in page.sections:
        shown.append(f"# {section.title}".rstrip())
        shown += [f"{i} {step}" for i, step in enumerate(section.steps, 1)]
        shown += [f"{text} -> {url}" for text, url in section.links]
    assert shown == expected.strip().splitlines()


def test_sections_cover_the_page_in_order() -> None:
    whole = document("Школа", "О школе", "Школа стоит на горе.", "Правила", "Бегать нельзя.")
    page = recognise(whole)
    assert page is not None
    assert [whole.text[s.start : s.end] for s in page.sections] == [
        "О школе\nШкола стоит на горе.",
        "Правила\nБегать нельзя.",
    ]
    assert [s.text for s in page.sections] == ["Школа стоит на горе.", "Бегать нельзя."]


def test_the_formats_headings_win_over_looks() -> None:
    page = recognise(
        document(
            ("Школа", Style.TITLE), "Короткая строка", "Длинный текст.", ("Правила", Style.HEADING), "Бегать нельзя."
        )
    )
    assert page is not None
    assert (page.title, [s.title for s in page.sections]) == ("Школа", ["", "Правила"])


def test_items_of_an_instruction_are_steps() -> None:
    page = recognise(document("Школа", "Как войти", ("Откройте сайт", Style.ITEM), ("Нажмите «Вход»", Style.ITEM)))
    assert page is not None
    assert page.sections[-1].steps == ("Откройте сайт", "Нажмите «Вход»")


def test_links_of_the_format() -> None:
    text = ("Школа", "Ссылки", "Читайте памятку о звонках.")
    start = len("Школа\nСсылки\nЧитайте ")
    page = recognise(document(*text, links=(Link(start, start + 7, "https://example.org/memo.pdf"),)))
    assert page is not None
    assert page.sections[0].links == (("памятку", "https://example.org/memo.pdf"),)


@pytest.mark.parametrize("lines", [(), ("Сегодня шел дождь, и ничего не случилось.",)])
def test_a_mere_text_is_no_page(lines: tuple[str, ...]) -> None:
    assert recognise(document(*lines)) is None


def test_a_piece_of_an_act_is_no_page() -> None:
    lines = [line for i in range(13, 16) for line in (f"Статья {i}. О доме", "Дом стоит.")]
    assert recognise(document(*lines)) is None


def test_the_seed_page() -> None:
    path = CORPUS / "seed" / "000_62f6688327bed210.txt"
    if not path.exists():
        pytest.skip("нет ../shared/corpus")
    page = recognise(ingest.read(path.read_bytes(), path.name))
    assert page is not None
    assert page.title == "ФГИС «Моя школа» и ИКОП «Сферум»"
    assert [section.title for section in page.sections] == [
        "Сферум",
        "Рекомендации Минпросвещения РФ",
        "Нормативные документы",
        "Алгоритм действий для учеников/родителей",
        "Инструкции по звонкам",
    ]
    assert [len(section.steps) for section in page.sections] == [0, 0, 0, 3, 0]
    assert [url for _, url in page.sections[0].links] == ["https://sferum.ru", "https://vk.com/sferum"]


def test_a_file_for_machines_is_no_page() -> None:
    assert recognise(document("[", "{", '"act": "Приказ",', '"operations": [', "]", "}", "]")) is None


def test_headings_of_markdown() -> None:
    page = recognise(document("# О школе", "## Документы", "Приказ Минтруда России от 01.02.2020 № 5н"))
    assert page is not None
    assert (page.title, [section.title for section in page.sections]) == ("О школе", ["Документы"])
