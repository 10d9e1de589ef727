"""What no source may do: stop the batch, follow a link out of its folder, take in a base of ours."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from command import KB

from ingest import sources
from ingest.sources import Item, items_at
from ingest.sources.guard import guarded

GOOD = """Нормативные документы

Федеральный закон от 29 декабря 2012 г. № 273-ФЗ "Об образовании в Российской Федерации"
"""


@pytest.mark.parametrize(
    ("error", "words"),
    [(KeyError(), "повреждён"), (RecursionError(), "глубже"), (MemoryError(), "памяти"), (OSError(13, ""), "нет прав")],
)
def test_what_a_source_raises_is_a_problem_of_its_file(error: Exception, words: str) -> None:
    def broken() -> Iterator[Item]:
        yield Item("a/1", data=b"1")
        raise error

    first, problem = guarded("a", broken())
    assert first == Item("a/1", data=b"1")
    assert problem.name == "a" and words in (problem.problem or "")


@pytest.mark.parametrize("odd", [None, Item("x"), Item("x", data=b"1", problem="О."), Item("x", data="text")])  # type: ignore[arg-type]
def test_what_is_no_item_goes_no_further(odd: Item) -> None:
    (item,) = guarded("a", [odd])
    assert item.name == "a" and item.problem


def test_a_source_of_a_users_own_costs_its_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unpack(data: bytes, name: str, limits: object) -> Iterator[Item]:
        yield Item(f"{name}/\ud800", data=b"1")
        raise ZeroDivisionError

    plugin = SimpleNamespace(takes=lambda data, name: name.endswith(".own"), unpack=unpack)
    monkeypatch.setattr(sources, "installed", lambda group: (plugin,))
    (tmp_path / "1.own").write_bytes(b"1")
    (tmp_path / "2.txt").write_bytes(b"2")
    member, problem, other = items_at(tmp_path)
    assert (member.name, other) == ("1.own/?", Item("2.txt", data=b"2"))
    assert problem.name == "1.own" and problem.problem


def test_a_list_of_addresses_leads_nowhere_else(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.html").write_text("тайна")
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "host").symlink_to(outside)
    (folder / "page.html").symlink_to(outside / "secret.html")
    (folder / "a.urls").write_text("http://host/secret.html\nhttp://b/ page.html\nhttp://c/ ../outside/secret.html\n")
    assert not [item for item in items_at(folder) if item.data]


def test_bases_and_what_stands_beside_them_are_passed_over(tmp_path: Path) -> None:
    """The base kept where it is fed from, one of another's there, and one whose lock and index were left behind."""
    (tmp_path / "акт.txt").write_text(GOOD, "utf-8")
    for base in ("base.db", "base.db", "другая.sqlite", "base.db"):
        done = subprocess.run([*KB, "ingest", str(tmp_path / base), str(tmp_path)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "Пропущено служебного и временного" in done.stderr
    (tmp_path / "copy.db").write_bytes((tmp_path / "base.db").read_bytes())
    found = list(items_at(tmp_path))
    assert [item.name for item in found if not item.passed] == ["акт.txt"]
    assert {"base.db", "base.db-lock", "base.db.index", "copy.db", "другая.sqlite"} <= {item.name for item in found}


def test_a_base_behind_a_link_has_one_lock_and_one_index(tmp_path: Path) -> None:
    (tmp_path / "акт.txt").write_text(GOOD, "utf-8")
    (tmp_path / "given").mkdir()
    link = tmp_path / "given" / "current.db"
    link.symlink_to(tmp_path / "2026.db")
    for base in (tmp_path / "2026.db", link):
        subprocess.run([*KB, "ingest", str(base), str(tmp_path / "акт.txt")], capture_output=True, check=True)
    assert os.listdir(tmp_path / "given") == ["current.db"]  # noqa: PTH208


def test_folders_without_end_are_walked(tmp_path: Path) -> None:
    """Deeper than Python's own stack goes, and than the system opens: what it does not open is a problem."""
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(1500):
            Path("ddd").mkdir()
            os.chdir("ddd")
        Path("акт.txt").write_text("1")
    finally:
        os.chdir(here)
    (tmp_path / "я.txt").write_text("1")
    deep, good = items_at(tmp_path)
    subprocess.run(["rm", "-rf", tmp_path / "ddd"], check=True)  # pytest itself would go too deep
    assert "слишком длинное имя" in (deep.problem or "")
    assert good.name == "я.txt" and good.data
