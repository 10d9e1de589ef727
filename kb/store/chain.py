"""Who changed an act: operations on it, by the acts that order them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kb.answers import Chain, ChainEntry, UnitNote
from kb.store.acts import act_refs, act_row, ref
from kb.store.corrections.told import of_orders
from kb.store.rows import AMONG, ORDERED, OperationRow, among, select
from kb.store.units import versions


def chain(db: sqlite3.Connection, act: str, eid: str | None = None) -> Chain:
    """Amending acts by their day, with the units each touched; with ``eid`` only what bears on that unit.

    Raises:
        UnknownAct: no act has that id.
    """
    row = act_row(db, act)
    touching = (
        select(db, OperationRow, "WHERE target = ? AND act <> target ORDER BY act, position, id", (act,))
        if eid is None
        else concerning(db, act, eid)
    )
    own = (
        select(
            db,
            OperationRow,
            "WHERE act = ? AND target IS NOT NULL AND target <> act ORDER BY target, position, id",
            (act,),
        )
        if eid is None
        else []
    )
    return Chain(
        ref(row),
        row.naming,
        eid,
        _entries(db, [(o.act, o) for o in touching]),
        _entries(db, [(o.target, o) for o in own if o.target]),
    )


def _entries(db: sqlite3.Connection, touching: Sequence[tuple[str, OperationRow]]) -> tuple[ChainEntry, ...]:
    """Operations gathered by the act at their other end."""
    refs = act_refs(db, (other for other, _ in touching))
    corrected = of_orders(db, (operation.corrected for _, operation in touching))
    targets = among(sorted({o.target for _, o in touching if o.target}))
    namings = dict(db.execute(f"SELECT id, naming FROM acts WHERE id {AMONG}", targets))
    gathered: dict[str, list[OperationRow]] = defaultdict(list)
    for other, operation in touching:
        gathered[other].append(operation)
    entries = [
        ChainEntry(
            by=refs[other],
            units=_unique(o.target_eid for o in found),
            verbs=_unique(o.verb for o in found),
            basis=_unique(o.basis for o in found),
            states=_unique(o.state for o in found),
            in_force_from=min((o.in_force_from for o in found if o.in_force_from), default=None),
            corrected=tuple(c for o in found for c in corrected[o.corrected]),
            naming=namings.get(found[0].target, "law"),
        )
        for other, found in gathered.items()
        if other in refs
    ]
    return tuple(sorted(entries, key=lambda e: (e.by.day is not None, e.by.day or "", e.by.id)))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def unit_notes(db: sqlite3.Connection, act: str, eid: str | None) -> dict[str, list[UnitNote]]:
    """Changes of each unit, in the order of the amending acts' days; with ``eid`` of that unit and below."""
    operations = on_unit(db, act, eid) if eid else select(db, OperationRow, "WHERE target = ?", (act,))
    by = act_refs(db, (o.act for o in operations))
    corrected = of_orders(db, (o.corrected for o in operations))
    found: dict[str, list[UnitNote]] = defaultdict(list)
    for o in sorted((o for o in operations if o.act in by), key=lambda o: (by[o.act].day or "", o.act, o.position)):
        told, part = corrected[o.corrected], o.part or ""
        found[o.target_eid].append(UnitNote(o.verb, by[o.act], o.basis, o.in_force_from, o.state, o.reason, told, part))
    return found


def on_unit(db: sqlite3.Connection, act: str, eid: str) -> list[OperationRow]:
    """Operations on the very unit and on what is in it."""
    return select(
        db,
        OperationRow,
        "WHERE target = ?1 AND (target_eid = ?2 OR (target_eid > ?2 || '__' AND target_eid < ?2 || '_`'))",
        (act, eid),
    )


def concerning(db: sqlite3.Connection, act: str, eid: str) -> list[OperationRow]:
    """Operations that bear on the unit: on it, on what is in it, those that made a wording of it, and those that gave
    what it stands in new wording, took its force or suspended it; and a repeal of the act that leaves units out."""
    made = {id for version in versions(db, act, eid) for id in (version.made_by or "").split()}
    found = select(db, OperationRow, "WHERE target = ? AND act <> target ORDER BY act, position, id", (act,))
    return [
        o
        for o in found
        if o.id in made
        or o.target_eid == eid
        or o.target_eid.startswith(eid + "__")
        or (o.target_eid and eid.startswith(o.target_eid + "__") and _of_all_within(o))
        or (not o.target_eid and o.verb == "repeal" and o.part is not None)
    ]


def _of_all_within(o: OperationRow) -> bool:
    """Does the operation on a unit bear on everything in it, as far as that is not told by the wordings it made."""
    if o.verb in ("repeal", "suspend"):
        return o.state != "refused"
    return o.basis not in ORDERED and o.verb in ("restate", "add")
