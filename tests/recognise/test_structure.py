"""Structure: cases where a reader sees the unit of every line, invariants over the corpus, random labels, time."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_documents import CORPUS, document_of, styled

from ingest import read
from ingest.document import Document, Style
from ingest.parsed import Unit
from ingest.recognise import edition_notes, structure
from ingest.recognise.unit_map import UnitMap


class Case(NamedTuple):
    """One case of the marked file: options and (expected eId, style, wording) of its lines."""

    title: str
    options: dict[str, str]
    lines: list[tuple[str, Style, str]]


def _cases() -> list[Case]:
    cases: list[Case] = []
    for row in Path(__file__).with_name("structure.marked.txt").read_text("utf-8").splitlines():
        if row.startswith("== "):
            cases.append(Case(row[3:], {}, []))
        elif " | " in row and not row.startswith("#"):
            eid, wording = row.split(" | ", 1)
            cases[-1].lines.append((eid, *styled(wording)))
        elif ": " in row and not row.startswith("#"):
            option, value = row.split(": ", 1)
            cases[-1].options[option] = value
    return cases


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.title)
def test_every_line_stands_in_its_unit(case: Case) -> None:
    document = document_of([(style, wording) for _, style, wording in case.lines])
    units, naming, problems = structure.recognise(document, None)
    places = UnitMap(units)
    found = [places.at(block.start) or "-" for block in document.blocks]
    assert found == [eid for eid, _, _ in case.lines]
    inside = {unit.eid: unit.parent for unit in units}
    for pair in filter(None, case.options.get("inside", "").split(", ")):
        eid, parent = pair.split(" < ")
        assert inside[eid] == (None if parent == "-" else parent), pair
    assert case.options.get("naming", str(naming)) == naming
    assert [problem.rule for problem in problems] == case.options.get("problems", "").split()
    assert_sound(units, document)


def assert_sound(units: tuple[Unit, ...], document: Document) -> None:
    """The invariants of :mod:`ingest.parsed`."""
    by_eid = {unit.eid: unit for unit in units}
    assert len(by_eid) == len(units), "eIds are unique"
    last_child: dict[str | None, Unit] = {}
    seen: set[str] = set()
    for before, unit in zip((None, *units), units, strict=False):
        assert 0 <= unit.start < unit.end <= len(document.text)
        assert before is None or before.start <= unit.start, "document order"
        if unit.parent is not None:
            assert unit.parent in seen, "a parent comes before its children"
            parent = by_eid[unit.parent]
            assert parent.start <= unit.start <= unit.end <= parent.end, (unit, parent)
        seen.add(unit.eid)
        sibling = last_child.get(unit.parent)
        assert sibling is None or sibling.end <= unit.start, (sibling, unit)
        last_child[unit.parent] = unit


def _corpus_files() -> list[Path]:
    return [path for kind in ("pravo_html", "docx") for path in sorted((CORPUS / kind).glob("*.*"))]


@pytest.mark.skipif(not CORPUS.exists(), reason="нет ../shared/corpus")
@pytest.mark.parametrize("path", _corpus_files(), ids=lambda path: path.name)
def test_real_acts_are_sound(path: Path) -> None:
    document = read(path.read_bytes(), path.name)
    units, _, _ = structure.recognise(document, None)
    assert units
    assert_sound(units, document)


_LABEL = st.sampled_from(
    [
        "(Пункт в редакции Федерального закона от 01.02.2020 № 3-ФЗ)",
        *"Статья 1. О|Статья 2|Статья 2¹. О|Глава 1. О|РАЗДЕЛ I|§ 1. О|1.|2.|1.1.|11.|3.|1)|2)|11)|1¹)|а)|б)|в1)".split(
            "|"
        ),
        *'I.|II.|Примечание.|Приложение № 1|УТВЕРЖДЕНО приказом от 01.02.2020 № 5|Президент И.Иванов|"1.|-|'.split("|"),
    ]
)
_TEXT = st.sampled_from(
    [
        "текст;",
        "текст.",
        "Текст:",
        "ТЕКСТ",
        "в следующей редакции:",
        '"новое";',
        '"новое',
        "текст (В редакции Федерального закона от 01.02.2020 № 3-ФЗ)",
    ]
)
_STYLE = st.sampled_from(
    [Style.PARAGRAPH, Style.PARAGRAPH, Style.HEADING, Style.CENTRE, Style.SIDE, Style.ROW, Style.ADOPTION]
)


@given(st.lists(st.tuples(_STYLE, st.builds("{} {}".format, _LABEL, _TEXT)), max_size=30))
@settings(max_examples=300, deadline=None)
def test_random_labels_keep_the_invariants(lines: list[tuple[Style, str]]) -> None:
    document = document_of([(style, wording.strip()) for style, wording in lines])
    units, _, _ = structure.recognise(document, None)
    assert_sound(units, document)
    places = UnitMap(units)
    for unit in units:
        assert places.at(unit.start).startswith(unit.eid)


_NASTY = (
    *(
        "1) а;\n",
        "1) а:\n",
        "1. 1) а) I. ",
        '"',
        '"а\n',
        "(В редакции ",
        "(((",
        "Статья 1\n",
        "1.1.1.1.1.",
        "а)\n",
        "«»\n",
    ),
    *("Приложение\n", 'слова "А" заменить словами "', '1) пункт 1 изложить в следующей редакции:\n"1. а\n', "II. А\n"),
    *(
        "Утратил силу - ",
        "1) а.\nб.\n",
        "Президент И.Иванов\n",
        "N",
        "от 1 января 2020 г. № ",
        "(В редакции от 01.02.2020 № 5",
    ),
)


@pytest.mark.parametrize("nasty", _NASTY)
def test_time_grows_with_length_only(nasty: str) -> None:
    """Four times the text may take at most ten times as long: a quadratic rule would take sixteen."""
    short, long = (_seconds(nasty * (size // len(nasty))) for size in (15_000, 60_000))
    assert long <= max(10 * short, 0.3)


def _seconds(text: str) -> float:
    document = document_of([(Style.PARAGRAPH, line) for line in text.split("\n")])
    best = 1e9
    for _ in range(4):  # the least of four: what else the machine does is no growth of ours
        start = time.process_time()
        units, _, _ = structure.recognise(document, None)
        edition_notes.recognise(document, UnitMap(units), None)
        best = min(best, time.process_time() - start)
    return best


def test_unit_map_agrees_with_a_plain_search() -> None:
    units = [
        Unit("a", None, "статья", "1", None, 5, 40),
        Unit("a__1", "a", "часть", "1", None, 10, 20),
        Unit("a__2", "a", "часть", "2", None, 20, 40),
        Unit("b", None, "статья", "2", None, 45, 50),
    ]
    places = UnitMap(units)
    for offset in random.Random(7).choices(range(60), k=200):
        inside = [unit for unit in units if unit.start <= offset < unit.end]
        assert places.at(offset) == (inside[-1].eid if inside else "")
