"""Reader of the papers: whole documents as schools, towns, regions and ministries hold them, and what each must give.

A paper is ``NNN-name.txt`` (one paragraph a line, cells of a row parted by tabs) beside ``NNN-name.yml``: its form, the
file the bench makes of it, and what a careful lawyer would write down of it - head, units, citations, orders, clauses
on force - written before any run by somebody who had not seen an answer of the program. Every body, number, day and
name in them is invented; cited federal acts are real.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.gold.notation import FOLDER, BadGold

PAPERS = FOLDER / "papers"
"""One folder a set, in the order they were written."""
_FIELDS = ("form", "source", "made_as", "reads_as", "head", "units", "citations", "operations", "force", "hard")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. ``wanted`` is its YAML: the fields are told in the README of the folder."""

    name: str
    text: str
    wanted: dict[str, Any]

    @property
    def is_act(self) -> bool:
        """Whether it must be read as an act, and not as a page."""
        return bool(self.wanted["reads_as"] == "act")

    @property
    def made_as(self) -> str:
        """Format of the file that is made of it: txt, docx, doc, rtf, html, pdf, odt."""
        return str(self.wanted["made_as"])


def sets() -> list[Path]:
    """The folders of the sets in order."""
    return sorted(path for path in PAPERS.iterdir() if path.is_dir()) if PAPERS.is_dir() else []


def papers(folder: Path) -> Iterator[Paper]:
    """The papers of a set in order.

    Raises:
        BadGold: an expectation that is not there or lacks a field.
    """
    for path in sorted(folder.glob("*.txt")):
        beside = path.with_suffix(".yml")
        wanted = yaml.safe_load(beside.read_text("utf-8")) if beside.exists() else {}
        if lacking := [field for field in _FIELDS if field not in wanted]:
            raise BadGold(f"{beside.name}: нет {', '.join(lacking)}")
        yield Paper(path.stem, path.read_text("utf-8").rstrip("\n"), wanted)
