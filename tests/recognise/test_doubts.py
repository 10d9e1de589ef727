"""What reading left over is said; of a paper that was read whole nothing is."""

from __future__ import annotations

import pytest

import ingest

STAMP = "УТВЕРЖДАЮ\nДиректор МБОУ СОШ № 3 О.П. Образцова\n06.04.2021\n"
MUSEUM = "ПОЛОЖЕНИЕ\nо музее\n1. Музей открыт.\n2. Музей закрыт.\n"
SCHOOL = "МБОУ СОШ № 3\nПРИКАЗ\n06.04.2021 № 15-о\nОб образцах\nПРИКАЗЫВАЮ:\n"


def said(text: str) -> list[str]:
    parsed = ingest.parse(ingest.read(text.encode(), "paper.txt"))
    return [problem.message for problem in parsed.problems if problem.rule in RULES]


RULES = {"left-over", "numbering", "structure", "doubtful-structure"}
LEFT = {
    "a number in the head": (
        f"{STAMP}вх. № 77-вх\n{MUSEUM}",
        "В шапке есть номер",
    ),
    "a day in the head": (
        f"{STAMP}пересмотрено 01.09.2022\n{MUSEUM}",
        "В шапке есть дата",
    ),
    "points that go on from 2 to 4": (
        f"{SCHOOL}1. Хранить.\n2. Беречь.\n4. Выдавать.\n",
        "После номера «2» сразу стоит «4»",
    ),
    "letters that go on from «а» to «в»": (f"{SCHOOL}1. Хранить:\nа) чашки;\nв) ложки.\n", "После номера а идёт в"),
    "an edition told under the stamp, of no note": (
        f"{STAMP}(в новой редакции, приказ от 02.02.2022 № 9-о)\n{MUSEUM}",
        "В шапке есть",
    ),
    "the end of a term": (
        f"{SCHOOL}1. Хранить.\n2. Настоящий приказ действует до окончания ремонта.\n",
        "Похоже на условие",
    ),
    "a day of beginning that is no day": (
        f"{SCHOOL}1. Хранить.\n2. Приказ вступает в силу с началом занятий.\n",
        "Не понято, когда",
    ),
    "an annex that is absent": (f"{SCHOOL}1. Утвердить список согласно приложению к настоящему приказу.\n", "Названо"),
    "a stamp of another number": (
        f"{SCHOOL}1. Хранить.\nДиректор О.П. Образцова\n"
        "Приложение № 1\nк приказу от 06.04.2021 № 51-о\nСписок\n1. Чашка.\n",
        "расходятся",
    ),
    "a signature whose name is lost": (f"{SCHOOL}1. Хранить.\n2. Беречь.\nДиректор школы\n", "Кто подписал"),
    "an order on nobody's act": (f"{SCHOOL}1. Пункт 3 изложить в новой редакции:\n«3. Хранить.».\n2. Беречь.\n", "акт"),
    "an item among the changes, whatever its words": (
        f"{SCHOOL}1. Внести в приказ МБОУ СОШ № 3 от 01.02.2020 № 4 следующие изменения:\n"
        "1.1. в пункте 2 слово «чашки» заменить словом «ложки»;\n1.2. пункт 3 вывести из действия.\n",
        "Стоит среди изменений",
    ),
    "an item among the changes of an act without points of its own": (
        "МБОУ СОШ № 3\nПРИКАЗ\n06.04.2021 № 15-о\nОб изменениях\n"
        "Внести в приказ МБОУ СОШ № 3 от 01.02.2020 № 4 следующие изменения:\n"
        "1) в пункте 2 слово «чашки» заменить словом «ложки»;\n2) далее по тексту слово «полка» читать «шкаф».\n",
        "Стоит среди изменений",
    ),
    "changes of one of two acts that a lead names": (
        "МБОУ СОШ № 3\nПРИКАЗ\n06.04.2021 № 15-о\nОб изменениях\n"
        "Внести в приказ МБОУ СОШ № 3 от 01.02.2020 № 4 и приказ МБОУ СОШ № 3 от 02.03.2020 № 8 следующие изменения:\n"
        "1) пункт 2 исключить;\n2) пункт 3 исключить.\n",
        "Не понято, какой акт изменяется",
    ),
    "a change that no rule knows": (
        f"{SCHOOL}1. В связи с ремонтом считать пункт вторым по порядку.\n2. Отменить приказ о дежурстве.\n",
        "Похоже на поручение",
    ),
    "words to be read instead of others": (
        f"{SCHOOL}1. Хранить.\n2. В положении о музее вместо слов «по средам» читать «по пятницам».\n",
        "Похоже на поручение",
    ),
    "a day and a number for a title": (
        "ПРАВИТЕЛЬСТВО ПРИМЕРНОЙ ОБЛАСТИ\nУКАЗ\n06.04.2021 № 15\n07.04.2021 г. Примерск № 16\n1. Хранить.\n",
        "В шапке есть",
    ),
    "a signer of an unknown office": (
        f"{SCHOOL}1. Хранить.\n2. Беречь.\nСмотритель музея О.П. Образцова\n",
        "Кто подписал акт, не понято",
    ),
    "years behind a title": (
        "УТВЕРЖДЕНА\nприказом МБОУ СОШ № 3\nот 06.04.2021 № 15-о\nПРОГРАММА РАЗВИТИЯ\n«МУЗЕЙ»\nна 2021-2025 гг.\n"
        "1. Музей открыт.\n2. Музей закрыт.\n",
        "в название не вошло",
    ),
    "an exception whose units are no units": (
        f"{SCHOOL}1. Хранить.\n2. Настоящий приказ вступает в силу с 1 мая 2021 года, за исключением граф 3 и 4 описи, "
        "которые вступают в силу с 1 июня 2021 года.\n",
        "Похоже на условие",
    ),
    "a title that breaks off": (
        "МБОУ СОШ № 3\nПРИКАЗ\n06.04.2021 № 15-о\nОб утверждении порядка о\n1. Хранить.\n",
        "Название",
    ),
}


@pytest.mark.parametrize("name", LEFT)
def test_what_is_left_over_is_said(name: str) -> None:
    text, words = LEFT[name]
    assert any(words in message for message in said(text)), said(text)


READ = {
    "an order": f"{SCHOOL}1. Хранить образцы.\n2. Контроль оставляю за собой.\nДиректор О.П. Образцова\n",
    "a положение with its stamps": (
        "ПРИНЯТО\nна педагогическом совете\nпротокол № 4 от 05.04.2021\n"
        "УТВЕРЖДАЮ\nДиректор МБОУ СОШ № 3\n___ О.П. Образцова\n"
        "Приказ № 15-о от 06.04.2021\nПОЛОЖЕНИЕ\nо музее\n"
        "1. Общие положения\n1.1. Музей открыт.\n1.2. Музей бесплатен.\n"
    ),
    "an order that changes another": (
        f"{SCHOOL}1. В приказе МБОУ СОШ № 3 от 01.02.2020 № 7 «Об образцах» пункт 3 исключить.\n"
        "2. Контроль оставляю за собой.\n"
    ),
    "a quotation of an order": (
        f"{SCHOOL}1. В приказе МБОУ СОШ № 3 от 01.02.2020 № 7 пункт 3 изложить в следующей редакции:\n"
        "«3. Директор вправе отменить приказ о дежурстве.».\n2. Контроль оставляю за собой.\n"
    ),
}


@pytest.mark.parametrize("name", READ)
def test_of_what_was_read_whole_nothing_is_said(name: str) -> None:
    assert said(READ[name]) == []
