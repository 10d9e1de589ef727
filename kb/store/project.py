"""Rows of acts, made from the evidence. Every column has one rule, and no rule looks at the order in which files came.

What is known of an act is weighed so: corrections by people, the head of the text that speaks for it, heads of other
texts, cards, what citations say - the wording most sources give, then the longer, then the first by alphabet.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ingest.law.act_id import ActId
from ingest.law.dates import date_or_none
from kb.russian import russian_day
from kb.store.clock import today
from kb.store.contradictions import contradictions
from kb.store.evidence import Evidence, gather
from kb.store.issuer_names import known_names
from kb.store.labels import Identity, IssuerName, issuer, label, number_key
from kb.store.landing import land
from kb.store.local_acts import join_local_acts
from kb.store.namesakes import name_candidates
from kb.store.resemblance import forget_resemblances, tell_resemblances
from kb.store.rows import AMONG, ActRow, ChangeRow, ProblemRow, SourceRow, among, insert, put
from kb.store.titles import amendments_in_titles


def skeleton(act: str, identity: Identity, names: Mapping[str, IssuerName] = MappingProxyType({})) -> ActRow:
    """The least row an act can have: it is named, nothing else is known. Projection fills it in.

    ``names``: of issuers that the reference list does not hold.
    """
    day = date_or_none(identity.date)
    iri = ActId(identity.kind, identity.issuers, day, identity.number, None if identity.number else identity.title).iri
    return ActRow(
        id=act,
        kind=identity.kind,
        number=identity.number,
        number_key=number_key(identity.number),
        date=identity.date,
        title=identity.title,
        label=label(identity, names),
        in_force_from=None,
        in_force_until=None,
        published=None,
        registered=None,
        registered_on=None,
        known_from=today().isoformat(),
        has_text=0,
        naming="law",
        iri=iri,
        source=None,
        edition=None,
        model=0,
        times_cited=0,
    )


def stale_acts(db: sqlite3.Connection) -> list[str]:
    """Acts whose rows wait to be made again."""
    return [row[0] for row in db.execute("SELECT act FROM stale ORDER BY act")]


class Projection(NamedTuple):
    """What the evidence makes of some acts: their rows, who issued them, names of issuers that the reference list does
    not hold, what feeds tell, where sources contradict each other."""

    rows: Mapping[str, ActRow]
    issuers: Mapping[str, Sequence[str]]
    names: Mapping[str, IssuerName]
    changes: Sequence[ChangeRow]
    contradictions: Sequence[ProblemRow]


def projection(db: sqlite3.Connection, acts: Sequence[str]) -> Projection:
    """What the evidence makes of these acts; nothing is written, and nothing read that :func:`project` writes."""
    evidence = gather(db, acts)
    issuers = {act: _issuers(found.named.issuers) for act, found in evidence.items()}
    names = known_names(db, {slug for of_act in issuers.values() for slug in of_act})
    rows = {act: _row(act, found, names) for act, found in evidence.items()}
    held = [row for row in rows.values() if row.has_text]
    return Projection(
        rows,
        issuers,
        names,
        [change for act, row in rows.items() for change in _changes(row, evidence[act].texts)],
        [said for row in held for said in contradictions(db, row, evidence[row.id].statements)],
    )


def project(db: sqlite3.Connection, acts: Sequence[str], made: Projection) -> set[str]:
    """Put what the evidence makes of these acts into the base; an act that nothing names any more is gone.

    Returns the acts whose statuses are to be decided: these and those whose amendments changed. That is not done here
    (:mod:`kb.editions.periods` decides from the operations), and so the acts stay noted in ``stale``.
    """
    amended_before = _forget(db, acts)
    rows = made.rows
    put(db, list(rows.values()))
    insert(db, made.changes)
    insert(db, made.contradictions)
    by_title = amendments_in_titles(db, [act for act, row in rows.items() if not row.has_text])
    insert(db, by_title)
    amended = {change.target for change in by_title if change.target}
    _put_issuers(db, made.issuers, made.names)
    gone = _remove(db, [act for act in acts if act not in rows])
    aimed = join_local_acts(db, acts, gone)
    db.executemany("INSERT OR IGNORE INTO stale VALUES (?)", [(act,) for act in aimed])
    land(db, rows.keys() | amended | aimed)
    touched = gone.union((row.kind, row.number_key) for row in rows.values())
    name_candidates(db, touched)
    tell_resemblances(db, touched)
    return {*acts, *amended_before, *amended, *aimed}


def settled(db: sqlite3.Connection, acts: Iterable[str]) -> None:
    """Note that the rows of these acts are whole."""
    db.executemany("DELETE FROM stale WHERE act = ?", [(act,) for act in acts])


def _forget(db: sqlite3.Connection, acts: Sequence[str]) -> set[str]:
    """Remove what is to be made of these acts; returns the acts that they amended by their titles."""
    asked = among(acts)
    for table in ("act_issuers", "changes"):
        db.execute(f"DELETE FROM {table} WHERE act {AMONG}", asked)
    db.execute(f"DELETE FROM problems WHERE act {AMONG} AND rule = 'contradiction'", asked)
    forget_resemblances(db, acts)
    amended = db.execute(f"DELETE FROM operations WHERE act {AMONG} AND basis = 'title' RETURNING target", asked)
    return {target for (target,) in amended if target}


def _remove(db: sqlite3.Connection, acts: Sequence[str]) -> set[tuple[str, str | None]]:
    """Remove the rows of acts that nothing names any more; returns their kinds and numbers."""
    db.execute(f"DELETE FROM act_statuses WHERE act {AMONG}", among(acts))
    return set(db.execute(f"DELETE FROM act_records WHERE id {AMONG} RETURNING kind, number_key", among(acts)))


def documented(db: sqlite3.Connection, act: str) -> ActRow | None:
    """The act's row as its documents make it, corrections by people left out; None when nothing names the act."""
    found = gather(db, [act]).get(act)
    return _row(act, found._replace(corrected={})) if found else None


