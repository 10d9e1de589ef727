"""Machines lose power: a load killed at any moment and run again ends as if nothing had happened.

The suite kills a load of 60 acts 5 times; ``make fuzz`` sets KB_KILLS=25 and loads 300.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from bases import dump
from command import KB
from model_acts import write_acts

import kb
from kb.load import ingest_paths

KILLS = int(os.environ.get("KB_KILLS", "5"))
ACTS = 300 if KILLS >= 25 else 60
QUERIES = ("порядок ремонта школ", "пересматривается ежегодно", "№ 30-МП", "охрана лес* статус:утратил")


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_TODAY", "2026-01-15")


@pytest.fixture(scope="module")
def acts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of model acts."""
    return write_acts(tmp_path_factory.mktemp("crash") / "acts", ACTS)


@pytest.fixture(scope="module")
def undisturbed(acts: Path) -> tuple[Path, float]:
    """The base of a load that nothing happened to, and how many seconds it took."""
    base, began = acts.parent / "whole.db", time.monotonic()
    done = subprocess.run(_load(base, acts), env={**os.environ, "KB_TODAY": "2026-01-15"}, capture_output=True)
    assert done.returncode == 0, done.stderr
    return base, time.monotonic() - began


def _load(base: Path, given: Path) -> list[str]:
    return [*KB, "ingest", str(base), str(given), "--workers", "2"]


def answers(base: Path) -> list[Any]:
    """What the search finds, the time it took left out."""
    return [[hit.act for hit in kb.find(base, query).hits] for query in QUERIES]


def assert_same(base: Path, whole: Path) -> None:
    """The base is what an undisturbed load gives, its index too, and it verifies."""
    assert dump(base) == dump(whole)
    assert answers(base) == answers(whole)
    verified = subprocess.run([*KB, "verify", str(base)], capture_output=True, text=True)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def _remove(base: Path) -> None:
    import shutil

    for path in base.parent.glob(f"{base.name}*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def test_a_load_killed_at_random_moments_loses_and_doubles_nothing(
    acts: Path, undisturbed: tuple[Path, float], tmp_path: Path
) -> None:
    """A base completed between two kills is compared and begun anew, so that kills fall on every stage."""
    whole, seconds = undisturbed
    base, dice, killed = tmp_path / "base.db", random.Random(25), 0
    while killed < KILLS:
        running = subprocess.Popen(_load(base, acts), stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            assert running.wait(dice.uniform(0.2, seconds)) == 0
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            killed += 1
        else:
            assert dump(base) == dump(whole)
            _remove(base)
    subprocess.run(_load(base, acts), check=True, capture_output=True)
    assert_same(base, whole)


def test_workers_end_with_the_writer_that_was_killed(acts: Path, tmp_path: Path) -> None:
    base = tmp_path / "base.db"
    running = subprocess.Popen(_load(base, acts), stderr=subprocess.DEVNULL, start_new_session=True)
    while len(_session(running.pid)) < 4:  # the writer, the fork server, two workers
        assert running.poll() is None, "ended before its workers were seen"
        time.sleep(0.01)
    running.kill()
    running.wait()
    ends = time.monotonic() + 20
    while _session(running.pid):
        assert time.monotonic() < ends, "workers outlive their writer"
        time.sleep(0.1)


def _session(leader: int) -> list[int]:
    """Living processes of the session (proc(5): the sixth field of stat), zombies left out."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(session) == leader and state != "Z":
            found.append(int(path.parent.name))
    return found


def test_a_full_disk_is_told_in_a_sentence_and_the_next_load_completes(
    acts: Path, undisturbed: tuple[Path, float], tmp_path: Path
) -> None:
    """The size of a file is limited instead of the disk: SQLite is refused its write the same way."""
    base = tmp_path / "base.db"
    for size in (200_000, undisturbed[0].stat().st_size // 2):
        full = subprocess.run(_load(base, acts), capture_output=True, text=True, preexec_fn=partial(_limit, size))
        assert full.returncode in (1, 2), full.stderr
        assert full.stderr.strip().endswith(".") and "Traceback" not in full.stderr, full.stderr
        assert "диск полон" in full.stderr or "ошибка диска" in full.stderr, full.stderr
    subprocess.run(_load(base, acts), check=True, capture_output=True)
    assert_same(base, undisturbed[0])


def _limit(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_readers_never_wait_for_the_writer(acts: Path, tmp_path: Path) -> None:
    """While a load runs, a page's questions meet no lock, and are answered within 100 ms each.

    The reader has no patience: a lock would be an error at once. Of the times the two longest are left to the machine,
    whose other processes may keep this one waiting.
    """
    base = tmp_path / "base.db"
    ingest_paths(base, [acts / "0001.txt"])
    running = subprocess.Popen(_load(base, acts), stderr=subprocess.DEVNULL)
    db, took = sqlite3.connect(f"file:{base}?mode=ro", uri=True, timeout=0), []
    while running.poll() is None:
        began = time.perf_counter()
        db.execute("SELECT count(*) FROM acts WHERE status = 'in_force'").fetchone()
        db.execute("SELECT * FROM units WHERE act = (SELECT min(id) FROM acts) ORDER BY position LIMIT 50").fetchall()
        took.append(time.perf_counter() - began)
        time.sleep(0.002)
    db.close()
    assert running.returncode == 0 and len(took) > 50
    slowest = sorted(took)[-3]
    assert slowest < 0.1, f"readers waited {slowest * 1000:.0f} ms"
