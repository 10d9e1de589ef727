"""Editor's notes: marked cases, and nothing lost or overlapping on real acts."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from marked_documents import CORPUS, document_of, styled

from ingest import read
from ingest.recognise import edition_notes, structure
from ingest.recognise.unit_map import UnitMap

_CASES = Path(__file__).with_name("edition_notes.marked.txt").read_text("utf-8").split("\n== ")[1:]
_DATED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}[^№N()]{0,20}[№N]\s*[\w/.-]+")


@pytest.mark.parametrize("case", _CASES, ids=[case.split("\n", 1)[0] for case in _CASES])
def test_notes_are_read(case: str) -> None:
    rows = [row for row in case.split("\n")[1:] if row and not row.startswith("#")]
    document = document_of([styled(row) for row in rows if not row.startswith("> ")])
    units, _, _ = structure.recognise(document, None)
    found = [
        f"> {note.within or 'act'}, {note.verb}, {note.by.slug}"
        for note in edition_notes.recognise(document, UnitMap(units), None)
    ]
    assert found == [row for row in rows if row.startswith("> ")]


@pytest.mark.skipif(not CORPUS.exists(), reason="нет ../shared/corpus")
@pytest.mark.parametrize("path", sorted((CORPUS / "pravo_html").glob("*.html")), ids=lambda path: path.name)
def test_no_act_of_a_marked_note_is_lost(path: Path) -> None:
    document = read(path.read_bytes(), path.name)
    units, _, _ = structure.recognise(document, None)
    notes = edition_notes.recognise(document, UnitMap(units), None)
    eids = {unit.eid for unit in units} | {""}
    for before, note in pairwise(notes):
        assert before.end <= note.start
    for note in notes:
        assert document.text[note.start : note.end] == note.exact
        assert note.within in eids
    named = sum(len(_DATED.findall(document.text[start:end])) for start, end in document.notes)
    assert len(notes) >= named
