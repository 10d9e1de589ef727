"""Every file of the corpus becomes a document that keeps the invariants, in the time there is for it."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from document_invariants import CORPUS, check

from ingest.document import Style
from ingest.errors import MissingProgram
from ingest.formats.registry import read

FOLDERS = ("pravo_html", "docx", "doc", "pdf", "seed", "citations", "requisites", "amendments")
FILES = [path for folder in FOLDERS for path in sorted((CORPUS / folder).glob("*"))]

pytestmark = pytest.mark.skipif(not FILES, reason="нет ../shared/corpus")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_is_read(path: Path) -> None:
    try:
        document = read(path.read_bytes(), path.name)
    except MissingProgram as missing:
        pytest.skip(str(missing))
    check(document)


def test_official_pages_give_notes_links_and_raised_numbers(corpus: Path) -> None:
    raw = (corpus / "pravo_html" / "102054722.html").read_bytes()
    document = read(raw, "102054722.html")
    assert document.format == "pravo_html"
    assert document.aliases == (("nd", "102054722"),)
    assert len(document.links) == raw.count(b'class="doclink"')
    assert all(link.target.startswith("nd:") for link in document.links)
    assert sum(document.text.count(digit) for digit in "⁰¹²³⁴⁵⁶⁷⁸⁹") >= raw.count(b'class="W9"')
    assert all(document.text[note.end - 1] == ")" for note in document.notes)


def test_official_headings_keep_their_style(corpus: Path) -> None:
    raw = (corpus / "pravo_html" / "273-fz_2024-12-28.html").read_text("utf-8")
    document = read(raw.encode(), "273-fz_2024-12-28.html")
    headings = [document.line(block) for block in document.blocks if block.style is Style.HEADING]
    assert len(headings) == len(re.findall(r'<p class="H"[^>]*>(?!&nbsp;</p>)', raw))
    assert headings[0].startswith("Глава 1.")


def test_typewriter_pages_become_paragraphs(corpus: Path) -> None:
    document = read((corpus / "pravo_html" / "102038209.html").read_bytes(), "102038209.html")
    lines = [document.line(block) for block in document.blocks]
    articles = [line for line in lines if line.lower().replace(" ", "").startswith("статья")]
    assert len(articles) == 150, "articles 1 - 148, and 65-1, 71-1"
    assert articles[1] == "С т а т ь я 2. Водное законодательство Российской Федерации"
    assert "Президент Российской Федерации Б.Ельцин" in lines


@pytest.mark.parametrize("name", ["fz-269_2020-07-31.docx", "фз.docx"])
def test_superscripts_of_word_styles_are_raised(corpus: Path, name: str) -> None:
    text = read((corpus / "docx" / name).read_bytes(), name).text
    assert ("статью 24²⁰" if name.startswith("fz") else "Пункт 14² статьи 35") in text


def test_the_largest_page_is_read_quickly(corpus: Path) -> None:
    data = (corpus / "pravo_html" / "102054722.html").read_bytes()
    spent = []
    for _ in range(3):
        start = time.process_time()
        read(data, "102054722.html")
        spent.append(time.process_time() - start)
    assert min(spent) < 1.0, "0.25 s on a quiet machine; a second is the alarm"
