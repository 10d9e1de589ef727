"""Papers spoiled by typists, scanners and converters: each is read as the whole one is, or says what it lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

import ingest
from ingest.parsed import Citation, Parsed, Unit
from ingest.recognise.doubts import doubts

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("spoiled_papers.yml").read_text("utf-8"))
PAPERS: dict[str, str] = CASES["papers"]
NAME = re.compile(r"(?:[А-ЯЁ]\.\s?){2}([А-ЯЁ][а-яё]+)|(?!Директор)([А-ЯЁ][а-яё]+)\s[А-ЯЁ]\.")


def read(text: str) -> Parsed:
    return ingest.parse(ingest.read(text.encode(), "paper.txt"))


def facts(parsed: Parsed) -> list[object]:
    """What was read of a paper, without the places where it stands."""
    act = parsed.act
    names = NAME.findall(act.signed_by or "") if act else []
    return [
        act and (act.id, act.title, ["".join(name) for name in names[:1]], act.approved_by, act.adopted),
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


def losses(parsed: Parsed) -> Iterator[tuple[str, Parsed]]:
    """What the reader gave, less one record: what it would give had it not seen that one."""
    for name in ("units", "citations", "operations", "commencement"):
        records = getattr(parsed, name)
        for at, record in enumerate(records):
            if is_asked_for(record, parsed):
                yield f"{name} {record}", replace(parsed, **{name: records[:at] + records[at + 1 :]})
    assert parsed.act
    for name, nothing in (("signed_by", None), ("approved_by", None), ("adopted", ())):
        if getattr(parsed.act, name):
            yield name, replace(parsed, act=replace(parsed.act, **{name: nothing}))


def is_asked_for(record: object, parsed: Parsed) -> bool:
    """Whether nothing else of what was read tells the same: no label, no order, no head does."""
    if isinstance(record, Unit):
        return record.kind != "абзац"
    if isinstance(record, Citation):
        itself = record.relation == "self" and not record.addresses
        in_order = any(order.start <= record.start < order.end for order in parsed.operations)
        return bool(record.within) and not itself and not in_order
    return True


@pytest.mark.parametrize("name", PAPERS)
def test_each_record_that_is_lost_is_said(name: str) -> None:
    lost = list(losses(read(PAPERS[name])))
    assert len(lost) > 10
    assert [record for record, left in lost if not doubts(left)] == []
