"""Hostile files among good ones, by the real command: each its own problem or a sensible document, the good ones in.

The suite loads those that are quick to make, a folder of each kind at once; ``make fuzz`` (KB_FUZZ_SECONDS) loads every
one by itself and prints what time and memory it took.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import hostile_documents as documents
import hostile_sources as sources
import pytest
from command import KB

WHOLE = bool(os.environ.get("KB_FUZZ_SECONDS"))
SECONDS, MEGABYTES = 10.0, 500
"""Of one file; seconds of processors, as others may work on the machine."""

STARTING = 3.0
"""Seconds that the command itself takes."""

LIGHT = 500_000
"""Bytes of a file that the suite loads too: many larger ones would take its time."""

GOOD = """Нормативные документы

Федеральный закон от 29 декабря 2012 г. № 273-ФЗ "Об образовании в Российской Федерации"
"""
CASES = {
    **{title: sources.Case(name, build) for title, (name, build) in documents.CASES.items()},
    **sources.CASES,
}
KINDS = sorted({Path(case.name).suffix for case in CASES.values()})


class Load(NamedTuple):
    """One run of the command: seconds of processors, the most megabytes that a process of it held, what it said."""

    seconds: float
    megabytes: float
    said: str


def loaded(base: Path, folder: Path) -> Load:
    """``kb ingest``, watched from outside."""
    spent: dict[int, Spent] = {}
    over = threading.Event()
    with subprocess.Popen(
        [*KB, "ingest", str(base), str(folder), "--workers", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    ) as running:  # fmt: skip
        watching = threading.Thread(target=_watch, args=(running.pid, spent, over))
        watching.start()
        said, _ = running.communicate(timeout=600)
        over.set()
        watching.join()
    assert running.returncode in (0, 1), said
    return Load(sum(one.seconds for one in spent.values()), max(one.megabytes for one in spent.values()), said)


class Spent(NamedTuple):
    """What one process took until it was last seen."""

    seconds: float
    megabytes: float


def _watch(session: int, spent: dict[int, Spent], over: threading.Event) -> None:
    """Keep what every process of the session takes."""
    while not over.wait(0.05):
        spent.update(_taken(session))


def _taken(session: int) -> Iterator[tuple[int, Spent]]:
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError, StopIteration):  # gone between two looks
            said = (process / "stat").read_text().rpartition(")")[2].split()
            if int(said[3]) == session:
                lines = (process / "status").read_text().splitlines()
                peak = int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
                yield int(process.name), Spent((int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK"), peak)


def put(folder: Path, titles: list[str]) -> Path:
    """The files, each by its title, and a good one after them all."""
    folder.mkdir()
    for title in titles:
        (folder / named(title)).write_bytes(_made(title))
    (folder / "я.txt").write_text(GOOD, "utf-8")
    return folder


def named(title: str) -> str:
    return title + "".join(Path(CASES[title].name).suffixes)


_bytes: dict[str, bytes] = {}


def _made(title: str) -> bytes:
    return _bytes.setdefault(title, CASES[title].build())


def judge(base: Path, titles: list[str], said: str) -> None:
    """Every file is told of or read, in Russian sentences, and the good one is in."""
    assert "Traceback" not in said, said[-3000:]
    with closing(sqlite3.connect(base)) as db:
        assert db.execute("SELECT count(*) FROM acts WHERE id = 'fz-2012-12-29-273'").fetchone() == (1,)
        problems = db.execute("SELECT name, message FROM problems").fetchall()
        kept = {name for (name,) in db.execute("SELECT name FROM sources")}
    for _, message in problems:
        assert message.endswith(".") and "Error" not in message, message
        assert "ошибка программы" not in message and "ошибки программы" not in message, message
    for title in titles:
        name = named(title)
        own = (f"{name}/", "http") if name.endswith(".urls") else (f"{name}/",)  # a page is named by its address
        told = [message for file, message in problems if file == name or file.startswith(own)]
        if CASES[title].says:
            assert any(CASES[title].says in message for message in told), (title, told[:3])
        assert told or name in said or name in QUIET or any(one.startswith(name) for one in kept), title


QUIET = {"zip_of_nothing.zip", "zip_without_the_main_part.docx", "zip_with_sizes_too_large.zip", "zip_behind_noise.zip"}
"""Nothing is in them to be told of, or only what came in another file too."""


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_files_of_a_kind_among_good_ones(kind: str, tmp_path: Path) -> None:
    titles = [title for title, case in CASES.items() if Path(case.name).suffix == kind]
    light = [title for title in titles if title not in sources.HEAVY and len(_made(title)) < LIGHT]
    done = loaded(tmp_path / "base.db", put(tmp_path / "given", light))
    judge(tmp_path / "base.db", light, done.said)
    assert done.megabytes < MEGABYTES


@pytest.mark.skipif(not WHOLE, reason="каждый файл отдельно: make fuzz")
@pytest.mark.parametrize("title", CASES)
def test_each_by_itself(title: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = loaded(tmp_path / "base.db", put(tmp_path / "given", [title]))
    with capsys.disabled():
        print(f"{title:50} {len(_made(title)) / 1e6:8.2f} МБ {done.seconds:6.1f} с {done.megabytes:5.0f} МБ памяти")
    judge(tmp_path / "base.db", [title], done.said)
    assert done.seconds < SECONDS + STARTING and done.megabytes < MEGABYTES
