"""Opening a base, and refusing what is none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kb.errors import NewerBase, NoBase, NotABase
from kb.store.connection import open_base, transaction


def test_missing_base_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(NoBase, match="нет"):
        open_base(tmp_path / "none.db", readonly=True)
    assert not (tmp_path / "none.db").exists()


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NoBase):
        open_base(tmp_path / "none" / "base.db")


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("не база" * 1000)
    with pytest.raises(NotABase):
        open_base(text)
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE mine (x)")
    db.close()
    for readonly in (False, True):
        with pytest.raises(NotABase):
            open_base(foreign, readonly)


def test_a_base_of_a_later_version_is_refused(tmp_path: Path) -> None:
    db = open_base(tmp_path / "base.db")
    db.execute("PRAGMA user_version=999")
    db.close()
    with pytest.raises(NewerBase):
        open_base(tmp_path / "base.db")


def test_readers_cannot_write(tmp_path: Path) -> None:
    open_base(tmp_path / "base.db").close()
    db = open_base(tmp_path / "base.db", readonly=True)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM act_records")
    db.close()


def test_a_failed_part_fails_the_whole(tmp_path: Path) -> None:
    db = open_base(tmp_path / "base.db")
    with pytest.raises(ZeroDivisionError), transaction(db):
        db.execute("INSERT INTO stale VALUES ('one')")
        with transaction(db):
            db.execute("INSERT INTO stale VALUES ('two')")
            raise ZeroDivisionError
    assert db.execute("SELECT act FROM stale").fetchall() == []
    db.close()


def test_sql_knows_the_day_that_was_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "SELECT date('now', 'localtime'), date('now', '+1 day'), date('2024-02-28', '+1 day'), date('nonsense')"
    monkeypatch.setenv("KB_TODAY", "2026-12-31")
    db = open_base(tmp_path / "base.db")
    assert db.execute(asked).fetchone() == ("2026-12-31", "2027-01-01", "2024-02-29", None)
    monkeypatch.setenv("KB_TODAY", "2028-02-28")
    assert db.execute(asked).fetchone()[:2] == ("2028-02-28", "2028-02-29")
    db.close()


def test_the_status_of_acts_costs_nothing_where_it_is_not_asked_for(tmp_path: Path) -> None:
    db = open_base(tmp_path / "base.db")
    for asked in (
        "SELECT label FROM acts WHERE id = 'x'",
        "SELECT o.id, a.label FROM operations o LEFT JOIN acts a ON a.id = o.act",
        "SELECT count(*) FROM acts",
    ):
        plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {asked}"))
        assert "act_statuses" not in plan and "MATERIALIZE" not in plan, plan
    shown = "SELECT o.id, a.label, a.status FROM operations o LEFT JOIN acts a ON a.id = o.act"
    plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {shown}"))
    assert "SEARCH s USING PRIMARY KEY (act=? AND since<?)" in plan and "MATERIALIZE" not in plan, plan
    db.close()
