"""Stamps of approval: in columns, one above the other, in one line; who approved, by which act, on which day."""

from __future__ import annotations

import pytest

from ingest.recognise.requisites.columns import cells, columns
from ingest.recognise.requisites.stamps import Stamp, read_stamps


def approving(*lines: str) -> Stamp:
    return next(stamp for stamp in read_stamps(lines) if stamp.approves)


CASES = {
    "one column": (
        ("УТВЕРЖДАЮ", "Директор МБОУ СОШ № 3", "________ О.П. Образцова", "Приказ от 06.04.2021 г. № 15-о"),
        ("prikaz", "МБОУ СОШ № 3", "06.04.2021 г.", "15-о", "Директор О.П. Образцова"),
    ),
    "two columns by gaps": (
        (
            "СОГЛАСОВАНО\tУТВЕРЖДАЮ",
            "Председатель профкома\tЗаведующий МБДОУ д/с № 5",
            "______ А.Б. Первая\t______ В.Г. Вторая",
            "«6» мая 2021 г.\tПриказ № 9 от 7 мая 2021 г.",
        ),
        ("prikaz", "МБДОУ д/с № 5", "7 мая 2021 г.", "9", "Заведующий В.Г. Вторая"),
    ),
    "two columns whose gaps are lost": (
        (
            "СОГЛАСОВАНО УТВЕРЖДАЮ",
            "Председатель ПК Директор МБОУ СОШ № 3",
            "_____ /Первая А.Б./ _____ /Образцов И.И./",
            "6 мая 2021 г. 7 мая 2021 г.",
        ),
        ("", "МБОУ СОШ № 3", "7 мая 2021 г.", None, "Директор Образцов И.И."),
    ),
    "approved by an order, the day on its own line": (
        ("УТВЕРЖДЕНО", "приказом директора", "МАОУ «Гимназия № 9»", "от «31» августа 2020 г. № 120-ОД"),
        ("prikaz", "МАОУ «Гимназия № 9»", "«31» августа 2020 г.", "120-ОД", None),
    ),
    "an annex of a ministry's order": (
        ("Приложение № 2", "к приказу Федеральной службы", "по надзору за образцами", "от 18 марта 2021 года № 61"),
        ("prikaz", "Федеральной службы по надзору за образцами", "18 марта 2021 года", "61", None),
    ),
    "a school that bears a person's name did not sign": (
        ("УТВЕРЖДЕНО", "приказом МБОУ «Лицей им. П.С. Образцова»", "от 02.09.2019 № 4"),
        ("prikaz", "МБОУ «Лицей им. П.С. Образцова»", "02.09.2019", "4", None),
    ),
    "in turn in one line": (
        ("(принято педсоветом, протокол № 6 от 28.02.2019, введено в действие приказом № 22 от 04.03.2019)",),
        ("prikaz", "", "04.03.2019", "22", None),
    ),
    "a day that nobody filled in": (
        ("УТВЕРЖДАЮ", "Директор МБОУ СОШ № 3", "________ О.П. Образцова", "«___» ________ 20__ г."),
        ("", "МБОУ СОШ № 3", None, None, "Директор О.П. Образцова"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_who_approved_by_what_and_when(name: str) -> None:
    lines, wanted = CASES[name]
    stamp = approving(*lines)
    assert (stamp.kind, stamp.body, stamp.day, stamp.number, stamp.signed_by) == wanted


def test_three_stamps_over_three_columns() -> None:
    found = read_stamps(
        (
            "ПРИНЯТО: СОГЛАСОВАНО: УТВЕРЖДАЮ:",
            "на педагогическом совете Председатель профкома Директор МБОУ СОШ № 3",
            "Протокол № 1 от 30.08.2021 ______ Первая А.Б. ______ Образцов И.И.",
            "Приказ № 45 от 31.08.2021",
        )
    )
    assert [(s.word, s.kind, s.number) for s in found] == [
        ("принято", "protokol", "1"),
        ("согласовано", "", None),
        ("утверждаю", "prikaz", "45"),
    ]


def test_the_end_of_a_cell_that_had_no_room_is_its_own() -> None:
    found = read_stamps(
        (
            "ПРИНЯТО\tУТВЕРЖДЕНО",
            "общим собранием\tприказом МКОУ «Полевая",
            "школа»",
            "протокол № 6 от 14.05.2021\tот 20.05.2021 №",
            "41/2",
        )
    )
    assert [(s.day, s.number) for s in found] == [("14.05.2021", "6"), ("20.05.2021", "41/2")]
    assert found[1].body == "МКОУ «Полевая школа»"


def test_what_cannot_be_parted_is_the_last_column() -> None:
    assert cells("Директор", 2) == ["", "Директор"]
    assert columns(["УТВЕРЖДАЮ", "Директор"]) == [["УТВЕРЖДАЮ", "Директор"]]
