"""What the search reads from the base: documents to index, cards to show, texts to cut passages from. All SQL of the search is here."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kb.search.engine import REQUISITES, TITLE, WEIGHTS, Document, Piece

COLLECTION = "collection:"
"""Prefix of the key of a document that is a collection."""

_CHUNK = 500


class Card(NamedTuple):
    """A row of ``acts`` as results show it."""

    act: str
    kind: str
    number: str | None
    date: str | None
    title: str | None
    label: str
    status: str
    ground: str | None
    cited: int
    held: bool
    naming: str


class Item(NamedTuple):
    """A row of ``collection_items`` with its collection's title."""

    collection: str
    collection_title: str
    position: int
    kind: str
    section: str
    text: str


class Attributes(NamedTuple):
    """What an act can be filtered by. Days are ISO text or None."""

    key: str
    kind: str
    date: str | None
    status: str
    in_force_from: str | None
    in_force_until: str | None
    cited: int
    held: bool


def connect(base: Path | str | sqlite3.Connection) -> sqlite3.Connection:
    """A read-only connection of our own to the base; a given connection is used as it is."""
    if isinstance(base, sqlite3.Connection):
        return base
    from kb.store.connection import open_base

    return open_base(base, readonly=True)


def path_of(base: Path | str | sqlite3.Connection) -> Path | None:
    """The base's file; None when it lives in memory."""
    if not isinstance(base, sqlite3.Connection):
        return Path(base)
    row = base.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return Path(row[0]) if row and row[0] else None


# Documents


def keys(db: sqlite3.Connection) -> list[str]:
    """Keys of every document, sorted."""
    return sorted(digests(db))


def digests(db: sqlite3.Connection) -> dict[str, str]:
    """Key → digest of all that the index would hold of the document; equal digests need no re-indexing."""
    applied = {
        act: (count, latest)
        for act, count, latest in db.execute(
            "SELECT target, count(*), max(id) FROM operations WHERE state = 'applied' AND target IS NOT NULL GROUP BY target"
        )
    }
    found = {
        row[0]: _digest(*row, *applied.get(row[0], ()))
        for row in db.execute(
            """SELECT a.id, a.kind, a.number, a.date, a.title, a.label, a.source, s.parser, a.held
               FROM acts a LEFT JOIN sources s ON s.sha256 = a.source"""
        )
    }
    names: dict[str, list[str]] = {}
    for act, value in db.execute("SELECT DISTINCT act, value FROM aliases WHERE scheme = 'title' ORDER BY act, value"):
        names.setdefault(act, []).append(value)
    for act, values in names.items():
        if act in found:
            found[act] = _digest(found[act], *values)
    for collection, title, source in db.execute("SELECT id, title, source FROM collections"):
        found[COLLECTION + collection] = _digest(collection, title, source)
    return found


def generation(db: sqlite3.Connection) -> str:
    """Digest of the whole base as the index sees it, the same however the base came to be."""
    return generation_of(digests(db))


def generation_of(found: dict[str, str]) -> str:
    """:func:`generation` of a base with these digests."""
    whole = hashlib.sha256()
    for key, digest in sorted(found.items()):
        whole.update(f"{key}={digest}\n".encode())
    return whole.hexdigest()[:16]


def documents(db: sqlite3.Connection, wanted: Iterable[str]) -> Iterator[Document]:
    """The documents of these keys; keys the base does not have are left out."""
    acts: list[str] = []
    for key in wanted:
        if key.startswith(COLLECTION):
            document = _collection(db, key.removeprefix(COLLECTION))
            if document:
                yield document
        else:
            acts.append(key)
    for at in range(0, len(acts), 50):
        yield from _acts(db, acts[at : at + 50])


