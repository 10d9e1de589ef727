"""A small real base, filled from ``base.yml``, and the same base with its index."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from small_base import fill

from kb.search import build

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def unindexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base without an index."""
    path = tmp_path_factory.mktemp("search") / "base.db"
    fill(path, yaml.safe_load((HERE / "base.yml").read_text("utf-8")))
    return path


@pytest.fixture(scope="session")
def base(unindexed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base with an index; not to be written to."""
    path = tmp_path_factory.mktemp("indexed") / "base.db"
    shutil.copy(unindexed, path)
    build(path, workers=1)
    return path


@pytest.fixture
def own(unindexed: Path, tmp_path: Path) -> Path:
    """A copy of the base for one test to change."""
    path = tmp_path / "base.db"
    shutil.copy(unindexed, path)
    return path
