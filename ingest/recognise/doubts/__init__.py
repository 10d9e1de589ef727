"""What reading left over: text of the paper that no record explains, told when all recognisers have read.

Each recogniser says what it could not read of what it saw. What it did not see is told here: the document is asked once
more for the marks that reading must have used up, and a mark left over is a problem, so that «all is understood» is
said of no paper that was not. Nothing is read anew: a check only asks whether some record claims its words.

claims     the document as its records explain it: what is the act's own voice, what is claimed
head       lines, numbers, days and bodies of the head
issuers    issuers that can be nobody's name, more of them than signed, federal bodies of a region
stamps     stamps that contradict the head, registrations
title      titles that are none, or not the whole
signature  who signed
page       pages that read like acts
units      labels that are no unit, rows that are units, numbers that are skipped, preambles
annexes    stamps of another number, annexes without text, annexes that are absent
orders     changes that are commanded; places: where and in which act
force      clauses on force
cited      mentions of acts and units
"""

from __future__ import annotations

from ingest.parsed import Parsed, Problem
from ingest.recognise.doubts import (
    annexes,
    cited,
    force,
    head,
    issuers,
    orders,
    page,
    places,
    signature,
    stamps,
    title,
    units,
)
from ingest.recognise.doubts.claims import Claims

RULES = (
    head.head_numbers,
    head.head_organisation,
    issuers.issuers,
    issuers.signatures,
    issuers.territory,
    head.head_words,
    stamps.annex_stamps,
    stamps.registration,
    stamps.unnumbered,
    title.title,
    title.title_below,
    signature.signer,
    signature.unsigned,
    signature.in_text,
    units.labels,
    units.rows,
    units.jumps,
    units.astray,
    units.unread_text,
    units.preamble,
    units.headings,
    annexes.numbers,
    annexes.empty,
    annexes.absent,
    orders.commands,
    orders.listed,
    orders.items,
    orders.none_ordered,
    orders.repeals,
    places.targets,
    places.places,
    places.larger,
    force.clauses,
    force.unclear,
    cited.cores,
    cited.kindless,
    cited.names,
    cited.addresses,
)
"""What is asked of an act, in the order it is told."""
OF_PAGES = (page.like_an_act,)
_MOST = 5
"""Problems of one kind that are told one by one."""


def doubts(parsed: Parsed) -> tuple[Problem, ...]:
    """The problems of everything that was left over, in the order of the rules.

    Of a paragraph below the head one rule tells: what it lacks first explains what it lacks then.
    """
    claims = Claims(parsed)
    told: dict[int, object] = {
        claims.block_at(p.start).start: None for p in parsed.problems if p.start is not None and p.rule in _TOLD
    }
    found: list[Problem] = []
    for rule in OF_PAGES if parsed.page else RULES:
        fresh = [p for p in rule(claims) if _is_new(p, rule, claims, told)]
        found += fresh[:_MOST]
        if len(fresh) > _MOST:
            found.append(Problem(f"И ещё {len(fresh) - _MOST} таких мест.", fresh[_MOST].start, fresh[_MOST].rule))
    return tuple(found)


def _is_new(problem: Problem, rule: object, claims: Claims, told: dict[int, object]) -> bool:
    if problem.start is None or problem.start < claims.body:
        return True
    return told.setdefault(claims.block_at(problem.start).start, rule) is rule


_TOLD = frozenset({"operations", "doubtful-structure"})
"""Rules of recognisers that have said of their paragraph all there is to say."""
