"""`kb verify` names what was changed behind the program's back."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from kb.store.verify import verify


def test_a_whole_base_has_no_findings(base: sqlite3.Connection) -> None:
    assert verify(base) == []


def test_one_changed_letter_names_the_unit(base: sqlite3.Connection) -> None:
    act, eid, text = base.execute(
        "SELECT act, eid, text FROM unit_texts"
        " WHERE length(text) > 20 AND in_force_until IS NULL AND in_force_from = '' LIMIT 1 OFFSET 7"
    ).fetchone()
    base.execute("UPDATE unit_texts SET text = ? WHERE act = ? AND eid = ?", (text.replace("о", "а", 1), act, eid))
    (finding,) = verify(base)
    assert act in finding.message and eid in finding.message


def test_changed_bytes_of_a_source_are_found(base: sqlite3.Connection) -> None:
    base.execute("UPDATE source_bytes SET packed = x'00' WHERE source = (SELECT min(id) FROM sources)")
    (finding,) = verify(base)
    assert finding.table == "source_bytes"


def test_a_changed_schema_is_found(base: sqlite3.Connection) -> None:
    base.execute("DROP INDEX act_records_by_number")
    base.execute("ALTER TABLE act_records ADD COLUMN mine TEXT")
    messages = [finding.message for finding in verify(base)]
    assert messages == [
        "Таблица act_records: устройство изменено в обход программы.",
        "Индекс act_records_by_number: в базе этого нет.",
    ]


def test_what_people_add_beside_our_tables_is_theirs(base: sqlite3.Connection) -> None:
    Database(base).table("notes").insert({"act": "x", "note": "своё"}).create_index(["act"])
    assert verify(base) == []


def test_a_base_without_notes_of_migrations_is_whole(base: sqlite3.Connection) -> None:
    base.execute("DROP TABLE _sqlite_migrations")
    assert verify(base) == []
