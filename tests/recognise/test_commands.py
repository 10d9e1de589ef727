"""Not one order is lost: a sentence that commands a change is read, or told as not understood at the act it names."""

from __future__ import annotations

import pytest

from ingest import parse, read
from ingest.parsed import Parsed

_HEAD = "ФЕДЕРАЛЬНЫЙ ЗАКОН\nО внесении изменений\n"
_LEAD = "Статья 1\nВнести в Федеральный закон от 5 мая 2010 года № 77-ФЗ «О первом» следующие изменения:\n"

COMMANDS = (  # a command in the words of amending acts
    'пункт 3 статьи 5 после слова "А" дополнить словом "Б"',
    'вставить в пункт 3 статьи 5 после слова "А" слово "Б"',
    'добавить в статью 5 слова "и другие"',
    'в статье 5 слова "А" читать в следующей редакции: "Б"',
    'статью 5 излагать в следующей редакции: "Статья 5. Пятая"',
    "пункты 1 и 2 статьи 5 поменять местами",
    "часть 3 статьи 5 перенести в статью 6",
    "статьи 5 и 6 объединить",
    "статью 5 разделить на части 1 и 2",
    'часть 2 статьи 5 заменить частью следующего содержания: "2. Вторая."',
    "статью 5 считать статьей 6",
    "статью 5 считать утратившей силу",
    "пункт 3 статьи 5 применять в следующей редакции: «3) третий»",
    'в абзаце втором статьи 5 слова "А" опустить',
    'в статье 5 вместо слов "А" читать "Б"',
    'включить в статью 5 пункт 4 следующего содержания: "4) четвертый"',
    "главу 2 переименовать",
    "в статье 5 первое и второе предложения исключить",
)


def amended(command: str) -> Parsed:
    return parse(read(f"{_HEAD}{_LEAD}1) {command}.\n".encode(), "act.txt"))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_read_or_told(command: str) -> None:
    parsed = amended(command)
    told = [problem for problem in parsed.problems if problem.rule in ("operations", "left-over")]
    assert parsed.operations or told
    assert all(order.target.act and order.target.act.number == "77-ФЗ" for order in parsed.operations)
    assert all(told for order in parsed.operations if order.verb == "other")


@pytest.mark.parametrize("prose", ["включить в план работы статью о музее", "раздел работы перенести на май"])
def test_work_to_be_done_is_no_order_on_an_act(prose: str) -> None:
    parsed = parse(read(f"ПРИКАЗ\nот 1 марта 2021 г. № 5\nО работе\n1. Отделу {prose}.\n".encode(), "act.txt"))
    assert not parsed.operations
