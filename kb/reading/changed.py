"""Who has changed an act, or a unit of it, by a day, and which orders on it are known of and not in its text.

An old code has thousands of orders on it: SQL sifts them, and none is read that has nothing to tell.
"""

from __future__ import annotations

import sqlite3

from kb.answers import ActRef
from kb.editions.reach import within
from kb.editions.tree import renumbered
from kb.store.acts import act_refs
from kb.store.rows import AMONG, ORDERED, OperationRow, among, select
from kb.store.units import versions

_IN_IT = "(?2 IS NULL OR instr(o.target_eid || '__', ?2 || '__') = 1)"
"""Is the order of the very unit ?2, or of something in it; NULL is the whole act."""
_TOUCHES = f"({_IN_IT} OR o.target_eid = '' OR instr(?2 || '__', o.target_eid || '__') = 1)"
"""Or of something around it: the whole act is around everything."""
_IN_ORDER = "ORDER BY o.in_force_from, o.act, o.position, o.id"

_MAKERS = f"""
    SELECT o.act FROM operations o JOIN act_records a ON a.id = o.act
    WHERE o.target = ?1 AND (o.id {AMONG.replace("?", "?4")} OR {_IN_IT} AND iif(o.basis = 'note', a.date <= ?3,
          o.state = 'applied' AND o.verb <> 'suspend' AND o.target_eid <> '' AND o.in_force_from <= ?3))
    GROUP BY o.act ORDER BY min(coalesce(o.in_force_from, '')), o.act
"""
"""A note tells of a change when the act that it names is signed."""
_MADE = "SELECT DISTINCT made_by FROM unit_texts WHERE act = ? AND made_by IS NOT NULL AND in_force_from <= ?"
_DOUBTS = f"""
    SELECT CASE WHEN o.state = 'refused' AND coalesce(o.in_force_from, '') <= ?3 THEN 'refused'
                WHEN o.state = 'pending' AND o.basis IN {ORDERED} THEN 'pending'
                WHEN o.basis IN ('title', 'card') AND o.verb <> 'repeal' AND o.target_eid <> '' THEN 'unseen'
           END AS doubt, coalesce(a.label, o.act), o.reason
    FROM operations o LEFT JOIN act_records a ON a.id = o.act
    WHERE o.target = ?1 AND {_TOUCHES} AND doubt IS NOT NULL AND coalesce(a.date, '') <= ?3 {_IN_ORDER}
"""
_DOUBT = {
    "refused": "Не применено изменение, которое вносит {by}: {reason}.",
    "pending": "Ждёт изменение, которое вносит {by}: {reason}.",
    "unseen": "Изменение внёс {by}, текста которого в базе нет: что именно изменено, неизвестно.",
}


def makers_by(db: sqlite3.Connection, act: str, eid: str | None, day: str) -> tuple[ActRef, ...]:
    """Acts that have changed the wording by the day: by the versions that stand, by what was taken out, by notes."""
    if eid:
        found = [version.made_by for version in versions(db, act, eid) if version.in_force_from <= day]
    else:
        found = [made_by for (made_by,) in db.execute(_MADE, (act, day))]
    made = among({id for made_by in found for id in (made_by or "").split()})
    makers = [by for (by,) in db.execute(_MAKERS, (act, eid, day, *made))]
    refs = act_refs(db, makers)
    return tuple(refs[by] for by in makers)


def doubts(db: sqlite3.Connection, act: str, eid: str | None, day: str) -> tuple[str, ...]:
    """Changes known of and not in the text."""
    found = db.execute(_DOUBTS, (act, eid, day))
    return tuple(dict.fromkeys(_DOUBT[doubt].format(by=by, reason=reason) for doubt, by, reason in found))


def touching(db: sqlite3.Connection, act: str, eid: str) -> list[OperationRow]:
    """Orders that touch the unit, what is in it or what it stands in, or have given it its number, by their days."""
    sifted = f"o WHERE o.target = ?1 AND ({_TOUCHES} OR o.verb = 'renumber') {_IN_ORDER}"
    found = select(db, OperationRow, sifted, (act, eid))
    return [o for o in found if within(o.target_eid, eid) or within(eid, o.target_eid) or gives_number(o, eid)]


def gives_number(o: OperationRow, eid: str) -> bool:
    """Is the unit what another became by this renumbering."""
    return o.verb == "renumber" and o.state == "applied" and renumbered(o.target_eid, o.new or "") == eid
