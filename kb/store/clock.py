"""What day it is. One place, so that a test - or a person who looks at a base as of another day - can set the day."""

from __future__ import annotations

import os
import sqlite3
from datetime import date


def today() -> date:
    """The local day; the environment variable ``KB_TODAY`` (ISO) overrides it. Nothing finer enters the base."""
    said = os.environ.get("KB_TODAY")
    return date.fromisoformat(said) if said else date.today()


def set_clock(db: sqlite3.Connection) -> None:
    """Where ``KB_TODAY`` is set, let the ``date('now')`` of SQL on this connection say that day too: the views of the
    base ask for it. Of ``date`` with other arguments SQLite's own answer stands."""
    if not os.environ.get("KB_TODAY"):
        return
    own = sqlite3.connect(":memory:", check_same_thread=False)

    def answer(*said: str) -> str | None:
        if said[:1] in ((), ("now",)):
            said = today().isoformat(), *(how for how in said[1:] if how not in ("localtime", "utc"))
        marks = ", ".join("?" * len(said))
        found: str | None = own.execute(f"SELECT strftime('%Y-%m-%d', {marks})", said).fetchone()[0]
        return found

    db.create_function("date", -1, answer, deterministic=True)  # asked once a statement, as SQLite does with its own
