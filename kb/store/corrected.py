"""Facts of an act that people have put right, for those who make its row and its status."""

from __future__ import annotations

import json
import sqlite3

COLUMN_OF = {
    "date": "date",
    "title": "title",
    "published": "published",
    "from": "in_force_from",
    "until": "in_force_until",
}
"""Field of a correction → column of ``acts``."""


def corrected_facts(db: sqlite3.Connection, act: str) -> dict[str, str]:
    """Column of ``acts`` → its corrected value, by the corrections that stand."""
    found: dict[str, str] = {}
    for (put,) in db.execute(
        "SELECT put FROM corrections WHERE act = ? AND operation IS NULL AND state = 'applied' "
        "ORDER BY day, source, start",
        (act,),
    ):
        found.update((COLUMN_OF[key], value) for key, value in json.loads(put).items())
    return found
