"""Same input, same base, byte for byte, whatever the order in which sources came (README.md, rule 6)."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from bases import DAY, Given, dump, store

from kb.store.connection import open_base


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_of_sources_does_not_matter(
    base: sqlite3.Connection, given: list[Given], tmp_path: Path, seed: int
) -> None:
    shuffled = given.copy()
    random.Random(seed).shuffle(shuffled)
    other = open_base(tmp_path / "other.db")
    for portion in (shuffled[:5], shuffled[5:]):  # two loads: rows made after the first are made anew
        store(other, portion)
    assert dump(other) == dump(base)


def test_sources_taken_in_together_or_one_by_one_give_one_base(
    base: sqlite3.Connection, given: list[Given], tmp_path: Path
) -> None:
    other = open_base(tmp_path / "other.db")
    for one in given:
        store(other, [one])
    assert dump(other) == dump(base)


def test_storing_again_changes_nothing(base: sqlite3.Connection, given: list[Given]) -> None:
    before = dump(base)
    store(base, given)
    assert dump(base) == before


def test_the_day_of_the_first_load_stays(base: sqlite3.Connection, given: list[Given]) -> None:
    store(base, given, DAY.replace(year=2027))
    days = {day for (day,) in base.execute("SELECT known_from FROM sources UNION SELECT known_from FROM acts")}
    assert days == {DAY.isoformat()}


def test_nothing_waits_and_references_hold(base: sqlite3.Connection) -> None:
    assert base.execute("SELECT count(*) FROM stale").fetchone() == (0,)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []


def test_no_time_of_day_enters_the_base(base: sqlite3.Connection) -> None:
    columns = {column for (column,) in base.execute("SELECT DISTINCT known_from FROM sources")}
    assert all(len(day) == 10 for day in columns)


def test_the_day_of_loading_leaves_no_trace_but_since_when_acts_are_known(
    given: list[Given], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dumps = []
    for day in ("2020-01-03", "2030-01-07"):
        monkeypatch.setenv("KB_TODAY", day)
        with closing(open_base(tmp_path / f"{day}.db")) as db:
            store(db, given, date.fromisoformat(day))
            dumps.append(dump(db).replace(f"'{day}'", "the day"))
    assert dumps[0] == dumps[1]
    assert "'not_yet'" in dumps[0], "of what has turned in those years"
