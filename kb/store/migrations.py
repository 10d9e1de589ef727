"""Versions of the schema, each made from the one before by a migration of sqlite-utils.

    sqlite-utils migrate base.db kb/store/migrations.py --list

To change the schema add a function at the end, under the next number, and raise ``NEWEST`` (kb/store/connection.py);
what is here is never changed, for there are bases that have it behind them. A migration runs in a transaction: it must
not end it. Importing this file imports sqlite-utils, a seventh of a second: only who has to write a schema does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files

from sqlite_utils import Database, Migrations

from kb.store.database import database

Change = Callable[[Database], None]


class Versions(Migrations):
    """Migrations whose numbers are the versions of a schema; ``PRAGMA user_version`` is the one that a base has.

    They are noted in sqlite-utils' own table, without the time of day: a base made twice from the same sources must
    dump to the same bytes (README.md, rule 6).
    """

    def version(self, number: int) -> Callable[[Change], Change]:
        """Register what makes this version of the schema; numbers go up, none is left out."""

        def register(change: Change) -> Change:
            @self(name=f"{number:04}_{change.__name__}")
            def made(db: Database) -> None:
                change(db)
                db.execute(f"PRAGMA user_version={number}")

            return change

        return register

    def apply(self, db: Database, *, stop_before: str | Iterable[str] | None = None) -> None:
        """Apply what is pending, as the class above does, all or nothing.

        Bases made before migrations were noted have a version and no notes: what it says is behind them is noted first.
        """
        with db.atomic():
            self.ensure_migrations_table(db)
            version = int(db.execute("PRAGMA user_version").fetchone()[0])
            behind = [migration.name for migration in self.pending(db) if _number(migration.name) <= version]
            noted = db.table(self.migrations_table)
            noted.insert_all({"migration_set": self.name, "name": name, "applied_at": ""} for name in behind)
            super().apply(db, stop_before=stop_before)
            db.execute(f"UPDATE {self.migrations_table} SET applied_at = '' WHERE migration_set = ?", [self.name])


def _number(name: str) -> int:
    return int(name.partition("_")[0])


schema = Versions("kb")


def migrate_once(db: sqlite3.Connection) -> bool:
    """Apply the earliest migration that the base lacks, within the caller's transaction; whether it lacks more."""
    base = database(db)
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    later = [migration.name for migration in schema.pending(base) if _number(migration.name) > version][1:]
    schema.apply(base, stop_before=later)
    return bool(schema.pending(base))


def _statements(script: str) -> Iterator[str]:
    """Statements one by one: ``executescript`` of sqlite3 would commit, that of sqlite-utils takes 80 ms for ours."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


# Versions 1 and 2 had other tables, and less was read: such a base is made anew from its sources (kb/load/rebuild.py).


@schema.version(3)
def tables(db: Database) -> None:
    """Everything that stands in schema.sql."""
    for statement in _statements(files("kb.store").joinpath("schema.sql").read_text("utf-8")):
        db.execute(statement)


@schema.version(4)
def orders_by_state(db: Database) -> None:
    """What was done to an act, day by day, without reading its orders: an act's page asks four times."""
    db.execute(
        "CREATE INDEX operations_by_state ON operations(target, state, act, in_force_from, basis, verb, target_eid)"
    )
