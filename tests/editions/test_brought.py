"""Editions beside the one that speaks: filed when they come, brought through time when the base settles, proved."""

from __future__ import annotations

import itertools
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import bases
import pytest

import kb
from ingest.parsed import Parsed
from kb.editions.agree import agreements
from kb.editions.prove import replay
from kb.store.connection import open_base
from kb.store.records import records
from kb.store.source import source_id
from kb.store.units import source_units

STATED = Path(__file__).with_name("stated") / "zakon-101-mp_2024-09-05.txt"
LAW = "zakon-primern-oblast-2024-01-15-101-mp"
UNIT = "art_2__point_1"


def acts(*names: str) -> list[bases.Given]:
    return [one for one in bases.read_data() if any(name in one[0] for name in names)]


def stated(name: str = STATED.name, *changed: tuple[str, str]) -> bases.Given:
    text = STATED.read_text("utf-8")
    for old, new in changed:
        assert old in text, old
        text = text.replace(old, new)
    return bases.given(name, text)


def middle() -> bases.Given:
    """An edition between the two: nothing of it is the amending law's that the base holds."""
    return stated("middle.txt", ("05.09.2024 № 120-МП", "01.02.2024 № 110-МП"))


@pytest.fixture
def base(tmp_path: Path) -> sqlite3.Connection:
    db = open_base(tmp_path / "base.db")
    bases.store(db, [*acts("zakon-101", "zakon-120", "cards/model"), middle(), stated()])
    return db


def beside(db: sqlite3.Connection) -> list[tuple[str, int]]:
    return db.execute(
        "SELECT s.name, e.brought FROM editions e JOIN sources s ON s.id = e.source ORDER BY s.edition"
    ).fetchall()


def test_every_edition_but_the_one_that_speaks_is_filed(base: sqlite3.Connection) -> None:
    assert beside(base) == [("acts/zakon-101-mp.txt", 1), ("middle.txt", 1)]
    made = base.execute("SELECT in_force_from, made_by IS NOT NULL FROM edition_texts WHERE eid = ?", (UNIT,))
    assert set(made) >= {("", 0), ("2024-09-21", 1)}
    base.close()


def test_of_one_edition_one_file_stands(tmp_path: Path) -> None:
    db = open_base(tmp_path / "base.db")
    _, data, _ = acts("zakon-101")[0]
    longer = data + "\n\nПредседатель Законодательного Собрания\n".encode()
    bases.store(db, [*acts("zakon-101"), bases.given("twin.txt", longer), stated()])
    assert len(beside(db)) == 1
    bases.store(db, [*acts("zakon-101"), bases.given("twin.txt", longer)])
    assert len(beside(db)) == 1
    db.close()


def test_an_act_of_one_source_has_no_editions(tmp_path: Path) -> None:
    db = open_base(tmp_path / "base.db")
    bases.store(db, bases.read_data())
    assert db.execute("SELECT count(*) FROM editions").fetchone() == (0,)
    db.close()


def test_every_order_gives_one_base(tmp_path: Path) -> None:
    """The editions one by one, orders applied and statuses decided between them: a text that spoke once stands beside
    as it came."""
    cards = acts("cards/model")
    given = [*acts("zakon-101", "zakon-120"), middle(), stated()]
    dumps = set()
    for i, order in enumerate(itertools.permutations(given)):
        db = open_base(tmp_path / f"{i}.db")
        bases.store(db, cards)
        for one in order:
            bases.store(db, [one])
        dumps.add(bases.dump(db))
        db.close()
    assert len(dumps) == 1


def test_filing_again_changes_nothing(base: sqlite3.Connection) -> None:
    before = bases.dump(base)
    bases.store(base, [*acts("zakon-101", "zakon-120"), middle(), stated()])
    assert bases.dump(base) == before
    base.close()


def test_without_the_amending_law_the_edition_stands_as_it_came(base: sqlite3.Connection) -> None:
    """A text that turns out another act takes its orders with it."""
    name, data, parsed = acts("zakon-120")[0]
    assert isinstance(parsed, Parsed)
    empty = bases.given(name, "Ничего не сказано.")[2]
    assert isinstance(empty, Parsed)
    same_bytes = replace(empty.document, sha256=parsed.document.sha256)
    bases.store(base, [(name, data, replace(empty, document=same_bytes))])
    assert beside(base) == [("acts/zakon-101-mp.txt", 0), ("middle.txt", 0)]
    assert base.execute("SELECT count(*) FROM edition_texts").fetchone() == (0,)
    base.close()


def test_units_of_the_speaker_are_found_as_they_came(tmp_path: Path) -> None:
    """Whatever orders have done to them: what stands in what is told by spans."""
    db = open_base(tmp_path / "base.db")
    given = [*bases.read_data(), stated()]
    bases.store(db, given)
    speaks = {source for (source,) in db.execute("SELECT source FROM acts WHERE held = 1")}
    found = 0
    for _, _, parsed in given:
        if isinstance(parsed, Parsed) and parsed.act and source_id(parsed.document.sha256) in speaks:
            made = records(parsed, "")
            assert source_units(db, parsed.act.id.slug) == made.units
            found += len(made.units)
    assert found > 100
    db.close()


@pytest.mark.parametrize(
    ("sql", "table", "words"),
    [
        ("UPDATE edition_texts SET text = text || '!' WHERE made_by IS NOT NULL AND eid = 'art_2__point_1'",
         "edition_texts", "не следует из изменяющих актов"),
        ("UPDATE edition_units SET heading = 'Иное' WHERE eid = 'art_2' AND brought = 0",
         "edition_units", "не совпадает с исходным файлом"),
        ("UPDATE edition_units SET position = 900 WHERE eid = 'art_2__point_1' AND brought = 1",
         "edition_units", "не следует из изменяющих актов"),
        ("UPDATE edition_notes SET act = 'fz-1' WHERE position = 0", "edition_notes", "не совпадает с исходным файлом"),
        ("UPDATE texts SET cuts = '[[0, 300]]' WHERE source = (SELECT max(source) FROM editions)",
         "texts", "не совпадает с исходным файлом"),
    ],
)  # fmt: skip
def test_what_was_changed_behind_the_back_is_named(base: sqlite3.Connection, sql: str, table: str, words: str) -> None:
    assert list(replay(base)) == []
    assert base.execute(sql).rowcount
    found = [one for one in replay(base) if one.table == table]
    assert found and all(words in one.message for one in found)
    base.close()


def test_the_text_of_every_day_is_what_the_orders_make_of_the_edition(base: sqlite3.Connection) -> None:
    """Held against an act that has only that text."""
    alone = open_base(Path(base.execute("PRAGMA database_list").fetchone()[2]).with_name("alone.db"))
    bases.store(alone, [*acts("zakon-101", "zakon-120", "cards/model")])
    for day in (date(2024, 1, 20), date(2024, 1, 31)):  # before the edition between
        told = [[replace(unit, notes=(), differs=None) for unit in kb.read(db, LAW, day).units] for db in (base, alone)]
        assert told[0] == told[1] and told[0]
    alone.close()
    base.close()


def test_editions_agree_as_before(base: sqlite3.Connection) -> None:
    """The earliest text is held against every later edition between which an act of the base orders something."""
    assert [(found.first, found.stated) for found in agreements(base)] == [("acts/zakon-101-mp.txt", STATED.name)]
    base.close()
