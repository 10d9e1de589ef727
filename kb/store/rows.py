"""The tables as tuples: one class a table, fields named as its columns (what they mean stands in schema.sql).

Days are ISO text, lists are JSON text, as SQLite keeps them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from kb.store.edition_rows import EditionNoteRow, EditionRow, EditionTextRow, EditionUnitRow

Row = TypeVar("Row", bound=tuple[Any, ...])


class ActRow(NamedTuple):
    id: str
    kind: str
    number: str | None
    number_key: str | None
    date: str | None
    title: str | None
    label: str
    in_force_from: str | None
    in_force_until: str | None
    published: str | None
    registered: str | None
    registered_on: str | None
    known_from: str
    has_text: int
    naming: str
    iri: str
    source: int | None
    edition: str | None
    model: int
    times_cited: int


class StatusRow(NamedTuple):
    act: str
    since: str
    until: str | None
    status: str
    ground: str


class SourceRow(NamedTuple):
    id: int
    sha256: str
    name: str
    format: str | None
    size: int
    parser: str
    known_from: str
    act: str | None
    collection: str | None
    edition: str | None


class StatementRow(NamedTuple):
    source: int
    start: int
    end: int
    act: str
    role: str
    kind: str
    issuers: str
    number: str | None
    date: str | None
    title: str | None
    naming: str
    published: str | None = None
    published_in: str | None = None
    in_force_from: str | None = None
    in_force_until: str | None = None
    ground: str | None = None
    registered: str | None = None
    registered_on: str | None = None
    adopted: str = "[]"
    place: str | None = None
    signed_by: str | None = None
    said_by: str | None = None
    model: int = 0


class MentionRow(NamedTuple):
    source: int
    act: str
    kind: str
    issuers: str
    number: str | None
    date: str | None
    title: str | None
    times: int


class AliasRow(NamedTuple):
    scheme: str
    value: str
    act: str
    source: int


class IssuerNameRow(NamedTuple):
    source: int
    issuer: str
    form: str
    words: str


class UnitRow(NamedTuple):
    act: str
    position: int
    eid: str
    wid: str
    parent: str | None
    component: str
    kind: str
    number: str | None
    heading: str | None
    start: int
    end: int
    last: int
    leaf: int
    first: int | None = None
    in_force_from: str = ""
    in_force_until: str | None = None
    found_by: str = "amendment"


class TextRow(NamedTuple):
    act: str
    eid: str
    in_force_from: str
    text: str
    in_force_until: str | None
    known_from: str
    made_by: str | None
    hash: str
    wid: str | None = None


class CitationRow(NamedTuple):
    source: int
    position: int
    start: int
    end: int
    reach: int
    exact: str
    act: str | None
    unit: str
    cited: str | None
    component: str
    address: str | None
    addresses: str
    title: str | None
    relation: str
    status: str
    candidates: str
    edition: str | None
    form: str


class OperationRow(NamedTuple):
    id: str
    act: str
    unit: str
    position: int
    verb: str
    target: str | None
    target_component: str
    named_eid: str
    target_eid: str
    old: str | None
    new: str | None
    in_force_from: str | None
    basis: str
    missing: str | None
    in_force_until: str | None
    state: str
    reason: str | None
    source: int
    start: int
    end: int
    part: str | None = None
    spared: str = "[]"
    inflected: int = 0
    target_title: str | None = None
    withdrawn: int = 0
    found_by: str = ""
    corrected: str | None = None
    named: str | None = None
    named_component: str | None = None


ORDERED = ("clause", "default", "correction", "unknown")
"""``basis`` of operations that an amending act itself orders; notes, titles and cards only tell of them."""


class CorrectionRow(NamedTuple):
    id: str
    source: int
    start: int
    act: str | None
    operation: str | None
    said: str
    put: str
    who: str
    day: str
    why: str
    state: str = "waiting"
    reason: str | None = None


class CommencementRow(NamedTuple):
    act: str
    position: int
    start: int
    end: int
    scope: str
    in_force_from: str | None
    rule: str
    in_force_until: str | None
    basis: str
    retroactive: str | None
    found_by: str


class CollectionRow(NamedTuple):
    id: str
    title: str
    source: int


class ItemRow(NamedTuple):
    collection: str
    position: int
    kind: str
    section: str
    act: str | None
    text: str
    url: str | None


class ProblemRow(NamedTuple):
    id: str
    source: int | None
    name: str
    act: str | None
    start: int | None
    rule: str
    message: str


class ChangeRow(NamedTuple):
    day: str
    act: str
    what: str
    detail: str


TABLES: dict[type[Any], str] = {
    ActRow: "act_records",
    StatusRow: "act_statuses",
    SourceRow: "sources",
    StatementRow: "statements",
    MentionRow: "mentions",
    AliasRow: "aliases",
    IssuerNameRow: "issuer_names",
    UnitRow: "units",
    TextRow: "unit_texts",
    EditionRow: "editions",
    EditionUnitRow: "edition_units",
    EditionTextRow: "edition_texts",
    EditionNoteRow: "edition_notes",
    CitationRow: "citations",
    OperationRow: "operations",
    CorrectionRow: "corrections",
    CommencementRow: "commencement",
    CollectionRow: "collections",
    ItemRow: "collection_items",
    ProblemRow: "problems",
    ChangeRow: "changes",
}


def iso(day: date | None) -> str | None:
    """The day as the base keeps it."""
    return day.isoformat() if day else None


as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
"""A list or a dictionary as the base keeps it."""

Tables = dict[type[Any], Sequence[tuple[Any, ...]]]
"""Rows by the class of their table, tuples with names or without."""


def by_table(*lists: Sequence[tuple[Any, ...]]) -> Tables:
    """Lists of rows, each of one class, as tables; what is empty is left out."""
    return {type(rows[0]): rows for rows in lists if rows}


def plain(tables: Tables) -> dict[str, list[tuple[Any, ...]]]:
    """The same with nothing but built-in types: tables by their names, rows without theirs."""
    return {TABLES[of]: [tuple(row) for row in rows] for of, rows in tables.items()}


def of_plain(tables: dict[str, list[tuple[Any, ...]]]) -> Tables:
    """The tables that :func:`plain` took apart; their rows stay without names."""
    return {_CLASSES[name]: rows for name, rows in tables.items()}


def joined(parts: Iterable[Tables]) -> Tables:
    """The rows of several, table by table."""
    found: dict[type[Any], list[tuple[Any, ...]]] = {}
    for tables in parts:
        for of, rows in tables.items():
            found.setdefault(of, []).extend(rows)
    return dict(found)


AMONG = "IN (SELECT value FROM json_each(?))"
"""SQL: is one of the values that :func:`among` binds, however many."""


def among(values: Iterable[str | int | None]) -> tuple[str]:
    """The one value to bind to :data:`AMONG`."""
    return (json.dumps(list(values)),)


_CLASSES = {name: row for row, name in TABLES.items()}
_COLUMNS = {row: ", ".join(f'"{name}"' for name in row._fields) for row in TABLES}
_MARKS = {row: ", ".join("?" * len(row._fields)) for row in TABLES}


def columns(row: type[Any]) -> str:
    """The row's columns for a SELECT or an INSERT, quoted: «end» is a word of SQL."""
    return _COLUMNS[row]


