"""Pieces of acts that have no head: their units and notes are read, though nobody knows of which act."""

from __future__ import annotations

from marked_documents import document_of, styled

import ingest


def parsed(*rows: str) -> ingest.Parsed:
    return ingest.parse(document_of([styled(row) for row in rows]))


def test_articles_without_a_head() -> None:
    found = parsed(
        "Статья 1. Предмет",
        "(в ред. Закона Примерской области от 18.02.2016 N 9/2016-ОЗ)",
        "1. Закон регулирует примеры.",
        "2. Утратил силу. - Закон Примерской области от 12.12.2008 N 199/2008-ОЗ.",
        "Статья 2. Действие",
        "Закон действует.",
        "Статья 2.1. Образцы",
        "Образцы хранятся.",
    )
    assert found.act is None and found.page is None
    assert [unit.eid for unit in found.units] == ["art_1", "art_1__para_1", "art_1__para_2", "art_2", "art_2-1"]
    assert [(note.within, note.verb) for note in found.notes] == [("art_1", "restate"), ("art_1__para_2", "repeal")]
    assert any("Реквизиты" in problem.message for problem in found.problems)


def test_points_with_notes_without_a_head() -> None:
    found = parsed(
        "1. Правила определяют порядок.",
        "(в ред. Постановления Правительства РФ от 04.05.2024 N 579)",
        "2. Заявитель представляет:",
        "а) образец;",
        "б) пример.",
        '(пп. "б" введен Постановлением Правительства РФ от 22.03.2022 N 438)',
        "3. Образец возвращается.",
    )
    assert found.page is None
    assert [note.within for note in found.notes] == ["point_1", "point_2__subpara_б"]


def test_a_page_that_quotes_two_articles_stays_a_page() -> None:
    found = parsed("Памятка", "Статья 1. Предмет", "Статья 2. Действие", "Приказ Минпросвещения от 02.09.2020 № 458")
    assert found.page is not None and not found.units


def test_an_annex_saved_alone() -> None:
    found = parsed(
        "Приложение 1 к постановлению администрации города Примера от 26.04.2017 N 31",
        "Порядок отбора примеров",
        "1. Общие положения",
        "1.1. Порядок определяет правила.",
        "1.2. Пример - образец.",
    )
    assert found.act is not None and found.act.approved_by is not None
    assert (found.act.id.kind, found.act.approved_by.number) == ("poryadok", "31")
    assert [unit.eid for unit in found.units] == ["sec_1", "point_1-1", "point_1-2"]
