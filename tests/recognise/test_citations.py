"""Citations: cases as data, spans exact, time linear."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest

import ingest
from ingest.document import Composer, Document
from ingest.law.text import normalise
from ingest.parsed import Citation
from ingest.recognise.citations import recognise
from ingest.recognise.unit_map import UnitMap

_LINES = (Path(__file__).parent / "citations.marked.txt").read_text("utf-8").splitlines()
_CASES = [line.split(" → ") for line in _LINES if " → " in line and not line.startswith("#")]


def document_of(*lines: str) -> Document:
    composer = Composer()
    for line in lines:
        composer.add(line)
    return Document("case.txt", "text", "0" * 64, composer.text, tuple(composer.blocks))


def shown(c: Citation) -> str:
    act = c.act.slug if c.act else "?"
    addresses = "#" + ",".join(c.addresses) if c.addresses else ""
    component = f"@{c.component}" if c.component != "main" else ""
    relation = f" {c.relation}" if c.relation != "cites" else ""
    status = f" ?{c.status}" if c.status != "resolved" else ""
    return f"{c.exact} => {act}{addresses}{component}{relation}{status}"


@pytest.mark.parametrize(("text", "expected"), _CASES)
def test_case(text: str, expected: str) -> None:
    found, _ = recognise(document_of(text), None, UnitMap(()))
    assert " || ".join(map(shown, found)) == ("" if expected == "-" else expected).replace(" based_on", " based_on")


def test_a_title_names_what_its_act_amends() -> None:
    """The seed's own case: 1241 amends a Положение known by its title alone, and 1545 amends 1241."""
    text = (
        'Постановление Правительства РФ № 1241 от 13.07.2022 года "О системе "Моя школа" и внесении изменения в '
        'подпункт "а" пункта 2 Положения об инфраструктуре, обеспечивающей взаимодействие"',
        "Постановление Правительства РФ № 1545 Об изменениях, вносимых в Постановление № 1241",
    )
    found, _ = recognise(document_of(*text), None, UnitMap(()))
    amended = [
        (c.by.slug, c.act.slug.rpartition("-")[0], c.addresses)
        for c in found
        if c.relation == "amends" and c.by and c.act
    ]
    assert amended[0] == (
        "pp-2022-07-13-1241",
        "polozhenie-polozhenie-ob-infrastrukture-obespechiva",
        ("point_2__subpara_а",),
    )
    assert amended[1][0] == "pp-1545"
    assert [c.act.slug for c in found if c.act][-2:] == ["pp-1545", "pp-2022-07-13-1241"]
    assert found[0].title == (
        'О системе "Моя школа" и внесении изменения в подпункт "а" пункта 2 Положения об инфраструктуре, '
        "обеспечивающей взаимодействие"
    )


def test_a_date_that_cannot_be_is_a_problem_not_a_guess() -> None:
    found, problems = recognise(document_of("приказ Минтруда России от 31.02.2020 № 5н"), None, UnitMap(()))
    assert [(c.act.date, c.act.number) for c in found if c.act] == [(None, "5н")]
    assert "31.02.2020" in problems[0].message


def test_a_day_that_differs_from_a_known_act_in_one_part_is_told() -> None:
    found, problems = recognise(document_of("Федеральный закон от 29.11.2012 № 273-ФЗ"), None, UnitMap(()))
    assert [c.act.slug for c in found if c.act] == ["fz-2012-11-29-273"]
    assert [(p.rule, "29 декабря 2012 г." in p.message) for p in problems] == [("citation-resembles", True)]
    assert recognise(document_of("Федеральный закон от 03.07.2016 № 273-ФЗ"), None, UnitMap(()))[1] == ()


def test_letters_of_two_characters_and_other_signs_of_a_number_are_one_text() -> None:
    same = ["приказ Минтруда от 5 мая 2020 г. № 5н", "приказ Минтруда от 5 мая 2020 г. Nº 5н"]
    same += [unicodedata.normalize("NFD", same[0]), same[0].replace("№", "No"), same[0].replace("№", "N°")]
    assert {normalise(line) for line in same} == {same[0]}


_NASTY = [
    '"',
    "«",
    "№",
    "№ 1 ",
    "1.",
    "пункт 1, ",
    "(",
    "от 1.1.2020 ",
    "Федерального закона ",
    "ФЗ ",
    "утвержденных приказом ",
    '"О ',
    "(далее - Закон) ",
    "статьи 1 Закона № 5-ФЗ, ",
]


@pytest.mark.parametrize("nasty", _NASTY)
def test_time_grows_with_length_only(nasty: str) -> None:
    """Four times the text may take at most ten times as long: a quadratic rule would take sixteen."""
    short, long = (document_of(nasty * (size // len(nasty))) for size in (8_000, 32_000))
    assert _seconds(long) <= max(10 * _seconds(short), 0.6)


def _seconds(document: Document) -> float:
    best = 1e9
    for _ in range(2):
        start = time.perf_counter()
        recognise(document, None, UnitMap(()))
        best = min(best, time.perf_counter() - start)
    return best


def _page_of_rows(above: str) -> str:
    rows = ("Дата|№|Название", "04.02.2020|7-од|О каникулах", "05.02.2020||О празднике")
    cells = "".join(f"<tr><td>{row.replace('|', '</td><td>')}</td></tr>" for row in rows)
    return f"<html><body><h1>Сайт школы</h1><p>{above}</p><table>{cells}</table></body></html>"


@pytest.mark.parametrize(("above", "slugs"), [("Приказы", ["prikaz-2020-02-04-7-od"]), ("Приказы и распоряжения", [])])
def test_rows_of_a_table_are_of_the_kind_above_it(above: str, slugs: list[str]) -> None:
    cited = ingest.parse(ingest.read(_page_of_rows(above).encode(), "a.html")).citations
    assert [c.act.slug for c in cited if c.act] == slugs
    assert [c.title for c in cited] == ["О каникулах"] * len(slugs)
