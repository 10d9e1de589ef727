"""The knowledge base: records kept, found, shown. Every face - page, command, program - calls these:

    find(base, "дистанционное обучение")          acts and units that answer, best first
    read(base, "273-фз", unit="статья 28")        an act's passport and text
    chain(base, "273-фз")                         who amended it
    status(base, "273-фз", day, "статья 28")      is it in force on a day, and on what ground
    why(base, "273-фз", "статья 28")              why it reads as it does
    coming(base)                                  what takes effect next
    dead_references(base)                         who cites what is no longer in force
    check(base, data, "программа.docx")           what a document cites, and what is wrong with it

Below stand store/ (the base), editions/ (acts through time) and search/; checker/, export/ and load/ ask them; web/ and
cli/ are the faces; answers/, errors, russian are the words in which all of them answer.

``base`` is a path or an open connection; ``act`` and ``unit`` are anything a person would type, also the two in one:
``read(base, "273-фз 28 ч3 п15.1")``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from kb.answers import ActText, Chain, Checked, Comparison, DeadReference, Event, Standing, Why
    from kb.search import Results
    from kb.search.engine import Filters, Order

    Base = str | Path | sqlite3.Connection

__all__ = ["chain", "check", "coming", "compare", "dead_references", "find", "read", "status", "why"]


def find(
    base: Base,
    words: str,
    *,
    filters: Filters | None = None,
    at: date | None = None,
    page: int = 1,
    size: int = 20,
    order: Order | str = "relevance",
    explain: bool = False,
) -> Results:
    """One page of what answers the words: acts and units named by requisites first, then what full text finds.

    The language of ``words`` is told in :mod:`kb.search.query`; ``filters`` and ``at`` confine the answer;
    ``order`` is "relevance", "date" (newest first) or "cited" (most cited first).

    Raises:
        KnowledgeBaseError: the base cannot be opened.
        ValueError: there is no such order.
    """
    from kb.search import search

    return search(base, words, filters=filters, at=at, page=page, size=size, order=order, explain=explain)


def read(base: Base, act: str, at: date | None = None, unit: str | None = None) -> ActText:
    """The act, or one unit of it with everything below, as it stands at ``at`` (None: as the base knows it now).

    Raises:
        KnowledgeBaseError: no such base, act or unit, or several answer.
    """
    from kb.editions.on_day import act_text
    from kb.store.find.place import the_place

    with _reading(base) as db:
        found, eid = the_place(db, act, unit)
        return act_text(db, found, at, eid)


def chain(base: Base, act: str, unit: str | None = None) -> Chain:
    """Amending acts of the act (or of one unit and everything below it) by their day, and what the act amends itself.

    Raises:
        KnowledgeBaseError: no such base, act or unit, or several answer.
    """
    from kb.store.chain import chain as read_chain
    from kb.store.find.place import the_place

    with _reading(base) as db:
        return read_chain(db, *the_place(db, act, unit))


def compare(base: Base, act: str, since: date, until: date, unit: str | None = None) -> Comparison:
    """Units of the act that are not the same on the two days, word by word, each with the acts that changed it.

    Raises:
        KnowledgeBaseError: no such base, act or unit, or several answer.
    """
    from kb.editions.between import compare as between
    from kb.store.find.place import the_place

    with _reading(base) as db:
        found, eid = the_place(db, act, unit)
        return between(db, found, since, until, eid)


def status(base: Base, act: str, at: date | None = None, unit: str | None = None) -> Standing:
    """Is the act, or its unit, in force on ``at`` (None: today), with the ground, and who has changed it by then.

    Raises:
        KnowledgeBaseError: no such base, act or unit, or several answer.
    """
    from kb.editions.standing import standing
    from kb.store.clock import today
    from kb.store.find.place import the_place

    with _reading(base) as db:
        found, eid = the_place(db, act, unit)
        return standing(db, found, at or today(), eid)


def why(base: Base, act: str, unit: str | None = None, at: date | None = None) -> Why:
    """Every wording of the unit with what made it, what was ordered and did not fit, its status on ``at`` (or today).

    Raises:
        KnowledgeBaseError: no such base, act or unit, or several answer.
    """
    from kb.editions.why import why as told
    from kb.errors import UnknownUnit
    from kb.store.clock import today
    from kb.store.find.place import the_place

    with _reading(base) as db:
        found, eid = the_place(db, act, unit)
        if eid is None:
            raise UnknownUnit(f"Не сказано, какая единица акта: «{act} статья 5» или отдельно, «статья 5».")
        return told(db, found, eid, at or today())


def coming(
    base: Base, since: date | None = None, until: date | None = None, act: str | None = None
) -> tuple[Event, ...]:
    """What takes effect after ``since`` (None: today) and not after ``until``, by day; what has no day yet comes last.

    Args:
        act: only what happens to this act.

    Raises:
        KnowledgeBaseError: no such base or act, or several answer.
    """
    from kb.editions.coming import coming as expected
    from kb.store.clock import today
    from kb.store.find.place import whole_act

    with _reading(base) as db:
        return expected(db, since or today(), until, whole_act(db, act) if act else None)


def dead_references(base: Base, at: date | None = None, act: str | None = None) -> tuple[DeadReference, ...]:
    """Places of acts in force on ``at`` (None: today), and of collections, that cite an act or a unit which is not.

    Args:
        act: only places of this act.

    Raises:
        KnowledgeBaseError: no such base or act, or several answer.
    """
    from kb.editions.dead import dead_references as found
    from kb.store.clock import today
    from kb.store.find.place import whole_act

    with _reading(base) as db:
        return found(db, at or today(), whole_act(db, act) if act else None)


def check(base: Base, data: bytes, name: str, at: date | None = None) -> Checked:
    """Every act that somebody's document cites, with what is wrong with citing it so at ``at`` (None: today).

    The document (``data``: the bytes of the file ``name``) is read and not kept.

    Raises:
        KnowledgeBaseError: no such base.
        ingest.SourceError: the document cannot be read.
    """
    from ingest import parse, read
    from kb.checker import check as check_document
    from kb.store.clock import today

    parsed = parse(read(data, name))
    with _reading(base) as db:
        return check_document(db, parsed, at or today())


def _reading(base: Base) -> AbstractContextManager[sqlite3.Connection]:
    from kb.store.connection import reading

    return reading(base)
