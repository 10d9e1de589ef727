"""Who has changed an act, or a unit of it, by a day, and which orders on it are known of and not in its text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kb.answers import ActRef
from kb.editions.tree import renumbered
from kb.store.rows import AMONG, ORDERED, OperationRow, among, select
from kb.store.units import versions


class Told(NamedTuple):
    """An order on the act as far as most of the answer needs it: an old code has thousands."""

    id: str
    act: str
    target_eid: str
    verb: str
    state: str
    basis: str
    reason: str | None
    in_force_from: str | None
    new: str | None


_TOLD = """
    SELECT id, act, target_eid, verb, state, basis, reason, in_force_from, iif(verb = 'renumber', new, NULL)
    FROM operations WHERE target = ? ORDER BY in_force_from, act, position, id
"""
_MADE = "SELECT DISTINCT made_by FROM unit_texts WHERE act = ? AND made_by IS NOT NULL AND in_force_from <= ?"


def told_of(db: sqlite3.Connection, act: str, eid: str | None) -> list[Told]:
    """Orders on the act, or those that touch the unit, what is in it or what it stands in, by their days."""
    told = [Told(*one) for one in db.execute(_TOLD, (act,))]
    return told if eid is None else [o for o in told if _touches(o.target_eid, eid) or gives_number(o, eid)]


def _touches(target: str, eid: str) -> bool:
    """Is the target the unit, something in it, or something around it; the whole act is around everything."""
    return not target or target == eid or target.startswith(eid + "__") or eid.startswith(target + "__")


def gives_number(o: Told | OperationRow, eid: str) -> bool:
    """Is the unit what another became by this renumbering."""
    return o.verb == "renumber" and o.state == "applied" and renumbered(o.target_eid, o.new or "") == eid


def makers_by(
    db: sqlite3.Connection,
    act: str,
    told: Sequence[Told],
    refs: dict[str, ActRef],
    eid: str | None,
    day: str,
) -> list[str]:
    """Acts that have changed the wording by the day: by the versions that stand, by what was taken out, by notes."""
    if eid:
        found = [version.made_by for version in versions(db, act, eid) if version.in_force_from <= day]
    else:
        found = [made_by for (made_by,) in db.execute(_MADE, (act, day))]
    made = {id for made_by in found for id in (made_by or "").split()}
    makers: dict[str, None] = {}
    for o in told:
        if o.act not in makers and (o.id in made or _changed(o, refs, eid, day)):
            makers[o.act] = None
    return list(makers)


def whole(db: sqlite3.Connection, told: Sequence[Told]) -> list[OperationRow]:
    """The same orders with all that is kept of them."""
    ids = among([o.id for o in told])
    return select(db, OperationRow, f"WHERE id {AMONG} ORDER BY in_force_from, act, position, id", ids)


def _changed(o: Told, refs: dict[str, ActRef], eid: str | None, day: str) -> bool:
    """Is it a change of the very unit, or of something in it, that has been made by the day; a note tells of it when
    the act that it names is signed."""
    if eid is not None and o.target_eid != eid and not o.target_eid.startswith(eid + "__"):
        return False
    if o.basis == "note":
        return o.act in refs and (refs[o.act].date or "~") <= day
    return o.state == "applied" and o.verb != "suspend" and bool(o.target_eid) and (o.in_force_from or "~") <= day


def doubts(operations: Iterable[Told], refs: dict[str, ActRef], day: str) -> list[str]:
    """Changes known of and not in the text."""
    found = []
    for o in operations:
        by = refs[o.act].label if o.act in refs else o.act
        if o.act in refs and (refs[o.act].date or "") > day:
            continue
        if o.state == "refused" and (o.in_force_from or "") <= day:
            found.append(f"Не применено изменение, которое вносит {by}: {o.reason}.")
        elif o.state == "pending" and o.basis in ORDERED:
            found.append(f"Ждёт изменение, которое вносит {by}: {o.reason}.")
        elif o.basis in ("title", "card") and o.verb != "repeal" and o.target_eid:
            found.append(f"Изменение внёс {by}, текста которого в базе нет: что именно изменено, неизвестно.")
    return list(dict.fromkeys(found))
