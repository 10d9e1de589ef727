"""Rows of tables, footnotes, and paragraphs named otherwise than by number."""

from __future__ import annotations

import pytest
from test_apply import after, change, refusal

from ingest.law.part import read_part

TABLE = (
    "1. Цены:",
    "№\tНаименование\tЦена",
    "1\tМалый\t100",
    "2\tСредний, 100 граммов\t100",
    "3\tБольшой\t300",
    "<1> Цена без налога.",
)
LIST = ("1. Орган:", "- ведет учет;", "обычный абзац;", "- хранит архив;", "отвечает за учет.")


@pytest.mark.parametrize(
    ("verb", "occurrence", "old", "new", "expected"),
    [
        ("restate", "строку 2", None, "2\tСредний\t200", {3: "2\tСредний\t200"}),
        ("restate", "позицию 2", None, "2\tСредний\t200", {3: "2\tСредний\t200"}),
        ("replace_words", "графе 3 строки 2 цифры", "100", "150", {3: "2\tСредний, 100 граммов\t150"}),
        ("replace_words", "строке 3 слово", "Большой", "Огромный", {4: "3\tОгромный\t300"}),
        ("insert_words", "графе второй позиции 3", "Большой", "серый", {4: "3\tБольшой серый\t300"}),
        ("delete_words", "строке 2", ", 100 граммов", None, {3: "2\tСредний\t100"}),
        ("repeal", "строку 2", None, None, {3: None}),
        ("add", "строку 4", None, "4\tОсобый\t900", {4: "3\tБольшой\t300\n4\tОсобый\t900"}),
        ("restate", 'строку "Большой"', None, "3\tБольшой\t350", {4: "3\tБольшой\t350"}),
        ("replace_words", 'графе "Цена" строки 3 цифры', "300", "350", {4: "3\tБольшой\t350"}),
        ("add", "строку 2.1", None, "2.1\tОсобый\t9", {3: "2\tСредний, 100 граммов\t100\n2.1\tОсобый\t9"}),
        ("restate", "сноску <1>", None, "<1> Цена с налогом.", {5: "<1> Цена с налогом."}),
    ],
)
def test_a_row(verb: str, occurrence: str, old: str | None, new: str | None, expected: dict[int, str | None]) -> None:
    lines = [expected.get(i, line) for i, line in enumerate(TABLE)]
    wanted = "\n".join(line for line in lines if line is not None).split("\n")
    assert after(change(verb, "point_1", old, new, part=read_part(occurrence)), lines=TABLE) == wanted


@pytest.mark.parametrize(
    ("verb", "occurrence", "old", "new", "reason"),
    [
        ("restate", "строку 7", None, "7\tХ\t1", "строка 7 в пункте 1 не найдена"),
        ("restate", "строку 2", None, "3\tХ\t1", "новая редакция начинается не со слов «2»"),
        ("replace_words", "строке 2 цифры", "100", "150", "слова «100» найдены дважды в строке 2"),
        ("replace_words", "графе 2 строки 3", "300", "400", "слова «300» не найдены в строке 3"),
        ("replace_words", "графе 9 строки 3", "300", "400", "в строке 3 нет графы 9"),
        ("add", "строку 3", None, "3\tХ\t1", "строка с номером 3 в пункте 1 уже есть"),
        ("add", "строку 9", None, "9\tХ\t1", "не видно, после какой строки"),
        ("replace_words", 'строке "Мал"', "100", "150", "строка «Мал» в пункте 1 не найдена"),
        ("replace_words", 'графе "Вес" строки 3 цифры', "300", "350", "в строке 3 нет графы"),
        ("add", "сноску", None, "<2> Х.", "сама не единица: сноска"),
        ("restate", "графу 3", None, "Х", "сама не единица: графа 3"),
    ],
)
def test_a_row_that_does_not_fit(verb: str, occurrence: str, old: str | None, new: str | None, reason: str) -> None:
    assert reason in refusal(change(verb, "point_1", old, new, part=read_part(occurrence)), lines=TABLE)


def test_rows_of_a_table_typed_with_bars() -> None:
    table = ("1. Цены:", "| № | Товар | Цена |", "| 1 | Чай | 50 |", "| 2 | Кофе | 50 |")
    cell = change("replace_words", "point_1", "50", "60", part=read_part('графе "Цена" строки 2 цифры'))
    row = change("add", "point_1", None, "| 1.1 | Какао | 70 |", part=read_part("строку 1.1"))
    named = change("repeal", "point_1", part=read_part('строку "Чай"'))
    assert after(cell, lines=table) == [*table[:3], "| 2 | Кофе | 60 |"]
    assert after(row, lines=table) == [*table[:3], "| 1.1 | Какао | 70 |", table[3]]
    assert after(named, lines=table) == [*table[:2], table[3]]


def test_a_number_that_two_rows_bear_names_neither() -> None:
    twice = (*TABLE[:5], "2\tСредний в другой таблице\t7")
    assert "не одна" in refusal(change("repeal", "point_1", part=read_part("строку 2")), lines=twice)


def test_dashes_are_counted_by_themselves_and_the_last_paragraph_is_the_last() -> None:
    second = change("replace_words", "point_1", "архив", "музей", part=read_part("дефисе втором слово"))
    last = change("replace_words", "point_1", "учет", "архив", part=read_part("последний абзац"))
    assert after(second, lines=LIST) == [*LIST[:3], "- хранит музей;", LIST[4]]
    assert after(last, lines=LIST) == [*LIST[:4], "отвечает за архив."]
    assert "нет такого абзаца" in refusal(change("repeal", "point_1", part=read_part("дефис третий")), lines=LIST)
    ended = ("1. Орган:", "а) ведет учет;", "б) хранит архив.")
    assert "кончается не абзацем" in refusal(
        change("repeal", "point_1", part=read_part("последний абзац")), lines=ended
    )
