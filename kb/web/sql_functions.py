"""Functions for people who query in SQL. They ask :mod:`kb`, as the pages and the commands do, and say the same.

Values:

    act_id('тк рф')                         id of the act as people write it, NULL where none or several answer;
                                            where an act is asked for below, the same words do
    unit_id('273-фз', 'ст. 28 ч. 3')        eId of the unit, NULL where none or several answer; an eId stays as it is
    act_at('273-фз', '2023-09-01')          wording of the act on a day, NULL day: as the base knows it now
    unit_at('273-фз', 'статья 28', day)     wording of a unit, named by its eid or in words; words that are not known on
                                            that day are told so in square brackets, NULL where none is known
    status_at('273-фз', 'статья 28', day)   status of a unit on a day (NULL unit: of the act), as in ``acts.status``;
                                            «amended» is in force too, with changes
    status_ground('273-фз', NULL, day)      why that status, in words
    passage(source, start, "end")           words of a source, where start and end are counted
    address_text('art_28__para_3')          «часть 3 статьи 28»; with the act's id first, as that act calls its units

JSON, for json_each and «->>»: the answers that the pages' twins and the commands' --json give (:mod:`kb.answers`):

    kb_search('слова')                      what is found, likeliest first: act, eid, unit, label, title, passage
    kb_passport(act)  kb_text(act, unit, day)  kb_chain(act, unit)  kb_cited_by(act, unit)  kb_status(act, unit, day)
    kb_why(act, unit, day)  kb_compare(act, unit, since, until)
    kb_coming(act, since, until)  kb_dead(act, day)     of everything in the base where the act is NULL
    units_at('273-фз', day)                 eid, kind, number, words of every unit on a day

A function never fails the query: what cannot be answered is NULL.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date
from typing import Any

import kb
from kb.answers import DirectHit, Hit, plain, words_of
from kb.errors import KnowledgeBaseError
from kb.russian import ImpossibleDate, read_date
from kb.web.rows import tuples
from kb.web.russian import address_in_words

FOUND = 100
"""Acts that kb_search returns at most."""

PLACES = 1000
"""Places that kb_cited_by returns at most: as many as Datasette shows rows."""


Asked = Callable[[], sqlite3.Connection]
"""Gives the connection that a function asks, each time that it is called."""


def register(conn: sqlite3.Connection, asked: Asked | None = None) -> None:
    """Give a connection to a base of ours our functions; they ask itself unless told otherwise."""
    kb.prepare(conn, asked)
    base = asked or (lambda: conn)
    conn.create_function("address_text", 1, _address, deterministic=True)
    conn.create_function("address_text", 2, lambda act, eid: _address(eid, _naming(base(), act)))
    for name, arguments, function in OF_AN_ACT:
        conn.create_function(name, arguments, _asking(base, function, of_act=True))
    for name, arguments, function in OF_THE_BASE:
        conn.create_function(name, arguments, _asking(base, function))


def _asking(base: Asked, function: Callable[..., Any], of_act: bool = False) -> Callable[..., Any]:
    """The function as SQL calls it: "" is nothing, NULL what cannot be answered."""

    def asked(*given: object) -> Any:
        if not all(one is None or isinstance(one, str) for one in given) or (of_act and not given[0]):
            return None
        try:
            with tuples(base()) as conn:
                return function(conn, *(one or None for one in given))
        except (KnowledgeBaseError, ImpossibleDate):
            return None

    return asked


def _day(said: str | None) -> date | None:
    return read_date(said) if said else None


def _json(answer: Any) -> str:
    return json.dumps(plain(answer), ensure_ascii=False)


def _wording(conn: sqlite3.Connection, act: str, unit: str | None, day: str | None) -> str | None:
    found = kb.text(conn, act, _day(day), unit)
    if found.caution and not any(one.text for one in found.units):
        return None
    return "\n".join(said for one in found.units if (said := words_of(one, found.at)))


def _units(conn: sqlite3.Connection, act: str, day: str | None) -> str:
    found = kb.text(conn, act, _day(day))
    told = [
        {"eid": one.eid, "kind": one.kind, "number": one.number, "words": said}
        for one in found.units
        if (said := words_of(one, found.at))
    ]
    return json.dumps(told, ensure_ascii=False)


def _search(conn: sqlite3.Connection, q: str | None) -> str | None:
    if not q or not q.strip():
        return None
    results = kb.find(conn, q[:500], size=FOUND)
    return json.dumps([*map(_hit, results.direct), *map(_hit, results.hits)], ensure_ascii=False)


def _hit(hit: DirectHit | Hit) -> dict[str, str | None]:
    passage = "".join(part.text for part in hit.passage)
    told = {name: getattr(hit, name) for name in ("act", "eid", "unit", "label", "title")}
    return {**told, "passage": passage}


OF_AN_ACT: tuple[tuple[str, int, Callable[..., Any]], ...] = (
    ("act_id", 1, lambda db, act: kb.act(db, act).id),
    ("unit_id", 2, lambda db, act, unit: kb.unit(db, act, unit) if unit else None),
    ("act_at", 2, lambda db, act, day: _wording(db, act, None, day)),
    ("unit_at", 3, _wording),
    ("units_at", 2, _units),
    ("status_at", 3, lambda db, act, unit, day: kb.status(db, act, _day(day), unit).code),
    ("status_ground", 3, lambda db, act, unit, day: kb.status(db, act, _day(day), unit).ground),
    ("kb_passport", 1, lambda db, act: _json(kb.passport(db, act))),
    ("kb_text", 3, lambda db, act, unit, day: _json(kb.text(db, act, _day(day), unit))),
    ("kb_chain", 2, lambda db, act, unit: _json(kb.chain(db, act, unit))),
    ("kb_cited_by", 2, lambda db, act, unit: _json(kb.cited_by(db, act, unit, size=PLACES))),
    ("kb_status", 3, lambda db, act, unit, day: _json(kb.status(db, act, _day(day), unit))),
    ("kb_why", 3, lambda db, act, unit, day: _json(kb.why(db, act, unit, _day(day)))),
    ("kb_compare", 4, lambda db, act, unit, since, until: _json(kb.compare(db, act, _day(since), _day(until), unit))),
)
"""(name, how many arguments, what it does with an open base and them); an act, the first of them, must be named."""

OF_THE_BASE: tuple[tuple[str, int, Callable[..., Any]], ...] = (
    ("kb_search", 1, _search),
    ("kb_coming", 3, lambda db, act, since, until: _json(kb.coming(db, _day(since), _day(until), act))),
    ("kb_dead", 2, lambda db, act, day: _json(kb.dead(db, _day(day), act))),
)
"""The same, of everything that the base holds, or of a part of it."""


def _address(eid: object, naming: str = "law") -> str | None:
    return address_in_words(eid, naming) if isinstance(eid, str) else None


def _naming(conn: sqlite3.Connection, act: object) -> str:
    try:
        with tuples(conn):
            return kb.naming(conn, act) if isinstance(act, str) and act else "law"
    except KnowledgeBaseError:
        return "law"
