"""Status of acts and units on a day, and why a unit reads as it does, over the model acts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import bases
import pytest

import kb
from ingest import parse, read
from kb.errors import UnknownUnit
from kb.load.settle import settle
from kb.store.connection import open_base
from kb.store.filing import file_parsed
from kb.store.write import store


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    db = open_base(tmp_path_factory.mktemp("standing") / "base.db")
    bases.store(db, bases.read_data())
    yield db
    db.close()


@pytest.mark.parametrize(
    ("act", "unit", "day", "code", "ground"),
    [
        ("201-МП", None, "2024-03-31", "not_yet", "Вступает в силу 01.04.2024"),
        ("201-МП", None, "2024-04-01", "in_force", "Вступил в силу 01.04.2024"),
        ("201-МП", None, "2024-05-01", "amended", "Вступил в силу 01.04.2024"),
        ("201-МП", None, "2031-04-01", "repealed", "Срок действия истёк 01.04.2031"),
        ("215-МП", None, "2026-01-01", "repealed", "№ 350-МП"),
        ("240-МП", None, "2024-06-10", "in_force", "по поправке"),
        ("201-МП", "пункт 6 приложения 1", "2024-03-31", "not_yet", "Акт: вступает в силу 01.04.2024"),
        ("201-МП", "пункт 6 приложения 1", "2025-06-05", "suspended", "с 05.06.2025 до 01.09.2025: "),
        ("201-МП", "абзац второй пункта 6 приложения 1", "2025-06-05", "suspended", "№ 310-МП"),
        ("201-МП", "пункт 6 приложения 1", "2025-09-01", "amended", "Акт: вступил в силу"),
        ("201-МП", "пункт 12 приложения 1", "2029-12-31", "not_yet", "Вводится 01.01.2030: "),
        ("201-МП", "пункт 12 приложения 1", "2030-01-01", "amended", "Введена 01.01.2030: "),
        ("201-МП", "пункт 3", "2025-12-31", "in_force", "Акт: вступил в силу"),
        ("201-МП", "пункт 3", "2026-01-01", "repealed", "Утратила силу с 01.01.2026: "),
        ("201-МП", "пункт 11 приложения 1", "2024-11-18", "amended", "Прежде пункт 10 приложения 1"),
        ("201-МП", "пункт 1 приложения 1", "2026-01-01", "in_force", "Акт: вступил в силу"),
        ("101-МП", "часть 3 статьи 4", "2024-08-31", "not_yet", "Вступает в силу 01.09.2024, отдельно от акта"),
        ("101-МП", "часть 3 статьи 4", "2024-09-01", "in_force", "Акт: вступил в силу"),
        ("101-МП", "часть 1 статьи 4", "2024-08-31", "in_force", "от опубликования 16.01.2024"),
        ("101-МП", 'подпункт "в" пункта 1 части 1 статьи 4', "2024-09-21", "repealed", "№ 120-МП"),
        ("77-МП", None, "2024-03-31", "unknown", "неизвестна дата вступления в силу"),
    ],
)
def test_status_on_a_day(
    base: sqlite3.Connection, act: str, unit: str | None, day: str, code: str, ground: str
) -> None:
    found = kb.status(base, act, date.fromisoformat(day), unit)
    assert found.code == code, found.ground
    assert ground in found.ground


def test_who_has_changed_it_by_the_day(base: sqlite3.Connection) -> None:
    unit = "пункт 7 приложения 1"
    by = [[act.number for act in kb.status(base, "201-МП", date(*day), unit).changed_by] for day in
          ((2024, 4, 30), (2024, 5, 1), (2025, 1, 1))]  # fmt: skip
    assert by == [[], ["215-МП"], ["215-МП", "260-МП"]]


def test_what_was_not_applied_is_said(base: sqlite3.Connection) -> None:
    assert kb.status(base, "201-МП", date(2025, 2, 28), "пункт 7 приложения 1").doubts == ()
    (doubt,) = kb.status(base, "201-МП", date(2025, 3, 1), "пункт 7 приложения 1").doubts
    assert "№ 290-МП" in doubt and "не найдены в пункте 7" in doubt
    (unseen,) = kb.status(base, "201-МП", date(2024, 7, 1), "пункт 9 приложения 1").doubts
    assert "№ 240-МП, текста которого в базе нет" in unseen


def test_a_suspended_act_is_suspended_today_and_not_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = "ПРАВИТЕЛЬСТВО ПРИМЕРНОЙ ОБЛАСТИ\nПОСТАНОВЛЕНИЕ\nот {day} г. № {number}-П\n{title}\n"
    acts = {
        "rules.txt": head.format(day="1 марта 2020", number=1, title="О правилах")
        + "1. Правила.\n2. Настоящее постановление вступает в силу с 1 апреля 2020 г.\n",
        "pause.txt": head.format(day="1 марта 2021", number=2, title="О приостановлении")
        + "1. Приостановить до 1 июля 2021 г. действие постановления Правительства Примерной области "
        "от 1 марта 2020 г. № 1-П.\n2. Настоящее постановление вступает в силу с 1 мая 2021 г.\n",
    }
    monkeypatch.setenv("KB_TODAY", "2021-04-01")
    db = open_base(tmp_path / "base.db")
    for name, text in acts.items():
        store(db, [file_parsed(parse(read(text.encode(), name)), text.encode(), date(2021, 4, 1), "1")])
    settle(db)
    seen = []
    for day in (date(2021, 4, 1), date(2021, 5, 1), date(2021, 7, 1)):
        monkeypatch.setenv("KB_TODAY", day.isoformat())
        (today,) = db.execute("SELECT status FROM acts WHERE number = '1-П'").fetchone()
        seen.append((today, kb.status(db, "1-П", day).code))
    assert seen == [("in_force", "in_force"), ("suspended", "suspended"), ("in_force", "in_force")]
    db.close()


def test_a_note_tells_of_a_change_from_the_day_its_act_was_signed(tmp_path: Path) -> None:
    db = open_base(tmp_path / "base.db")
    text = (Path(__file__).with_name("stated") / "zakon-101-mp_2024-09-05.txt").read_bytes()
    bases.store(db, [bases.given("stated.txt", text)])
    by = [[act.number for act in kb.status(db, "101-МП", date(2024, 9, day), "пункт 1 статьи 2").changed_by]
          for day in (4, 5)]  # fmt: skip
    assert by == [[], ["120-МП"]]
    gone = kb.status(db, "101-МП", date(2024, 9, 5), "часть 3 статьи 5")
    assert (gone.code, "по пометке в тексте" in gone.ground) == ("repealed", True)
    db.close()


def test_why_asks_for_a_unit_and_takes_it_beside_the_name(base: sqlite3.Connection) -> None:
    assert kb.why(base, "201-МП пункт 7 приложения 1") == kb.why(base, "201-МП", "пункт 7 приложения 1")
    with pytest.raises(UnknownUnit, match="Не сказано, какая единица"):
        kb.why(base, "201-МП")


def test_why_a_unit_reads_so(base: sqlite3.Connection) -> None:
    told = kb.why(base, "201-МП", "пункт 7 приложения 1")
    first, second, third = told.wordings
    assert (first.made_by, told.source) == ((), "acts/postanovlenie-201-mp.txt")
    assert [w.since for w in told.wordings] == ["", "2024-05-01", "2025-01-01"]
    (order,) = second.made_by
    assert ("-", " и родителям (законным представителям)") in second.pieces
    assert (order.by.number, order.where, order.verb) == ("215-МП", 'подпункт "г" пункта 1', "delete_words")
    assert order.clause == "2. Настоящее постановление вступает в силу с 1 мая 2024 г."
    assert order.words.startswith("г) в пункте 7 слова")
    source = base.execute("SELECT sha256 FROM sources WHERE name LIKE '%215-mp%'").fetchone()[0]
    assert (order.source, order.span[1] - order.span[0]) == (source, len(order.words))
    assert third.hash != second.hash
    (refused,) = told.others
    assert (refused.by.number, refused.state) == ("290-МП", "refused")
    words = "\n".join(told.sentences)
    for said in (
        "из файла «acts/postanovlenie-201-mp.txt»",
        "В силе с 01.05.2024: «2. Настоящее",
        "Не применено: слова",
    ):
        assert said in words


def test_a_day_counted_from_publication_names_it(base: sqlite3.Connection) -> None:
    told = kb.why(base, "201-МП", "абзац второй пункта 6 приложения 1")
    (order,) = told.wordings[-1].made_by
    assert (order.in_force_from, order.published) == ("2024-06-04", "2024-05-24")
    assert "по истечении десяти дней" in (order.clause or "")


def test_the_chain_of_a_unit_holds_what_changed_it_from_above(base: sqlite3.Connection) -> None:
    """«по тексту Положения слова … заменить» is an order on the annex, and it changed пункт 3."""
    assert [e.act.number for e in kb.chain(base, "201-МП", "пункт 3 приложения 1").amended_by] == ["260-МП"]
    assert [e.act.number for e in kb.chain(base, "201-МП", "пункт 1 приложения 1").amended_by] == []
    assert "310-МП" in [e.act.number for e in kb.chain(base, "201-МП", "абзац второй пункта 6 приложения 1").amended_by]
