"""Rows of acts, made from the evidence. Every column has one rule, and no rule looks at the order in which files came.

What is known of an act is weighed so: corrections by people, the head of the text that speaks for it, heads of other
texts, cards, what citations say - the wording most sources give, then the longer, then the first by alphabet.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from ingest.law.act_id import ActId
from ingest.law.dates import date_or_none
from ingest.law.text import level
from kb.store.clock import today
from kb.store.contradictions import contradictions
from kb.store.corrected import corrected_facts
from kb.store.issuer_names import known_names
from kb.store.labels import Identity, IssuerName, issuer, label, number_key
from kb.store.landing import land
from kb.store.namesakes import name_candidates
from kb.store.rows import ActRow, ChangeRow, MentionRow, SourceRow, StatementRow, insert, put, select
from kb.store.titles import amendments_in_titles

UNKNOWN_GROUND = "Статус ещё не вычислен."


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
        status="unknown",
        status_ground=UNKNOWN_GROUND,
        in_force_from=None,
        in_force_until=None,
        published=None,
        registered=None,
        registered_on=None,
        known_from=today().isoformat(),
        held=0,
        naming="law",
        iri=iri,
        source=None,
        edition=None,
        model=0,
        cited=0,
    )


def stale_acts(db: sqlite3.Connection) -> list[str]:
    """Acts whose rows wait to be made again."""
    return [row[0] for row in db.execute("SELECT act FROM stale ORDER BY act")]


def project(db: sqlite3.Connection, acts: Iterable[str]) -> set[str]:
    """Make the rows of these acts again from the evidence; an act that nothing names any more is gone.

    Returns the acts whose status is to be decided: these and those whose amendments changed. Status is left unknown
    here (:mod:`kb.editions.status` decides it from the operations), and so the acts stay noted in ``stale``.
    """
    acts = list(acts)
    touched = {*acts, *_forget(db, acts)}
    numbers: set[tuple[str, str | None]] = set()
    issuers: dict[str, IssuerName] = {}
    of_acts: list[tuple[str, str]] = []
    for act in acts:
        row = _project(db, act, touched)
        if row is None:
            numbers.update(_gone(db, act))
            continue
        numbers.add((row.kind, row.number_key))
        issuers |= row.issuers
        of_acts += [(act, slug) for slug in row.issuers]
    _put_issuers(db, issuers, of_acts)
    for kind, number in numbers:
        name_candidates(db, kind, number)
    return touched


def settled(db: sqlite3.Connection, acts: Iterable[str]) -> None:
    """Note that the rows of these acts are whole."""
    db.executemany("DELETE FROM stale WHERE act = ?", [(act,) for act in acts])


class _Made(NamedTuple):
    """What the acts made together have to share: kind and number of one, names of its issuers by id."""

    kind: str
    number_key: str | None
    issuers: dict[str, IssuerName]


def _forget(db: sqlite3.Connection, acts: Sequence[str]) -> set[str]:
    """Remove what is to be made of these acts; returns the acts that they amended by their titles."""
    asked = json.dumps(acts)
    among = "act IN (SELECT value FROM json_each(?))"
    for table in ("act_issuers", "changes"):
        db.execute(f"DELETE FROM {table} WHERE {among}", (asked,))
    db.execute(f"DELETE FROM problems WHERE {among} AND rule = 'contradiction'", (asked,))
    amended = db.execute(f"DELETE FROM operations WHERE {among} AND basis = 'title' RETURNING target", (asked,))
    return {target for (target,) in amended if target}


def _gone(db: sqlite3.Connection, act: str) -> list[tuple[str, str | None]]:
    """Remove the row of an act that nothing names any more; returns its kind and number."""
    return db.execute("DELETE FROM acts WHERE id = ? RETURNING kind, number_key", (act,)).fetchall()


def _project(db: sqlite3.Connection, act: str, touched: set[str]) -> _Made | None:
    """Make one act's rows, None when nothing names it; acts that it amends by its title join ``touched``."""
    statements = _ranked_statements(db, act)
    mentions = [] if statements else select(db, MentionRow, "WHERE act = ? ORDER BY source", (act,))
    if not statements and not mentions:
        return None
    issuers = tuple(json.loads((statements or mentions)[0].issuers))
    names = known_names(db, issuers)
    row = _act(db, act, statements, mentions, corrected_facts(db, act), names)
    put(db, row)
    insert(db, _changes(db, row))
    land(db, act)
    if row.held:
        insert(db, contradictions(db, row, statements))
    else:
        by_title = amendments_in_titles(db, act)
        insert(db, by_title)
        now = {o.target for o in by_title if o.target}
        for target in sorted(now):
            land(db, target)
        touched |= now
    bodies = {slug: issuer(slug) or names.get(slug) or IssuerName(slug, slug, slug) for slug in issuers}
    return _Made(row.kind, row.number_key, bodies)


