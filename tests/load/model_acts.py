"""Model acts for the load tests: a region that never was, its acts amending, repealing and citing each other."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

_SUBJECTS = "школ библиотек музеев парков дорог мостов архивов аптек театров лесов колодцев набережных".split()
_DOINGS = "содержания учета ремонта охраны посещения открытия закрытия освещения снабжения".split()

_HEAD = """МОДЕЛЬНЫЙ АКТ. Написан для проверки программы, не является правовым актом.

ПРАВИТЕЛЬСТВО ПРИМЕРНОЙ ОБЛАСТИ

ПОСТАНОВЛЕНИЕ

от {day} г. № {number}-МП

г. Примерск

{title}

Правительство Примерной области постановляет:

"""
_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


def write_acts(folder: Path, count: int, seed: int = 1) -> Path:
    """That many acts in the folder, the same for the same seed."""
    folder.mkdir()
    dice, written = random.Random(seed), []
    for number in range(1, count + 1):
        day = date(2020, 1, 1) + timedelta(days=number)
        title, body = _act(number, written, dice)
        text = _HEAD.format(day=_words(day), number=number, title=title) + body
        (folder / f"{number:04}.txt").write_text(text + "\nПредседатель Правительства П.П. Примеров\n", "utf-8")
        written.append((number, day))
    return folder


def _act(number: int, before: list[tuple[int, date]], dice: random.Random) -> tuple[str, str]:
    """Every third act amends an earlier one, every tenth repeals one; all cite one by its requisites."""
    subject = f"{dice.choice(_DOINGS)} {dice.choice(_SUBJECTS)}"
    if before and number % 10 == 0:
        return f"О признании утратившим силу постановления № {before[-7][0]}-МП", (
            f"1. Признать утратившим силу постановление Правительства Примерной области {_cited(before[-7])}.\n"
        )
    if before and number % 3 == 0:
        return "О внесении изменений в постановление Правительства Примерной области", (
            f"1. Внести в постановление Правительства Примерной области {_cited(before[-1])} следующие изменения:\n"
            "1) в пункте 2 слова «пяти дней» заменить словами «десяти дней»;\n"
            "2) дополнить пунктом 4 следующего содержания:\n"
            f"«4. Порядок {subject} пересматривается ежегодно.».\n"
            "2. Настоящее постановление вступает в силу со дня его подписания.\n"
        )
    cited = _cited(dice.choice(before)) if before else "от 1 января 2020 г. № 0-МП"
    return f"Об утверждении порядка {subject}", (
        f"1. Утвердить порядок {subject} № {number}.\n"
        "2. Заявление рассматривается в течение пяти дней.\n"
        f"3. При {subject} применяется постановление Правительства Примерной области {cited}.\n"
    )


def _cited(act: tuple[int, date]) -> str:
    return f"от {_words(act[1])} г. № {act[0]}-МП"


def _words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
