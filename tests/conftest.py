"""What tests of several rooms share: the project's own data parsed, bases made of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from bases import DAY, Given, read_data, store

from kb.cli import run
from kb.store.connection import open_base


@pytest.fixture(scope="session")
def given() -> list[Given]:
    """Everything in data/, parsed."""
    return read_data()


@pytest.fixture
def base(tmp_path: Path, given: list[Given], monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """A base of what is given, for one test to change."""
    monkeypatch.setenv("KB_TODAY", DAY.isoformat())
    db = open_base(tmp_path / "base.db")
    store(db, given)
    yield db
    db.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base made by `kb demo`, not to be written to."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KB_TODAY", DAY.isoformat())
        assert run(["demo", str(path), "--workers", "1"]) == 0
    return path
