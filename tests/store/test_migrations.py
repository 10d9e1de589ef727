"""Versions of the schema: a base is brought to the newest when it is opened to be written, whole or not at all."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from bases import dump
from sqlite_utils import Database

from kb.cli import run
from kb.errors import NewerBase, OlderBase
from kb.store import connection, migrations
from kb.store.connection import NEWEST, OLDEST, open_base
from kb.store.migrations import Change, Versions

TODAY, NEXT = NEWEST, NEWEST + 1
KNOWN = (migrations.tables, migrations.orders_by_state)
"""The changes that make today's versions."""
ROOT = Path(__file__).parents[2]


def counted(db: Database) -> None:
    """A change such as a later version may make: a column with values, an index, a view."""
    db.table("act_records").add_column("letters", int, not_null_default=0)
    db.execute("UPDATE act_records SET letters = length(id)")
    db.table("act_records").create_index(["letters"])
    db.create_view("long_acts", "SELECT id FROM act_records WHERE letters > 20")


def broken(db: Database) -> None:
    """Some of a change, and then a mistake."""
    db.create_table("half", {"x": int})
    db.execute("UPDATE act_records SET label = 'half'")
    raise ZeroDivisionError


@pytest.fixture
def raised(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make the program one that has these versions after today's."""

    def raise_to(*changes: Change) -> None:
        later = Versions("kb")
        for number, change in enumerate((*KNOWN, *changes), OLDEST):
            later.version(number)(change)
        monkeypatch.setattr(migrations, "schema", later)
        monkeypatch.setattr(connection, "NEWEST", TODAY + len(changes))

    return raise_to


@pytest.fixture
def older(base: sqlite3.Connection) -> Path:
    """The file of a base of today's version, full."""
    path = connection.file_of(base)
    assert path
    return path


def noted(path: Path) -> list[tuple[str, str]]:
    """What the base says it has behind it, as sqlite-utils reads it."""
    with closing(sqlite3.connect(path)) as db:
        return [(done.name, done.applied_at) for done in migrations.schema.applied(Database(db))]


def test_the_newest_version_is_that_of_the_last_migration() -> None:
    names = [migration.name for migration in migrations.schema.pending(Database(memory=True))]
    assert [int(name.partition("_")[0]) for name in names] == list(range(OLDEST, NEWEST + 1))


def test_what_is_done_is_noted_and_when_is_not(tmp_path: Path) -> None:
    open_base(tmp_path / "base.db").close()
    assert [when for _, when in noted(tmp_path / "base.db")] == [""] * (NEWEST - OLDEST + 1)


def test_an_older_base_is_migrated_when_it_is_opened_to_be_written(
    older: Path, raised: Callable[..., None], tmp_path: Path
) -> None:
    raised(counted, lambda db: db.table("act_records").create_index(["cited"]))
    with closing(open_base(older)) as db:
        assert db.execute("SELECT count(*) FROM long_acts").fetchone()[0] > 3
        assert db.execute("PRAGMA user_version").fetchone() == (TODAY + 2,)
    assert len(noted(older)) == len(KNOWN) + 2
    with closing(open_base(older, readonly=True)) as again, closing(open_base(tmp_path / "new.db")) as new:
        asked = "SELECT type, name, sql FROM sqlite_master"
        assert again.execute(asked).fetchall() == new.execute(asked).fetchall()


def test_an_older_base_is_not_changed_by_reading(
    older: Path, raised: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    before = dump(older)
    raised(counted)
    with pytest.raises(OlderBase, match=r"прежней версией.*kb ingest.*kb reparse"):
        open_base(older, readonly=True)
    assert run(["status", str(older), "101-мп"]) == 2
    assert "прежней версией" in capsys.readouterr().err
    assert dump(older) == before


@pytest.mark.parametrize("command", ["ingest", "reparse"])
def test_the_commands_that_the_refusal_names_bring_it_to_date(
    older: Path, raised: Callable[..., None], command: str
) -> None:
    before = sqlite3.connect(older).execute("SELECT count(*) FROM acts").fetchone()
    raised(counted)
    more = [str(ROOT / "data" / "acts" / "zakon-101-mp.txt")] if command == "ingest" else []
    assert run([command, str(older), "--workers", "1", *more]) == 0
    assert run(["status", str(older), "101-мп"]) == 0
    with closing(open_base(older, readonly=True)) as db:
        assert db.execute("SELECT count(*) FROM acts").fetchone() == before


def test_a_migration_that_fails_leaves_the_base_as_it_was(older: Path, raised: Callable[..., None]) -> None:
    before = dump(older)
    raised(broken)
    with pytest.raises(ZeroDivisionError):
        open_base(older)
    assert dump(older) == before


def test_of_two_migrations_the_one_that_succeeds_stands(older: Path, raised: Callable[..., None]) -> None:
    raised(counted, broken)
    with pytest.raises(ZeroDivisionError):
        open_base(older)
    assert [name for name, _ in noted(older)][len(KNOWN) :] == [f"{NEXT:04}_counted"]


def test_a_base_that_cannot_be_migrated_says_so_and_can_be_made_anew(older: Path, raised: Callable[..., None]) -> None:
    Database(older).table("act_records").add_column("letters", int)  # somebody was there before
    before = dump(older)
    raised(counted)
    with pytest.raises(OlderBase, match=r"обновить её не удалось \(duplicate column name: letters\).*kb reparse"):
        open_base(older)
    assert dump(older) == before
    assert run(["reparse", str(older), "--workers", "1"]) == 0
    assert run(["status", str(older), "101-мп"]) == 0


KILLED = """
import sys, time
from kb.store import connection, migrations

@migrations.schema.version(connection.NEWEST + 1)
def endless(db):
    db.execute("CREATE TABLE half (x)")
    db.execute("UPDATE act_records SET label = 'half'")
    db.execute("PRAGMA cache_size=10")  # so that half of it stands in the file's journal already
    db.execute("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300000) INSERT INTO half"
               " SELECT x FROM n")
    print("half done", flush=True)
    time.sleep(600)

connection.NEWEST += 1
connection.open_base(sys.argv[1])
"""


def test_a_migration_that_is_killed_leaves_the_base_as_it_was(older: Path, base: sqlite3.Connection) -> None:
    base.close()
    before = dump(older)
    with subprocess.Popen([sys.executable, "-c", KILLED, older], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout and running.stdout.readline() == "half done\n"
        assert older.with_name("base.db-wal").stat().st_size > 1_000_000
        running.send_signal(signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL
    assert dump(older) == before
    open_base(older).close()
    assert dump(older) == before


def test_a_base_made_before_migrations_were_noted_gets_its_notes(older: Path, base: sqlite3.Connection) -> None:
    whole = sorted(dump(older).splitlines())
    base.execute("DROP TABLE _sqlite_migrations")
    with closing(open_base(older, readonly=True)) as db:  # nothing else is missing
        assert db.execute("SELECT count(*) FROM acts").fetchone()[0]
    open_base(older).close()
    assert sorted(dump(older).splitlines()) == whole


def test_a_base_of_a_later_version_is_refused_in_words(older: Path, base: sqlite3.Connection) -> None:
    base.execute(f"PRAGMA user_version={NEXT}")
    for readonly in (False, True):
        with pytest.raises(NewerBase, match="более новой версией программы"):
            open_base(older, readonly)


def test_sqlite_utils_itself_makes_and_migrates_the_same_base(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.db", tmp_path / "theirs.db"
    open_base(ours).close()
    command = [sys.executable, "-m", "sqlite_utils", "migrate", theirs, ROOT / "kb" / "store" / "migrations.py"]
    for _ in range(2):  # the second time nothing is to be done
        subprocess.run(command, check=True)
        assert dump(theirs) == dump(ours)
    open_base(theirs, readonly=True).close()
