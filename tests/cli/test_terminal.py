"""Lines of progress and forms of words."""

from __future__ import annotations

import os
import subprocess

import pytest
from command import KB

from kb.cli.terminal import files, progress_line
from kb.load import Progress


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 файлов"),
        (1, "1 файл"),
        (2, "2 файла"),
        (5, "5 файлов"),
        (11, "11 файлов"),
        (21, "21 файл"),
        (112, "112 файлов"),
    ],
)
def test_plural(count: int, words: str) -> None:
    assert files(count) == words


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (Progress(stage="индекс"), "индекс…"),
        (Progress(files=10, new=9, unreadable=1, total=300), "файлы: 10 из 300, новых 9, не прочитано 1"),
        (
            Progress(files=100, new=100, total=300, seconds=4),
            "файлы: 100 из 300, новых 100, не прочитано 0, 25/с, осталось 8 с",
        ),
        (
            Progress(files=100, new=100, total=304_382, seconds=2),
            "файлы: 100 из 304382, новых 100, не прочитано 0, 50/с, осталось 1 ч 41 мин",
        ),
        (
            Progress(files=500, new=500, total=1, seconds=10),
            "файлы: 500, новых 500, не прочитано 0, 50/с",
        ),  # an archive
    ],
)
def test_progress(progress: Progress, line: str) -> None:
    assert progress_line(progress) == line


@pytest.mark.parametrize("arguments", [["problems", "нет.db"], ["--help"]])
def test_a_console_without_all_signs_gets_what_is_typed_instead(arguments: list[str]) -> None:
    told = {**os.environ, "PYTHONIOENCODING": "cp866"}
    done = subprocess.run([*KB, *arguments], capture_output=True, env=told)
    said = (done.stdout + done.stderr).decode("cp866")
    assert "Traceback" not in said and "баз" in said.lower()
    assert '"нет.db"' in said or "--help" in arguments
