"""Papers spoiled by typists, scanners and converters: each is read as the whole one is, or says what it lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import ingest
from ingest.parsed import Parsed

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("spoiled_papers.yml").read_text("utf-8"))
PAPERS: dict[str, str] = CASES["papers"]


def read(text: str) -> Parsed:
    return ingest.parse(ingest.read(text.encode(), "paper.txt"))


def facts(parsed: Parsed) -> list[object]:
    """What was read of a paper, without the places where it stands."""
    act = parsed.act
    signed = act.signed_by.split(".")[-1].strip() if act and act.signed_by else None
    return [
        act and (act.id, act.title, signed, act.approved_by, act.adopted),
        [unit.eid for unit in parsed.units],
        [(order.verb, order.target, order.part) for order in parsed.operations],
        [(clause.scope, clause.rule, clause.start_date, clause.until) for clause in parsed.commencement],
        [(cited.act, cited.addresses) for cited in parsed.citations],
    ]


@pytest.mark.parametrize("name", PAPERS)
def test_of_a_whole_paper_nothing_is_said(name: str) -> None:
    assert read(PAPERS[name]).problems == ()


@pytest.mark.parametrize(("name", "old", "new"), CASES["spoils"])
def test_a_spoiled_paper_says_what_it_lost(name: str, old: str, new: str) -> None:
    assert PAPERS[name].count(old) == 1, "the words to be spoiled stand in the paper once"
    spoiled = read(PAPERS[name].replace(old, new))
    assert facts(spoiled) == facts(read(PAPERS[name])) or spoiled.problems
