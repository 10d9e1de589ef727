"""Fixtures of the store's tests; what they are made of stands in store_bases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_bases import DAY, Given, read_data, store

from kb.store.connection import open_base


@pytest.fixture(scope="session")
def given() -> list[Given]:
    """Everything in data/, parsed."""
    return read_data()


@pytest.fixture
def base(tmp_path: Path, given: list[Given], monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """A base of everything in data/."""
    monkeypatch.setenv("KB_TODAY", DAY.isoformat())
    db = open_base(tmp_path / "base.db")
    store(db, given)
    yield db
    db.close()
