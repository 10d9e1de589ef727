"""An act as a text cites it, in three cases, over rows of acts made for the purpose."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest

from ingest.law.address import Naming
from kb.cli import run
from kb.reading.inline import inline
from kb.store.connection import open_base

REGULATION = "postanovlenie-pravitelstv-primern-oblast-2024-03-01-201-mp"
TITLE = " «Об утверждении Положения о модельной школьной информационной системе»"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("inline") / "demo.db"
    assert run(["demo", str(path), "--workers", "1"]) == 0
    db = open_base(path)
    yield db
    db.close()


def test_the_edition_is_that_of_the_day(db: sqlite3.Connection) -> None:
    named = "Постановление Правительства Примерной области от 01.03.2024 № 201-МП" + TITLE
    assert inline(db, REGULATION, date(2024, 4, 1)).name == named
    assert inline(db, REGULATION, date(2024, 5, 1)).name == f"{named} (ред. от 10.04.2024)"
    assert inline(db, REGULATION, date(2026, 1, 15)).name == f"{named} (ред. от 01.12.2025)"


def test_no_edition_of_a_text_that_is_not_held(db: sqlite3.Connection) -> None:
    db.execute("SAVEPOINT one")
    db.execute("UPDATE act_records SET has_text = 0 WHERE id = ?", (REGULATION,))
    assert "ред. от" not in inline(db, REGULATION, date(2026, 1, 15)).name
    db.execute("ROLLBACK TO one")


def test_a_unit_is_declined_with_its_act(db: sqlite3.Connection) -> None:
    cited = inline(db, REGULATION, date(2024, 4, 1))
    rest = "Правительства Примерной области от 01.03.2024 № 201-МП" + TITLE
    assert cited.unit("point_2", Naming.DECREE) == f"пункт 2 постановления {rest}"
    assert cited.unit("att_1__point_7", Naming.DECREE) == f"пункт 7 приложения 1 к постановлению {rest}"


@pytest.mark.parametrize(
    ("kind", "label", "title", "of", "to"),
    [
        ("fz", "Федеральный закон от 01.02.2020 № 3-ФЗ", "О садах",
         "Федерального закона от 01.02.2020 № 3-ФЗ «О садах»", "Федеральному закону от 01.02.2020 № 3-ФЗ «О садах»"),
        ("fz", "Федеральный закон от 01.02.2020 № 3-ФЗ", "Садовый кодекс Российской Федерации",
         "Садового кодекса Российской Федерации", "Садовому кодексу Российской Федерации"),
        ("ukaz", "Указ Президента РФ от 01.02.2020 № 3", None,
         "Указа Президента РФ от 01.02.2020 № 3", "Указу Президента РФ от 01.02.2020 № 3"),
        ("prikaz", "Приказ Минпросвещения России от 01.02.2020 № 3", None,
         "приказа Минпросвещения России от 01.02.2020 № 3", "приказу Минпросвещения России от 01.02.2020 № 3"),
        ("pismo", "Письмо Минпросвещения России от 01.02.2020 № 3", None,
         "письма Минпросвещения России от 01.02.2020 № 3", "письму Минпросвещения России от 01.02.2020 № 3"),
    ],
)  # fmt: skip
def test_cases(db: sqlite3.Connection, kind: str, label: str, title: str | None, of: str, to: str) -> None:
    db.execute("SAVEPOINT one")
    db.execute(
        "UPDATE act_records SET kind = ?, label = ?, title = ? WHERE id = 'pp-2023-10-11-1678'", (kind, label, title)
    )
    assert inline(db, "pp-2023-10-11-1678")[1:] == (of, to)
    db.execute("ROLLBACK TO one")


def test_an_act_without_requisites_goes_by_its_label(db: sqlite3.Connection) -> None:
    db.execute("SAVEPOINT one")
    db.execute(
        "UPDATE act_records SET date = NULL, number = NULL, label = 'О садах (реквизиты не указаны)' WHERE id = ?",
        (REGULATION,),
    )
    assert set(inline(db, REGULATION)) == {"О садах (реквизиты не указаны)"}
    db.execute("ROLLBACK TO one")
