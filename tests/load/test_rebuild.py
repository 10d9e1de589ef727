"""A base of an earlier version: refused in words, and made anew from the sources it keeps, days and all."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from pathlib import Path

import pytest
from bases import dump

import kb
from kb.cli import run
from kb.errors import OlderBase
from kb.load import ingest_paths
from kb.store.connection import APPLICATION_ID, open_base

ACTS = Path(__file__).parents[2] / "data" / "acts"
FIRST_SCHEMA = """
    CREATE TABLE sources (sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, known_from TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE source_bytes (sha256 TEXT PRIMARY KEY, packed BLOB NOT NULL) WITHOUT ROWID;
"""
"""What of the first version's tables matters here."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A base of the first version with two acts, come on two days."""
    base = tmp_path / "base.db"
    db = sqlite3.connect(base)
    db.executescript(FIRST_SCHEMA)
    for day, name in (("2026-01-15", "zakon-101-mp.txt"), ("2026-02-20", "zakon-120-mp.txt")):
        data = (ACTS / name).read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        db.execute("INSERT INTO sources VALUES (?, ?, ?)", (sha256, name, day))
        db.execute("INSERT INTO source_bytes VALUES (?, ?)", (sha256, zlib.compress(data)))
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute("PRAGMA user_version=1")
    db.commit()
    db.close()
    return base


def test_it_is_refused_in_words(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(OlderBase, match="kb reparse"):
        open_base(old, readonly=True)
    assert run(["show", str(old), "101-мп"]) == 2
    assert "прежней версией" in capsys.readouterr().err


def test_it_is_made_anew(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["reparse", str(old)]) == 0
    assert kb.chain(old, "101-мп").amended_by[0].act.number == "120-МП"
    assert kb.find(old, "дистанционных технологий").total
    other = tmp_path / "other.db"
    for day, name in (("2026-01-15", "zakon-101-mp.txt"), ("2026-02-20", "zakon-120-mp.txt")):
        monkeypatch.setenv("KB_TODAY", day)
        ingest_paths(other, [ACTS / name])
    monkeypatch.delenv("KB_TODAY")
    run(["reparse", str(other)])  # statuses are of today in both
    assert dump(old) == dump(other)
