"""Documents of the base that cite what is no longer in force: whole acts, and single units of acts that live on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from ingest.law.address import Naming, in_words
from kb.answers import ActRef, DeadReference
from kb.editions.periods import status_on
from kb.editions.reach import within
from kb.editions.status import Status
from kb.reading.status import status_of
from kb.store.acts import act_refs
from kb.store.clock import today
from kb.store.connection import Base, reading
from kb.store.find.place import whole_act
from kb.store.landing import annexes_of, landing
from kb.store.rows import ActRow, CitationRow, select
from kb.store.together import together
from kb.store.units import unit_text

_NOT_RELIED_ON = "'repeals', 'self', 'amends', 'supersedes'"
"""Relations that cite an act to change or end it."""


def dead(base: Base, at: date | None = None, act: str | None = None) -> tuple[DeadReference, ...]:
    """Places of acts in force on ``at`` (None: today), and of collections, that cite an act or a unit which is not.

    Args:
        act: only places of this act.

    Raises:
        KnowledgeBaseError: no such base or act, or several answer.
    """
    with reading(base) as db:
        day = at or today()
        library = _Library(db, day)
        found = [library.judged(citation) for citation in _suspects(db, day, whole_act(db, act) if act else None)]
    return tuple(sorted((one for one in found if one), key=_order))


def _order(one: DeadReference) -> tuple[str, str, str, str, str]:
    return one.by.id if one.by else "", one.source_name, one.unit, one.cited.id, one.cited_unit or ""


def _suspects(db: sqlite3.Connection, at: date, act: str | None) -> Iterator[CitationRow]:
    """Citations of acts that somebody else ends, wholly or in part, or whose term runs out; each is looked into."""
    yield from select(
        db,
        CitationRow,
        f"""WHERE relation NOT IN ({_NOT_RELIED_ON}) AND (?2 IS NULL OR act = ?2) AND cited IN (
              SELECT act FROM act_statuses
              WHERE status IN ('repealed', 'partly_repealed') AND since <= ?1 AND (until IS NULL OR until > ?1)
              UNION SELECT target FROM operations WHERE verb IN ('repeal', 'restate') AND target IS NOT NULL
                AND state <> 'refused' AND (in_force_from <= ?1 OR basis = 'note'))
            AND NOT EXISTS (SELECT 1 FROM operations o
              WHERE o.act = citations.act AND o.target = citations.cited AND o.verb = 'repeal')
            ORDER BY source, start""",
        (at.isoformat(), act),
    )


class _Library:
    """What is asked again and again about the acts on one day."""

    def __init__(self, db: sqlite3.Connection, at: date) -> None:
        self._db, self._at = db, at
        self._known: dict[str, tuple[ActRow, Status]] = {}
        self._units: dict[tuple[str, str], str | None] = {}
        self._together: dict[str, dict[str, str]] = {}

    def judged(self, citation: CitationRow) -> DeadReference | None:
        """The citation as a dead reference; None when it is alive, or does not stand itself."""
        if citation.cited is None or not self._stands(citation):
            return None
        cited, of_act = self._act(citation.cited)
        addresses = json.loads(citation.addresses)
        if of_act.code == "repealed" or (of_act.code == "partly_repealed" and not addresses):
            return self._told(citation, cited, None, of_act.ground)
        for address in addresses:
            eid = landing(annexes_of(self._db, cited.id), citation.component, address)
            ground = self._gone(cited, self._place(cited.id, eid))
            if of_act.code == "partly_repealed" and not cited.has_text:
                spared = any(within(eid, unit) for unit in of_act.spared)
                ground = None if spared else of_act.ground
            if ground:
                return self._told(citation, cited, eid, ground)
        return None

    def _act(self, act: str) -> tuple[ActRow, Status]:
        if act not in self._known:
            (row,) = select(self._db, ActRow, "WHERE id = ?", (act,))
            self._known[act] = row, status_on(self._db, row, self._at)
        return self._known[act]

    def _stands(self, citation: CitationRow) -> bool:
        """Is the citing act in force, and do the words still stand in it; a collection always stands."""
        if citation.act is None:
            return True
        if self._act(citation.act)[1].code == "repealed":
            return False
        text = unit_text(self._db, citation.act, citation.unit, self._at)
        return text is None or citation.exact in text.text

    def _place(self, act: str, eid: str) -> str:
        """The unit that the eId names, were it but one of several numbers of it."""
        if act not in self._together:
            self._together[act] = together(self._db, act)
        return self._together[act].get(eid, eid)

    def _gone(self, cited: ActRow, eid: str) -> str | None:
        """The ground of a unit that is no longer in force; None: it is, or the base has no such unit."""
        if (cited.id, eid) not in self._units:
            found = status_of(self._db, cited.id, self._at, eid) if self._may_be_gone(cited.id, eid) else None
            self._units[cited.id, eid] = found.ground if found and found.code == "repealed" else None
        return self._units[cited.id, eid]

    def _may_be_gone(self, act: str, eid: str) -> bool:
        """Has the unit an end, or is there a repeal of it or of what it stands in: few have, and it is quickly seen."""
        steps = eid.split("__")
        around = json.dumps(["__".join(steps[:length]) for length in range(1, len(steps) + 1)])
        found = self._db.execute(
            """SELECT 1 FROM units u WHERE u.act = ?1 AND u.eid = ?2 AND (u.in_force_until <= ?3 OR EXISTS (
                 SELECT 1 FROM operations o JOIN json_each(?4) e ON e.value = o.target_eid
                 WHERE o.target = ?1 AND o.verb = 'repeal'))""",
            (act, eid, self._at.isoformat(), around),
        )
        return found.fetchone() is not None

    def _told(self, citation: CitationRow, cited: ActRow, eid: str | None, ground: str) -> DeadReference:
        by = self._act(citation.act)[0] if citation.act else None
        return DeadReference(
            by=self._refs(by.id) if by else None,
            source_name=self._names[citation.source],
            unit=citation.unit,
            where=in_words(citation.unit, Naming(by.naming)) if by and citation.unit else "",
            exact=citation.exact,
            cited=self._refs(cited.id),
            cited_unit=eid,
            cited_where=in_words(eid, Naming(cited.naming)) if eid else None,
            ground=ground,
        )

    def _refs(self, act: str) -> ActRef:
        return act_refs(self._db, [act])[act]

    @cached_property
    def _names(self) -> dict[int, str]:
        return dict(self._db.execute("SELECT id, name FROM sources"))
