"""Problems told with the place a person finds them by."""

from __future__ import annotations

from pathlib import Path

import kb
from kb.load import ingest_paths
from kb.store.connection import open_base

ACT = """МОДЕЛЬНЫЙ АКТ. Написан для проверки программы, не является правовым актом.

ПРАВИТЕЛЬСТВО ПРИМЕРНОЙ ОБЛАСТИ
ПОСТАНОВЛЕНИЕ
от 4 марта 2024 г. № 205-МП

О порядке

1. Первое.
2. Второе.
2. Снова второе, и слов в нём столько, что показать их все в одной строке списка никак нельзя, да и не нужно вовсе.
"""


def test_a_problem_has_its_file_unit_and_words(tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "act.txt").write_text(ACT, "utf-8")
    (tmp_path / "given" / "empty.txt").touch()
    ingest_paths(tmp_path / "base.db", [tmp_path / "given"], workers=1)
    db = open_base(tmp_path / "base.db", readonly=True)
    repeated, empty = kb.problems(db)
    db.close()
    assert (repeated.name, repeated.unit, repeated.where) == ("act.txt", "point_2-dup2", "пункт 2")
    assert repeated.words is not None and repeated.words.startswith("2. Снова") and repeated.words.endswith("…")
    assert (empty.name, empty.where, empty.words, empty.rule) == ("empty.txt", None, None, "read")


def test_a_picture_is_told_by_the_words_before_it(tmp_path: Path) -> None:
    """Nothing stands where the picture was: the reader finds it by the paragraph above."""
    page = '<p class="C">ПРИКАЗ</p><p class="T">О формуле</p><p>Определяется по формуле:</p><p><img src="x.png"></p>'
    (tmp_path / "page.html").write_text(f"<html><body>{page}</body></html>", "utf-8")
    ingest_paths(tmp_path / "base.db", [tmp_path / "page.html"], workers=1)
    db = open_base(tmp_path / "base.db", readonly=True)
    told = {problem.rule: problem.words for problem in kb.problems(db)}
    db.close()
    assert told["picture"] == "Определяется по формуле:"
