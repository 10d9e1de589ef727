"""Records that tell more than the paper does: what a reader would give that took one thing for another is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

import ingest
from ingest.parsed import Parsed, Unit
from ingest.recognise.doubts import doubts

HEAD = "МБОУ СОШ № 3\nПРИКАЗ\n06.04.2021 № {number}\nОб образцах\nПРИКАЗЫВАЮ:\n"
SIGNED = "Директор О.П. Образцова\n"
ORDER = HEAD.format(number="15-о")
TABLE = f"{ORDER}1. Хранить.\n{SIGNED}Приложение\nСписок\n1.1\tЧашка\tполка 2\n1.2\tЛожка\tу окна\n"
REGION = "МИНИСТЕРСТВО КУЛЬТУРЫ\n{where}ПРИКАЗ\n06.04.2021 № 15\nО музеях\n1. Хранить.\nМинистр О.П. Образцова\n"
REPEAL = ORDER + "1. Признать утратившим силу {what}приказ{case} МБОУ СОШ № 3 от 01.02.2020 № 7.\n"


def as_read(parsed: Parsed) -> Parsed:
    return parsed


def with_rows_as_points(parsed: Parsed) -> Parsed:
    text = parsed.document.text
    rows = [(m.start(), m.end()) for m in re.finditer(r"^1\.[12]\s.*$", text, re.MULTILINE)]
    points = (Unit(f"point_1-{n}", None, "пункт", f"1.{n}", None, *row) for n, row in enumerate(rows, 1))
    return replace(parsed, units=(*parsed.units, *points))


def issued_by(*bodies: str) -> Callable[[Parsed], Parsed]:
    def forged(parsed: Parsed) -> Parsed:
        assert parsed.act
        return replace(parsed, act=replace(parsed.act, id=parsed.act.id._replace(issuers=bodies)))

    return forged


def of_the_whole_act(parsed: Parsed) -> Parsed:
    orders = (o._replace(target=o.target._replace(component="main", eid="")) for o in parsed.operations)
    cited = (c._replace(act=o.target.act) for c in parsed.citations for o in parsed.operations[:1])
    return replace(parsed, operations=tuple(orders), citations=tuple(cited))


CASES: dict[str, tuple[str, Callable[[Parsed], Parsed], str, bool]] = {
    "rows as points": (TABLE, with_rows_as_points, "Строки таблицы прочитаны", True),
    "points with a tab behind their labels": (
        ORDER + "1.1\tХранить чашки\n1.2\tБеречь ложки\n" + SIGNED,
        as_read,
        "Строки таблицы прочитаны",
        False,
    ),
    "one signature of two bodies": (
        ORDER + f"1. Хранить.\n{SIGNED}",
        issued_by("dom-tvorchestv", "mbou-sosh-3"),
        "подписей 1",
        True,
    ),
    "two numbers and signatures of three bodies": (
        HEAD.format(number="15/28") + "1. Хранить.\nДиректор О.П. Образцова\nНачальник А.А. Примерный\n",
        issued_by("dom-tvorchestv", "gorod-obrazcovsk", "mbou-sosh-3"),
        "прочитано 3",
        True,
    ),
    "a federal ministry in a region": (
        REGION.format(where="ПРИМЕРНОЙ ОБЛАСТИ\n"),
        issued_by("minkultury"),
        "федеральный орган",
        True,
    ),
    "a federal ministry": (REGION.format(where=""), issued_by("minkultury"), "федеральный орган", False),
    "a whole act for what it approved": (
        REPEAL.format(what="Порядок хранения, утвержденный ", case="ом"),
        of_the_whole_act,
        "весь акт",
        True,
    ),
    "a whole act": (REPEAL.format(what="", case=""), as_read, "весь акт", False),
}


@pytest.mark.parametrize("name", CASES)
def test_what_was_read_into_a_paper_is_said(name: str) -> None:
    text, forge, words, is_said = CASES[name]
    parsed = forge(ingest.parse(ingest.read(text.encode(), "paper.txt")))
    assert any(words in problem.message for problem in doubts(parsed)) is is_said
