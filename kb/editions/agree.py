"""Editions that an editor states beside editions that we compute: where they agree, where not, and why.

Where the base holds an act's earlier text, a later one with its editor's notes, and amending acts between them, the
earlier text is consolidated by the orders of those acts that the later one already holds, and the two are compared unit
by unit. A difference is explained by what the base knows: an order refused or waiting, an act that the editor names and
the base does not hold, an act that the editor does not name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from ingest.law.address import Naming, in_words
from kb.answers import ActRef, Agreement, Disagreement
from kb.editions.apply import consolidate
from kb.editions.compare import Difference, Stand, differences, related
from kb.editions.model import Change, Consolidated
from kb.editions.orders import changes as changes_of
from kb.editions.orders import orders_on
from kb.editions.stated import Stated, editions, stated, taken_in
from kb.editions.words import levelled
from kb.russian import russian_day
from kb.store.acts import act_refs, ref
from kb.store.rows import ActRow, OperationRow, select

UNEXPLAINED = "причина не найдена"


def agreements(db: sqlite3.Connection) -> Iterator[Agreement]:
    """Every pair of an earlier and a stated later text of one act with orders between them, act by act."""
    acts = db.execute("SELECT act FROM sources WHERE act IS NOT NULL GROUP BY act HAVING count(*) > 1 ORDER BY act")
    for (act,) in acts.fetchall():
        (row,) = select(db, ActRow, "WHERE id = ?", (act,))
        orders = orders_on(db, act)
        texts = editions(db, act)
        first = stated(db, texts[0]) if orders else None
        for source in texts[1:] if first else ():
            if first and source.edition and source.edition != texts[0].edition:
                yield from _compared(db, row, orders, first, stated(db, source))


def _compared(
    db: sqlite3.Connection, row: ActRow, orders: Sequence[OperationRow], first: Stated, later: Stated
) -> Iterator[Agreement]:
    """Nothing, where no act between the two texts orders anything: there is no computed edition then."""
    between = taken_in(db, orders, later) - taken_in(db, orders, first)
    due = [o for o in orders if o.act in between]
    if not due:
        return
    changes = changes_of(db, due)
    result = consolidate(first.states(), changes, row.id, Naming(row.naming))
    computed = [Stand(v.eid, v.words, v.eid) for v in result.versions if v.until is None and v.leaf]
    given = _stands(later)
    found = [d for d in differences(_levelled(computed), _levelled(given)) if d.pieces]
    untold = {r.change: r.reason for r in (*result.refused, *result.pending)}
    refs = act_refs(db, later.named | {c.act for c in changes})
    why = _Why(row, changes, untold, later, refs, _former(result))
    yield Agreement(
        ref(db, row),
        first.source.name,
        later.source.name,
        later.source.edition or "",
        len({s.eid for s in computed} | {s.eid for s in given}) - len(found),
        tuple(why.explained(d) for d in found),
    )


def _stands(text: Stated) -> list[Stand]:
    """The stated wordings; a unit of which only «утратил силу» is left does not stand."""
    gone = {note.within for note in text.parsed.notes if note.verb == "repeal" and note.within}
    return [s for s in text.stands() if not any(s.eid == eid or s.eid.startswith(eid + "__") for eid in gone)]


def _levelled(stands: Sequence[Stand]) -> list[Stand]:
    return [stand._replace(words=levelled(stand.words)) for stand in stands]


def _former(result: Consolidated) -> dict[tuple[str, str], str]:
    """(unit, wording that it once had) → the day until which it had it."""
    return {(v.eid, levelled(v.words)): v.until for v in result.versions if v.until is not None}


class _Why:
    """Reasons for the differences of one pair of texts.

    ``untold``: change → why it was not applied; ``former``: what :func:`_former` finds.
    """

    def __init__(
        self,
        row: ActRow,
        changes: Sequence[Change],
        untold: Mapping[str, str],
        later: Stated,
        refs: Mapping[str, ActRef],
        former: Mapping[tuple[str, str], str],
    ) -> None:
        self._naming, self._noted = Naming(row.naming), later.noted
        self._changes, self._untold, self._refs, self._former = changes, untold, refs, former

    def explained(self, difference: Difference) -> Disagreement:
        """The difference with everything known that bears on its unit."""
        eid = difference.after or difference.before or ""
        facts = tuple(dict.fromkeys(self._facts(eid, difference)))
        return Disagreement(
            eid,
            in_words(eid, self._naming),
            tuple((piece.sign, piece.words) for piece in difference.pieces),
            facts or tuple(dict.fromkeys(self._suspicions(eid))) or (UNEXPLAINED,),
            bool(facts),
        )

    def _facts(self, eid: str, difference: Difference) -> Iterator[str]:
        """What makes the texts differ for certain."""
        for change in self._on(eid):
            if change.id in self._untold:
                yield f"не применено изменение, которое вносит {self._label(change.act)}: {self._untold[change.id]}"
        stated = "".join(piece.words for piece in difference.pieces if piece.sign != "-")
        if until := self._former.get((eid, stated)):
            yield f"редактор даёт слова, которые действовали до {russian_day(until)}"
        for act in sorted(self._named(eid)):
            if not any(change.act == act for change in self._changes):
                yield f"редактор называет {self._label(act)}, поручений которого в базе нет"

    def _suspicions(self, eid: str) -> Iterator[str]:
        """Where to look when no fact explains the difference."""
        ours, named = {change.act for change in self._on(eid)}, self._named(eid)
        for act in sorted(ours - named):
            yield f"{UNEXPLAINED}: изменил {self._label(act)}, а редактор его у этой единицы не называет"
        for act in sorted(named - ours):
            yield f"{UNEXPLAINED}: редактор называет {self._label(act)}, а поручения о такой единице в нём не найдено"

    def _on(self, eid: str) -> list[Change]:
        return [change for change in self._changes if not change.eid or related(eid, [change.eid])]

    def _named(self, eid: str) -> set[str]:
        return {act for unit in related(eid, self._noted) if unit for act in self._noted[unit]}

    def _label(self, act: str) -> str:
        return self._refs[act].label if act in self._refs else act
