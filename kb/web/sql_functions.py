"""Functions for people who query in SQL.

    kb_search('слова')                      JSON for json_each: act, eid, unit, label, title, passage
    act_id('тк рф')                         id of the act as people write it, NULL where none or several answer;
                                            where an act is asked for below, the same words do
    unit_id('273-фз', 'ст. 28 ч. 3')        eId of the unit, NULL where none or several answer; an eId stays as it is
    act_at('273-фз', '2023-09-01')          wording of the act on a day, NULL day: as the base knows it now
    unit_at('273-фз', 'статья 28', day)     wording of a unit, named by its eid or in words; words that are not known on
                                            that day are told so in square brackets, NULL where none is known
    units_at('273-фз', day)                 JSON for json_each: eid, kind, number, words of every unit on a day
    status_at('273-фз', 'статья 28', day)   status of a unit on a day (NULL unit: of the act), as in ``acts.status``;
                                            «amended» is in force too, with changes
    status_ground('273-фз', NULL, day)      why that status, in words
    passage(source, start, "end")           words of a source, where start and end are counted
    address_text('art_28__para_3')          «часть 3 статьи 28»; with the act's id first, as that act calls its units

A function never fails the query: what cannot be answered is NULL.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ingest.law.address import Naming, is_eid
from ingest.law.dates import date_or_none
from kb.editions.untold import words
from kb.store.source import add_passage
from kb.web.lawbook import address_in_words
from kb.web.rows import tuples

if TYPE_CHECKING:
    from kb.search.results import DirectHit, Hit

FOUND = 100
"""Acts that kb_search returns at most."""


def register(conn: sqlite3.Connection, datasette: Any, database: str) -> None:
    """Give a connection our functions; to a database that is not a base of ours only those that need none."""
    conn.create_function("address_text", 1, lambda eid: _address(eid, Naming.LAW), deterministic=True)
    if database.startswith("_"):
        return
    conn.create_function("address_text", 2, lambda act, eid: _address(eid, _naming(conn, act)))
    conn.create_function("kb_search", 1, lambda q: _search(conn, q))
    add_passage(conn)
    conn.create_function("act_id", 1, lambda typed: _act(conn, typed))
    conn.create_function("unit_id", 2, lambda act, typed: _unit(conn, act, typed))
    conn.create_function("act_at", 2, lambda act, day: _wording(conn, act, day, None))
    conn.create_function("unit_at", 3, lambda act, unit, day: _wording(conn, act, day, unit))
    conn.create_function("units_at", 2, lambda act, day: _units(conn, act, day))
    conn.create_function("status_at", 3, lambda act, unit, day: _standing(conn, act, day, unit, "code"))
    conn.create_function("status_ground", 3, lambda act, unit, day: _standing(conn, act, day, unit, "ground"))


def _address(eid: object, naming: Naming) -> str | None:
    return address_in_words(eid, naming) if isinstance(eid, str) else None


def _naming(conn: sqlite3.Connection, act: object) -> Naming:
    row = conn.execute("SELECT naming FROM acts WHERE id = ?", (act,)).fetchone()
    return Naming(row[0]) if row else Naming.LAW


def _act(conn: sqlite3.Connection, typed: object) -> str | None:
    from kb.errors import KnowledgeBaseError
    from kb.store.find.place import whole_act

    if not isinstance(typed, str):
        return None
    try:
        with tuples(conn):
            return whole_act(conn, typed)
    except KnowledgeBaseError:
        return None


def _unit(conn: sqlite3.Connection, act: object, typed: object) -> str | None:
    """A unit that is named by its eId may be of a text that the base does not hold."""
    from kb.errors import KnowledgeBaseError
    from kb.store.find.place import the_place

    if not isinstance(act, str) or not isinstance(typed, str) or is_eid(typed):
        return typed if isinstance(typed, str) else None
    try:
        with tuples(conn):
            return the_place(conn, act, typed).unit
    except KnowledgeBaseError:
        return None


def _search(conn: sqlite3.Connection, q: object) -> str | None:
    from kb.errors import KnowledgeBaseError
    from kb.search import search

    if not isinstance(q, str) or not q.strip():
        return None
    try:
        with tuples(conn):
            results = search(conn, q[:500], size=FOUND)
    except KnowledgeBaseError:
        return None
    return json.dumps([_hit(hit) for hit in results.direct] + [_hit(hit) for hit in results.hits], ensure_ascii=False)


def _hit(hit: DirectHit | Hit) -> dict[str, str | None]:
    passage = "".join(part.text for part in hit.passage)
    return {
        "act": hit.act,
        "eid": hit.eid,
        "unit": hit.unit,
        "label": hit.label,
        "title": hit.title,
        "passage": passage,
    }


def _standing(conn: sqlite3.Connection, act: object, day: object, unit: object, what: str) -> str | None:
    from kb import status

    found = _asked(conn, status, act, day, unit)
    return str(getattr(found, what)) if found else None


def _wording(conn: sqlite3.Connection, act: object, day: object, unit: object) -> str | None:
    from kb import read

    found = _asked(conn, read, act, day, unit)
    if not found or (found.caution and not any(part.text for part in found.units)):
        return None
    return "\n".join(said for part in found.units if (said := words(part, found.at)))


def _units(conn: sqlite3.Connection, act: object, day: object) -> str | None:
    from kb import read

    found = _asked(conn, read, act, day, None)
    if not found:
        return None
    told = [
        {"eid": part.eid, "kind": part.kind, "number": part.number, "words": said}
        for part in found.units
        if (said := words(part, found.at))
    ]
    return json.dumps(told, ensure_ascii=False)


def _asked(conn: sqlite3.Connection, question: Callable[..., Any], act: object, day: object, unit: object) -> Any:
    """The answer to a question about an act or a unit on a day; None where there is none."""
    from kb.errors import KnowledgeBaseError

    if not isinstance(act, str) or not (unit is None or isinstance(unit, str)):
        return None
    at = date_or_none(day) if isinstance(day, str) else None
    if day and at is None:
        return None
    try:
        with tuples(conn):
            return question(conn, act, at, unit)
    except KnowledgeBaseError:
        return None
