"""Files that hang a reader, swell it or bring it down, through every command that reads: each costs itself alone.

The reader is a real one, installed beside the program as a user's own formats are; a file's words say what it does.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest
from command import KB

READER = """
import os, time
from ingest.document import Style
from ingest.formats.assembly import Assembly
from ingest.formats.fragment import Fragment

def takes(data, name):
    return data.startswith(b"POISON ")

def read(data, name):
    does = data.split()[1]
    if does == b"sleeps":
        time.sleep(1000)
    if does == b"runs":
        import subprocess
        subprocess.run(["sleep", "1000"])
    if does == b"swells":
        held = []
        while True:
            held.append(bytes(50_000_000))
    if does == b"exits":
        os._exit(0)
    if does == b"leaves":
        raise SystemExit(0)
    if does == b"aborts":
        os.abort()
    assembly = Assembly()
    for line in data.decode().splitlines()[1:]:
        assembly.add(Fragment(line), Style.PARAGRAPH)
    return assembly.document(data, name, "poison")
"""
SAID = {
    "sleeps": "Разбор файла занял больше 8 секунд и остановлен.",
    "runs": "Разбор файла занял больше 8 секунд и остановлен.",
    "swells": "Разбор файла потребовал слишком много памяти и остановлен.",
    "exits": "Разбор файла обрушил рабочий процесс; файл отложен.",
    "leaves": "Разбор файла обрушил рабочий процесс; файл отложен.",
    "aborts": "Разбор файла обрушил рабочий процесс; файл отложен.",
}
ACT = (
    "POISON nothing\nПРАВИТЕЛЬСТВО РОССИЙСКОЙ ФЕДЕРАЦИИ\nПОСТАНОВЛЕНИЕ\n"
    "от {} марта 2024 г. № {}\nОб образце\n1. Утвердить образец."
)
GOOD = 19
ALL = {str(number + 1) for number in range(GOOD)}
LIMIT = 300
"""Seconds for a whole command; the files that hang take eight each, and a busy machine is slow to start a worker."""


@pytest.fixture
def poisoned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of good files with one of each poison among them; the reader is installed."""
    site, given = tmp_path / "site", tmp_path / "given"
    metadata = site / "poison-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: poison\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[kb.formats]\npoison = poison_reader\n")
    (site / "poison_reader.py").write_text(READER)
    given.mkdir()
    for number in range(GOOD):
        (given / f"{number:02}.txt").write_text(ACT.format(number + 1, number + 1), "utf-8")
    for number, does in enumerate(SAID):
        (given / f"{number * 2:02}-{does}.txt").write_text(f"POISON {does}", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(site))
    monkeypatch.setenv("KB_FILE_SECONDS", "8")
    return given


def _kb(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*KB, *map(str, arguments)], capture_output=True, text=True, timeout=LIMIT)


def _kept(base: Path) -> tuple[set[str], dict[str, str]]:
    """Numbers of the acts, and what is told of each poison."""
    db = sqlite3.connect(base)
    acts = {number for (number,) in db.execute("SELECT number FROM acts WHERE id LIKE 'pp-2024-03-%'")}
    told = {
        Path(name).stem[3:]: said for name, said in db.execute("SELECT name, message FROM problems WHERE rule = 'read'")
    }
    db.close()
    return acts, told


def _is_whole(base: Path) -> bool:
    try:
        return base.exists() and _kept(base) == (ALL, SAID)
    except sqlite3.OperationalError:  # the tables are not there yet
        return False


@pytest.mark.parametrize("workers", [1, 2])
def test_a_load_gives_up_the_guilty_alone(poisoned: Path, workers: int) -> None:
    base = poisoned.parent / "base.db"
    done = _kb("ingest", base, poisoned, "--workers", workers)
    assert done.returncode == 1 and "Traceback (most" not in done.stdout, done.stderr
    assert _kept(base) == (ALL, SAID)
    assert not _left_running(), "a program that a reader ran outlives it"


def test_a_small_load_and_the_next_ones_too(poisoned: Path) -> None:
    """Parsed again, and loaded again: what is good stays, what is poisoned is told again."""
    base, few = poisoned.parent / "base.db", poisoned.parent / "few"
    few.mkdir()
    for name in ("00.txt", "*-sleeps.txt", "*-aborts.txt"):
        shutil.copy(next(poisoned.glob(name)), few)
    expected = {"1"}, {does: SAID[does] for does in ("sleeps", "aborts")}
    for command in (["ingest", base, few], ["reparse", base]):
        _kb(*command)
        assert _kept(base) == expected, command


def test_a_watched_folder_goes_on(poisoned: Path) -> None:
    base = poisoned.parent / "base.db"
    with subprocess.Popen([*KB, "ingest", str(base), "--watch", str(poisoned)], stderr=subprocess.DEVNULL) as running:
        try:
            ends = time.monotonic() + LIMIT
            while not _is_whole(base):
                assert time.monotonic() < ends and running.poll() is None
                time.sleep(0.5)
        finally:
            running.kill()


def test_parse_tells_of_each(poisoned: Path) -> None:
    files = sorted(poisoned.iterdir())
    done = _kb("parse", "--json", *files)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1 and len(answers) == len(files)
    assert {a["source"]["name"][3:-4]: a["error"] for a in answers if "error" in a} == SAID
    assert [a["act"]["number"] for a in answers if "error" not in a] == [str(number + 1) for number in range(GOOD)]


def test_check_tells_of_each(poisoned: Path, demo: Path) -> None:
    done = _kb("check", demo, poisoned)
    assert done.returncode == 1
    told = dict(line.split(": ", 1) for line in done.stderr.splitlines() if "-" in line.partition(": ")[0])
    assert {Path(name).stem[3:]: said for name, said in told.items()} == SAID
    assert done.stdout.count("проверено на") == GOOD


def test_a_large_file_has_more_time() -> None:
    from kb.workers.limits import seconds_for

    assert seconds_for(3_000_000) > 10 * seconds_for(1000)
    assert seconds_for(200_000_000) <= 900


def _left_running() -> list[str]:
    """Programs «sleep 1000» of this user."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if path.read_bytes() == b"sleep\x001000\x00" and path.stat().st_uid == os.getuid():
                found.append(path.parent.name)
        except OSError:
            continue
    return found
