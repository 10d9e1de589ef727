"""Whole acts: the model acts day by day, the gold record, a law applied to the code it restates."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

import ingest
from ingest.document import Composer, Document, Span
from ingest.parsed import Parsed
from ingest.recognise import structure
from ingest.recognise.commencement import day_of
from kb.editions.apply import consolidate
from kb.editions.first import first_states
from kb.editions.model import Change, Consolidated, UnitState
from kb.store.landing import landing
from kb.store.wording import merged

_ROOT = Path(__file__).resolve().parents[2]
_ACTS = _ROOT / "data" / "acts"
_EXPECTED = _ROOT / "tests" / "acts"
_CORPUS = _ROOT.parent / "shared" / "corpus"
_PUBLISHED = {"230-МП": "2024-05-24", "275-МП": "2024-11-18", "120-МП": "2024-09-10", "310-МП": "2025-06-05"}


@lru_cache(maxsize=1)
def model_acts() -> dict[str, Parsed]:
    parsed = (ingest.parse(ingest.read(path.read_bytes(), path.name)) for path in sorted(_ACTS.iterdir()))
    return {p.act.id.number or "": p for p in parsed if p.act}


def states(parsed: Parsed) -> list[UnitState]:
    doc = parsed.document
    cuts = merged([*doc.notes, *(Span(n.start, n.end) for n in parsed.notes)])
    return first_states(doc.text, parsed.units, cuts)


def changes_of(act: Parsed, by: list[Parsed]) -> list[Change]:
    """Operations of the acts ``by`` on ``act``, dated as far as publication is known."""
    annexes = [(u.eid, u.heading or "") for u in act.units if u.kind == "приложение"]
    out = []
    for other in by:
        assert act.act and other.act
        for i, o in enumerate(other.operations):
            if o.target.act != act.act.id:
                continue
            start = o.effective.start or _counted(other)
            eid = landing(annexes, o.target.component, o.target.eid)
            out.append(
                Change(
                    f"{other.act.id.number}:{i}",
                    other.act.id.slug,
                    str(other.act.id.date),
                    i,
                    o.verb,
                    eid,
                    o.old,
                    o.new,
                    start.isoformat() if start else None,
                    o.effective.missing,
                    o.part,
                    o.inflected,
                    (o.start, o.end),
                )
            )
    return out


def _counted(act: Parsed) -> date | None:
    published = _PUBLISHED.get((act.act.id.number if act.act else None) or "")
    clause = next(c for c in act.commencement if c.scope == ("main",))
    return day_of(clause.rule, date.fromisoformat(published)) if published else None


def text_at(result: Consolidated, day: str) -> list[str]:
    standing = {v.eid: v.words for v in result.versions if v.since <= day and (v.until is None or day < v.until)}
    return [line for unit in result.units if standing.get(unit.eid) for line in standing[unit.eid].split("\n")]


@pytest.mark.parametrize("number", ["201-МП", "101-МП"])
def test_a_model_act_day_by_day(number: str) -> None:
    """Head and signature belong to no unit; everything else equals the text a person derived."""
    act = model_acts()[number]
    assert act.act
    result = consolidate(states(act), changes_of(act, list(model_acts().values())), act.act.id.slug)
    doc = act.document
    outside = [doc.line(b) for b in doc.blocks if not any(u.start <= b.start < u.end for u in act.units)]
    folder = _EXPECTED / act.act.id.slug
    days = {path.name[9:19]: path for path in folder.glob("expected-*.txt")}
    days |= {
        line.split()[0]: folder / line.split()[1] for line in (folder / "dates.txt").read_text("utf-8").splitlines()
    }
    assert len(days) >= 4
    for day, path in sorted(days.items()):
        expected = path.read_text("utf-8").splitlines()
        for line in outside:
            if line in expected:
                expected.remove(line)
        assert text_at(result, day) == expected, day


def test_what_does_not_fit_the_model_act_is_shown_with_its_reason() -> None:
    act = model_acts()["201-МП"]
    result = consolidate(states(act), changes_of(act, list(model_acts().values())), "a")
    assert [r.reason for r in result.refused] == [
        "слова «еженедельно, по понедельникам,» не найдены в пункте 7 приложения 1"
    ]
    assert not result.pending


def document(lines: list[str]) -> Document:
    composer = Composer()
    for line in lines:
        composer.add(line)
    return Document("gold", "text", "0" * 64, composer.text, tuple(composer.blocks))


@pytest.mark.skipif(not _CORPUS.exists(), reason="нет ../shared/corpus")
@pytest.mark.parametrize("number", [0, 1])
def test_the_gold_record_is_letter_perfect(number: int) -> None:
    """«before» with the instruction applied is «after» without the editor's notes."""
    record = json.loads((_CORPUS / "amendments" / "gold-273-fz.json").read_text("utf-8"))[number]
    before = document(record["before"])
    units = first_states(before.text, structure.recognise(before, None)[0], [])
    (order,) = ingest.parse(document(record["instruction"])).operations
    change = Change("1", "fz", "2013-05-07", 0, order.verb, order.target.eid, order.old, order.new, "2013-06-07")
    result = consolidate(units, [change], "fz-2012-12-29-273")
    assert result.applied == ("1",)
    notes = ("(пункт ", "(часть ", "Изменение вступает в силу ")
    expected = [line for line in record["after"] if not line.startswith(notes)]
    assert text_at(result, "2014-01-01") == expected


@pytest.mark.skipif(not _CORPUS.exists(), reason="нет ../shared/corpus")
def test_a_law_applied_to_the_code_it_restates_gives_the_official_text() -> None:
    """311-ФЗ on the Labour code: nothing is applied wrongly where no later act touched the unit."""
    law = ingest.parse(ingest.read((_CORPUS / "docx" / "fz-311_2021-07-02.docx").read_bytes(), "fz-311.docx"))
    code = ingest.parse(ingest.read((_CORPUS / "pravo_html" / "102074279.html").read_bytes(), "102074279.html"))
    assert law.act and code.act
    restated = [c for c in changes_of(code, [law]) if c.verb == "restate" and not c.part]
    result = consolidate(states(code), restated, code.act.id.slug)
    assert law.act.id.date and not result.refused
    later = {n.within for n in code.notes if n.by.date and n.by.date > law.act.id.date}
    official = {v.eid: v.words for v in result.versions if v.since == ""}
    new = {v.eid: v.words for v in result.versions if v.until is None}
    wrong: list[str] = []
    compared = 0
    for change in restated:
        below = {e for e in official.keys() | new.keys() if e == change.eid or e.startswith(change.eid + "__")}
        if not below & later:
            compared += 1
            wrong += [e for e in below if squeezed(official.get(e)) != squeezed(new.get(e))]
    assert (compared, wrong) == (30, [])


def squeezed(words: str | None) -> str:
    return " ".join((words or "").replace("\xa0", " ").split())
