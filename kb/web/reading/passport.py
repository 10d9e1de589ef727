"""Everything the base knows about an act besides its text."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from kb.answers import Corrected
from kb.store.corrections.told import of_act
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
    """How much stands around the act. ``amended_by`` and ``amends`` count acts, the others count places."""

    units: int
    cites: int
    cited_by: int
    amended_by: int
    amends: int


@dataclass(frozen=True, slots=True)
class Passport:
    """The act's card with its three clocks, identifiers, source and counts. Days are ISO text, None: unknown.

    ``edition``: the day of the last amendment that the text takes in; ``collections``: (id, title) where it stands.
    """

    card: Card
    iri: str
    status_ground: str | None
    in_force_from: str | None
    in_force_until: str | None
    published: str | None
    registered: str | None
    registered_on: str | None
    known_from: str
    edition: str | None
    naming: str
    issuers: tuple[Issuer, ...]
    aliases: tuple[tuple[str, str], ...]
    source: Source | None
    clauses: tuple[Clause, ...]
    counts: Counts
    collections: tuple[tuple[str, str], ...]
    corrected: tuple[Corrected, ...] = ()


_ACT = f"""
    SELECT {COLUMNS}, a.iri, a.status_ground, a.in_force_from, a.in_force_until, a.published, a.registered,
           a.registered_on, a.known_from, a.edition, a.naming, a.source
    FROM acts a WHERE a.id = ?
"""
_ISSUERS = """
    SELECT i.id, i.name, i.short FROM act_issuers ai JOIN issuers i ON i.id = ai.issuer WHERE ai.act = ? ORDER BY i.id
"""
_ALIASES = "SELECT DISTINCT scheme, value FROM aliases WHERE act = ? ORDER BY scheme, value"
_SOURCE = "SELECT sha256, name, format, size, parser, known_from FROM sources WHERE id = ?"
_CLAUSES = """
    SELECT scope, in_force_from, rule, in_force_until, basis, retroactive
    FROM commencement WHERE act = ? ORDER BY start, rule
"""
_COLLECTIONS = """
    SELECT DISTINCT c.id, c.title FROM collection_items i JOIN collections c ON c.id = i.collection
    WHERE i.act = ? ORDER BY c.id
"""
_COUNTS = """
    SELECT (SELECT count(*) FROM units WHERE act = :act),
           (SELECT count(*) FROM citations WHERE act = :act AND relation <> 'self'),
           (SELECT count(*) FROM citations WHERE cited = :act AND act IS NOT :act),
           (SELECT count(DISTINCT act) FROM operations WHERE target = :act AND act <> :act),
           (SELECT count(DISTINCT target) FROM operations WHERE act = :act AND target <> :act)
"""


def passport(base: sqlite3.Connection, act: str) -> Passport | None:
    """The passport of an act, None when the base has never heard of it."""
    row = base.execute(_ACT, (act,)).fetchone()
    if row is None:
        return None
    iri, ground, since, until, published, registered, registered_on, known, edition, naming, source = tuple(row)[10:]
    origin = base.execute(_SOURCE, (source,)).fetchone()
    return Passport(
        of_row(row),
        iri,
        ground,
        since,
        until,
        published,
        registered,
        registered_on,
        known,
        edition,
        naming,
        issuers=tuple(Issuer(*issuer) for issuer in base.execute(_ISSUERS, (act,))),
        aliases=tuple((scheme, value) for scheme, value in base.execute(_ALIASES, (act,))),
        source=Source(*origin) if origin else None,
        clauses=tuple(Clause(tuple(json.loads(scope)), *rest) for scope, *rest in base.execute(_CLAUSES, (act,))),
        counts=Counts(*base.execute(_COUNTS, {"act": act}).fetchone()),
        collections=tuple((identity, title) for identity, title in base.execute(_COLLECTIONS, (act,))),
        corrected=of_act(base, act),
    )
