"""How what the parser found of operations and of force compares with what a case of the gold asks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

import ingest
from ingest.law.part import Sentence
from ingest.parsed import Commencement, Operation, Parsed
from ingest.recognise.commencement import effective
from tests.gold.shells import Case, Clause, Wanted

_Wanted = TypeVar("_Wanted")
_Found = TypeVar("_Found")
_ALWAYS = ("from", "until", "back")


def parse(case: Case) -> Parsed:
    """The whole act of the case."""
    return ingest.parse(ingest.read(case.act.encode(), "gold.txt"))


def target_of(operation: Operation) -> Hashable:
    """Act, component and eId of an operation."""
    act, component, eid = operation.target.act, operation.target.component, operation.target.eid
    number = (act.number if act and act.number else "?").lower()
    return number.removesuffix("-фз"), component, eid


def wanted_target(wanted: Wanted) -> Hashable:
    """The same of what is expected."""
    return wanted.act, wanted.component, wanted.eid


def shown(operation: Operation, wanted: Wanted) -> Hashable:
    """What a case asks of an operation, as it was found."""
    new = operation.new if wanted.new is not None else None
    part = _part(operation) if wanted.part is not None else None
    found = {"from": _iso(operation.effective.start), "until": _iso(operation.effective.until)}
    facts = tuple((name, found[name]) for name, _ in wanted.facts)
    return operation.verb, target_of(operation), part, operation.old or None, new, operation.inflected, facts


def asked(wanted: Wanted) -> Hashable:
    """What the case asks, in the form of :func:`shown`."""
    target = wanted_target(wanted)
    return wanted.verb, target, wanted.part, wanted.old, wanted.new, wanted.inflected, wanted.facts


def _part(operation: Operation) -> str:
    part = operation.part
    return f"предложение {part.number}" if isinstance(part, Sentence) and part.numbers else str(part or "")


def shown_clause(found: Commencement, wanted: Clause) -> Hashable:
    """What a case asks of a clause, as it was found; order of the scope is nothing."""
    known = {
        "from": _iso(found.start_date),
        "until": _iso(found.until),
        "back": _iso(found.retroactive),
        "rule": found.rule,
        "basis": found.basis,
        "missing": effective("" if found.scope == ("main",) else found.scope[0], (found,)).missing,
    }
    names = (*_ALWAYS, *(name for name, _ in wanted.facts if name not in _ALWAYS))
    return frozenset(found.scope), tuple((name, known[name]) for name in names)


def asked_clause(wanted: Clause) -> Hashable:
    """What the case asks, in the form of :func:`shown_clause`."""
    facts = dict(wanted.facts)
    names = (*_ALWAYS, *(name for name, _ in wanted.facts if name not in _ALWAYS))
    return frozenset(wanted.scope), tuple((name, facts.get(name)) for name in names)


def _iso(day: object) -> str | None:
    return str(day) if day else None


def paired(
    wanted: Iterable[_Wanted],
    found: Iterable[_Found],
    asked: Callable[[_Wanted], Hashable],
    shown: Callable[[_Found, _Wanted], Hashable],
) -> tuple[list[Hashable], list[Hashable]]:
    """(expected, found) in one form, so that they can be counted: a record found is shown as the first expectation
    that it meets asks, or as it is when it meets none.
    """
    expected = list(wanted)
    left = list(found)
    met: list[Hashable] = []
    for want in expected:
        hit = next((record for record in left if shown(record, want) == asked(want)), None)
        if hit is not None:
            left.remove(hit)
            met.append(asked(want))
    return [asked(want) for want in expected], [*met, *(str(record) for record in left)]
