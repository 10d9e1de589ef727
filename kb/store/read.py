"""Questions to the base: acts, units, wording at a date, chains. Each is a few indexed look-ups."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ingest.law.kinds import kind
from kb.answers import ActRef, Chain, ChainEntry, CitedBy, Passport, Since, SourceRef, UnitNote
from kb.errors import UnknownAct
from kb.store.clock import today
from kb.store.rows import ORDERED, ActRow, AliasRow, OperationRow, SourceRow, TextRow, select
from kb.store.told_corrections import of_act, of_orders


def act_row(db: sqlite3.Connection, act: str) -> ActRow:
    """The act's row.

    Raises:
        UnknownAct: no act has that id.
    """
    found = select(db, ActRow, "WHERE id = ?", (act,))
    if not found:
        raise UnknownAct(f"Акта «{act}» в базе нет.")
    return found[0]


def act_refs(db: sqlite3.Connection, acts: Iterable[str]) -> dict[str, ActRef]:
    """Short records of several acts at once; unknown ids are left out."""
    ids = json.dumps(sorted(set(acts)))
    return {row.id: ref(row) for row in select(db, ActRow, "WHERE id IN (SELECT value FROM json_each(?))", (ids,))}


def ref(row: ActRow) -> ActRef:
    """The short record of an act."""
    return ActRef(row.id, row.label, row.kind, row.number, row.date, row.title, row.status, bool(row.held))


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
        act=ref(row),
        kind_title=kind(row.kind).title,
        issuers=tuple(name for (name,) in issuers),
        status_ground=row.status_ground,
        in_force_from=row.in_force_from,
        in_force_until=row.in_force_until,
        published=row.published,
        registered=row.registered,
        registered_on=row.registered_on,
        edition=row.edition,
        known_from=row.known_from,
        model=bool(row.model),
        cited=row.cited,
        naming=row.naming,
        iri=row.iri,
        aliases=tuple(dict.fromkeys((a.scheme, a.value) for a in aliases)),
        sources=tuple(
            SourceRef(s.sha256, s.name, s.format, s.known_from, s.edition, s.id == row.source) for s in sources
        ),
        corrected=of_act(db, act),
    )


def unit_text(db: sqlite3.Connection, act: str, eid: str, at: date | None = None) -> TextRow | None:
    """The leaf's wording at a day (None: today), in one indexed look-up; None: it did not stand then."""
    day = _day(at)
    found = select(
        db,
        TextRow,
        "WHERE act = ? AND eid = ? AND in_force_from <= ? ORDER BY in_force_from DESC LIMIT 1",
        (act, eid, day),
    )
    return found[0] if found and day < (found[0].in_force_until or "~") else None


def _day(at: date | None) -> str:
    return (at or today()).isoformat()


class UnitOnDay(NamedTuple):
    """A unit in its place, with its wording on a day.

    ``text``: None in a container, but for its heading line once that was changed; ``since``: first day of the wording,
    "" unknown; ``until``: first day on which the unit is no more: a unit may be gone by the day that was asked for.
    ``known``: False where its words on the day are not known, then ``differs`` tells what hides them; ``differs``: how
    today's wording is another.
    """

    position: int
    eid: str
    wid: str
    parent: str | None
    component: str
    kind: str
    number: str | None
    heading: str | None
    last: int
    leaf: int
    until: str | None
    text: str | None
    since: str | None
    known: bool = True
    differs: Since | None = None

    def stands(self, day: str) -> bool:
        """Is it there on the ISO day, on or after which it was put in."""
        return self.until is None or day < self.until


LAST = 2**62
"""After every position."""

_ON_DAY = """
    SELECT u.position, u.eid, u.wid, u.parent, u.component, u.kind, u.number, u.heading, u.last, u.leaf,
           u.in_force_until, t.text, t.in_force_from
    FROM units u LEFT JOIN unit_texts t ON t.act = u.act AND t.eid = u.eid
         AND t.in_force_from = (SELECT max(v.in_force_from) FROM unit_texts v
                                WHERE v.act = u.act AND v.eid = u.eid AND v.in_force_from <= :day)
         AND (t.in_force_until IS NULL OR t.in_force_until > :day)
    WHERE u.act = :act AND u.position BETWEEN :first AND :last AND u.in_force_from <= :day ORDER BY u.position
"""


