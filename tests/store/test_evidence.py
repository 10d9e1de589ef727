"""What the base holds on acts is asked for many at once, and the answer is the one that each alone would get."""

from __future__ import annotations

import sqlite3

import pytest

from kb.editions.build import rebuild
from kb.store.evidence import gather
from kb.store.namesakes import name_candidates


@pytest.fixture
def acts(base: sqlite3.Connection) -> list[str]:
    return [act for (act,) in base.execute("SELECT id FROM acts ORDER BY id")]


def test_many_acts_get_what_each_alone_gets(base: sqlite3.Connection, acts: list[str]) -> None:
    together = gather(base, acts)
    assert list(together) == acts
    assert all(gather(base, [act]) == {act: found} for act, found in together.items())


def test_many_acts_take_no_more_questions_than_two(base: sqlite3.Connection, acts: list[str]) -> None:
    asked: list[str] = []
    base.set_trace_callback(asked.append)
    gather(base, acts[:2])
    of_two = len(asked)
    gather(base, acts)
    base.set_trace_callback(None)
    assert len(acts) > 20 and len(asked) == 2 * of_two


def test_no_question_reads_a_whole_table(base: sqlite3.Connection, acts: list[str]) -> None:
    """Acts are found by index: a load that asks about a portion must not read all that was loaded before."""
    numbers = set(base.execute("SELECT kind, number_key FROM acts"))
    asked: list[str] = []
    base.set_trace_callback(asked.append)
    gather(base, acts)
    name_candidates(base, numbers)
    rebuild(base, acts)
    base.set_trace_callback(None)
    for question in set(asked):
        for *_, step in base.execute(f"EXPLAIN QUERY PLAN {question}"):
            of_the_question = "VIRTUAL TABLE" in step or step == "SCAN reached"  # rows that it made itself
            assert not step.startswith("SCAN") or of_the_question, f"{step}\n{question}"
            assert "acts_by_kind_date" not in step, f"every act of the kind is read\n{question}"
