"""What stands between acts: who amends whom, who cites whom and in which words."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from itertools import groupby

from kb.answers import Corrected
from kb.store.corrections.told import of_orders
from kb.web.reading.cards import COLUMNS, Card, of_row

PASSAGE = 160
"""Characters of context shown on either side of a citation."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One change that a link of the chain made: which unit (eid, "" = the act as a whole), how, from when."""

    unit: str
    component: str
    verb: str
    in_force_from: str | None
    basis: str
    state: str
    reason: str | None
    corrected: tuple[Corrected, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One amending act of a chain and all it did there. ``act`` None: known by id alone."""

    id: str
    act: Card | None
    date: str | None
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Amended:
    """An act that this one changes, and how many changes it makes there."""

    act: Card
    operations: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One place that cites an act: the words around, the words themselves. ``citing`` None: a collection cites it."""

    citing: Card | None
    collection: tuple[str, str] | None
    unit: str
    relation: str
    before: str
    exact: str
    after: str
    address: str | None


_CHAIN = f"""
    SELECT {COLUMNS}, o.act, o.target_eid, o.target_component, o.verb, o.in_force_from, o.basis, o.state, o.reason,
           o.corrected
    FROM operations o LEFT JOIN acts a ON a.id = o.act LEFT JOIN units u ON u.act = o.target AND u.eid = o.target_eid
    WHERE o.target = ? AND o.act <> o.target
    ORDER BY a.date IS NULL, a.date, o.act, u.position, o.target_eid, o.position
"""
_AMENDS = f"""
    SELECT {COLUMNS}, count(*) AS n FROM operations o JOIN acts a ON a.id = o.target
    WHERE o.act = ? AND o.target <> o.act GROUP BY a.id ORDER BY n DESC, a.id
"""
_PASSAGES = f"""
    SELECT {COLUMNS}, k.id, k.title, c.unit, c.relation, c.exact, c.address,
           passage(c.source, c.start - {PASSAGE}, c.start),
           passage(c.source, c."end", c."end" + {PASSAGE})
    FROM citations c LEFT JOIN acts a ON a.id = c.act
         LEFT JOIN sources s ON s.id = c.source LEFT JOIN collections k ON k.id = s.collection
    WHERE c.cited = :act AND c.act IS NOT :act
      AND (:unit = '' OR c.address = :unit OR c.address LIKE :below ESCAPE '\\')
    ORDER BY a.date IS NULL, a.date DESC, c.act, c.start LIMIT :limit OFFSET :offset
"""


def chain(base: sqlite3.Connection, act: str, unit: str = "") -> tuple[Link, ...]:
    """The acts that changed this one, by date of signing; those of unknown date last.

    ``unit``: only those that changed the unit of that eid, something in it, or something that it stands in.
    """
    links = []
    found = [row for row in base.execute(_CHAIN, (act,)) if not unit or _meet(row[11], unit)]
    told = of_orders(base, (row[-1] for row in found))
    for by, rows in groupby(found, key=lambda row: row[10]):
        together = list(rows)
        card = of_row(together[0]) if together[0][0] else None
        touched = dict.fromkeys(replace(Touched(*tuple(row)[11:-1]), corrected=told[row[-1]]) for row in together)
        links.append(Link(by, card, card.date if card else None, _telling(tuple(touched))))
    return tuple(links)


def _meet(one: str, other: str) -> bool:
    """Whether two units are the same, or one stands in the other; the act as a whole ("") meets nothing."""
    return bool(one) and (one == other or one.startswith(f"{other}__") or other.startswith(f"{one}__"))


def _telling(touched: tuple[Touched, ...]) -> tuple[Touched, ...]:
    """Without «the act as a whole was amended» where the units are named: an editor's list says so of every act."""
    return tuple(one for one in touched if one.unit or one.verb not in ("restate", "other")) or touched


def amends(base: sqlite3.Connection, act: str) -> tuple[Amended, ...]:
    """The acts that this one changes, the most changed first."""
    rows = base.execute(_AMENDS, (act,))
    return tuple(Amended(of_row(row), row[10]) for row in rows)


def cited_by(
    base: sqlite3.Connection, act: str, unit: str = "", limit: int = 50, offset: int = 0
) -> tuple[Passage, ...]:
    """Places that cite the act, or a unit of it and what lies below, newest citing acts first."""
    below = unit.replace("_", r"\_") + r"\_\_%"
    rows = base.execute(_PASSAGES, {"act": act, "unit": unit, "below": below, "limit": limit, "offset": offset})
    return tuple(_passage(row) for row in rows)


def count_cited_by(base: sqlite3.Connection, act: str) -> int:
    """How many places of other acts and collections cite the act."""
    return int(
        base.execute("SELECT count(*) FROM citations WHERE cited = :act AND act IS NOT :act", {"act": act}).fetchone()[
            0
        ]
    )


def _passage(row: tuple[object, ...]) -> Passage:
    collection, title, unit, relation, exact, address, before, after = tuple(row)[10:]
    return Passage(
        of_row(row) if row[0] else None,
        (str(collection), str(title)) if collection else None,
        str(unit),
        str(relation),
        _from_word(str(before or "")),
        str(exact),
        _to_word(str(after or "")),
        str(address) if address else None,
    )


def _from_word(text: str) -> str:
    """The tail of a paragraph, begun at a word."""
    text = text.rpartition("\n")[2]
    return text if len(text) < PASSAGE else "… " + text.partition(" ")[2]


def _to_word(text: str) -> str:
    """The head of a paragraph, ended at a word."""
    text = text.partition("\n")[0]
    return text if len(text) < PASSAGE else text.rpartition(" ")[0] + " …"
