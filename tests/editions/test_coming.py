"""What takes effect next, and who cites what is no longer in force."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import bases
import pytest

import kb
from kb.store.connection import open_base

HEAD = "ПРАВИТЕЛЬСТВО ПРИМЕРНОЙ ОБЛАСТИ\n\nПОСТАНОВЛЕНИЕ\n\nот {day} г. № {number}\n\n{title}\n\n"
ORDER = "постановлени{} Правительства Примерной области от 4 марта 2024 г. № 205-МП"
CITING = HEAD.format(day="1 апреля 2024", number="501-МП", title="О мерах") + (
    f"1. Школам действовать по {ORDER.format('ю')}.\n\n"
    "2. Учесть часть 3 статьи 5 Закона Примерной области от 15 января 2024 года № 101-МП.\n\n"
    "3. Учесть часть 2 статьи 5 Закона Примерной области от 15 января 2024 года № 101-МП.\n\n"
    "4. Настоящее постановление вступает в силу с 1 мая 2024 г.\n"
)
MENDING = HEAD.format(day="1 марта 2026", number="502-МП", title="О внесении изменения в постановление № 501-МП") + (
    "1. Пункт 1 постановления Правительства Примерной области от 1 апреля 2024 г. № 501-МП "
    'изложить в следующей редакции:\n\n"1. Школам действовать по своему усмотрению.".\n\n'
    "2. Настоящее постановление вступает в силу с 1 апреля 2026 г.\n"
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    db = open_base(tmp_path_factory.mktemp("coming") / "base.db")
    mine = [bases.given("citing.txt", CITING), bases.given("mending.txt", MENDING)]
    bases.store(db, [*bases.read_data(), *mine])
    yield db
    db.close()


def coming(base: sqlite3.Connection, since: str, until: str | None = None, act: str | None = None) -> list[str]:
    found = kb.coming(base, date.fromisoformat(since), date.fromisoformat(until) if until else None, act)
    return [
        f"{e.day} {e.what} {e.act.number} {e.where or '-'} {e.verb or '-'} {e.by.number if e.by else '-'}"
        for e in found
    ]


def test_what_comes_next(base: sqlite3.Connection) -> None:
    assert coming(base, "2026-06-01") == [
        "2030-01-01 begins 340-МП - - -",
        "2030-01-01 changes 201-МП пункт 2 приложения 1 replace_words 340-МП",
        "2030-01-01 begins 201-МП пункт 12 приложения 1 add 340-МП",
        "2031-04-01 ends 201-МП - - -",
    ]


def test_an_act_between_two_days(base: sqlite3.Connection) -> None:
    assert coming(base, "2025-03-01", "2026-01-01", "201-МП") == [
        "2025-06-05 suspended 201-МП пункт 6 приложения 1 suspend 310-МП",
        "2025-09-01 resumes 201-МП пункт 6 приложения 1 suspend 310-МП",
        "2026-01-01 ends 201-МП пункт 3 repeal 350-МП",
    ]


def test_a_unit_with_a_day_of_its_own_and_the_end_of_acts(base: sqlite3.Connection) -> None:
    assert "2024-09-01 begins 101-МП часть 3 статьи 4 - -" in coming(base, "2024-08-31", "2024-09-01")
    assert "2026-01-01 ends 205-МП - repeal 350-МП" in coming(base, "2025-12-31", "2026-01-01")


def test_what_has_no_day_comes_last_with_the_reason(tmp_path: Path) -> None:
    db = open_base(tmp_path / "base.db")
    bases.store(db, [one for one in bases.read_data() if not one[0].endswith("model.yml")])
    event = kb.coming(db, date(2026, 6, 1))[-1]
    assert event.day is None and event.reason and "опубликовани" in event.reason
    db.close()


def dead(base: sqlite3.Connection, day: str) -> list[str]:
    return [
        f"{one.by.number if one.by else one.source_name} {one.where} → {one.cited.number} {one.cited_where or '-'}"
        for one in kb.dead(base, date.fromisoformat(day), "501-МП")
    ]


def test_who_cites_what_is_gone(base: sqlite3.Connection) -> None:
    assert dead(base, "2024-09-20") == []
    assert dead(base, "2025-12-31") == ["501-МП пункт 2 → 101-МП часть 3 статьи 5"]
    assert dead(base, "2026-01-01") == ["501-МП пункт 1 → 205-МП -", "501-МП пункт 2 → 101-МП часть 3 статьи 5"]


def test_a_place_that_was_reworded_cites_no_more(base: sqlite3.Connection) -> None:
    assert dead(base, "2026-04-01") == ["501-МП пункт 2 → 101-МП часть 3 статьи 5"]


def test_the_ground_is_told(base: sqlite3.Connection) -> None:
    grounds = [one.ground for one in kb.dead(base, date(2026, 1, 1), "501-МП")]
    assert "№ 350-МП" in grounds[0] and "Утратила силу с 21.09.2024: " in grounds[1] and "№ 120-МП" in grounds[1]


def test_an_act_that_repeals_does_not_rely_on_what_it_repeals(base: sqlite3.Connection) -> None:
    assert {one.by.number for one in kb.dead(base, date(2026, 1, 1)) if one.by} == {"285-МП", "501-МП"}
    listed = base.execute("SELECT act FROM citations WHERE cited LIKE '%205-mp' AND relation = 'repeals'").fetchall()
    assert listed, "350-МП names what it repeals"
