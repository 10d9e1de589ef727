"""Plain text, line by line or set on a typewriter."""

from __future__ import annotations

import pytest
from document_invariants import check, lines

from ingest.document import Document
from ingest.errors import Unreadable
from ingest.formats import hyphenation, typewriter
from ingest.formats.registry import read


def text(content: str, name: str = "a.txt") -> Document:
    document = read(content.encode(), name)
    check(document)
    return document


def test_a_line_is_a_paragraph_and_numbers_stay() -> None:
    document = text("Алгоритм действий\r\n\r\n  1. Скачать\n  2. Создать   профиль\n\n\tИтог\x0cконец")
    assert lines(document) == ["Алгоритм действий", "1. Скачать", "2. Создать профиль", "Итог", "конец"]


def test_short_indented_lists_are_not_taken_for_typewriter_text() -> None:
    assert not typewriter.is_wrapped("Порядок:\n" + "   1. Скачать приложение и открыть его\n" * 20)


def test_tables_of_typed_text_stay_line_by_line() -> None:
    typed = "     Абзац первый, который занимает почти всю ширину страницы и\nпродолжается на второй строке текста.\n"
    table = "     | Код | Имя |\n     | 1   | а   |\n"
    assert lines(text(typed * 8 + table))[-2:] == ["| Код | Имя |", "| 1 | а |"]


def test_a_file_of_blank_lines_is_refused() -> None:
    with pytest.raises(Unreadable, match="пуст"):
        read(b"\n \n\n", "a.txt")
    with pytest.raises(Unreadable, match="нет текста"):
        read("\u200b\n\u2060".encode(), "a.txt")


@pytest.mark.parametrize(
    ("head", "rest", "known", "whole"),
    [
        ("об образо-", "вании", set(), "об образовании"),
        ("информационно-", "библиотечный", set(), "информационно-библиотечный"),
        ("право-", "отношения", {"правоотношения"}, "правоотношения"),
        ("жилищ-", "но", {"жилищ-но"}, "жилищ-но"),
        ("закон -", "основа", set(), "закон - основа"),
        ("Москва-", "Петербург", set(), "Москва- Петербург"),
        ("пункт 5-", "го", set(), "пункт 5- го"),
    ],
)
def test_words_cut_at_the_end_of_a_line(head: str, rest: str, known: set[str], whole: str) -> None:
    assert hyphenation.glued(head, rest, known) == whole
