"""What the search reads from the base to index it: documents, and what tells whether they changed."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

from kb.search.engine import LISTED, REQUISITES, TITLE, WEIGHTS, Document, Piece
from kb.search.ranking import times_cited
from kb.store.connection import file_of

COLLECTION = "collection:"
"""Prefix of the key of a document that is a collection."""


def path_of(base: Path | str | sqlite3.Connection) -> Path | None:
    """The base's file; None when it lives in memory."""
    return file_of(base) if isinstance(base, sqlite3.Connection) else Path(base)


_LISTED = """
    SELECT DISTINCT i.act, c.title FROM collection_items i JOIN collections c ON c.id = i.collection
    WHERE i.act IS NOT NULL {chosen} ORDER BY i.act, c.title
"""
"""Acts and the titles of the collections that list them."""

# Documents


def is_there_anything(db: sqlite3.Connection) -> bool:
    """Whether the base holds an act or a collection."""
    (found,) = db.execute("SELECT EXISTS (SELECT 1 FROM act_records) OR EXISTS (SELECT 1 FROM collections)").fetchone()
    return bool(found)


def has_texts(db: sqlite3.Connection, least: int) -> bool:
    """Whether there are that many texts of units."""
    (found,) = db.execute("SELECT count(*) FROM (SELECT 1 FROM unit_texts LIMIT ?)", [least]).fetchone()
    return bool(found >= least)


def digests(db: sqlite3.Connection) -> dict[str, str]:
    """Key → digest of all that the index would hold of the document; equal digests need no re-indexing."""
    applied = {
        act: (count, latest)
        for act, count, latest in db.execute(
            """SELECT target, count(*), max(id) FROM operations
               WHERE state = 'applied' AND target IS NOT NULL GROUP BY target"""
        )
    }
    names: defaultdict[str, list[str]] = defaultdict(list)
    for act, value in db.execute("SELECT DISTINCT act, value FROM aliases WHERE scheme = 'title' ORDER BY act, value"):
        names[act].append(value)
    listed: defaultdict[str, list[str]] = defaultdict(list)
    for act, title in db.execute(_LISTED.format(chosen="")):
        listed[act].append(title)
    acts = db.execute(
        """SELECT a.id, a.kind, a.number, a.date, a.title, a.label, a.source, s.parser, a.has_text, a.in_force_from,
                  last.status, a.times_cited
           FROM act_records a LEFT JOIN sources s ON s.id = a.source
                LEFT JOIN act_statuses last ON last.act = a.id AND last.until IS NULL"""
    )
    collections = db.execute("SELECT id, title, source FROM collections")
    return {
        **{
            row[0]: _digest((row, times_cited(cited), applied.get(row[0]), names.get(row[0]), *listed.get(row[0], ())))
            for *row, cited in acts
        },
        **{COLLECTION + row[0]: _digest(row) for row in collections},
    }


def generation(db: sqlite3.Connection) -> str:
    """Digest of the whole base as the index sees it, the same however the base came to be."""
    return generation_of(digests(db))


def generation_of(found: dict[str, str]) -> str:
    """:func:`generation` of a base with these digests."""
    return _digest(sorted(found.items()))


def stamp(base: Path) -> list[int]:
    """Sizes and times of the base's files: while they are the same, so is the base."""
    base = base.resolve()  # the journal stands beside the file, not beside a link to it
    files = (base, base.with_name(base.name + "-wal"))
    found = [file.stat() for file in files if file.exists() and file.stat().st_size]
    return [number for file in found for number in (file.st_size, file.st_mtime_ns)]


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
    ask = partial(_by_act, db, ids)
    names = ask(
        f"SELECT DISTINCT act, value FROM aliases WHERE scheme = 'title' AND act IN ({marks}) ORDER BY act, value"
    )
    issuers = ask(
        f"""SELECT a.act, i.name || ' ' || i.short FROM act_issuers a JOIN issuers i ON i.id = a.issuer
            WHERE a.act IN ({marks}) ORDER BY a.act, i.id"""
    )
    headings = ask(
        f"SELECT act, eid, heading FROM units WHERE act IN ({marks}) AND heading IS NOT NULL ORDER BY act, position"
    )
    texts = ask(
        f"""SELECT t.act, t.eid, t.text FROM unit_texts t LEFT JOIN units u ON u.act = t.act AND u.eid = t.eid
            WHERE t.act IN ({marks}) ORDER BY t.act, u.position, t.eid, t.in_force_from"""
    )
    listed = ask(_LISTED.format(chosen=f"AND i.act IN ({marks})"))
    for act, title, label in db.execute(
        f"SELECT id, title, label FROM act_records WHERE id IN ({marks}) ORDER BY id", ids
    ):
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
                *(Piece(LISTED, wording, WEIGHTS["listed"]) for _, wording in listed.get(act, ())),
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


def _by_act(db: sqlite3.Connection, ids: list[str], sql: str) -> dict[str, list[tuple[str, ...]]]:
    """Rows of a question about these acts, ordered by act, by act."""
    return {act: list(rows) for act, rows in groupby(db.execute(sql, ids), key=lambda row: str(row[0]))}


def _digest(values: object) -> str:
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