def units_on_day(db: sqlite3.Connection, act: str, day: str, first: int = 0, last: int = LAST) -> list[UnitOnDay]:
    """The act's units from position ``first`` to ``last`` that stood by the ISO day, in order, by the versions kept.

    What an earlier day than the shown edition says is told by :mod:`kb.editions.on_day` alone.
    """
    return [UnitOnDay(*row) for row in db.execute(_ON_DAY, {"act": act, "day": day, "first": first, "last": last})]


def unit_notes(db: sqlite3.Connection, act: str, eid: str | None) -> dict[str, list[UnitNote]]:
    """Changes of each unit, in the order of the amending acts' days; with ``eid`` of that unit and below."""
    operations = on_unit(db, act, eid) if eid else select(db, OperationRow, "WHERE target = ?", (act,))
    by = act_refs(db, (o.act for o in operations))
    corrected = of_orders(db, (o.corrected for o in operations))
    found: dict[str, list[UnitNote]] = defaultdict(list)
    for o in sorted((o for o in operations if o.act in by), key=lambda o: (by[o.act].day or "", o.act, o.position)):
        found[o.target_eid].append(
            UnitNote(o.verb, by[o.act], o.basis, o.in_force_from, o.state, o.reason, corrected[o.corrected])
        )
    return found


def on_unit(db: sqlite3.Connection, act: str, eid: str) -> list[OperationRow]:
    """Operations on the very unit and on what is in it."""
    return select(
        db,
        OperationRow,
        "WHERE target = ?1 AND (target_eid = ?2 OR (target_eid > ?2 || '__' AND target_eid < ?2 || '_`'))",
        (act, eid),
    )


def versions(db: sqlite3.Connection, act: str, eid: str) -> list[TextRow]:
    """Every wording of the unit and of what is in it, by unit and day."""
    return select(
        db,
        TextRow,
        "WHERE act = ?1 AND (eid = ?2 OR (eid > ?2 || '__' AND eid < ?2 || '_`')) ORDER BY eid, in_force_from",
        (act, eid),
    )


def concerning(db: sqlite3.Connection, act: str, eid: str) -> list[OperationRow]:
    """Operations that bear on the unit: on it, on what is in it, those that made a wording of it, and those that gave
    what it stands in new wording, took its force or suspended it."""
    made = {id for version in versions(db, act, eid) for id in (version.made_by or "").split()}
    found = select(db, OperationRow, "WHERE target = ? AND act <> target ORDER BY act, position, id", (act,))
    return [
        o
        for o in found
        if o.id in made
        or o.target_eid == eid
        or o.target_eid.startswith(eid + "__")
        or (o.target_eid and eid.startswith(o.target_eid + "__") and _of_all_within(o))
    ]


def _of_all_within(o: OperationRow) -> bool:
    """Does the operation on a unit bear on everything in it, as far as that is not told by the wordings it made."""
    if o.verb in ("repeal", "suspend"):
        return o.state != "refused"
    return o.basis not in ORDERED and o.verb in ("restate", "add")


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
    targets = json.dumps(sorted({o.target for _, o in touching if o.target}))
    namings = dict(db.execute("SELECT id, naming FROM acts WHERE id IN (SELECT value FROM json_each(?))", (targets,)))
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


def cited_by(db: sqlite3.Connection, act: str, limit: int = 100, offset: int = 0) -> list[CitedBy]:
    """Places that cite the act, by citing act and place; the act's own mentions of itself left out."""
    rows = db.execute(
        """SELECT c.act, s.name, c.unit, c.exact, c.relation, c.addresses
           FROM citations c JOIN sources s ON s.id = c.source
           WHERE c.cited = ? AND c.relation <> 'self' ORDER BY c.act, c.source, c.start LIMIT ? OFFSET ?""",
        (act, limit, offset),
    ).fetchall()
    refs = act_refs(db, (row[0] for row in rows if row[0]))
    return [
        CitedBy(refs.get(by), name, unit, exact, relation, tuple(json.loads(addresses)))
        for by, name, unit, exact, relation, addresses in rows
    ]
