"""A repeal that leaves something out, from the act that orders it to what every face says of the act that it ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import bases
import pytest

import kb
from kb.store.connection import open_base

MARK = "МОДЕЛЬНЫЙ АКТ. Написан для проверки программы, не является правовым актом.\n"
LAW = (
    f"{MARK}ЗАКОН ПРИМЕРНОЙ ОБЛАСТИ\nот 10 января 2023 г. № 501-МП\nО школьных садах\n"
    "Глава 1. Общее\nСтатья 1. Сад\n1. Сад есть при школе.\n2. Сад растет.\n3. Сад поливают.\n"
    "Статья 2. Сторож\nСад охраняет сторож.\n"
    "Глава 2. Особое\nСтатья 3. Урожай\n1. Урожай собирают.\n2. Урожай делят.\n"
    "Статья 4. Вступление в силу\nНастоящий Закон вступает в силу с 1 февраля 2023 г.\n"
    "Губернатор Примерной области А.А. Примерова\n"
)
DECREE = (
    f"{MARK}ПРАВИТЕЛЬСТВО ПРИМЕРНОЙ ОБЛАСТИ\nПОСТАНОВЛЕНИЕ\nот 12 января 2023 г. № 502-МП\nО порядке полива\n"
    "1. Утвердить прилагаемый Порядок полива садов.\n2. Поливать сады ежедневно.\n"
    "3. Настоящее постановление вступает в силу с 1 февраля 2023 г.\nПредседатель Б.Б. Примеров\n"
    "УТВЕРЖДЕН\nпостановлением Правительства\nПримерной области\nот 12 января 2023 г. № 502-МП\n"
    "ПОРЯДОК\nполива садов\n1. Сад поливают утром.\n2. Сад поливают вечером.\n"
)
CITING = (
    f"{MARK}МИНИСТЕРСТВО ПРИМЕРОВ ПРИМЕРНОЙ ОБЛАСТИ\nПРИКАЗ\nот 15 марта 2023 г. № 503-МП\nО грядках\nПриказываю:\n"
    "1. Грядки разбить, как велит статья 2 Закона Примерной области от 10.01.2023 № 501-МП.\n"
    "2. Урожай делить по статье 3 Закона Примерной области от 10.01.2023 № 501-МП.\n"
    "3. Соблюдать Закон Примерной области от 10.01.2023 № 501-МП.\n"
    "4. Настоящий приказ вступает в силу с 1 апреля 2023 г.\nМинистр В.В. Примерная\n"
)
THE_LAW = "Закон Примерной области от 10 января 2023 г. № 501-МП «О школьных садах»"
OF_LAW = THE_LAW.replace("Закон", "Закона", 1)
THE_DECREE = "постановление Правительства Примерной области от 12 января 2023 г. № 502-МП «О порядке полива»"
BEFORE, AFTER = date(2024, 2, 29), date(2024, 3, 1)


def repealing(order: str, number: str = "601-МП", day: str = "1 марта 2024 г.") -> str:
    return (
        f"{MARK}ЗАКОН ПРИМЕРНОЙ ОБЛАСТИ\nот 12 февраля 2024 г. № {number}\n"
        "О признании утратившими силу отдельных актов\n"
        f"Статья 1\n{order}\nСтатья 2\nНастоящий Закон вступает в силу с {day}\n"
        "Губернатор Примерной области А.А. Примерова\n"
    )


Made = Callable[..., sqlite3.Connection]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """Makes a base of the model acts and of those that are given."""
    db = open_base(tmp_path / "base.db")

    def make(*texts: str) -> sqlite3.Connection:
        given = [bases.given(f"{i}.txt", text) for i, text in enumerate((LAW, DECREE, CITING, *texts))]
        bases.store(db, given)
        return db

    yield make
    db.close()


def said(db: sqlite3.Connection, act: str, day: date, unit: str | None = None) -> str:
    return kb.status(db, act, day, unit).code


ARTICLES = ("статья 1", "статья 2", "статья 3", "статья 4")


@pytest.mark.parametrize(
    ("order", "spared"),
    [
        (f"Признать утратившим силу {THE_LAW}, за исключением статьи 3.", {"статья 3"}),
        (f"{THE_LAW} признать утратившим силу, кроме статьи 3.", {"статья 3"}),
        (f"Признать утратившим силу {THE_LAW}, сохранив действие статей 2 и 3.", {"статья 2", "статья 3"}),
        (f"Признать утратившим силу {THE_LAW}, за исключением главы 2.", {"статья 3", "статья 4"}),
        (f"Признать утратившими силу:\n1) {THE_LAW}, за исключением статьи 3;\n2) {THE_DECREE}.", {"статья 3"}),
        (f"Признать утратившим силу {THE_LAW} в части статей 1, 2 и 4.", {"статья 3"}),
    ],
)
def test_the_spared_stay_and_the_others_go(made: Made, order: str, spared: set[str]) -> None:
    db = made(repealing(order))
    assert {said(db, "501-МП", BEFORE, unit) for unit in ARTICLES} == {"in_force"}
    stands = {unit for unit in ARTICLES if said(db, "501-МП", AFTER, unit) in ("in_force", "amended")}
    assert stands == spared
    assert {said(db, "501-МП", AFTER, unit) for unit in ARTICLES if unit not in spared} == {"repealed"}
    assert said(db, "501-МП", AFTER) in ("partly_repealed", "amended")
    assert said(db, "501-МП", BEFORE) == "in_force"


def test_the_act_says_what_is_left_of_it(made: Made) -> None:
    db = made(repealing(f"Признать утратившим силу {THE_LAW}, за исключением статьи 3."))
    found = kb.status(db, "501-МП", AFTER)
    assert found.code == "partly_repealed"
    assert found.ground.startswith("Утратил силу, кроме статьи 3, с 01.03.2024: Закон Примерной области от 12.02.2024")
    assert db.execute("SELECT status FROM acts WHERE number = '501-МП'").fetchone() == ("partly_repealed",)
    unit = kb.status(db, "501-МП", AFTER, "часть 1 статьи 3")
    assert unit.code in ("in_force", "amended") and "кроме статьи 3" in unit.ground
    text = kb.text(db, "501-МП", AFTER)
    lines = "\n".join(unit.text or "" for unit in text.units)
    assert "Урожай собирают" in lines and "сторож" not in lines
    row = db.execute("SELECT part, spared, found_by, state FROM operations WHERE verb = 'repeal'").fetchone()
    assert row == ("кроме статьи 3", '["art_3"]', "repeal/behind", "applied")
    why = kb.why(db, "501-МП", "статья 2", AFTER)
    assert [(order.part, order.found_by) for order in why.others] == [("кроме статьи 3", "repeal/behind")]
    assert any("кроме статьи 3" in sentence for sentence in why.sentences)


def test_whoever_cites_the_act_is_told_what_is_dead(made: Made) -> None:
    db = made(repealing(f"Признать утратившим силу {THE_LAW}, за исключением статьи 3."))
    assert kb.dead(db, BEFORE) == ()
    dead = {(one.unit, one.cited_unit) for one in kb.dead(db, AFTER)}
    assert dead == {("point_1", "art_2"), ("point_3", None)}
    checked = kb.check(db, CITING.encode(), "c.txt", AFTER)
    told = {r.exact[:8]: (r.level, [m.rule for m in r.remarks]) for r in checked.references}
    assert told == {
        "статья 2": ("wrong", ["unit-repealed"]),
        "статье 3": ("fine", []),
        "Закон Пр": ("doubtful", ["partly-repealed"]),
    }


def test_an_act_whose_text_is_not_here_is_told_of_by_its_repeal(made: Made) -> None:
    db = made(
        repealing(
            "Признать утратившим силу Закон Примерной области от 5 мая 2020 г. № 77-МП «О реках», кроме статьи 3."
        )
    )
    assert said(db, "77-МП", AFTER) == "partly_repealed"
    lines = [f"{n}. Так велит статья {n} Закона Примерной области от 05.05.2020 № 77-МП." for n in (2, 3)]
    checked = kb.check(db, "\n\n".join(["Записка", *lines]).encode(), "z.txt", AFTER)
    assert [[m.rule for m in r.remarks] for r in checked.references] == [["partly-repealed"], []]


@pytest.mark.parametrize(
    ("exception", "words"),
    [
        (", за исключением положений, касающихся отпусков", "кроме|за исключением положений, касающихся отпусков"),
        (" в части, касающейся отпусков", "в части, касающейся отпусков"),
        (" в части, не противоречащей Уставу области", "в части, не противоречащей Уставу области"),
        (", за исключением статьи 9", "кроме статьи 9"),
        (", за исключением статьи 3, которая утрачивает силу с 1 мая 2025 г", "которая утрачивает силу"),
    ],
)
def test_what_is_not_understood_is_never_called_dead(made: Made, exception: str, words: str) -> None:
    db = made(repealing(f"Признать утратившим силу {THE_LAW}{exception}."))
    for unit in (None, *ARTICLES):
        found = kb.status(db, "501-МП", AFTER, unit)
        assert found.code == "unknown" and any(one in found.ground for one in words.split("|")), found.ground
        assert said(db, "501-МП", BEFORE, unit) == "in_force"
    assert db.execute("SELECT state FROM operations WHERE verb = 'repeal'").fetchall() == [("refused",)]
    assert kb.dead(db, AFTER) == ()


def test_a_decree_keeps_the_annex_that_a_spared_point_approves(made: Made) -> None:
    db = made(repealing(f"Признать утратившим силу {THE_DECREE}, за исключением пункта 1."))
    units = {"пункт 1": "in_force", "пункт 2": "repealed", "пункт 1 приложения 1": "in_force"}
    assert {unit: said(db, "502-МП", AFTER, unit) for unit in units} == units


def test_a_decree_whose_annex_alone_is_spared(made: Made) -> None:
    db = made(
        repealing(
            f"Признать утратившим силу {THE_DECREE}, за исключением пункта 2 Порядка, утвержденного указанным "
            "постановлением."
        )
    )
    units = {
        "пункт 1": "repealed",
        "пункт 2": "repealed",
        "пункт 1 приложения 1": "repealed",
        "пункт 2 приложения 1": "in_force",
    }
    assert {unit: said(db, "502-МП", AFTER, unit) for unit in units} == units
    assert "кроме пункта 2 (Порядок)" in kb.status(db, "502-МП", AFTER).ground


def test_a_unit_may_lose_force_but_for_a_part_of_it(made: Made) -> None:
    db = made(repealing(f"Статью 1 {OF_LAW}, за исключением части 2, признать утратившей силу."))
    parts = {"часть 1 статьи 1": "repealed", "часть 2 статьи 1": "in_force", "часть 3 статьи 1": "repealed"}
    assert {unit: said(db, "501-МП", AFTER, unit) for unit in parts} == parts
    of_article = kb.status(db, "501-МП", AFTER, "статья 1")
    assert of_article.code == "partly_repealed" and "кроме части 2 статьи 1" in of_article.ground
    assert said(db, "501-МП", AFTER, "статья 2") == "in_force"


def test_the_rest_may_be_repealed_later(made: Made) -> None:
    db = made(
        repealing(f"Признать утратившим силу {THE_LAW}, за исключением статей 2 и 3."),
        repealing(f"Признать утратившим силу {THE_LAW}, за исключением статьи 3.", "602-МП", "1 апреля 2024 г."),
        repealing(f"Статью 3 {OF_LAW} признать утратившей силу.", "603-МП", "1 мая 2024 г."),
    )
    days = [date(2024, month, 1) for month in (3, 4, 5)]
    assert [said(db, "501-МП", day) for day in days] == ["partly_repealed", "partly_repealed", "repealed"]
    assert [said(db, "501-МП", day, "статья 2") for day in days] == ["in_force", "repealed", "repealed"]
    assert [said(db, "501-МП", day, "статья 3") for day in days] == ["in_force", "in_force", "repealed"]


def test_a_repeal_of_all_ends_what_was_left(made: Made) -> None:
    db = made(
        repealing(f"Признать утратившим силу {THE_LAW}, за исключением статьи 3."),
        repealing(f"Признать утратившим силу {THE_LAW}.", "602-МП", "1 апреля 2024 г."),
    )
    assert [said(db, "501-МП", date(2024, month, 1)) for month in (3, 4)] == ["partly_repealed", "repealed"]
    assert said(db, "501-МП", date(2024, 4, 1), "статья 3") == "repealed"


def test_a_suspension_spares_too(made: Made) -> None:
    db = made(
        repealing(f"Приостановить до 1 июня 2024 года действие {OF_LAW}, за исключением статьи 3."),
    )
    assert said(db, "501-МП", AFTER) == "suspended"
    assert "кроме статьи 3" in kb.status(db, "501-МП", AFTER).ground
    assert {unit: said(db, "501-МП", AFTER, unit) for unit in ARTICLES} == {
        "статья 1": "suspended", "статья 2": "suspended", "статья 3": "in_force", "статья 4": "suspended",
    }  # fmt: skip


def test_an_undated_repeal_leaves_the_spared_in_force(made: Made) -> None:
    text = repealing(f"Признать утратившим силу {THE_LAW}, за исключением статьи 3.")
    db = made(text.replace("с 1 марта 2024 г.", "по истечении десяти дней после дня официального опубликования."))
    assert said(db, "501-МП", AFTER) == "unknown"
    assert "кроме статьи 3" in kb.status(db, "501-МП", AFTER).ground
    assert said(db, "501-МП", AFTER, "статья 3") == "in_force"
    assert said(db, "501-МП", AFTER, "статья 2") == "unknown"


def test_a_heading_taken_out_does_not_take_the_article(made: Made) -> None:
    db = made(repealing(f"Наименование статьи 3 {OF_LAW} исключить."))
    assert said(db, "501-МП", AFTER, "статья 3") == "in_force"
    assert db.execute("SELECT part, state FROM operations").fetchall() == [("наименование", "refused")]


@pytest.mark.parametrize(
    ("order", "unit"),
    [
        (f"Признать утратившим силу {THE_LAW}, в части статьи 1 и части 9 статьи 3.", "часть 9 статьи 3"),
        (f"Признать утратившим силу {THE_LAW}, за исключением статьи 77.", "статья 77"),
        (f"Приостановить до 1 июня 2024 года действие {OF_LAW}, за исключением статьи 77.", "статья 77"),
        (f"Приостановить до 1 июня 2024 года действие статьи 77 {OF_LAW}.", "статья 77"),
        (f"Статью 77 {OF_LAW} изложить в следующей редакции:\n«Статья 77. Новая\nТекст.».", "статья 77"),
        (f"В статье 77 {OF_LAW} слово «Сад» заменить словом «Огород».", "статья 77"),
    ],
)
def test_a_unit_that_is_not_there_is_told_everywhere(made: Made, order: str, unit: str) -> None:
    db = made(repealing(order))
    reason = f"единицы нет: {unit}"
    assert [one.reason for one in kb.refused(db)] == [reason]
    assert any(reason in doubt for doubt in kb.status(db, "501-МП", AFTER).doubts)


def test_words_that_are_not_known_leave_the_status_open(made: Made) -> None:
    db = made(repealing(f"Признать утратившим силу {THE_LAW}, минуя статью 3."))
    assert {said(db, "501-МП", AFTER, unit) for unit in (None, *ARTICLES)} == {"unknown"}
    assert "«минуя статью 3»" in kb.status(db, "501-МП", AFTER).ground
    assert [one.reason for one in kb.refused(db)] and len(kb.problems(db)) == 1
