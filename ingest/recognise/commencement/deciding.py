"""Which clause decides: the most particular one that covers a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.document import Document, Span
from ingest.parsed import Commencement, Effective, Operation, Unit
from ingest.recognise.commencement.facts import UNKNOWN, missing

_NONE: Mapping[str, str | None] = {}


def effective(
    within: str, commencements: Sequence[Commencement], parents: Mapping[str, str | None] = _NONE
) -> Effective:
    """When what stands in the unit ``within`` of the act takes effect: the most particular clause that covers it
    decides.
    """
    clause = deciding(within, commencements, parents)
    if clause is None:
        return Effective(None, "unknown", UNKNOWN)
    return Effective(clause.start_date, clause.basis, None if clause.start_date else missing(clause.rule))


def deciding(
    within: str, commencements: Sequence[Commencement], parents: Mapping[str, str | None] = _NONE
) -> Commencement | None:
    """The clause that decides when the unit takes effect; None when none speaks of it. ``parents``: eId → that of the
    unit it stands in, for what an eId does not tell («1.2» stands in «1», статья 5 in глава 2)."""
    places = _places(within, parents)
    best, depth = None, -1
    for clause in commencements:
        if clause.rule in ("retroactive", "expiry"):
            continue
        for scope in clause.scope:
            reach = 0 if scope == "main" else places.get(scope, -1)
            if reach > depth - (scope == "main"):
                best, depth = clause, reach
    return best


def _places(within: str, parents: Mapping[str, str | None]) -> dict[str, int]:
    """The unit and all that it stands in, each with its depth from 1."""
    line, at = list[str](), within
    while at:
        line.append(at)
        at = parents.get(at) or at.rpartition("__")[0]
    return {eid: depth for depth, eid in enumerate(reversed(line), 1)}


def dated(
    operations: Sequence[Operation], commencements: Sequence[Commencement], document: Document, units: Sequence[Unit]
) -> tuple[Operation, ...]:
    """The operations with their days. A clause may speak of one paragraph of new wording («абзац второй подпункта
    "ж"»): then it covers the operation whose span that paragraph is."""
    by_eid = {unit.eid: unit for unit in units}
    spans = ((scope, _paragraph(scope, by_eid, document)) for c in commencements for scope in c.scope)
    paragraphs = [(scope, span) for scope, span in spans if span]
    parents = {unit.eid: unit.parent for unit in units}
    return tuple(_dated(operation, commencements, paragraphs, parents) for operation in operations)


def _dated(
    operation: Operation,
    commencements: Sequence[Commencement],
    paragraphs: Sequence[tuple[str, Span]],
    parents: Mapping[str, str | None],
) -> Operation:
    if operation.effective.start is not None:
        return operation  # it names its own day: «признать утратившим силу с 1 января 2025 года»
    within = next((scope for scope, span in paragraphs if _is_about(operation, span)), operation.within)
    when = effective(within, commencements, parents)
    return operation._replace(effective=when._replace(until=operation.effective.until))


def _is_about(operation: Operation, span: Span) -> bool:
    """The paragraph is the operation's instruction, or the whole of its new wording (a part of it cannot be dated
    apart).
    """
    if span.start <= operation.start < span.end:
        return True
    one = operation.new is not None and "\n" not in operation.new
    return one and operation.start <= span.start and abs(operation.end - span.end) <= 2


def _paragraph(scope: str, by_eid: dict[str, Unit], document: Document) -> Span | None:
    """«…__al_2»: the second paragraph of a unit, quoted wording counted; None for a scope that is no paragraph."""
    parent, _, last = scope.rpartition("__")
    unit = by_eid.get(parent)
    if unit is None or not last.startswith("al_") or not last[3:].isdecimal():
        return None
    inside = [b for b in document.blocks if unit.start <= b.start < unit.end]
    number = int(last[3:])
    return Span(inside[number - 1].start, inside[number - 1].end) if 0 < number <= len(inside) else None