@lru_cache(maxsize=4096)  # thousands of acts have the same
def _issuers(listed: str) -> tuple[str, ...]:
    return tuple(json.loads(listed))


def _row(act: str, found: Evidence, names: Mapping[str, IssuerName] = MappingProxyType({})) -> ActRow:
    """The act's row; ``names``: of issuers that the reference list does not hold."""
    statements, heard, source, corrected = found.statements, found.heard, found.speaks, found.corrected
    title = corrected.get("title", found.first("title") or (heard.title if heard else None))
    number = found.first("number") if statements or not heard else heard.number
    day = corrected.get("date", found.named.date)
    base = skeleton(act, Identity(found.named.kind, _issuers(found.named.issuers), number, day, title), names)
    return base._replace(
        has_text=int(source is not None),
        source=source.id if source else None,
        edition=source.edition if source else None,
        naming=statements[0].naming if statements else "law",
        model=max((s.model for s in statements), default=0),
        published=corrected.get("published") or found.first("published"),
        registered=found.first("registered"),
        registered_on=found.first("registered_on"),
        in_force_from=corrected.get("in_force_from") or found.first("in_force_from"),
        in_force_until=corrected.get("in_force_until") or found.first("in_force_until"),
        known_from=found.known_from,
        times_cited=found.cited,
    )


def _put_issuers(
    db: sqlite3.Connection, issuers_of: Mapping[str, Sequence[str]], names: Mapping[str, IssuerName]
) -> None:
    """Rows of issuers and of who issued what; an issuer that no act has any more is gone."""
    from kb.store.database import database

    slugs = sorted({slug for issuers in issuers_of.values() for slug in issuers})
    bodies = [(slug, issuer(slug) or names.get(slug) or IssuerName(slug, slug, slug)) for slug in slugs]
    rows = ({"id": slug, "name": body.name, "short": body.short} for slug, body in bodies)
    database(db).table("issuers").upsert_all(rows, pk="id")
    of_acts = [(act, slug) for act, issuers in issuers_of.items() for slug in issuers]
    db.executemany("INSERT OR IGNORE INTO act_issuers VALUES (?, ?)", of_acts)
    db.execute("DELETE FROM issuers WHERE NOT EXISTS (SELECT 1 FROM act_issuers WHERE issuer = issuers.id)")


def _changes(row: ActRow, texts: Sequence[SourceRow]) -> list[ChangeRow]:
    """What feeds tell: the base got the text of the act, or a later edition of it."""
    if not texts:
        return []
    first = texts[0].known_from
    found = {ChangeRow(first, row.id, "added", row.label)}
    for text in texts:
        if text.edition and text.known_from > first:
            since = russian_day(text.edition)
            found.add(ChangeRow(text.known_from, row.id, "edition", f"{row.label}, текст с изменениями по {since}"))
    return sorted(found)
