"""Everything known of an act beside its text."""

from __future__ import annotations

import sqlite3

from ingest.law.kinds import kind
from kb.answers import Passport, SourceRef
from kb.store.acts import act_row, ref, statuses_on
from kb.store.clock import today
from kb.store.corrections.told import of_act
from kb.store.rows import AliasRow, SourceRow, select


def passport(db: sqlite3.Connection, act: str) -> Passport:
    """Everything known of an act beside its text.

    Raises:
        UnknownAct: no act has that id.
    """
    row = act_row(db, act)
    issuers = db.execute(
        "SELECT i.name FROM act_issuers a JOIN issuers i ON i.id = a.issuer WHERE a.act = ? ORDER BY i.id", (act,)
    )
    aliases = select(db, AliasRow, "WHERE act = ? ORDER BY scheme, value, source", (act,))
    sources = select(db, SourceRow, "WHERE act = ? ORDER BY name, id", (act,))
    return Passport(
        act=ref(db, row),
        kind_title=kind(row.kind).title,
        issuers=tuple(name for (name,) in issuers),
        status_ground=statuses_on(db, [act], today())[act][1],
        in_force_from=row.in_force_from,
        in_force_until=row.in_force_until,
        published=row.published,
        registered=row.registered,
        registered_on=row.registered_on,
        edition=row.edition,
        known_from=row.known_from,
        model=bool(row.model),
        cited=row.times_cited,
        naming=row.naming,
        iri=row.iri,
        aliases=tuple(dict.fromkeys((a.scheme, a.value) for a in aliases)),
        sources=tuple(
            SourceRef(s.sha256, s.name, s.format, s.known_from, s.edition, s.id == row.source) for s in sources
        ),
        corrected=of_act(db, act),
    )
