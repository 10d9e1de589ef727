"""What the search reads from the base to show and to filter: cards of acts, wordings, items of collections, numbers."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kb.answers.found import Filters
from kb.search.engine import TITLE
from kb.store.acts import statuses_on
from kb.store.clock import today
from kb.store.rows import AMONG, among


class Card(NamedTuple):
    """A row of ``act_records`` as results show it, with the status of a day."""

    act: str
    kind: str
    number: str | None
    date: str | None
    title: str | None
    label: str
    status: str
    cited: int
    held: int
    naming: str


class Item(NamedTuple):
    """A row of ``collection_items`` with its collection's title."""

    collection: str
    collection_title: str
    position: int
    kind: str
    section: str
    text: str


def cards(db: sqlite3.Connection, ids: Iterable[str], at: str | None = None) -> dict[str, Card]:
    """Cards of these acts in the order given, with their statuses on an ISO day (None: today); ids the base does not
    have are left out."""
    wanted = list(dict.fromkeys(ids))
    statuses = statuses_on(db, wanted, date.fromisoformat(at) if at else today())
    rows = db.execute(
        f"SELECT id, kind, number, date, title, label, times_cited, has_text, naming FROM act_records WHERE id {AMONG}",
        among(wanted),
    )
    found = {row[0]: Card._make((*row[:6], statuses[row[0]][0], *row[6:])) for row in rows}
    return {act: found[act] for act in wanted if act in found}


def day_of(filters: Filters) -> str:
    """ISO day whose statuses count."""
    return filters.at or today().isoformat()


def day_number(iso: str) -> int:
    """The day as a number that grows with time."""
    return int(iso.replace("-", ""))


class Attributes(NamedTuple):
    """What an act can be filtered and sorted by, whatever the day; days are ISO text. ``last``: the status that it ends
    in, as far as the base knows; on which days it has another one :func:`not_last` tells."""

    act: str
    kind: str
    number: str | None
    date: str | None
    last: str
    in_force_from: str | None
    cited: int
    held: int

    @property
    def year(self) -> str:
        """Year of signing, "" unknown."""
        return (self.date or "")[:4]

    @property
    def since(self) -> int:
        """First day of force as far as the base knows (:func:`day_number`)."""
        day = self.in_force_from or self.date
        return day_number(day) if day else 0


NOT_AN_ACT = Attributes("", "collection", None, None, "", None, 0, 1)
"""What a collection is filtered by."""


def attributes(db: sqlite3.Connection) -> list[Attributes]:
    """Of every act."""
    rows = db.execute(
        """SELECT a.id, a.kind, a.number, a.date, coalesce(s.status, 'unknown'), a.in_force_from, a.times_cited,
                  a.has_text
           FROM act_records a LEFT JOIN act_statuses s ON s.act = a.id AND s.until IS NULL"""
    )
    return list(map(Attributes._make, rows))


def not_last(db: sqlite3.Connection, day: str) -> list[tuple[str, str, str]]:
    """(act, the status it has on the ISO day, the one it ends in), where the two differ: of today a few acts."""
    return db.execute(
        """SELECT s.act, s.status, last.status FROM act_statuses s
           JOIN act_statuses last ON last.act = s.act AND last.until IS NULL
           WHERE s.until > ?1 AND s.since <= ?1 AND s.status <> last.status ORDER BY s.act""",
        (day,),
    ).fetchall()


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


def listed_in(db: sqlite3.Connection, act: str) -> list[str]:
    """Titles of the collections that list the act."""
    rows = db.execute(
        """SELECT DISTINCT c.title FROM collection_items i JOIN collections c ON c.id = i.collection
           WHERE i.act = ? ORDER BY c.title""",
        [act],
    )
    return [row[0] for row in rows]


# Texts


def wording(db: sqlite3.Connection, act: str, eid: str, at: str | None = None) -> str | None:
    """Text of a unit at a day (today's when None), a container's leaves joined; None when the base has none."""
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


class Unit(NamedTuple):
    """What a unit says itself: its heading and wording, "" where it has none."""

    heading: str
    text: str


def units(
    db: sqlite3.Connection, wanted: Iterable[tuple[str, str]], at: str | None = None
) -> dict[tuple[str, str], Unit]:
    """(act, eid) → the unit with its wording at a day (the latest when None, or when it had none that day)."""
    rows = db.execute(
        """SELECT act, eid, coalesce(heading, ''), coalesce(text, '') FROM (
               SELECT value ->> 0 AS act, value ->> 1 AS eid,
                   (SELECT heading FROM units u WHERE u.act = value ->> 0 AND u.eid = value ->> 1) AS heading,
                   (SELECT text FROM unit_texts t WHERE t.act = value ->> 0 AND t.eid = value ->> 1
                    ORDER BY in_force_from <= :day AND coalesce(in_force_until > :day, 1) DESC, in_force_from DESC
                    LIMIT 1) AS text
               FROM json_each(:wanted))""",
        {"day": at or "9999", "wanted": json.dumps(list(wanted))},
    )
    return {(act, eid): Unit(heading, text) for act, eid, heading, text in rows}


def heading(db: sqlite3.Connection, act: str, eid: str) -> str | None:
    """Heading of a unit."""
    row = db.execute("SELECT heading FROM units WHERE act = ? AND eid = ?", [act, eid]).fetchone()
    return row[0] if row else None


def full_text(db: sqlite3.Connection, act: str) -> str:
    """Every wording of the act, one unit a line, with its title and headings."""
    title = db.execute("SELECT title FROM act_records WHERE id = ?", [act]).fetchone()
    lines = [title[0] or ""] if title else []
    lines += [row[0] for row in db.execute("SELECT heading FROM units WHERE act = ? AND heading IS NOT NULL", [act])]
    lines += [row[0] for row in db.execute("SELECT text FROM unit_texts WHERE act = ?", [act])]
    return "\n".join(lines)


def place_of(db: sqlite3.Connection, act: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """The first unit whose wording or heading has all the patterns, or the first of them; "#title" when none does."""
    rows = db.execute(
        """SELECT u.eid, coalesce(u.heading, '') || ' ' || coalesce(t.text, '') FROM units u
           LEFT JOIN unit_texts t ON t.act = u.act AND t.eid = u.eid WHERE u.act = ? ORDER BY u.position""",
        [act],
    ).fetchall()
    whole = (eid for eid, text in rows if all(pattern.search(text) for pattern in patterns))
    some = (eid for eid, text in rows if patterns[0].search(text))
    return str(next(whole, None) or next(some, TITLE))


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
        f"""SELECT c.id, c.title, i.position, i.kind, i.section, i.text
            FROM collections c JOIN collection_items i ON i.collection = c.id
            WHERE c.id = ? AND {where} ORDER BY i.position LIMIT 1""",
        [collection, value],
    ).fetchone()
    return Item(*row) if row else None


def of_day(db: sqlite3.Connection, day: str, kinds: Iterable[str]) -> list[str]:
    """Acts of these kinds signed on the day."""
    rows = db.execute(
        f"SELECT id FROM act_records WHERE date = ? AND kind {AMONG} ORDER BY id", (day, *among(sorted(kinds)))
    )
    return [row[0] for row in rows]
