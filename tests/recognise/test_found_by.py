"""Every unit and clause on force names the rule that found it, and the contract lists every name."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from ingest import parse, read
from ingest.document import Composer, Document, Style
from ingest.parsed import Parsed
from ingest.recognise.commencement import DEFAULTS
from ingest.recognise.commencement.counting import RULES
from ingest.recognise.structure.lists import GOING_ON, OPENING

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "docs" / "parse-contract.md"
HEAD = "ФЕДЕРАЛЬНЫЙ ЗАКОН\nО модельном примере\n"
ORDER = "ПРИКАЗ\nот 1 марта 2021 г. № 5\nО модельном примере\n"
SIGNED = "Министр\nА.А. Примеров\n"
LAW = HEAD + "Статья 1. Общее\nТекст.\nСтатья 2. Сроки\n"
FORCE = LAW + "Настоящий Федеральный закон вступает в силу"


def read_act(text: str) -> Parsed:
    return parse(read(text.encode(), "act.txt"))


def documented() -> set[str]:
    """Every name that docs/parse-contract.md lists, those of two parts whole."""
    told = CONTRACT.read_text("utf-8").split("## `found_by`\n")[1]
    alone = re.search(r"Of a unit: (.*), or\n", told)
    names = set(re.findall(r"`([a-z-]+)`", alone[1])) if alone else set()
    for row in told.splitlines():
        if row.startswith("| `"):
            first, fired = (re.findall(r"`([a-z/…-]+)`", cell) for cell in row.split("|")[1:3])
            firsts = [name.removesuffix("/…") for name in first]
            several = [*map("/".join, product(firsts, fired))] if first[0].endswith("/…") else firsts
            names.update(several)
    return names


UNITS = (  # name, text of a model act
    ("paragraph", HEAD + "Статья 1. Общее\n1. Первое:\n1) одно;\n2) другое."),
    ("preamble", ORDER + "В целях примера приказываю:\n1. Утвердить.\n2. Ввести."),
    ("remark", HEAD + "Статья 1. Общее\n1. Первое.\nПримечание. Пояснение."),
    ("counted", HEAD + "Статья 1. Общее\nПервое.\nВторое, как в части первой настоящей статьи."),
    ("heading/article", HEAD + "Статья 1. Общее\nТекст."),
    ("heading/chapter", HEAD + "Глава 1. Общее\nСтатья 1. Частное\nТекст."),
    ("heading/section", HEAD + "Раздел I. Общее\nСтатья 1. Частное\nТекст."),
    ("heading/subsection", HEAD + "Раздел I. Общее\nПодраздел 1. Виды\nСтатья 1. Частное\nТекст."),
    ("heading/sign", HEAD + "Глава 1. Общее\n§ 1. Виды\nСтатья 1. Частное\nТекст."),
    ("heading/part", HEAD + "ОБЩАЯ ЧАСТЬ\nСтатья 1. Частное\nТекст."),
    ("heading/several", HEAD + "Статья 1. Общее\nТекст.\nСтатьи 2 - 3. (Утратили силу)\nСтатья 4. Иное\nТекст."),
    ("heading/roman", ORDER + "I. Общие положения\n1. Первое.\nII. Иное\n2. Второе."),
    ("heading/capitals", ORDER + "1. ОБЩИЕ ПОЛОЖЕНИЯ\nТекст общих положений.\n2. ИНОЕ\nТекст иного."),
    ("heading/whole", ORDER + "1. Общие положения\n1.1. Первое.\n1.2. Второе."),
    ("dot/outermost", HEAD + "Статья 1. Общее\n1. Первое."),
    ("dot/next", HEAD + "Статья 1. Общее\n1. Первое.\n2. Второе."),
    ("dot/later", HEAD + "Статья 1. Общее\n1. Первое.\n5. Пятое."),
    ("dot/anew", HEAD + "Статья 1. Общее\n1. Первое.\n2. Второе.\n1. Снова первое."),
    ("dot/inside", ORDER + "1. Первое:\n1.1. одно;\n1.2. другое."),
    ("bare/outermost", ORDER + "1.1 Первое.\n1.2 Второе."),
    ("bracket/opened", HEAD + "Статья 1. Общее\n1. Первое:\n1) одно;\n2) другое."),
    ("letter/opened", HEAD + "Статья 1. Общее\n1. Первое:\n1) одно:\nа) часть;\nб) другая."),
    ("letter/after-list", ORDER + "1. Первое:\n1) одно;\n2) другое.\nа) часть;\nб) другая."),
    ("roman/outermost", ORDER + "1. Первое.\nII. Второе, и в нём сказано всё остальное."),
    ("several/next", HEAD + "Статья 1. Общее\n1. Первое:\n1) одно;\n2 и 3) утратили силу;\n4) иное."),
    ("annex/numbered", ORDER + "1. Утвердить.\n" + SIGNED + "Приложение № 1\nПЕРЕЧЕНЬ\n1. Первое."),
    ("annex/capitals", ORDER + "1. Утвердить.\n" + SIGNED + "УТВЕРЖДЕНО\nприказом от 1 марта 2021 г. № 5\n1. Первое."),
    ("annex/approver", ORDER + "1. Утвердить.\n" + SIGNED + "Утверждаю\nМинистр\n1 марта 2021 г.\n1. Первое."),
    (
        "annex/approved-by",
        ORDER + "1. Утвердить.\n" + SIGNED + "Утверждено приказом от 1 марта 2021 г. № 5\n1. Первое.",
    ),
    ("annex/unstamped", ORDER + "1. Утвердить.\n" + SIGNED + "ПЕРЕЧЕНЬ\n1. Первое.\n2. Второе."),
)
FORMATTED = (  # name, lines with what only a format tells
    ("table", (("1. Первое.", Style.PARAGRAPH), ("а\tб", Style.ROW))),
    ("heading/styled", (("1. Общее", Style.HEADING), ("Текст.", Style.PARAGRAPH), ("2. Иное", Style.HEADING))),
    ("annex/side", (("1. Утвердить.", Style.PARAGRAPH), ("Приложение", Style.SIDE), ("1. Первое.", Style.PARAGRAPH))),
)
CLAUSES = (  # name, text of a model act
    ("begins/fixed", FORCE + " с 1 мая 2022 года."),
    ("begins/span", FORCE + " по истечении десяти дней после дня его "
     "официального опубликования."),
    ("begins/not-before", FORCE + " с 1 января 2022 года, но не ранее чем по "
     "истечении одного месяца со дня его официального опубликования."),
    ("begins/first-of-month", FORCE + " с первого числа месяца, следующего за "
     "месяцем его официального опубликования."),
    ("begins/next-period", FORCE + " с 1-го числа очередного налогового периода."),
    ("begins/day-after", FORCE + " на следующий день после дня его официального "
     "опубликования."),
    ("begins/on-registration", FORCE + " после его государственной регистрации."),
    ("begins/on-publication", FORCE + " со дня его официального опубликования."),
    ("begins/after-publication", FORCE + " после его официального опубликования."),
    ("begins/on-signing", ORDER + "1. Утвердить.\n2. Настоящий приказ вступает в силу со дня его подписания."),
    ("begins/on-posting", ORDER + "1. Утвердить.\n2. Приказ вступает в силу с момента размещения на сайте."),
    ("begins/on-notice", FORCE + " с даты получения последнего письменного уведомления."),
    ("begins/school-year", FORCE + " с 2022/2023 учебного года."),
    ("begins/with-another", FORCE + " одновременно с вступлением в силу "
     "Федерального закона о примерах."),
    ("begins/after-another", FORCE + " со дня признания утратившим силу прежнего."),
    ("another/fixed", LAW + "Статья 1 настоящего Федерального закона вступает в силу с 1 мая 2022 года, статья 2 - с 1 "
     "июня 2022 года."),
    ("exception/fixed", FORCE + " с 1 мая 2022 года, за исключением статьи 1, "
     "вступающей в силу с 1 июня 2022 года."),
    ("applies/fixed", LAW + "Положения статьи 1 настоящего Федерального закона применяются с 1 мая 2022 года."),
    ("ends", LAW + "Настоящий Федеральный закон действует до 1 сентября 2029 года."),
    ("unclear", LAW + "Настоящий Федеральный закон вступает в силу после дождя."),
    ("dated/fixed", HEAD + "Дата введения: 1 сентября 2021 г.\nСтатья 1. Общее\nТекст."),
    ("reaches-back", LAW + "Настоящий Федеральный закон распространяется на правоотношения, возникшие с 1 "
     "января 2021 года."),
    ("default/fz", "Федеральный закон от 1 марта 2021 г. № 5-ФЗ «О примере»\nСтатья 1. Общее\nТекст."),
    ("default/fkz", "Федеральный конституционный закон от 1 марта 2021 г. № 5-ФКЗ «О примере»\nСтатья 1. Всё\nТекст."),
    ("default/pp", "Постановление Правительства Российской Федерации от 1 марта 2021 г. № 5 «О примере»\n1. Первое."),
    ("default/ukaz", "Указ Президента Российской Федерации от 1 марта 2021 г. № 5 «О примере»\n1. Первое."),
    ("default/prikaz", "Приказ Минпросвещения России от 1 марта 2021 г. № 5 «О примере»\n1. Первое."),
)  # fmt: skip


def composed(lines: tuple[tuple[str, Style], ...]) -> Document:
    composer = Composer()
    for line in ORDER.splitlines():
        composer.add(line)
    for line, style in lines:
        composer.add(line, style)
    return Document("act.txt", "text", "0" * 64, composer.text, tuple(composer.blocks))


@pytest.mark.parametrize(("name", "text"), UNITS)
def test_a_unit_names_its_rule(name: str, text: str) -> None:
    assert name in {unit.found_by for unit in read_act(text).units}


@pytest.mark.parametrize(("name", "lines"), FORMATTED)
def test_a_unit_known_by_its_format_names_its_rule(name: str, lines: tuple[tuple[str, Style], ...]) -> None:
    assert name in {unit.found_by for unit in parse(composed(lines)).units}


@pytest.mark.parametrize(("name", "text"), CLAUSES)
def test_a_clause_names_its_rule(name: str, text: str) -> None:
    assert name in {clause.found_by for clause in read_act(text).commencement}


def test_the_contract_lists_what_the_tables_hold() -> None:
    """Items by every rule of the lists, days by every rule of counting, a default for every kind that has one."""
    items = {name for name in documented() if name.startswith("dot/")}
    assert items == {f"dot/{rule}" for rule in (*GOING_ON, *OPENING)}
    assert {name for name in documented() if name.startswith("begins/")} == {f"begins/{rule}" for rule in RULES}
    assert {name for name in documented() if name.startswith("default/")} == {f"default/{kind}" for kind in DEFAULTS}


def test_every_name_of_the_contract_is_given_to_something() -> None:
    """Of names that join two tables every half, of the others every one; «deepest» is a bound no case need reach."""
    given = {name for name, _ in (*UNITS, *FORMATTED, *CLAUSES)}
    halves = {half for name in given for half in name.split("/")}
    alike = ("heading/", "annex/", "default/")
    missing = {name for name in documented() - given if "/" not in name or name.startswith(alike)}
    assert missing == set()
    assert {half for name in documented() for half in name.split("/")} - halves == {"deepest"}


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "acts").iterdir()), ids=lambda path: path.name)
def test_nothing_is_found_by_a_rule_that_the_contract_does_not_list(path: Path) -> None:
    parsed = parse(read(path.read_bytes(), path.name))
    found = {record.found_by for record in (*parsed.units, *parsed.commencement)}
    assert found and found <= documented()
