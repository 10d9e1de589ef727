"""Acts of one organisation that name each other less than fully, brought together with the acts that the base holds.

A stamp says «приказом МБОУ СОШ № 7 от 06.04.2021 № 15-о», the order's letterhead adds the town: the order is meant
where number and day agree, one name begins the other, and no second such act is held. An order that changes
«Положение, утверждённое приказом …» is about the paper whose stamp names that order, where the order has no such annex
itself. Whatever fits none, or several, stays as it was named.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from ingest.law.kinds import kind as kind_of
from ingest.law.organisations import names_organisation
from ingest.law.stems import stems
from kb.store.issuer_names import known_names
from kb.store.labels import issuer
from kb.store.landing import annexes_of, called
from kb.store.rows import AMONG, among

MEANT = "iif(c.status = 'resolved' AND c.candidates <> '[]', json_extract(c.candidates, '$[0]'), c.cited)"
"""The act that the citation ``c`` means."""
CITES = "(c.cited = {act} OR (c.status = 'resolved' AND c.candidates <> '[]' AND c.candidates = json_array({act})))"
"""Whether the citation ``c`` names the act, or means it though it names it less than fully."""

_ORDERS_OF = f"""
    SELECT c.act, c.cited, {MEANT} FROM citations c
    WHERE c.act {AMONG} AND c.unit = '' AND c.relation = 'approved_by' AND c.cited NOT NULL
"""
_APPROVED = f"""
    SELECT act FROM citations WHERE relation = 'approved_by' AND cited {AMONG} AND act NOT NULL
    UNION SELECT act FROM citations
    WHERE status = 'resolved' AND candidates <> '[]' AND relation = 'approved_by' AND candidates {AMONG}
"""
_NUMBERED = f"SELECT id, kind, number_key FROM act_records WHERE id {AMONG} AND date NOT NULL AND number_key NOT NULL"
_NAMESAKES = """
    SELECT a.id, d.id, ai.issuer, di.issuer
    FROM json_each(?) n
    JOIN act_records a ON a.kind = n.value ->> 0 AND a.number_key = n.value ->> 1 AND a.date NOT NULL AND NOT a.has_text
    JOIN act_records d ON d.kind = a.kind AND d.number_key = a.number_key AND d.date = a.date AND d.has_text
    JOIN act_issuers ai ON ai.act = a.id JOIN act_issuers di ON di.act = d.id
    WHERE instr(ai.issuer || '-', di.issuer || '-') = 1 OR instr(di.issuer || '-', ai.issuer || '-') = 1
"""
_MEANING = """
    SELECT source, start, "end", position, cited, candidates FROM citations c
    WHERE status = 'resolved' AND (candidates <> '[]' OR cited IN (SELECT value FROM json_each(?1)))
      AND EXISTS (SELECT 1 FROM act_records a JOIN json_each(?2) n
                  ON a.kind = n.value ->> 0 AND a.number_key = n.value ->> 1 WHERE a.id = c.cited AND a.date NOT NULL)
"""
_PAPERS = f"""
    SELECT DISTINCT a.id, a.kind FROM citations c JOIN act_records a ON a.id = c.act
    WHERE {CITES.format(act="?1")} AND c.relation = 'approved_by' AND a.has_text ORDER BY a.id
"""
_AIMED = f"""
    SELECT id, target, target_component, named, named_component FROM operations
    WHERE (target {AMONG} OR named {AMONG}) AND corrected IS NULL
      AND (named NOT NULL OR target_component <> 'main' OR target {AMONG}) ORDER BY id
"""


def join_local_acts(db: sqlite3.Connection, acts: Iterable[str], gone: Iterable[tuple[str, str | None]]) -> set[str]:
    """Bring citations and orders that bear on these acts to the held acts that are meant.

    Args:
        gone: kinds and numbers of acts that nothing names any more.

    Returns:
        the acts whose orders came or went, and those whose status may tell of these acts.
    """
    acts = set(acts)
    concerned = acts | {order for _, order, _ in db.execute(_ORDERS_OF, among(sorted(acts)))}
    numbers = {(kind, number) for _, kind, number in db.execute(_NUMBERED, among(sorted(concerned)))}
    listed = json.dumps(sorted(numbers | {(kind, number) for kind, number in gone if number}))
    meant = _meant(db, listed)
    _say_meant(db, meant, listed)
    aimed = _aim(db, concerned | meant.keys() | set(meant.values()), meant)
    return aimed | _approved(db, acts | aimed)


def approving(db: sqlite3.Connection, acts: Iterable[str]) -> dict[str, str]:
    """Act → the act that its stamp names, as it is meant."""
    return {act: order for act, _, order in db.execute(_ORDERS_OF, among(sorted(acts)))}


def _approved(db: sqlite3.Connection, orders: Iterable[str]) -> set[str]:
    """Acts whose stamps name these: what becomes of an order, their statuses tell."""
    asked = sorted(orders)
    return {act for (act,) in db.execute(_APPROVED, (*among(asked), *among(json.dumps([one]) for one in asked)))}


def _meant(db: sqlite3.Connection, numbers: str) -> dict[str, str]:
    """Act that is only named → the one held act of the same organisation, kind, number and day."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for act, held, named, letterhead in db.execute(_NAMESAKES, (numbers,)):
        if issuer(named) is None and issuer(letterhead) is None and _is_organisation(db, named, letterhead):
            found[act].add(held)
    return {act: next(iter(held)) for act, held in found.items() if len(held) == 1}


def _is_organisation(db: sqlite3.Connection, *issuers: str) -> bool:
    """Whether a printed name of either is an organisation's; «администрация» alone is any town's."""
    return any(names_organisation(body.name) for body in known_names(db, issuers).values())


def _say_meant(db: sqlite3.Connection, meant: Mapping[str, str], numbers: str) -> None:
    """Put the candidates of citations: the act meant, none where it is held no more."""
    changed = [
        (now, *key)
        for *key, cited, before in db.execute(_MEANING, (json.dumps(sorted(meant)), numbers)).fetchall()
        if (now := json.dumps([meant[cited]] if cited in meant else [])) != before
    ]
    db.executemany(
        'UPDATE citations SET candidates = ? WHERE source = ? AND start = ? AND "end" = ? AND position = ?', changed
    )


def _aim(db: sqlite3.Connection, acts: Iterable[str], meant: Mapping[str, str]) -> set[str]:
    asked = among(sorted(acts))
    touched: set[str] = set()
    for id, target, component, named, said in db.execute(_AIMED, (*asked, *asked, *among(sorted(meant)))).fetchall():
        act, of_act = named or target, said or component
        aimed = meant.get(act, act)
        paper = _paper(db, aimed, of_act) if of_act != "main" else None
        now = (paper or aimed, "main" if paper else of_act)
        if now != (target, component):
            as_named = (None, None) if now == (act, of_act) else (act, of_act)
            db.execute(
                "UPDATE operations SET target = ?, target_component = ?, named = ?, named_component = ? WHERE id = ?",
                (*now, *as_named, id),
            )
            touched |= {target, now[0]}
    return touched


def _paper(db: sqlite3.Connection, order: str, word: str) -> str | None:
    """The one held act called by the word that the order approves, where the order has no annex called so."""
    if called(annexes_of(db, order), word):
        return None
    wanted = _first_stem(word)
    fitting = [act for act, kind in db.execute(_PAPERS, (order,)) if _first_stem(kind_of(kind).title) == wanted]
    return fitting[0] if len(fitting) == 1 else None


@lru_cache(maxsize=1024)
def _first_stem(words: str) -> str:
    return next(iter(stems(words)), "")
