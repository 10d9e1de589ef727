"""What the documents say is so: links lead somewhere, pages made from the program are fresh, every JSON key is told,
examples in docstrings come out as they stand."""

from __future__ import annotations

import doctest
import re
import runpy
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import ingest
from ingest.contract import as_json
from ingest.sources import items_at, read_overlay
from ingest.sources.overlay import OF_ACT, OF_OPERATION

ROOT = Path(__file__).parents[2]
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "docs/parse-contract.md",
    "docs/corrections.md",
    "docs/law.md",
    "docs/search.md",
    "docs/tour.md",
    "tests/acts/README.md",
]
WITH_EXAMPLES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for room in ("ingest", "kb")
    for path in sorted((ROOT / room).rglob("*.py"))
    if ">>> " in path.read_text("utf-8")
]
FLOORS = [
    str(path.parent.relative_to(ROOT))
    for room in ("ingest", "kb")
    for path in sorted((ROOT / room).rglob("__init__.py"))
]
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


@pytest.mark.parametrize("page", PAGES)
def test_links_inside_the_project_lead_somewhere(page: str) -> None:
    path = ROOT / page
    missing = [link for link in _LINK.findall(path.read_text("utf-8")) if not (path.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("name", ["commands", "dictionary"])
def test_pages_made_from_the_program_are_fresh(name: str) -> None:
    made = runpy.run_path(str(ROOT / "docs" / f"{name}.py"))["page"]()
    assert (ROOT / "docs" / f"{name}.md").read_text("utf-8").strip() == made.strip(), "make docs"


def test_the_example_of_corrections_is_read(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "corrections.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    overlay = read_overlay(example.encode(), "поправки.yml")
    assert overlay is not None and overlay.problems == () and len(overlay.corrections) == 2
    assert {field for line in re.findall(r"^\| (?:акт|поручение) .*$", page, re.MULTILINE)
            for field in re.findall(r"`(\w+)", line)} >= {*OF_ACT, *OF_OPERATION}  # fmt: skip


def test_the_contract_names_every_key_of_the_json() -> None:
    told = set(re.findall(r"`([a-z_0-9]+)`", (ROOT / "docs" / "parse-contract.md").read_text("utf-8")))
    for folder in ("pages", "acts"):
        for item in items_at(ROOT / "data" / folder):
            parsed = ingest.parse(ingest.read(item.data or b"", item.name))
            assert set(_keys(as_json(parsed))) - told == set(), item.name


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_examples_in_docstrings_come_out_as_they_stand(module: str) -> None:
    assert doctest.testmod(import_module(module.removesuffix(".__init__"))).failed == 0


def test_the_readme_has_its_table_of_measured_quality() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    table = r"<!-- gold: начало[^\n]*-->\n\| что \| случаев \|.*?\n<!-- gold: конец таблицы -->"
    assert re.search(table, readme, re.DOTALL)


def test_every_command_of_the_readme_is_a_command() -> None:
    from kb.cli import COMMANDS

    readme = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"^kb ([a-z]+)", readme, re.MULTILINE)) <= set(COMMANDS)


@pytest.mark.parametrize("map_of", FLOORS)
def test_every_room_is_on_the_map_of_its_floor(map_of: str) -> None:
    """A package tells in its ``__init__.py`` what each of its modules is for."""
    folder = ROOT / map_of
    rooms = {path.stem for path in folder.glob("*.py")} | {path.parent.name for path in folder.glob("*/__init__.py")}
    told = set(re.findall(r"[a-z][a-z0-9_]*", (folder / "__init__.py").read_text("utf-8")))
    assert rooms - {"__init__"} - told == set()


def test_sections_of_the_law_that_the_code_names_are_there() -> None:
    sections = set(re.findall(r"^## (\d)\.", (ROOT / "docs" / "law.md").read_text("utf-8"), re.MULTILINE))
    named = {
        number
        for path in (*ROOT.glob("ingest/**/*.py"), *ROOT.glob("kb/**/*.py"))
        for told in re.findall(r"docs/law\.md, (\d(?: and \d)?)", path.read_text("utf-8"))
        for number in told.split(" and ")
    }
    assert named and named <= sections