def _acts(db: sqlite3.Connection, ids: list[str]) -> Iterator[Document]:
    marks = ",".join("?" * len(ids))
    names = _grouped(
        db.execute(
            f"SELECT act, value FROM aliases WHERE scheme = 'title' AND act IN ({marks}) GROUP BY act, value ORDER BY act, value",
            ids,
        )
    )
    issuers = _grouped(
        db.execute(
            f"SELECT a.act, i.name || ' ' || i.short FROM act_issuers a JOIN issuers i ON i.id = a.issuer WHERE a.act IN ({marks}) ORDER BY a.act, i.id",
            ids,
        )
    )
    headings = _grouped(
        db.execute(
            f"SELECT act, eid, heading FROM units WHERE act IN ({marks}) AND heading IS NOT NULL ORDER BY act, position",
            ids,
        )
    )
    texts = _grouped(
        db.execute(
            f"""SELECT t.act, t.eid, t.text FROM unit_texts t LEFT JOIN units u ON u.act = t.act AND u.eid = t.eid
            WHERE t.act IN ({marks}) ORDER BY t.act, u.position, t.eid, t.in_force_from""",
            ids,
        )
    )
    for act, title, label in db.execute(f"SELECT id, title, label FROM acts WHERE id IN ({marks}) ORDER BY id", ids):
        head = " ".join([label, *(row[1] for row in issuers.get(act, ()))])
        yield Document(
            act,
            [
                Piece(REQUISITES, head, WEIGHTS["requisites"]),
                *(
                    Piece(TITLE, wording, WEIGHTS["title"])
                    for wording in dict.fromkeys([title or "", *(row[1] for row in names.get(act, ()))])
                    if wording
                ),
                *(Piece(eid, heading, WEIGHTS["heading"]) for _, eid, heading in headings.get(act, ())),
                *(Piece(eid, text, WEIGHTS["text"]) for _, eid, text in texts.get(act, ())),
            ],
        )


def _collection(db: sqlite3.Connection, collection: str) -> Document | None:
    row = db.execute("SELECT title FROM collections WHERE id = ?", [collection]).fetchone()
    if row is None:
        return None
    pieces = [Piece(TITLE, row[0], WEIGHTS["title"])]
    section = None
    for position, at, text in db.execute(
        "SELECT position, section, text FROM collection_items WHERE collection = ? AND kind <> 'act' ORDER BY position",
        [collection],
    ):
        place = item_place(position)
        if at != section:
            pieces.append(Piece(place, at, WEIGHTS["heading"]))
            section = at
        pieces.append(Piece(place, text, WEIGHTS["text"]))
    return Document(COLLECTION + collection, pieces)


def item_place(position: int) -> str:
    """The place of a collection's item in its document."""
    return f"item_{position}"


# Cards


