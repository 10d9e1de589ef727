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
