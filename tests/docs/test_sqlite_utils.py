"""Every command of sqlite-utils that the documents show works on a base, and says something."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = [
    (page, line)
    for page in ("README.md", "docs/dictionary.md")
    for line in re.findall(r"^sqlite-utils .*", (ROOT / page).read_text("utf-8"), re.MULTILINE)
]


@pytest.fixture(scope="module")
def folder(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the examples are typed: a checkout with ``base.db`` in it."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copy(demo, folder / "base.db")
    shutil.copytree(f"{demo}.index", folder / "base.db.index")
    (folder / "kb").symlink_to(ROOT / "kb")
    return folder


def test_both_documents_show_some() -> None:
    assert {page for page, _ in EXAMPLES} == {"README.md", "docs/dictionary.md"}


@pytest.mark.parametrize("line", [line for _, line in EXAMPLES])
def test_the_example_works(folder: Path, line: str) -> None:
    around = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["sh", "-c", line], cwd=folder, env=around, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    said = (folder / line.rpartition("> ")[2]).read_text("utf-8") if line.endswith(".csv") else done.stdout
    assert len(said.splitlines()) > 2 or re.search(r"[а-яё]{3}|in_force", said), said


def test_other_files_get_no_functions_of_ours(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sqlite_utils", "query", tmp_path / "other.db", "SELECT passage(1, 2, 3)"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1 and "no such function: passage" in done.stderr