def _ranked_statements(db: sqlite3.Connection, act: str) -> list[StatementRow]:
    """The speaker's head first, then other heads, then cards."""
    speaks = db.execute("SELECT source FROM acts WHERE id = ?", (act,)).fetchone()
    chosen = speaks[0] if speaks else None
    rows = select(db, StatementRow, "WHERE act = ?", (act,))
    return sorted(rows, key=lambda row: (row.source != chosen, row.role != "head", row.source, row.start))


def evidence(db: sqlite3.Connection, act: str) -> ActRow | None:
    """The act's row as its documents make it, corrections by people left out; None when nothing names the act."""
    statements = _ranked_statements(db, act)
    mentions = [] if statements else select(db, MentionRow, "WHERE act = ? ORDER BY source", (act,))
    return _act(db, act, statements, mentions, {}) if statements or mentions else None


def _act(
    db: sqlite3.Connection,
    act: str,
    statements: Sequence[StatementRow],
    mentions: Sequence[MentionRow],
    corrected: Mapping[str, str],
    names: Mapping[str, IssuerName] = MappingProxyType({}),
) -> ActRow:
    """The row; ``corrected``: columns that people have put right; ``names``: of issuers that the list does not hold."""
    said = statements or mentions
    title = _first(statements, "title") if statements else best_title(mentions)
    if title is None:
        title = best_title(select(db, MentionRow, "WHERE act = ? AND title IS NOT NULL", (act,)))
    title, day = corrected.get("title", title), corrected.get("date", said[0].date)
    number = _first(statements, "number") if statements else _commonest([m.number for m in mentions if m.number])
    issuers = tuple(json.loads(said[0].issuers))
    base = skeleton(act, Identity(said[0].kind, issuers, number, day, title), names)
    source = next(iter(select(db, SourceRow, "WHERE id = (SELECT source FROM acts WHERE id = ?)", (act,))), None)
    return base._replace(
        held=int(source is not None),
        source=source.id if source else None,
        edition=source.edition if source else None,
        naming=statements[0].naming if statements else "law",
        model=max((s.model for s in statements), default=0),
        published=corrected.get("published") or _first(statements, "published"),
        registered=_first(statements, "registered"),
        registered_on=_first(statements, "registered_on"),
        in_force_from=corrected.get("in_force_from") or _first(statements, "in_force_from"),
        in_force_until=corrected.get("in_force_until") or _first(statements, "in_force_until"),
        known_from=_known_from(db, act),
        cited=db.execute("SELECT coalesce(sum(times), 0) FROM mentions WHERE act = ?", (act,)).fetchone()[0],
    )


def _first(statements: Sequence[StatementRow], field: str) -> str | None:
    """The field as the weightiest statement that has it gives it."""
    value: str | None = next((value for value in map(attrgetter(field), statements) if value), None)
    return value


def best_title(mentions: Iterable[MentionRow]) -> str | None:
    """The title most sources give (quotes, dashes and case apart), then the longer, then the first by alphabet."""
    titles = [m.title for m in mentions if m.title]
    votes = Counter(map(level, titles))
    return min(titles, key=lambda t: (-votes[level(t)], -len(t), t), default=None)


def _commonest(values: Sequence[str]) -> str | None:
    votes = Counter(values)
    return min(votes, key=lambda value: (-votes[value], value), default=None)


_NAMED_BY = "SELECT source FROM statements WHERE act = ?1 UNION SELECT source FROM mentions WHERE act = ?1"


def _known_from(db: sqlite3.Connection, act: str) -> str:
    """The day of the first source that names the act."""
    return str(db.execute(f"SELECT min(known_from) FROM sources WHERE id IN ({_NAMED_BY})", (act,)).fetchone()[0])


def _put_issuers(db: sqlite3.Connection, issuers: Mapping[str, IssuerName], of_acts: Iterable[tuple[str, str]]) -> None:
    """Rows of these issuers and (act, issuer); an issuer that no act has any more is gone."""
    db.executemany(
        "INSERT INTO issuers VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET name = ?2, short = ?3",
        [(slug, body.name, body.short) for slug, body in sorted(issuers.items())],
    )
    db.executemany("INSERT OR IGNORE INTO act_issuers VALUES (?, ?)", of_acts)
    db.execute("DELETE FROM issuers WHERE NOT EXISTS (SELECT 1 FROM act_issuers WHERE issuer = issuers.id)")


def _changes(db: sqlite3.Connection, row: ActRow) -> list[ChangeRow]:
    """What feeds tell: the base got the text of the act, or a later edition of it."""
    texts = select(db, SourceRow, "WHERE act = ? ORDER BY known_from, coalesce(edition, ''), id", (row.id,))
    first = next((s.known_from for s in texts), None)
    found = {ChangeRow(first, row.id, "added", row.label)} if first else set()
    for text in texts:
        if first and text.edition and text.known_from > first:
            found.add(
                ChangeRow(
                    text.known_from,
                    row.id,
                    "edition",
                    f"{row.label}, текст с изменениями по {'.'.join(reversed(text.edition.split('-')))}",
                )
            )
    return sorted(found)
