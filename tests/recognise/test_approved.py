"""Papers that an act approves: положение, правила, программа - in any letters, with stamps, without a kind line."""

from __future__ import annotations

import ingest

SCHOOL = "Муниципальное бюджетное общеобразовательное учреждение\n«Средняя общеобразовательная школа № 3»\n"
STAMP = "УТВЕРЖДАЮ\nДиректор МБОУ СОШ № 3\n________ О.П. Образцова\nПриказ от 06.04.2021 № 15-о\n"
BODY = (
    "1. Общие положения\n1.1. Настоящее Положение определяет порядок хранения образцов.\n"
    "1.2. Образцы хранятся в шкафу.\n2. Права\n2.1. Ученик вправе смотреть образцы.\n"
)


def parsed(text: str) -> ingest.Parsed:
    return ingest.parse(ingest.read(text.encode(), "paper.txt"))


def head(text: str) -> ingest.Requisites:
    act = parsed(text).act
    assert act is not None
    return act


def test_a_name_in_small_letters_is_a_head() -> None:
    act = head(f"{STAMP}Положение\nо кабинете образцов\n{BODY}")
    assert (act.id.kind, act.title, str(act.id.date)) == ("polozhenie", "о кабинете образцов", "2021-04-06")
    assert act.id.issuers == ("mbou-sosh-3",)
    assert act.approved_by is not None and act.approved_by.slug == "prikaz-mbou-sosh-3-2021-04-06-15-o"
    assert act.signed_by == "Директор О.П. Образцова"


def test_two_papers_of_one_day_are_two_acts() -> None:
    one, other = (head(f"{STAMP}ПОЛОЖЕНИЕ\nо {what}\n{BODY}").id.slug for what in ("кабинете образцов", "музее"))
    assert one != other


def test_two_schools_orders_of_one_number_and_day_are_two_acts() -> None:
    order = "МБОУ СОШ № {}\nПРИКАЗ\n01.09.2023 № 5\nОб образцах\nПРИКАЗЫВАЮ:\n1. Хранить образцы.\n"
    assert head(order.format(3)).id.slug != head(order.format(4)).id.slug


def test_the_letterhead_says_whose_paper_it_is() -> None:
    plain = "УТВЕРЖДАЮ\nДиректор школы\nО.П. Образцова\n31.08.2022\n"
    assert head(f"{SCHOOL}{plain}ПРАВИЛА\nпользования образцами\n{BODY}").id.issuers == ("mbou-sosh-3",)


def test_stamps_below_the_title() -> None:
    act = head(f"Порядок выдачи образцов\nУтверждён приказом МБОУ СОШ № 3 от 01.10.2018 № 118-1\n{BODY}")
    assert act.approved_by is not None and act.approved_by.number == "118-1"
    assert act.title == "выдачи образцов"


def test_stamps_below_the_text() -> None:
    act = head(f"Положение о Совете\n{BODY}\nУтверждаю: директор МБОУ СОШ № 3 О.П. Образцова 15.11.2018 г.\n")
    assert (act.id.issuers, str(act.id.date)) == (("mbou-sosh-3",), "2018-11-15")


def test_a_number_of_its_own() -> None:
    act = head(f"{STAMP}ИНСТРУКЦИЯ № ИОТ-07\nпо охране образцов\n{BODY}")
    assert (act.id.number, act.title) == ("ИОТ-07", "по охране образцов")


def test_place_and_year_are_no_title() -> None:
    act = head(f"{STAMP}ПОЛОЖЕНИЕ\nО КАБИНЕТЕ ОБРАЗЦОВ\nс. Примерово, 2023\n2\n{BODY}")
    assert (act.title, act.place) == ("О КАБИНЕТЕ ОБРАЗЦОВ", "с. Примерово")


def test_a_detached_annex_knows_its_order() -> None:
    act = head(
        "Приложение\nк приказу Федеральной службы\nпо надзору за образцами\nот 18 марта 2021 года № 61\n"
        f"АДМИНИСТРАТИВНЫЙ РЕГЛАМЕНТ ВЫДАЧИ ОБРАЗЦОВ\n{BODY}"
    )
    assert act.id.kind == "reglament"
    assert act.approved_by is not None and (act.approved_by.kind, act.approved_by.number) == ("prikaz", "61")


def test_a_list_of_papers_stays_a_page() -> None:
    found = parsed(
        "Документы школы\nПоложение о музее\nПоложение о Совете\nПравила приёма\n"
        "Приказ Минпросвещения от 02.09.2020 № 458 «Об утверждении Порядка приёма»\n"
    )
    assert found.act is None and found.page is not None


def test_an_order_keeps_its_head_above_the_paper_it_approves() -> None:
    act = head(
        "МБОУ СОШ № 3\nПРИКАЗ\n06.04.2021 № 15-о\nОб утверждении Положения\nПРИКАЗЫВАЮ:\n1. Утвердить Положение.\n"
        f"Директор О.П. Образцова\nУТВЕРЖДЕНО\nприказом от 06.04.2021 № 15-о\nПОЛОЖЕНИЕ\nо музее\n{BODY}"
    )
    assert (act.id.kind, act.id.number) == ("prikaz", "15-о")
