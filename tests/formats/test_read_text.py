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


def test_a_margin_left_of_the_whole_text_is_no_indent() -> None:
    typed = (
        "          ПОСТАНОВЛЕНИЕ\n\n"
        "       Модельный совет постановляет о том, что пример, который был дан\n"
        "   прежде,  хранится  там же,  где хранились до него все остальные, и\n"
        "   может быть выдан.\n"
        "       Образцы передаются на хранение в том же порядке, в котором были\n"
        "   получены,  если  совет  не решит иначе, о чем сообщается тем, кто\n"
        "   их передал.\n"
    )
    assert [line[:12] for line in lines(text(typed * 2 + "\nНа главную\n"))] == [
        "ПОСТАНОВЛЕНИ", "Модельный со", "Образцы пере",
    ] * 2 + ["На главную"]  # fmt: skip


def test_lines_broken_by_width_without_indents() -> None:
    copied = """ОПРЕДЕЛЕНИЕ
от 12 апреля 2005 г. № 164
О МОДЕЛЬНОЙ ЖАЛОБЕ
Суд в составе председателя, судей первой и второй модельных палат,
заслушав в заседании заключение судьи О.О. Образцова, проводившего
на основании статьи 41 закона предварительное изучение жалобы
заявителя,
установил:
1. Заявитель в своей жалобе в модельный суд оспаривает положения
пунктов 1 - 3 статьи 28 закона о примерах. Как утверждает он, эти
положения нарушают порядок.
Положения, о которых идет речь, были приняты в то время, когда о
2. Жалоба заявителя не может быть принята к рассмотрению, так как
закон о примерах утратил силу."""
    assert lines(text(copied)) == [
        "ОПРЕДЕЛЕНИЕ",
        "от 12 апреля 2005 г. № 164",
        "О МОДЕЛЬНОЙ ЖАЛОБЕ",
        "Суд в составе председателя, судей первой и второй модельных палат, заслушав в заседании заключение судьи "
        "О.О. Образцова, проводившего на основании статьи 41 закона предварительное изучение жалобы заявителя,",
        "установил:",
        "1. Заявитель в своей жалобе в модельный суд оспаривает положения пунктов 1 - 3 статьи 28 закона о примерах. "
        "Как утверждает он, эти положения нарушают порядок.",
        "Положения, о которых идет речь, были приняты в то время, когда о",
        "2. Жалоба заявителя не может быть принята к рассмотрению, так как закон о примерах утратил силу.",
    ]


def test_a_list_of_open_items_is_not_broken_by_width() -> None:
    names = ["образцы", "примеры", "списки"] * 6
    items = "\n".join(f"{name} и всё то, что к ним относится в силу модельного закона;" for name in names)
    assert lines(text(f"Хранению подлежат:\n{items}")) == ["Хранению подлежат:", *items.split("\n")]
