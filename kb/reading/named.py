"""Acts and issuers as they are named: by a person's words, by their ids."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from ingest.law.address import is_eid
from kb.answers import ActRef, Issuer
from kb.errors import UnknownIssuer
from kb.store.acts import act_ref, act_refs, act_row
from kb.store.connection import Base, reading
from kb.store.find.act import find_acts, the_act
from kb.store.find.place import the_place, whole_act


def acts_named(base: Base, typed: str) -> tuple[ActRef, ...]:
    """Acts that the words may mean, the likeliest first; when nothing answers, acts of that kind whose ids are like
    what was typed; () when there are none.

    Raises:
        KnowledgeBaseError: no such base.
    """
    with reading(base) as db:
        if found := find_acts(db, typed):
            return found
        kind = typed.partition("-")[0]
        ids = [row[0] for row in db.execute(_OF_KIND, (kind, kind + "~"))]
        alike = get_close_matches(typed[:80], ids, n=6, cutoff=0.6)
        refs = act_refs(db, alike)
        return tuple(refs[id] for id in alike)


_OF_KIND = "SELECT id FROM act_records WHERE id >= ? AND id < ? ORDER BY has_text DESC, times_cited DESC, id LIMIT 2000"


def act(base: Base, typed: str) -> ActRef:
    """The one act that the words mean.

    Raises:
        KnowledgeBaseError: no such base or act, or several answer.
    """
    with reading(base) as db:
        return act_ref(db, whole_act(db, typed))


def unit(base: Base, act: str, typed: str) -> str:
    """eId of the one unit that the words mean; an eId is itself, for the text that has the unit need not be at hand.

    Raises:
        KnowledgeBaseError: no such base, act or unit, or several answer.
    """
    if is_eid(typed):
        return typed
    with reading(base) as db:
        return the_place(db, act, typed).unit or ""


def acts(base: Base, ids: Iterable[str]) -> dict[str, ActRef]:
    """Short records of these acts by id; unknown ones are left out."""
    with reading(base) as db:
        return act_refs(db, ids)


def issuer(base: Base, identity: str) -> Issuer:
    """The body of that id.

    Raises:
        KnowledgeBaseError: no such base or body.
    """
    with reading(base) as db:
        row = db.execute("SELECT id, name, short FROM issuers WHERE id = ?", (identity,)).fetchone()
    if row is None:
        raise UnknownIssuer("Такого органа в базе нет.")
    return Issuer(*row)


def naming(base: Base, act: str) -> str:
    """What the act calls its numbered units: law, civil or decree.

    Raises:
        KnowledgeBaseError: no such base or act, or several answer.
    """
    with reading(base) as db:
        return act_row(db, the_act(db, act)).naming
