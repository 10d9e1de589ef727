"""Facts of an act that people have put right, for those who make its row and its status."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from kb.store.rows import AMONG, among

COLUMN_OF = {
    "date": "date",
    "title": "title",
    "published": "published",
    "from": "in_force_from",
    "until": "in_force_until",
}
"""Field of a correction → column of ``acts``."""


def corrected_facts(db: sqlite3.Connection, acts: Iterable[str]) -> dict[str, dict[str, str]]:
    """Act → column of ``acts`` → its corrected value, by the corrections that stand; acts without them left out."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for act, put in db.execute(
        f"SELECT act, put FROM corrections WHERE act {AMONG} AND operation IS NULL AND state = 'applied' "
        "ORDER BY day, source, start",
        among(acts),
    ):
        found[act].update((COLUMN_OF[key], value) for key, value in json.loads(put).items())
    return dict(found)
