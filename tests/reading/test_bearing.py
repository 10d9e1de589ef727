"""A unit is followed through its numbers, and the orders on what it stands in reach it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import bases
import pytest

import kb
from kb.store.connection import open_base

MARK = "МОДЕЛЬНЫЙ АКТ. Написан для проверки программы, не является правовым актом.\n"
HEAD = f"{MARK}ПРАВИТЕЛЬСТВО ПРИМЕРНОЙ ОБЛАСТИ\nПОСТАНОВЛЕНИЕ\n"
ORDERING = "Правительство Примерной области постановляет:\n"
RULES = (
    f"{HEAD}от 12 января 2023 г. № 701-МП\nОб утверждении Правил полива\n{ORDERING}"
    "1. Утвердить прилагаемые Правила полива.\n2. Поливать сады ежедневно.\n"
    "3. Настоящее постановление вступает в силу с 1 февраля 2023 г.\nПредседатель Б.Б. Примеров\n"
    "УТВЕРЖДЕНЫ\nпостановлением Правительства\nПримерной области\nот 12 января 2023 г. № 701-МП\n"
    "ПРАВИЛА\nполива\nI. Общее\n1. Правила устанавливают порядок полива.\n"
    "II. Полив\n2. Сад поливают зря.\n3. Сад поливают:\nа) утром из лейки;\nб) вечером из шланга.\n"
    "4. Грядки поливают раз в неделю.\n"
)
THE_RULES = "Правила полива, утвержденные постановлением Правительства Примерной области от 12 января 2023 г. № 701-МП"


def amending(number: str, day: str, since: str, orders: str) -> str:
    return (
        f"{HEAD}от {day} № {number}\nО внесении изменений в Правила полива\n{ORDERING}"
        f'1. Внести в {THE_RULES} "Об утверждении Правил полива", следующие изменения:\n{orders}\n'
        f"2. Настоящее постановление вступает в силу с {since}\nПредседатель Б.Б. Примеров\n"
    )


EARLIER = amending(
    "702-МП", "1 марта 2023 г.", "1 апреля 2023 г.", 'а) в подпункте "а" пункта 3 слово "утром" заменить словом "днем".'
)
NUMBERS = amending(
    "703-МП",
    "1 мая 2023 г.",
    "1 июня 2023 г.",
    "а) пункты 3 и 4 считать соответственно пунктами 4 и 5;\n"
    'б) дополнить пунктом 3 следующего содержания:\n"3. Воду берут из реки.".',
)
LATER = amending(
    "704-МП",
    "1 июля 2023 г.",
    "1 августа 2023 г.",
    'а) пункт 4 изложить в следующей редакции:\n"4. Сад поливают:\nа) ночью из лейки;\nб) вечером из шланга.".',
)
ENDING = (
    f"{HEAD}от 1 декабря 2023 г. № 705-МП\nО признании утратившим силу постановления\n{ORDERING}"
    "1. Признать утратившим силу постановление Правительства Примерной области от 12 января 2023 г. № 701-МП "
    '"Об утверждении Правил полива".\n'
    "2. Настоящее постановление вступает в силу с 1 января 2024 г.\nПредседатель Б.Б. Примеров\n"
)
CITING = (
    f"{HEAD}от 1 сентября 2023 г. № 706-МП\nО лейках\n{ORDERING}"
    "1. Лейки выдавать по пункту 1 Правил полива, утвержденных постановлением Правительства Примерной области "
    "от 12 января 2023 г. № 701-МП.\n"
    "2. Настоящее постановление вступает в силу с 1 октября 2023 г.\nПредседатель Б.Б. Примеров\n"
)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """A base of Rules whose points were renumbered, and of what changes, ends and cites them."""
    monkeypatch.setenv("KB_TODAY", "2023-09-15")
    texts = (RULES, EARLIER, NUMBERS, LATER, ENDING, CITING)
    db = open_base(tmp_path / "base.db")
    bases.store(db, [bases.given(f"{i}.txt", text) for i, text in enumerate(texts)])
    yield db
    db.close()


@pytest.mark.parametrize(
    ("unit", "by"),
    [
        ("пункт 2 Правил", ["705-МП"]),
        ("пункт 3 Правил", ["703-МП", "705-МП"]),
        ("пункт 4 Правил", ["702-МП", "703-МП", "704-МП", "705-МП"]),
        ('подпункт "а" пункта 4 Правил', ["702-МП", "703-МП", "704-МП", "705-МП"]),
        ('подпункт "б" пункта 4 Правил', ["703-МП", "704-МП", "705-МП"]),
        ("пункт 5 Правил", ["703-МП", "705-МП"]),
        ("раздел II Правил", ["702-МП", "703-МП", "704-МП", "705-МП"]),
        ("раздел I Правил", ["705-МП"]),
    ],
)
def test_the_chain_of_a_unit_goes_with_its_words(db: sqlite3.Connection, unit: str, by: list[str]) -> None:
    assert [entry.act.number for entry in kb.chain(db, "701-МП", unit).amended_by] == by


def test_wordings_go_with_the_unit(db: sqlite3.Connection) -> None:
    told = [(w.since, [o.by.number for o in w.made_by]) for w in kb.why(db, "701-МП", "пункт 5 Правил").wordings]
    assert told == [("", []), ("2023-06-01", ["703-МП"])]
    assert [w.since for w in kb.why(db, "701-МП", "пункт 3 Правил").wordings] == ["2023-06-01"]


def test_a_unit_is_in_force_since_it_was_put_in_and_not_since_it_has_its_number(db: sqlite3.Connection) -> None:
    days = [kb.status(db, "701-МП", date(2023, 9, 15), f"пункт {n} Правил").in_force_from for n in (1, 3, 5)]
    assert days == ["2023-02-01", "2023-06-01", "2023-02-01"]


def test_compared_days_name_who_restated_a_unit_in_the_same_words(db: sqlite3.Connection) -> None:
    found = kb.compare(db, "701-МП", date(2023, 3, 1), date(2023, 9, 1)).differences
    told = {d.where: [act.number for act in d.by] for d in found}
    assert told['подпункт "а" пункта 4 приложения 1'] == ["702-МП", "703-МП", "704-МП"]
    assert told["пункт 5 приложения 1"] == ["703-МП"]


def test_a_point_of_an_annex_is_cited_and_no_point_of_the_act(db: sqlite3.Connection) -> None:
    assert [p.citing and p.citing.number for p in kb.cited_by(db, "701-МП", "пункт 1 Правил").passages] == ["706-МП"]
    assert not kb.cited_by(db, "701-МП", "point_1").passages
