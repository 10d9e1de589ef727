"""Processes that read ahead of the writer: every answer once, in order, whatever becomes of a process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from kb.load import ingest_paths
from kb.load.readers import Readers
from kb.store.connection import open_base

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("readers") / "base.db"
    ingest_paths(path, [DATA], workers=1)
    with closing(open_base(path)) as opened:
        yield opened


def portions(db: sqlite3.Connection) -> list[list[str]]:
    acts = [act for (act,) in db.execute("SELECT id FROM acts ORDER BY id")]
    return [acts[at : at + 3] for at in range(0, len(acts), 3)]


def labels(db: sqlite3.Connection, acts: Sequence[str]) -> list[str]:
    return [db.execute("SELECT label FROM acts WHERE id = ?", (act,)).fetchone()[0] for act in acts]


def process(db: sqlite3.Connection, acts: Sequence[str]) -> int:
    return os.getpid()


def labels_or_die(db: sqlite3.Connection, acts: Sequence[str]) -> list[str]:
    if multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return labels(db, acts)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_answers_come_in_order_each_with_its_portion(db: sqlite3.Connection, workers: int) -> None:
    wanted = [(acts, labels(db, acts)) for acts in portions(db)]
    with Readers(db, workers) as readers:
        assert list(readers.answers(labels, portions(db))) == wanted
        assert list(readers.answers(labels, [])) == []
    assert len(wanted) > 4


def test_one_worker_is_the_writer_itself(db: sqlite3.Connection) -> None:
    with Readers(db, 1) as one, Readers(db, 2) as two:
        assert {answer for _, answer in one.answers(process, portions(db))} == {os.getpid()}
        assert os.getpid() not in {answer for _, answer in two.answers(process, portions(db))}


def test_a_killed_worker_takes_no_answer_with_it(db: sqlite3.Connection) -> None:
    with Readers(db, 2) as readers:
        found = list(readers.answers(labels_or_die, portions(db)))
    assert found == [(acts, labels(db, acts)) for acts in portions(db)]


def test_a_base_in_memory_has_no_other_readers() -> None:
    with closing(sqlite3.connect(":memory:")) as db, Readers(db, 2) as readers:
        assert [answer for _, answer in readers.answers(process, [["a"], ["b"]])] == [os.getpid()] * 2
