"""Files of which nothing can be understood: each is a problem whose sentence says what to do."""

from __future__ import annotations

import re
from pathlib import Path

from nothing_understood import files

import kb
from kb.load import ingest_paths

ADVICE = re.compile(
    r"(?i)\b(?:сверьте|назовите|сохраните|проверьте|откройте|распозна\w+|исправьте|положите|пересохраните)"
)


def test_each_of_sixty_is_a_problem_that_says_what_to_do(tmp_path: Path) -> None:
    given, base = tmp_path / "given", tmp_path / "base.db"
    given.mkdir()
    for name, data in files():
        (given / name).write_bytes(data)
    ingest_paths(base, [given], workers=2)
    told: dict[str, list[str]] = {}
    for problem in kb.problems(base):
        told.setdefault(Path(problem.name).name, []).append(problem.message)
    assert len(list(given.iterdir())) == 60
    silent = [path.name for path in given.iterdir() if path.name not in told]
    assert not silent
    mute = {name: said for name, said in told.items() if not any(map(ADVICE.search, said))}
    assert not mute
