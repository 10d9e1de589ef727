"""Every correction laid over what parsing said."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from kb.russian import russian_day
from kb.store.corrected import COLUMN_OF, corrected_facts
from kb.store.corrections.fits import Fits, judge_unfit, sorted_out
from kb.store.corrections.orders import NEEDLESS, corrected_orders, put_orders
from kb.store.corrections.overlay import CORRECTIONS
from kb.store.project import documented
from kb.store.rows import CorrectionRow, OperationRow, ProblemRow, insert, select
from kb.store.source import tag

RULE = "correction-unfit"


def waiting(db: sqlite3.Connection) -> bool:
    """Is there a correction that was not laid over yet."""
    return db.execute("SELECT 1 FROM corrections WHERE state = 'waiting' LIMIT 1").fetchone() is not None


def lay(db: sqlite3.Connection) -> set[str]:
    """Find again what every correction fits and lay it over.

    Returns the acts whose rows and texts must be made again: those whose facts or orders changed, and those that the
    orders aim or aimed at. They are noted in ``stale``.
    """
    rows = select(db, CorrectionRow, "ORDER BY day, source, start")
    before = {o.id: o for o in select(db, OperationRow, "WHERE corrected IS NOT NULL")}
    if not rows and not before:
        return set()
    fits, judged = sorted_out(db, rows)
    facts_before = corrected_facts(db, _acts(db))
    after = corrected_orders(db, fits, judged)
    _judge_acts(db, fits, judged)
    _put_rows(db, judged)
    facts = corrected_facts(db, _acts(db))
    changed = {act for act in facts_before.keys() | facts.keys() if facts_before.get(act) != facts.get(act)}
    changed |= put_orders(db, before, after)
    db.executemany("INSERT OR IGNORE INTO stale VALUES (?)", [(act,) for act in sorted(changed)])
    return changed


def _acts(db: sqlite3.Connection) -> set[str]:
    """Acts whose own facts are corrected."""
    found = db.execute("SELECT DISTINCT act FROM corrections WHERE state = 'applied' AND operation IS NULL")
    return {act for (act,) in found}


def _judge_acts(db: sqlite3.Connection, fits: Fits, judged: dict[str, CorrectionRow]) -> None:
    """Corrections of facts that the documents themselves state so are no longer needed."""
    for (act, operation), together in fits.items():
        said = None if operation else documented(db, act)
        for fit in together if said else ():
            put = json.loads(fit.row.put)
            if judged[fit.row.id].state == "applied" and all(
                getattr(said, COLUMN_OF[key]) == value for key, value in put.items()
            ):
                judge_unfit(judged, fit.row.id, NEEDLESS)


def _put_rows(db: sqlite3.Connection, judged: Mapping[str, CorrectionRow]) -> None:
    """Every correction with its state; a problem for each that does nothing."""
    insert(db, judged.values(), "REPLACE")
    db.execute("DELETE FROM problems WHERE rule = ?", (RULE,))
    names = dict(db.execute("SELECT id, name FROM sources WHERE format = ?", (CORRECTIONS,)))
    insert(
        db,
        [
            ProblemRow(
                f"{tag(row.source)}:{row.start}:{RULE}",
                row.source,
                names[row.source],
                row.act,
                row.start,
                RULE,
                f"Поправка не действует (строка {row.start}; {row.who}, {russian_day(row.day)}): {row.reason}.",
            )
            for row in judged.values()
            if row.state != "applied"
        ],
    )
