"""The knowledge base: records kept, found, shown. Every face - page, command, program, SQL - asks these alone:

    find(base, "дистанционное обучение")          acts and units that answer, best first
    act, acts_named, acts, naming                 the act that words mean, those that they may mean; by ids
    passport(base, "273-фз")                      everything known of it beside its text
    text(base, "273-фз", day, "статья 28")        the text on a day; portion: as much as a page shows; editions_of
    chain(base, "273-фз")                         who amended it; cited_by: who cites it; cite: how to
    status(base, "273-фз", day, "статья 28")      is it in force on a day, and on what ground; milestones: in a list
    why(base, "273-фз", "статья 28")              why it reads as it does
    compare(base, "273-фз", day, other)           what is not the same on two days
    coming(base), dead(base)                      what takes effect next; who cites what is no longer in force
    check(base, data, "программа.docx")           what a document cites, and what is wrong with it; check_parsed
    listing, issuers, issuer                      acts by their requisites
    collections, collection                       thematic pages
    holdings, learned, newest, missing, kinds, addresses      the base at a glance
    problems, count_problems, refused             what was not understood, and what did not fit
    corrections, drafts                           what people put right, and what waits for them
    verify(base), index_state(base)               is everything as it was put there; does the index hold it
    today(), prepare(connection)                  the day that all of them mean when none is named; SQL's own words

Below stand store/ (the base), editions/ (acts through time, as they are written), search/, and reading/, where each
question is answered once; checker/, export/ and load/ use them; web/ and cli/ are the faces; workers/ are the
processes that parse; answers/, errors, russian are the words in which all of them answer; visible: how a
stranger's words are printed.

``base`` is a path or an open connection; ``act`` and ``unit`` are anything a person would type, also the two in one:
``text(base, "273-фз 28 ч3 п15.1")``. A verb is loaded when it is first asked: `kb parse` needs none.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.checker import check, check_parsed
    from kb.reading.chain import chain
    from kb.reading.cite import cite
    from kb.reading.cited_by import cited_by
    from kb.reading.collections import collection, collections
    from kb.reading.coming import coming
    from kb.reading.compare import compare
    from kb.reading.corrections import corrections
    from kb.reading.dead import dead
    from kb.reading.drafts import drafts
    from kb.reading.listing import issuers, listing
    from kb.reading.milestones import milestones
    from kb.reading.named import act, acts, acts_named, issuer, naming, unit
    from kb.reading.overview import addresses, holdings, kinds, learned, missing, newest
    from kb.reading.passport import passport
    from kb.reading.portion import editions_of, portion
    from kb.reading.problems import count_problems, problems, refused
    from kb.reading.status import status
    from kb.reading.text import text
    from kb.reading.verify import verify
    from kb.reading.why import why
    from kb.search import search as find
    from kb.search import state as index_state
    from kb.store.clock import today
    from kb.store.connection import prepare
    from kb.store.whose import can_be_watched, is_base, is_marked, refusal

_ROOMS = {
    "kb.checker": "check check_parsed",
    "kb.reading.chain": "chain",
    "kb.reading.cite": "cite",
    "kb.reading.cited_by": "cited_by",
    "kb.reading.collections": "collection collections",
    "kb.reading.coming": "coming",
    "kb.reading.compare": "compare",
    "kb.reading.corrections": "corrections",
    "kb.reading.dead": "dead",
    "kb.reading.drafts": "drafts",
    "kb.reading.listing": "issuers listing",
    "kb.reading.milestones": "milestones",
    "kb.reading.named": "act acts acts_named issuer naming unit",
    "kb.reading.overview": "addresses holdings kinds learned missing newest",
    "kb.reading.passport": "passport",
    "kb.reading.portion": "editions_of portion",
    "kb.reading.problems": "count_problems problems refused",
    "kb.reading.status": "status",
    "kb.reading.text": "text",
    "kb.reading.verify": "verify",
    "kb.reading.why": "why",
    "kb.store.clock": "today",
    "kb.store.connection": "prepare",
    "kb.store.whose": "can_be_watched is_base is_marked refusal",
}
_OTHERWISE = {"find": ("kb.search", "search"), "index_state": ("kb.search", "state")}
"""Verbs that their room calls otherwise."""
_ROOM_OF = {verb: room for room, verbs in _ROOMS.items() for verb in verbs.split()}

__all__ = [
    "act", "acts", "acts_named", "addresses", "can_be_watched", "chain", "check", "check_parsed", "cite",
    "cited_by", "collection", "collections", "coming", "compare", "corrections", "count_problems", "dead", "drafts",
    "editions_of", "find", "holdings", "index_state", "is_base", "is_marked", "issuer", "issuers", "kinds",
    "learned", "listing", "milestones", "missing", "naming", "newest", "passport", "portion", "prepare", "problems",
    "refusal", "refused", "status", "text", "today", "unit", "verify", "why",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The verb of that name, from the room that answers it (PEP 562)."""
    room, called = _OTHERWISE.get(name) or (_ROOM_OF.get(name), name)
    if room is None:
        raise AttributeError(f"module 'kb' has no attribute {name!r}")
    verb = getattr(import_module(room), called)
    globals()[name] = verb
    return verb
