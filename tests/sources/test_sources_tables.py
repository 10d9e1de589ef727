"""The publication portal's answers, and tables of acts in CSV and XLSX."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from ingest.parsed import Problem
from ingest.sources import Card, read_card_table
from kb.store.issuer_names import dictionary_names

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="нет папки ../shared/corpus")

DOCUMENT = {
    "eoNumber": "0001202210120003",
    "publishDateShort": "2023-10-12T00:00:00",
    "complexName": 'Постановление Правительства Российской Федерации от 11.10.2023 № 1678\n "Об утверждении Правил"',
    "jdRegNumber": None,
    "jdRegDate": None,
    "name": "Об утверждении Правил",
    "number": "1678",
    "documentDate": "2023-10-11T00:00:00",
}


def portal(*changes: dict[str, object]) -> tuple[tuple[Card, ...], tuple[Problem, ...]]:
    found = read_card_table(json.dumps({"items": [DOCUMENT | change for change in changes]}).encode(), "documents.json")
    assert found is not None
    return found.cards, found.problems


def table(text: str, encoding: str = "utf-8", name: str = "реестр.csv") -> tuple[tuple[Card, ...], tuple[Problem, ...]]:
    found = read_card_table(text.encode(encoding), name)
    assert found is not None
    return found.cards, found.problems


def workbook(rows: list[list[str]]) -> bytes:
    """A workbook as spreadsheets write it: texts shared, numbers plain, an empty cell left out."""
    texts = [cell for row in rows for cell in row if cell and not cell.isdecimal()]

    def written(cell: str, place: str) -> str:
        if cell.isdecimal():
            return f'<c r="{place}"><v>{cell}</v></c>'
        return f'<c r="{place}" t="s"><v>{texts.index(cell)}</v></c>' if cell else ""

    lines = ["".join(written(cell, f"{chr(65 + x)}{y}") for x, cell in enumerate(row)) for y, row in enumerate(rows, 1)]
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = "".join(f"<row>{line}</row>" for line in lines)
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        book.writestr("[Content_Types].xml", "")
        book.writestr("xl/sharedStrings.xml", f"<sst {space}>{shared}</sst>")
        book.writestr("xl/worksheets/sheet1.xml", f"<worksheet {space}><sheetData>{sheet}</sheetData></worksheet>")
    return buffer.getvalue()


def test_a_document_of_the_portal() -> None:
    (card,), problems = portal({})
    assert problems == ()
    assert (card.id.slug, card.title) == ("pp-2023-10-11-1678", "Об утверждении Правил")
    assert (card.published, card.registered) == (date(2023, 10, 12), None)
    assert card.aliases == (("eo_number", "0001202210120003"),)


def test_kind_and_issuers_come_from_the_words() -> None:
    order = {"complexName": "Приказ Министерства просвещения Российской Федерации от 31.05.2021 № 287", "number": "287"}
    law = {"complexName": 'Федеральный закон от 29.12.2012 № 273-ФЗ\n "Об"', "number": "273-ФЗ"}
    decree = {"complexName": 'Указ Президента Российской Федерации от 07.05.2012 № 599\n "О"', "number": "599"}
    ids = [card.id.slug for card in portal(order, law, decree)[0]]
    assert ids == ["prikaz-minprosveshcheniya-2023-10-11-287", "fz-2023-10-11-273", "ukaz-prezident-2023-10-11-599"]


def test_registration_and_an_impossible_day() -> None:
    registered = {"jdRegNumber": "69632", "jdRegDate": "2022-08-15T00:00:00"}
    (card,), (problem,) = portal(registered, {"documentDate": "2022-02-31T00:00:00"})
    assert card.registered == (date(2022, 8, 15), "69632")
    assert "такого дня нет" in problem.message and problem.start == 2


def test_somebody_elses_json_is_not_ours() -> None:
    assert read_card_table(b'{"items": [1]}', "x.json") is None
    assert read_card_table(b"[]", "x.json") is None
    broken = read_card_table(b"{", "x.json")
    assert broken is not None and "не читается как JSON" in broken.problems[0].message


@needs_corpus
def test_the_portals_own_answer_and_dictionaries() -> None:
    folder = CORPUS / "publication_api"
    found = read_card_table((folder / "documents.json").read_bytes(), "documents.json")
    assert found is not None and len(found.cards) == 10 and found.problems == ()
    for name, bodies in (("document-types.json", 0), ("public-blocks.json", 0), ("signatory-authorities.json", 3000)):
        table = read_card_table((folder / name).read_bytes(), name)
        assert table is not None and table.cards == table.problems == () and len(table.issuers) >= bodies
        assert bool(table.issuers) == bool(bodies)


def test_a_dictionary_of_bodies_names_them() -> None:
    entry = {"id": "1", "weight": 5, "name": "Комитет ветеринарии  Примерной области"}
    table = read_card_table(json.dumps([entry]).encode(), "authorities.json")
    assert table is not None and table.issuers == ("Комитет ветеринарии Примерной области",)
    assert [row.words for row in dictionary_names(table.issuers, 1)] == ["Комитет ветеринарии Примерной области"]
    assert dictionary_names(("Правительство Российской Федерации",), 1) == []  # the reference list names it already


def test_a_list_that_is_no_dictionary_is_left() -> None:
    assert read_card_table(b'[{"id": "1"}]', "list.json") is None


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_a_table_in_text(separator: str, encoding: str) -> None:
    rows = [["Вид акта", "Орган", "Дата", "Номер"], ["Постановление", "Правительство РФ", "13.07.2022", "1241"]]
    (card,), problems = table("\r\n".join(separator.join(row) for row in rows), encoding)
    assert problems == () and card.id.slug == "pp-2022-07-13-1241"


def test_columns_nobody_understands_are_named() -> None:
    _, (problem,) = table("Вид;Номер;Цвет папки\nФедеральный закон;273-ФЗ;синий\n")
    assert problem.message == "Столбцы таблицы реестр.csv не поняты и не прочитаны: Цвет папки."


def test_a_bad_row_is_named_by_its_line() -> None:
    law = "Федеральный закон"
    cards, (problem,) = table(f"Вид;Дата;Номер\n{law};31.02.2020;1-ФЗ\n\n{law};02.03.2020;2-ФЗ\n")
    assert [card.id.slug for card in cards] == ["fz-2020-03-02-2"]
    assert problem.start == 2 and "такого дня нет" in problem.message


def test_a_workbook_with_serial_dates() -> None:
    header = ["Вид", "Орган", "Дата", "№", "Название"]
    found = read_card_table(
        workbook([header, ["Приказ", "Минпросвещения России", "44347", "287", "О стандарте"]]), "р.xlsx"
    )
    assert found is not None and found.problems == ()
    assert found.cards[0].id.slug == "prikaz-minprosveshcheniya-2021-05-31-287"


def test_other_tables_are_not_ours() -> None:
    assert read_card_table("Класс;Учеников\n5А;25".encode(), "классы.csv") is None
    broken = read_card_table(b"PK\x03\x04 broken", "x.xlsx")
    assert broken is not None and "это не книга XLSX" in broken.problems[0].message


def test_a_workbook_cut_at_its_beginning() -> None:
    """Found by fuzzing: the table of contents then points before the file, and :mod:`zipfile` raises ValueError."""
    whole = workbook([["Вид", "№"], ["Приказ", "5"]])
    cut = read_card_table(whole[whole.find(b"xl/worksheets/sheet") :], "x.xlsx")
    assert cut is not None and "это не книга XLSX" in cut.problems[0].message


@needs_corpus
def test_a_register_of_1500_acts() -> None:
    found = read_card_table((CORPUS / "requisites" / "moscow-acts.tsv").read_bytes(), "moscow-acts.tsv")
    assert found is not None and len(found.cards) == 1500 and found.problems == ()
