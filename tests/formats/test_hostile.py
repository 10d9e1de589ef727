"""Files made to break a reader (hostile_documents.py): each is refused with a sentence or read, within bounds."""

from __future__ import annotations

import resource
import socket
import time
from pathlib import Path

import pytest
from document_invariants import check
from hostile_documents import CASES, TEXT, docx_with_a_remote_template, html_of_unclosed_fonts

from ingest.errors import SourceError, TooLarge, UnknownFormat, Unreadable
from ingest.formats import ocr
from ingest.formats.registry import read

SECONDS = 20
"""No file may take longer; most take a hundredth of a second."""


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that opens a connection fails its test."""

    def refuse(*_: object) -> None:
        raise AssertionError("a reader must not use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("title", CASES)
def test_hostile_file(title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, build = CASES[title]
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    monkeypatch.chdir(tmp_path)
    data = build()
    start = time.monotonic()
    try:
        document = read(data, name)
    except SourceError as error:
        sentence = str(error)
        assert sentence and sentence[0].isupper() and sentence.endswith("."), sentence
    else:
        check(document)
        assert "root:" not in document.text
    assert time.monotonic() - start < SECONDS
    assert not list(tmp_path.iterdir()), "a reader must not write"
    assert not Path("/tmp/climbed-out.txt").exists()


def test_memory_stays_within_a_gigabyte() -> None:
    """After all of the above, in this very process."""
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1024 * 1024


@pytest.mark.parametrize(
    ("title", "kind", "words"),
    [
        ("empty_file", Unreadable, "пуст"),
        ("zip_bomb", TooLarge, "вредоносных"),
        ("zip_of_many_members", TooLarge, "12001 частей"),
        ("entity_bomb_in_docx", Unreadable, "DOCTYPE"),
        ("half_a_docx", Unreadable, "не целый документ Word"),
        ("docx_closed_by_a_password", Unreadable, "закрыт паролем"),
        ("zip_of_something_else", UnknownFormat, "ZIP"),
        ("html_100_000_levels_deep", TooLarge, "глубже"),
        ("binary_noise", Unreadable, "не похож на текст"),
        ("file_of_more_spaces_than_any_file_has", TooLarge, "слишком велик"),
        ("pdf_without_text", Unreadable, "нет текста"),
    ],
)
def test_refusals_say_why(title: str, kind: type[SourceError], words: str) -> None:
    name, build = CASES[title]
    with pytest.raises(kind, match=words):
        read(build(), name)


def test_a_remote_template_is_a_warning() -> None:
    document = read(docx_with_a_remote_template(), "a.docx")
    assert [warning.rule for warning in document.warnings] == ["docx relationship"]
    assert "evil.dotm" in document.warnings[0].message


def test_unclosed_fonts_of_old_word_lose_nothing() -> None:
    assert read(html_of_unclosed_fonts(), "a.html").text.count(TEXT) == 20_000
