"""Loading: broken files among good ones, twice, in parallel, interrupted, two writers at once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bases import dump
from command import KB

from ingest import Item
from kb.load import ingest_paths, reparse
from kb.load.run import Run
from kb.load.worker import take
from kb.store.connection import open_base, transaction
from kb.store.filing import received, sent

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
GOOD = """Нормативные документы

Федеральный закон от 29 декабря 2012 г. № 273-ФЗ "Об образовании в Российской Федерации"
"""


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_TODAY", "2026-01-15")


def broken_folder(folder: Path) -> Path:
    """A good page, and one file of each kind that cannot be read."""
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "half.docx").write_bytes(b"PK\x03\x04" + b"\x14\x00\x06\x00\x08\x00" + bytes(200))
    (folder / "wrong.txt").write_bytes(GOOD.encode("utf-8") + b"\xff\xfe\xfa\x00\x00\x01" * 50)
    (folder / "link.txt").symlink_to(folder / "good.txt")
    os.mkfifo(folder / "pipe.txt")
    return folder


def test_broken_files_among_good_ones(tmp_path: Path) -> None:
    report = ingest_paths(tmp_path / "base.db", [broken_folder(tmp_path / "given")], workers=2)
    names = {name for name, _ in report.unreadable}
    assert {"empty.txt", "noise.bin", "half.docx", "link.txt", "pipe.txt"} <= names
    db = open_base(tmp_path / "base.db", readonly=True)
    assert db.execute("SELECT count(*) FROM acts WHERE id = 'fz-2012-12-29-273'").fetchone() == (1,)
    told = dict(db.execute("SELECT name, message FROM problems"))
    db.close()
    for name in names:
        assert told[name].endswith(".") and not any(word in told[name] for word in ("Error", "error", "Traceback")), (
            told[name]
        )


def test_ingest_twice_changes_nothing_and_still_tells_of_broken_files(tmp_path: Path) -> None:
    base, given = tmp_path / "base.db", broken_folder(tmp_path / "given")
    first = ingest_paths(base, [given])
    before = dump(base)
    second = ingest_paths(base, [given])
    assert second.new == 0
    assert dict(second.unreadable) == dict(first.unreadable)
    assert dump(base) == before


def test_a_filing_arrives_as_it_was_sent() -> None:
    files = [*sorted(file for file in DATA.rglob("*") if file.is_file()), DATA / "no-such-format.bin"]
    filings = [take(f.read_bytes() if f.exists() else b"\x00\x01" * 40, f.name, date(2026, 1, 15)) for f in files]
    assert {filing.spoken is None for filing in filings} == {True, False}
    assert received(sent(filings)) == filings


def test_workers_do_not_matter(tmp_path: Path) -> None:
    for name, workers in (("one.db", 1), ("two.db", 2)):
        report = ingest_paths(tmp_path / name, [DATA], workers=workers)
        assert report.unreadable == []
    assert dump(tmp_path / "one.db") == dump(tmp_path / "two.db")


def test_reparse_gives_the_same_base(tmp_path: Path) -> None:
    base = tmp_path / "base.db"
    ingest_paths(base, [DATA], workers=1)
    before = dump(base)
    reparse(base, workers=1)
    assert dump(base) == before


def test_limit_and_dry_run(tmp_path: Path) -> None:
    base = tmp_path / "base.db"
    assert ingest_paths(base, [DATA], dry_run=True, workers=1).new > 10
    assert not base.exists()
    assert ingest_paths(base, [DATA], limit=2).new == 2
    assert ingest_paths(base, [DATA], workers=1).known == 2


def test_one_file_under_two_names_is_one_source(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "b.txt").write_text(GOOD, "utf-8")
    base = tmp_path / "base.db"
    ingest_paths(base, [given])
    (given / "a.txt").write_text(GOOD, "utf-8")
    ingest_paths(base, [given])
    fresh = tmp_path / "fresh.db"
    ingest_paths(fresh, [given])
    assert dump(base) == dump(fresh)
    assert "'a.txt'" in dump(fresh) and "'b.txt'" not in dump(fresh)


def test_interrupted_load_says_how_to_go_on_and_goes_on(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    for i in range(900):
        (given / f"{i:04}.txt").write_text(GOOD.replace("273", str(1000 + i)), "utf-8")
    base = tmp_path / "base.db"
    running = subprocess.Popen(
        [*KB, "ingest", str(base), str(given), "--workers", "1"], stderr=subprocess.PIPE, text=True
    )
    while not base.exists() or not _sources(base):
        assert running.poll() is None, "ended before it could be interrupted"
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "чтобы продолжить" in said
    stored = _sources(base)
    assert 0 < stored < 900
    assert ingest_paths(base, [given], limit=200).known == stored


def _sources(base: Path) -> int:
    db = sqlite3.connect(base)
    try:
        return int(db.execute("SELECT count(*) FROM sources").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        db.close()


def test_killed_load_leaves_a_base_that_the_next_load_completes(tmp_path: Path) -> None:
    whole, base = tmp_path / "whole.db", tmp_path / "base.db"
    ingest_paths(whole, [DATA], workers=1)
    db = open_base(base)
    db.close()
    running = subprocess.Popen([*KB, "ingest", str(base), str(DATA), "--workers", "1"], stdout=subprocess.DEVNULL)
    while not _sources(base) and running.poll() is None:
        time.sleep(0.005)
    running.kill()
    running.wait()
    ingest_paths(base, [DATA], workers=1)
    assert dump(base) == dump(whole)


def test_the_second_writer_waits_and_says_so(tmp_path: Path) -> None:
    from kb.load.lock import writing

    base = tmp_path / "base.db"
    with writing(base, pytest.fail):
        waiting = subprocess.Popen([*KB, "ingest", str(base), str(DATA / "pages")], stderr=subprocess.PIPE, text=True)
        assert waiting.stderr is not None
        said = waiting.stderr.readline()
        assert "пополняет другой процесс" in said and str(os.getpid()) in said
    assert waiting.wait(60) == 0
    waiting.stderr.close()


def test_a_folder_closed_to_us_is_told_in_a_sentence(tmp_path: Path) -> None:
    closed = Path("/proc") if os.geteuid() == 0 else tmp_path  # root may write anywhere but there
    tmp_path.chmod(0o500)
    done = subprocess.run([*KB, "ingest", str(closed / "base.db"), str(DATA)], capture_output=True, text=True)
    tmp_path.chmod(0o700)
    assert done.returncode == 2 and "нельзя открыть для записи" in done.stderr


def test_what_no_table_can_hold_costs_its_own_file(tmp_path: Path) -> None:
    """A reader of a user's own may give anything: half of a surrogate pair passes every process, no base takes it."""
    names = ("a.txt", "odd.txt", "b.txt")
    items = [Item(name, data=GOOD.replace("273", str(300 + at)).encode()) for at, name in enumerate(names)]
    filings = [take(item.data or b"", item.name, date(2026, 1, 15)) for item in items]
    filings[1] = replace(filings[1], source=filings[1].source._replace(format="\ud800"))
    db = open_base(tmp_path / "base.db")
    run = Run(db, 1, lambda progress: None, False, 3)
    with transaction(db):
        run._keep(list(zip(items, filings, strict=True)))
    assert [name for name, _ in run.report.unreadable] == ["odd.txt"] and run.report.new == 2
    assert {name for (name,) in db.execute("SELECT name FROM sources WHERE format NOT NULL")} == {"a.txt", "b.txt"}
    ((message,),) = db.execute("SELECT message FROM problems WHERE name = 'odd.txt'")
    assert "не помещается в базу" in message
    db.close()
