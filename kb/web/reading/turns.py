"""What a list says beside an act's status: since when it is so, and by which day the text has changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from kb.store.clock import today
from kb.web.russian import short_day

_TURNS = """
    SELECT a.id, s.status, a.in_force_from, a.in_force_until, a.edition,
           max(iif(o.in_force_from <= :day, o.in_force_from, NULL)),
           min(iif(o.in_force_from > :day, o.in_force_from, NULL))
    FROM json_each(:acts) asked JOIN act_records a ON a.id = asked.value
         JOIN act_statuses s ON s.act = a.id AND s.since <= :day AND (s.until IS NULL OR s.until > :day)
         LEFT JOIN operations o ON o.target = a.id AND o.state = 'applied' AND o.target_eid <> ''
    GROUP BY a.id
"""


def turns(base: sqlite3.Connection, acts: Iterable[str], at: str | None = None) -> dict[str, str]:
    """Act → «с 01.01.2026» (lost its force), «с 01.01.2030» (takes force), «с изменениями по 01.09.2024, изменится
    01.01.2030»; acts of which nothing of the kind is known are left out. ``at``: ISO day from which it is
    looked, None: today."""
    asked = {"acts": json.dumps(sorted(set(acts))), "day": at or today().isoformat()}
    told = {id: _told(*facts) for id, *facts in base.execute(_TURNS, asked)}
    return {id: words for id, words in told.items() if words}


def _told(
    status: str, since: str | None, until: str | None, edition: str | None, changed: str | None, coming: str | None
) -> str:
    if status in ("repealed", "not_yet"):
        turned = until if status == "repealed" else since
        return f"с {short_day(turned)}" if turned else ""
    last = max(edition or "", changed or "")
    said = [f"с изменениями по {short_day(last)}"] if last else []
    return ", ".join([*said, f"изменится {short_day(coming)}"] if coming else said)
