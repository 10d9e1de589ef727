"""Amending acts of every manner against the texts that a person derived from them, day by day, in a real base."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import bases
import model_cases
import pytest

import ingest
from kb.editions.first import first_text
from kb.editions.prove import replay
from kb.reading.status import status_of as standing
from kb.store.acts import act_row
from kb.store.connection import open_base
from kb.store.units import source_units, units_on_day
from kb.store.verify import verify

CASES = model_cases.cases()
MARK = "МОДЕЛЬНЫЙ АКТ. Написан для проверки программы, не является правовым актом."


def given(case: model_cases.Case) -> Iterator[bases.Given]:
    """The acts of the case and the cards that say when they were published."""
    for number, act in zip(count(), (case.act, *case.amending)):
        name, data = f"{number}.txt", act.text.encode()
        parsed = ingest.parse(ingest.read(data, name))
        assert parsed.act, f"{case.name}: акт {number} не прочитан"
        yield name, data, parsed
        card = _card(parsed, act.published).encode()
        yield f"{number}.yml", card, bases.taken(f"{number}.yml", card)


def _card(parsed: ingest.Parsed, published: str) -> str:
    assert parsed.act
    of = parsed.act.id
    issuers = ", ".join(of.issuers)
    return (
        f"- {{kind: {of.kind}, issuers: [{issuers}], date: {of.date}, number: {of.number}, "
        f"published: {{date: {published}}}, model: true}}\n"
    )


@pytest.fixture(params=CASES, ids=[case.name for case in CASES])
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[model_cases.Case, sqlite3.Connection, str]]:
    """A case, a base of its acts, and the id of the one that is amended."""
    case = request.param
    db = open_base(tmp_path / "base.db")
    sources = list(given(case))
    bases.store(db, sources)
    first = sources[0][2]
    assert isinstance(first, ingest.Parsed) and first.act
    yield case, db, first.act.id.slug
    db.close()


def lines_on(db: sqlite3.Connection, act: str, day: str) -> list[str]:
    """Every paragraph of the act on the day, headings as the source or the change words them."""
    row = act_row(db, act)
    headings = {s.eid: s.words for s in first_text(db, row, source_units(db, act)) if not s.leaf}
    standing_units = [unit for unit in units_on_day(db, act, day) if unit.stands(day)]
    texts = [headings.get(unit.eid, "") if unit.text is None else unit.text for unit in standing_units]
    return [line for text in texts if text for line in text.split("\n")]


def reasons(db: sqlite3.Connection, act: str, state: str, day: str) -> list[str]:
    """Why orders on the act were not applied by the day, in the order of the acts and of their texts."""
    rows = db.execute(
        """SELECT o.reason FROM operations o JOIN acts a ON a.id = o.act
           WHERE o.target = ? AND o.state = ? AND coalesce(o.in_force_from, a.date) <= ? ORDER BY a.date, o.position""",
        (act, state, day),
    )
    return [reason for (reason,) in rows]


def test_every_act_says_that_it_is_a_model() -> None:
    assert len(CASES) >= 12
    assert all(act.text.startswith(MARK) for case in CASES for act in (case.act, *case.amending))


def test_the_text_of_every_day(base: tuple[model_cases.Case, sqlite3.Connection, str]) -> None:
    case, db, act = base
    refused: list[str] = []
    for day in case.days:
        assert lines_on(db, act, day.day) == list(day.text), day.day
        refused += day.refused
        found = reasons(db, act, "refused", day.day)
        assert len(found) == len(refused) and all(
            said in reason for said, reason in zip(refused, found, strict=True)
        ), (
            day.day,
            found,
        )
        pending = reasons(db, act, "pending", day.day)
        assert len(pending) == len(day.waiting), pending
        assert all(said in reason for said, reason in zip(day.waiting, pending, strict=True)), pending
        for eid in day.suspended:
            assert standing(db, act, date.fromisoformat(day.day), eid).code == "suspended", eid


def test_every_text_is_proved_and_no_letter_can_be_changed(
    base: tuple[model_cases.Case, sqlite3.Connection, str],
) -> None:
    _, db, act = base
    assert verify(db) == [] and list(replay(db)) == []
    texts = db.execute(
        "SELECT eid, in_force_from, text FROM unit_texts WHERE act = ? AND text <> ''", (act,)
    ).fetchall()
    for eid, since, text in texts:
        changed = text[:-1] + ("." if text[-1] != "." else ";")
        put = "UPDATE unit_texts SET text = ? WHERE act = ? AND eid = ? AND in_force_from = ?"
        db.execute(put, (changed, act, eid, since))
        assert f"{act} {eid}" in {finding.key for finding in verify(db)}
        db.execute(put, (text, act, eid, since))
