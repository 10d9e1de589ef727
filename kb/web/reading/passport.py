"""Everything the base knows about an act besides its text."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from kb.web.reading.cards import COLUMNS, Card, of_row


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issued the act."""

    id: str
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Source:
    """The file that the text was taken from. ``size`` in bytes."""

    sha256: str
    name: str
    format: str | None
    size: int
    parser: str
    known_from: str


@dataclass(frozen=True, slots=True)
class Clause:
    """What the act says of its own force. ``scope`` holds eids; ("main",) is the whole act."""

    scope: tuple[str, ...]
    in_force_from: str | None
    rule: str
    in_force_until: str | None
    basis: str
    retroactive: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much stands around the act. ``amended_by`` counts acts, the others count places."""

    units: int
    cites: int
    cited_by: int
    amended_by: int
    amends: int


@dataclass(frozen=True, slots=True)
class Passport:
    """The act's card with its three clocks, identifiers, source and counts."""

    card: Card
    iri: str
    status_ground: str | None
    in_force_from: str | None
    in_force_until: str | None
    published: str | None
    known_from: str
    naming: str
    issuers: tuple[Issuer, ...]
    aliases: tuple[tuple[str, str], ...]
    source: Source | None
    clauses: tuple[Clause, ...]
    counts: Counts
    collections: tuple[tuple[str, str], ...]
    """(id, title) of the collections it stands in."""


_ACT = f"SELECT {COLUMNS}, a.iri, a.status_ground, a.in_force_from, a.in_force_until, a.published, a.known_from, a.naming, a.source FROM acts a WHERE a.id = ?"
_COUNTS = """
    SELECT (SELECT count(*) FROM units WHERE act = :act),
           (SELECT count(*) FROM citations WHERE act = :act AND relation <> 'self'),
           (SELECT count(*) FROM citations WHERE cited = :act AND relation <> 'self'),
           (SELECT count(DISTINCT act) FROM operations WHERE target = :act AND act <> :act),
           (SELECT count(DISTINCT target) FROM operations WHERE act = :act AND target <> :act)
"""


def passport(base: sqlite3.Connection, act: str) -> Passport | None:
    """The passport of an act, None when the base has never heard of it."""
    row = base.execute(_ACT, (act,)).fetchone()
    if row is None:
        return None
    iri, ground, since, until, published, known, naming, source = tuple(row)[10:]
    return Passport(
        of_row(row),
        iri,
        ground,
        since,
        until,
        published,
        known,
        naming,
        issuers=tuple(
            Issuer(*r)
            for r in base.execute(
                "SELECT i.id, i.name, i.short FROM act_issuers ai JOIN issuers i ON i.id = ai.issuer WHERE ai.act = ? ORDER BY i.id",
                (act,),
            )
        ),
        aliases=tuple(
            (r[0], r[1])
            for r in base.execute(
                "SELECT DISTINCT scheme, value FROM aliases WHERE act = ? ORDER BY scheme, value", (act,)
            )
        ),
        source=_source(base, source),
        clauses=tuple(
            Clause(tuple(json.loads(r[0])), *r[1:])
            for r in base.execute(
                "SELECT scope, in_force_from, rule, in_force_until, basis, retroactive FROM commencement WHERE act = ? ORDER BY start, rule",
                (act,),
            )
        ),
        counts=Counts(*base.execute(_COUNTS, {"act": act}).fetchone()),
        collections=tuple(
            (r[0], r[1])
            for r in base.execute(
                "SELECT DISTINCT c.id, c.title FROM collection_items i JOIN collections c ON c.id = i.collection WHERE i.act = ? ORDER BY c.id",
                (act,),
            )
        ),
    )


def _source(base: sqlite3.Connection, sha256: str | None) -> Source | None:
    row = base.execute(
        "SELECT sha256, name, format, size, parser, known_from FROM sources WHERE sha256 = ?", (sha256,)
    ).fetchone()
    return Source(*row) if row else None
