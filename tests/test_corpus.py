"""What must hold for every real act: spans are exact, spans of one kind do not overlap, units nest."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import ingest
from ingest.parsed import Parsed

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
_FOLDERS = ("seed", "pravo_html", "docx", "doc", "pdf")
_FILES = [path for folder in _FOLDERS for path in sorted((CORPUS / folder).glob("*.*"))]

pytestmark = pytest.mark.skipif(not _FILES, reason="корпус настоящих актов (../shared/corpus) не приложен")


@pytest.fixture(scope="module", params=_FILES, ids=lambda path: path.name)
def parsed(request: pytest.FixtureRequest) -> Parsed:
    path: Path = request.param
    try:
        return ingest.parse(ingest.read(path.read_bytes(), path.name))
    except ingest.MissingProgram as error:
        pytest.skip(str(error))


def test_citations_are_exact_and_apart(parsed: Parsed) -> None:
    text = parsed.document.text
    assert all(text[c.start : c.end] == c.exact and c.exact for c in parsed.citations)
    assert all(a.end <= b.start for a, b in pairwise(parsed.citations))


def test_notes_are_exact_and_apart(parsed: Parsed) -> None:
    text = parsed.document.text
    assert all(text[n.start : n.end] == n.exact for n in parsed.notes)
    assert all(a.end <= b.start for a, b in pairwise(parsed.notes))


def test_units_nest(parsed: Parsed) -> None:
    units = {unit.eid: unit for unit in parsed.units}
    assert len(units) == len(parsed.units), "eId повторяется"
    for unit in parsed.units:
        assert 0 <= unit.start <= unit.end <= len(parsed.document.text)
        if unit.parent:
            parent = units[unit.parent]
            assert parent.start <= unit.start, unit
            assert unit.end <= parent.end, unit
    assert all(a.start <= b.start for a, b in pairwise(parsed.units))


def test_siblings_do_not_overlap(parsed: Parsed) -> None:
    last: dict[str | None, int] = {}
    for unit in parsed.units:
        assert last.get(unit.parent, 0) <= unit.start, unit
        last[unit.parent] = unit.end


def test_everything_points_into_the_document(parsed: Parsed) -> None:
    eids = {unit.eid for unit in parsed.units} | {""}
    assert {c.within for c in parsed.citations} <= eids
    assert {n.within for n in parsed.notes} <= eids | {"title"}
    assert {o.within for o in parsed.operations} <= eids