def cards(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Card]:
    """Cards of these acts, in the order given; ids the base does not have are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Card] = {}
    for at in range(0, len(wanted), _CHUNK):
        part = wanted[at : at + _CHUNK]
        for row in db.execute(
            f"""SELECT id, kind, number, date, title, label, status, status_ground, cited, held, naming
                FROM acts WHERE id IN ({",".join("?" * len(part))})""",
            part,
        ):
            found[row[0]] = Card(
                row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], bool(row[9]), row[10]
            )
    return {act: found[act] for act in wanted if act in found}


def attributes(db: sqlite3.Connection) -> dict[str, Attributes]:
    """What every act can be filtered by, by id."""
    rows = db.execute("SELECT id, kind, date, status, in_force_from, in_force_until, cited, held FROM acts")
    return {row[0]: Attributes(row[0], row[1], row[2], row[3], row[4], row[5], row[6], bool(row[7])) for row in rows}


def issuers_of_acts(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """(act, issuer) pairs."""
    return [(row[0], row[1]) for row in db.execute("SELECT act, issuer FROM act_issuers ORDER BY act, issuer")]


def collections_of_acts(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """(act, collection) pairs."""
    return [
        (row[0], row[1])
        for row in db.execute(
            "SELECT DISTINCT act, collection FROM collection_items WHERE act IS NOT NULL ORDER BY act, collection"
        )
    ]


def issuer_names(db: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """Issuer → (full name, short name)."""
    return {row[0]: (row[1], row[2]) for row in db.execute("SELECT id, name, short FROM issuers")}


def collection_titles(db: sqlite3.Connection) -> dict[str, str]:
    """Collection → its title."""
    return {row[0]: row[1] for row in db.execute("SELECT id, title FROM collections")}


# Texts


def wording(db: sqlite3.Connection, act: str, eid: str, at: str | None = None) -> str | None:
    """Text of a unit at a day (today's when None), a container's leaves joined; None when the act has no such unit or no text of it."""
    unit = db.execute("SELECT position, last FROM units WHERE act = ? AND eid = ?", [act, eid]).fetchone()
    if unit is None:
        row = db.execute(
            "SELECT text FROM unit_texts WHERE act = ? AND eid = ? ORDER BY in_force_from DESC LIMIT 1", [act, eid]
        ).fetchone()
        return row[0] if row else None
    day = at or "9999"
    rows = db.execute(
        """SELECT t.text FROM units u JOIN unit_texts t ON t.act = u.act AND t.eid = u.eid
           WHERE u.act = :act AND u.position BETWEEN :first AND :last AND t.in_force_from <= :day
             AND (t.in_force_until IS NULL OR t.in_force_until > :day) ORDER BY u.position""",
        {"act": act, "first": unit[0], "last": unit[1], "day": day},
    ).fetchall()
    return "\n".join(row[0] for row in rows) if rows else None


def leaf(db: sqlite3.Connection, act: str, eid: str, at: str | None = None) -> str | None:
    """A unit's own wording at a day (the latest when None, or when it had none that day); None for a container."""
    day = at or "9999"
    rows = db.execute(
        "SELECT text, in_force_from <= :day AND coalesce(in_force_until > :day, 1) AS timely FROM unit_texts "
        "WHERE act = :act AND eid = :eid ORDER BY timely DESC, in_force_from DESC LIMIT 1",
        {"act": act, "eid": eid, "day": day},
    ).fetchone()
    return str(rows[0]) if rows else None


def heading(db: sqlite3.Connection, act: str, eid: str) -> str | None:
    """Heading of a unit."""
    row = db.execute("SELECT heading FROM units WHERE act = ? AND eid = ?", [act, eid]).fetchone()
    return row[0] if row else None


def has_unit(db: sqlite3.Connection, act: str, eid: str) -> bool:
    """Whether the act's structure has such a unit."""
    return db.execute("SELECT 1 FROM units WHERE act = ? AND eid = ?", [act, eid]).fetchone() is not None


def full_text(db: sqlite3.Connection, act: str) -> str:
    """Every wording of the act, one unit a line, with its title and headings."""
    title = db.execute("SELECT title FROM acts WHERE id = ?", [act]).fetchone()
    lines = [title[0] or ""] if title else []
    lines += [row[0] for row in db.execute("SELECT heading FROM units WHERE act = ? AND heading IS NOT NULL", [act])]
    lines += [row[0] for row in db.execute("SELECT text FROM unit_texts WHERE act = ?", [act])]
    return "\n".join(lines)


def collection_text(db: sqlite3.Connection, collection: str) -> str:
    """Everything a collection says besides its list of acts, one item a line."""
    return "\n".join(
        row[0]
        for row in db.execute("SELECT text FROM collection_items WHERE collection = ? AND kind <> 'act'", [collection])
    )


def item(db: sqlite3.Connection, collection: str, place: str) -> Item | None:
    """The item that stands at a place of a collection's document; the first one of guidance for the title."""
    position = place.removeprefix("item_")
    where, value = ("i.position = ?", int(position)) if position.isdecimal() else ("i.kind = ?", "guidance")
    row = db.execute(
        f"""SELECT c.id, c.title, i.position, i.kind, i.section, i.text FROM collections c JOIN collection_items i ON i.collection = c.id
            WHERE c.id = ? AND {where} ORDER BY i.position LIMIT 1""",
        [collection, value],
    ).fetchone()
    return Item(*row) if row else None


def unit_like(db: sqlite3.Connection, act: str, parts: list[str]) -> str | None:
    """The only unit whose eid ends in the last part and holds the others in their order, whatever stands between."""
    escaped = [part.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%") for part in parts]
    inside = "%".join(f"\\_\\_{part}" for part in escaped)
    rows = db.execute(
        r"SELECT eid FROM units WHERE act = ? AND '__' || eid LIKE ? ESCAPE '\' ORDER BY length(eid), position LIMIT 2",
        [act, f"%{inside}"],
    ).fetchall()
    shortest = [row[0] for row in rows if row[0].count("__") == rows[0][0].count("__")]
    return shortest[0] if len(shortest) == 1 else None


def by_number(db: sqlite3.Connection, number: str) -> list[str]:
    """Acts whose number is this one («149-фз», «542/1») or this one with a suffix («149» → «149-ФЗ»), the former first."""
    key = number.lower().replace(" ", "")
    if not key:
        return []
    rows = db.execute(
        "SELECT id, number_key FROM acts WHERE number_key >= ? AND number_key < ? ORDER BY id",
        [key, key + "\U0010ffff"],
    ).fetchall()
    exact = [act for act, found in rows if found == key]
    return exact + [act for act, found in rows if found != key and not found[len(key)].isdecimal()]


def of_day(db: sqlite3.Connection, day: str, kinds: Iterable[str]) -> list[str]:
    """Acts of these kinds signed on the day."""
    wanted = sorted(kinds)
    marks = ",".join("?" * len(wanted))
    return [
        row[0]
        for row in db.execute(f"SELECT id FROM acts WHERE kind IN ({marks}) AND date = ? ORDER BY id", [*wanted, day])
    ]


def _grouped(rows: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    return {act: list(group) for act, group in groupby(rows, key=lambda row: row[0])}


def _digest(*values: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, values)).encode()).hexdigest()[:16]
