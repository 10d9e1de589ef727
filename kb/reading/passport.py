"""Everything known of an act beside its text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from kb.answers import Adopted, Clause, Counts, Issuer, Passport, SourceRef
from kb.errors import UnknownAct
from kb.reading.approval import approved_by, approves
from kb.reading.corrections import of_act
from kb.store.acts import REF, WIDTH, ref
from kb.store.connection import Base, reading
from kb.store.find.act import the_act
from kb.store.local_acts import CITES

_ACT = f"""
    SELECT {REF}, a.source, a.status_ground, a.in_force_from, a.in_force_until, a.published, a.registered,
           a.registered_on, a.edition, a.known_from, a.naming, a.iri
    FROM acts a WHERE a.id = ?
"""
_ISSUERS = """
    SELECT i.id, i.name, i.short FROM act_issuers ai JOIN issuers i ON i.id = ai.issuer WHERE ai.act = ? ORDER BY i.id
"""
_ALIASES = "SELECT DISTINCT scheme, value FROM aliases WHERE act = ? ORDER BY scheme, value"
_SOURCES = """
    SELECT sha256, name, format, size, parser, known_from, edition, id IS ?2
    FROM sources WHERE act = ?1 ORDER BY name, id
"""
_CLAUSES = """
    SELECT scope, in_force_from, rule, in_force_until, basis, retroactive
    FROM commencement WHERE act = ? ORDER BY start, rule
"""
_COLLECTIONS = """
    SELECT DISTINCT c.id, c.title FROM collection_items i JOIN collections c ON c.id = i.collection
    WHERE i.act = ? ORDER BY c.id
"""
_HEADS = """
    SELECT adopted, signed_by FROM statements WHERE act = ? AND role = 'head' ORDER BY source IS NOT ?, source LIMIT 1
"""
_COUNTS = f"""
    SELECT (SELECT count(*) FROM units WHERE act = :act),
           (SELECT count(*) FROM citations WHERE act = :act AND relation <> 'self'),
           (SELECT count(*) FROM citations c WHERE {CITES.format(act=":act")} AND act IS NOT :act),
           (SELECT count(DISTINCT act) FROM operations WHERE target = :act AND act <> :act),
           (SELECT count(DISTINCT target) FROM operations WHERE act = :act AND target <> :act)
"""


def passport(base: Base, act: str) -> Passport:
    """Everything known of the act beside its text.

    Raises:
        KnowledgeBaseError: no such base or act, or several answer.
    """
    with reading(base) as db:
        return passport_of(db, the_act(db, act))


def passport_of(db: sqlite3.Connection, act: str) -> Passport:
    """The passport of the act of that id.

    Raises:
        UnknownAct: no act has that id.
    """
    row = db.execute(_ACT, (act,)).fetchone()
    if row is None:
        raise UnknownAct(f"Акта «{act}» в базе нет.")
    adoptions, signed_by = _head(db, act, row[WIDTH])
    ground, since, until, published, registered, registered_on, edition, known, naming, iri = row[WIDTH + 1 :]
    return Passport(
        act=ref(row),
        issuers=tuple(Issuer(*issuer) for issuer in db.execute(_ISSUERS, (act,))),
        status_ground=ground,
        in_force_from=since,
        in_force_until=until,
        published=published,
        registered=registered,
        registered_on=registered_on,
        edition=edition,
        known_from=known,
        naming=naming,
        iri=iri,
        aliases=tuple((scheme, value) for scheme, value in db.execute(_ALIASES, (act,))),
        sources=tuple(map(_source, db.execute(_SOURCES, (act, row[WIDTH])))),
        clauses=tuple(Clause(tuple(json.loads(scope)), *rest) for scope, *rest in db.execute(_CLAUSES, (act,))),
        counts=Counts(*db.execute(_COUNTS, {"act": act}).fetchone()),
        collections=tuple((identity, title) for identity, title in db.execute(_COLLECTIONS, (act,))),
        corrected=of_act(db, act),
        adopted=adoptions[0].day if adoptions else None,
        adoptions=adoptions,
        signed_by=signed_by,
        approved_by=approved_by(db, act),
        approves=approves(db, act),
    )


def _head(db: sqlite3.Connection, act: str, speaker: int | None) -> tuple[tuple[Adopted, ...], str | None]:
    """What the head of the shown text says: «Принят …», who signed."""
    adopted, signed_by = db.execute(_HEADS, (act, speaker)).fetchone() or ("[]", None)
    return tuple(Adopted(*line) for line in json.loads(adopted)), signed_by


def _source(row: Sequence[Any]) -> SourceRef:
    sha256, name, format, size, parser, known_from, edition, speaks = row
    return SourceRef(sha256, name, format, size, parser, known_from, edition, bool(speaks))