def insert(db: sqlite3.Connection, rows: Iterable[Row], or_else: str = "ABORT") -> None:
    """Insert rows of one class; ``or_else``: ABORT, IGNORE or REPLACE when the key is taken."""
    insert_tables(db, by_table(list(rows)), or_else)


def insert_tables(db: sqlite3.Connection, tables: Tables, or_else: str = "ABORT") -> None:
    """Insert rows, table by table; ``or_else`` as in :func:`insert`."""
    for of, rows in tables.items():
        statement = f"INSERT OR {or_else} INTO {TABLES[of]} ({columns(of)}) VALUES ({_MARKS[of]})"
        near = sorted(rows, key=itemgetter(0))  # rows that stand near each other go in together: a page is touched once
        db.executemany(statement, map(tuple, near))  # sqlite3 binds what is exactly a tuple by a quicker way


def put(db: sqlite3.Connection, rows: Sequence[ActRow] | Sequence[SourceRow]) -> None:
    """Insert rows of one class or update them in place: other tables point at them."""
    for of in {type(row) for row in rows}:
        names, new = columns(of), ", ".join(f"excluded.{name}" for name in of._fields)
        insertion = f"INSERT INTO {TABLES[of]} ({names}) VALUES ({_MARKS[of]})"
        db.executemany(f"{insertion} ON CONFLICT (id) DO UPDATE SET ({names}) = ({new})", map(tuple, rows))


def select(db: sqlite3.Connection, row: type[Row], where: str = "", values: Sequence[Any] = ()) -> list[Row]:
    """Rows of one class; ``where`` is what follows FROM, fixed text of ours; ``values`` are bound."""
    found = db.execute(f"SELECT {columns(row)} FROM {TABLES[row]} {where}", values)
    return [row(*values) for values in found]
