"""Organisations that adopt local acts: one key through the forms of a name, another key for another organisation."""

from __future__ import annotations

import pytest

from ingest.law.issuers import resolve
from ingest.law.organisations import ORGANISATION, names_organisation, organisation_key

FORMS = {
    "mbou-sosh-7": (
        "МБОУ СОШ № 7",
        'МБОУ "СОШ №7"',
        "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 7»",
        "муниципального бюджетного общеобразовательного учреждения «Средняя общеобразовательная школа № 7»",
        "МУНИЦИПАЛЬНОЕ БЮДЖЕТНОЕ ОБЩЕОБРАЗОВАТЕЛЬНОЕ УЧРЕЖДЕНИЕ «СРЕДНЯЯ ОБЩЕОБРАЗОВАТЕЛЬНАЯ ШКОЛА № 7»",
    ),
    "mkou-rodnikovsk-osh": (
        "МКОУ «Родниковская основная школа»",
        "Муниципальное казённое общеобразовательное учреждение «Родниковская основная школа»",
        "муниципальным казенным общеобразовательным учреждением «Родниковская основная школа»",
    ),
    "mbudo-ddt": (
        "МБУ ДО «Дом детского творчества»",
        "Муниципальное бюджетное учреждение дополнительного образования «Дом детского творчества»",
    ),
    "mbdou-ds-12-kolosok": ("МБДОУ д/с № 12 «Колосок»", "МБДОУ «Детский сад № 12 «Колосок»"),
}


@pytest.mark.parametrize(("key", "name"), [(key, name) for key, names in FORMS.items() for name in names])
def test_forms_of_one_name_are_one_organisation(key: str, name: str) -> None:
    assert organisation_key(name) == key
    assert resolve(name) == (key,)


def test_a_number_tells_schools_apart() -> None:
    assert resolve("МБОУ СОШ № 7") != resolve("МБОУ СОШ № 12")
    assert resolve("МБОУ СОШ № 7 г. Примерска") != resolve("МБОУ СОШ № 7 г. Образцово")


@pytest.mark.parametrize("phrase", ["Министерство образования", "Администрация города Примерска", "Дума района"])
def test_bodies_of_power_are_no_organisations(phrase: str) -> None:
    assert not names_organisation(phrase)


def test_a_word_alone_names_nobody() -> None:
    assert organisation_key("школы") == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Директор МБОУ «Гимназия № 3» ______ О.П. Образцова", "МБОУ «Гимназия № 3»"),
        ("приказом директора МАОУ СОШ № 9 от 01.09.2022 № 11", "МАОУ СОШ № 9"),
        ("по Родниковской основной школе «Об организации питания»", "Родниковской основной школе"),
    ],
)
def test_a_name_ends_where_it_ends(text: str, name: str) -> None:
    found = ORGANISATION.search(text)
    assert found is not None and found[0].strip(" ,") == name
