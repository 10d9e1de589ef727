"""Somebody's document held against the demo base: cases as data, then what a whole document gives."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
import yaml

import kb
from ingest import read
from kb.answers import Checked
from kb.cli import run

CASES = yaml.safe_load(Path(__file__).with_name("cases.yml").read_text("utf-8"))
DAY = date(2026, 2, 1)


def check(demo: Path, *lines: str, at: date = DAY) -> Checked:
    """A document of these lines, under a heading."""
    return kb.check(demo, "\n\n".join(("Рабочая программа", *lines)).encode(), "программа.txt", at)


@pytest.mark.parametrize(("citation", "level", "rules"), CASES, ids=[case[0][:60] for case in CASES])
def test_case(demo: Path, citation: str, level: str, rules: list[str]) -> None:
    first = check(demo, f"1. Программа составлена с учетом того, что говорит {citation}.").references[0]
    assert (first.level, [remark.rule for remark in first.remarks]) == (level, rules), first


def test_a_reference_tells_where_it_stands(demo: Path) -> None:
    checked = check(demo, "1. Школа исполняет Закон Примерной области от 15.01.2024 № 101-МП с начала года.")
    (reference,) = checked.references
    assert reference.line == 2  # blank lines do not count: the document is its paragraphs
    assert (reference.before, reference.after) == ("1. Школа исполняет ", " с начала года.")
    assert reference.exact == "Закон Примерной области от 15.01.2024 № 101-МП"
    assert checked.counts == {"fine": 1}


def test_the_day_decides(demo: Path) -> None:
    words = "1. Школы подключены: постановление Правительства Примерной области от 04.03.2024 № 205-МП."
    assert check(demo, words, at=date(2025, 12, 31)).references[0].level == "fine"
    assert check(demo, words, at=date(2026, 1, 1)).references[0].level == "wrong"


def test_requisites_are_asked_for_once(demo: Path) -> None:
    def incomplete(*lines: str) -> list[bool]:
        references = check(demo, *lines).references
        return ["incomplete" in {remark.rule for remark in reference.remarks} for reference in references]

    whole = "1. Исполнено постановление Правительства Российской Федерации от 11.10.2023 № 1678."
    short = "2. Исполнено постановление Правительства Российской Федерации № 1678."
    assert incomplete(whole, short) == [False, False]
    assert incomplete(short) == [True]


def test_nothing_is_written_to_the_base(demo: Path) -> None:
    before = list(sqlite3.connect(demo).iterdump())
    check(demo, "1. Приказ Министерства примеров от 01.02.2023 № 7.")
    assert list(sqlite3.connect(demo).iterdump()) == before


def test_the_command(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "программа.txt"
    file.write_text("Рабочая программа\n\n1. Постановление Правительства Примерной области от 04.03.2024 № 205-МП.\n")
    assert run(["check", str(demo), str(file), "--at", "01.02.2026"]) == 1
    said = capsys.readouterr().out
    assert "исправить: 1" in said and "Утратил силу с 01.01.2026" in said
    assert run(["check", str(demo), str(file), "--at", "01.02.2025"]) == 0
    report = tmp_path / "отчёт.docx"
    assert run(["check", str(demo), str(file), str(file), "--at", "01.02.2026", "--docx", str(report)]) == 1
    lines = read(report.read_bytes(), report.name).text.split("\n")
    assert sum("программа.txt. Исправить: 1." in line for line in lines) == 2
    assert sum("№ 205-МП" in line and "Утратил силу с 01.01.2026" in line for line in lines) == 2
    assert "Отчёт записан" in capsys.readouterr().err
    assert run(["check", str(demo), str(file), "--docx", str(tmp_path / "нет" / "отчёт.docx")]) == 1
    assert "не записан: такого файла или папки нет." in capsys.readouterr().err
    assert run(["check", str(demo), str(tmp_path / "нет.docx")]) == 1
    assert "нет.docx: Файл или папка не найдены." in capsys.readouterr().err
    (tmp_path / "папка").mkdir()
    file.rename(tmp_path / "папка" / file.name)
    (tmp_path / "папка" / "пусто.docx").write_bytes(b"PK\x03\x04 broken")
    assert run(["check", str(demo), str(tmp_path / "папка"), "--at", "01.02.2025"]) == 1
    told = capsys.readouterr()
    assert "программа.txt: проверено на 01.02.2025" in told.out and "пусто.docx: " in told.err
