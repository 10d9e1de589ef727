"""The judgements over the demo base: what must be first is first, with either engine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli.demo import command
from kb.search import build, like

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "bench"))

from relevance import fts5, judgements, measure, ours  # noqa: E402


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo base as ``kb demo`` makes it."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    made = CliRunner().invoke(command, [str(path), "--workers", "1"], catch_exceptions=False)
    assert made.exit_code == 0, made.output
    return path


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_judgements(demo: Path, engine: str) -> None:
    if engine == "tantivy":
        pytest.importorskip("tantivy", reason="движок tantivy не установлен")
    build(demo, engine, workers=1)
    scores = measure([item for item in judgements() if item.base == "demo"], ours({"demo": demo}))
    assert scores.queries >= 40
    assert scores.first == 1.0, "every query that names an act has it first"
    assert scores.empty == 0.0
    assert scores.ndcg >= 0.9
    baseline = measure([item for item in judgements() if item.base == "demo"], fts5({"demo": demo}))
    assert scores.ndcg > baseline.ndcg + 0.2


def test_there_are_judgements_enough() -> None:
    assert len(judgements()) >= 80
    assert len({(item.base, item.query) for item in judgements()}) == len(judgements())


def test_acts_like_an_act(demo: Path) -> None:
    alike = [hit.act for hit in like(demo, "pp-2023-10-11-1678")]
    assert alike[0] == "prikaz-minobr-i-nauki-2017-08-23-816"
    assert "pp-2023-10-11-1678" not in alike
    assert like(demo, "нет такого акта") == ()
