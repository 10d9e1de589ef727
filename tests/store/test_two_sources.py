"""Several sources of one act: one speaks, by a rule that no order of files changes; what differs is told."""

from __future__ import annotations

import itertools
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from bases import DAY, Given, dump, given, store, taken

import kb
from ingest.parsed import Parsed
from kb.reading.passport import passport_of as passport
from kb.store.connection import open_base

ACT = "postanovlenie-pravitelstv-primern-oblast-2024-03-04-205-mp"
HEAD = "ПРАВИТЕЛЬСТВО ПРИМЕРНОЙ ОБЛАСТИ\n\nПОСТАНОВЛЕНИЕ\n\nот 4 марта 2024 г. № 205-МП\n\nг. Примерск\n\n"
BODY = "1. Подключить школы.\n\n2. Настоящее постановление вступает в силу со дня подписания.\n"
PLAIN = HEAD + "О порядке подключения школ\n\n" + BODY
RETITLED = PLAIN.replace("О порядке подключения школ", "О подключении школ")
AMENDED = PLAIN.replace(
    "1. Подключить школы.",
    "1. Подключить школы и колледжи. "
    "(В редакции постановления Правительства Примерной области от 1 июня 2024 г. № 239-МП)",
)


def source(name: str, text: str) -> Given:
    one = given(name, text)
    assert isinstance(one[2], Parsed) and one[2].act is not None and one[2].act.id.slug == ACT
    return one


@pytest.fixture
def rivals() -> list[Given]:
    return [source("plain.txt", PLAIN), source("retitled.txt", RETITLED), source("amended.txt", AMENDED)]


def test_every_order_gives_one_base(rivals: list[Given], tmp_path: Path) -> None:
    dumps = set()
    for i, order in enumerate(itertools.permutations(rivals)):
        db = open_base(tmp_path / f"{i}.db")
        for one in order:
            store(db, [one])
        dumps.add(dump(db))
    assert len(dumps) == 1


def test_the_text_with_later_amendments_speaks(rivals: list[Given], tmp_path: Path) -> None:
    db = open_base(tmp_path / "base.db")
    store(db, rivals)
    assert [source.name for source in passport(db, ACT).sources if source.speaks] == ["amended.txt"]
    assert "1. Подключить школы и колледжи." in [unit.text for unit in kb.text(db, ACT).units]


def test_what_differs_is_a_problem(rivals: list[Given], tmp_path: Path) -> None:
    db = open_base(tmp_path / "base.db")
    store(db, rivals)
    told = db.execute("SELECT name, message FROM problems WHERE rule = 'contradiction'").fetchall()
    assert [name for name, _ in told] == ["retitled.txt"]
    assert "«О подключении школ»" in told[0][1] and "«О порядке подключения школ»" in told[0][1]


def test_a_source_that_turns_out_another_act_leaves_the_first(rivals: list[Given], tmp_path: Path) -> None:
    """Parsed by a later version, the same bytes may name another act: then another source of the first one speaks."""
    db = open_base(tmp_path / "base.db")
    store(db, rivals)
    name, data, before = rivals[2]
    after = taken(name, data.replace("205-МП".encode(), "206-МП".encode()))
    assert isinstance(before, Parsed) and isinstance(after, Parsed)
    same_bytes = replace(after.document, sha256=before.document.sha256)
    store(db, [(name, data, replace(after, document=same_bytes))])
    speakers = {
        act: [one.name for one in passport(db, act).sources if one.speaks] for act in (ACT, ACT.replace("205", "206"))
    }
    assert list(speakers.values()) == [["plain.txt"], ["amended.txt"]]
    assert db.execute("SELECT count(*) FROM sources").fetchone() == (3,)
    db.close()


def test_reading_day(rivals: list[Given], tmp_path: Path) -> None:
    db: sqlite3.Connection = open_base(tmp_path / "base.db")
    store(db, rivals, DAY)
    assert passport(db, ACT).known_from == DAY.isoformat()
