"""What a list says beside an act's status: since when it is so, and by which day the text has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kb.answers import Milestones
from kb.store.clock import today
from kb.store.connection import Base, reading

_FACTS = """
    SELECT a.id, s.status, a.in_force_from, a.in_force_until, a.edition,
           max(iif(o.in_force_from <= :day, o.in_force_from, NULL)),
           min(iif(o.in_force_from > :day, o.in_force_from, NULL))
    FROM json_each(:acts) asked JOIN act_records a ON a.id = asked.value
         JOIN act_statuses s ON s.act = a.id AND s.since <= :day AND (s.until IS NULL OR s.until > :day)
         LEFT JOIN operations o ON o.target = a.id AND o.state = 'applied' AND o.target_eid <> ''
    GROUP BY a.id
"""


def milestones(base: Base, acts: Iterable[str], at: str | None = None) -> dict[str, Milestones]:
    """Act → its milestones; acts of which nothing of the kind is known are left out. ``at``: ISO day from which it is
    looked, None: today."""
    asked = {"acts": json.dumps(sorted(set(acts))), "day": at or today().isoformat()}
    with reading(base) as db:
        told = {id: _told(*facts) for id, *facts in db.execute(_FACTS, asked)}
    return {id: found for id, found in told.items() if found != Milestones(None, None, None)}


def _told(
    status: str, since: str | None, until: str | None, edition: str | None, changed: str | None, changes: str | None
) -> Milestones:
    if status in ("repealed", "not_yet"):
        return Milestones(until if status == "repealed" else since, None, None)
    return Milestones(None, max(edition or "", changed or "") or None, changes)
