"""How far a repeal or a suspension reaches: all of its target, all but what it spares, a share told in words alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from enum import Enum

from ingest.law.address import Naming
from ingest.law.part import Except, Only, Other, read_part
from kb.store.rows import OperationRow


class Reach(Enum):
    """What an order does to a unit."""

    ALL = "all"
    BUT = "but"
    """All but units inside that it spares."""
    UNCLEAR = "unclear"
    """It is told in words that the program does not understand, or the units spared are not there."""
    NONE = "none"


def reach(order: OperationRow, eid: str = "") -> Reach:
    """What the order does to the unit of the amended act; "" is the act as a whole."""
    if not within(eid, order.target_eid):
        return Reach.NONE
    part = read_part(order.part or "")
    if part is None:
        return Reach.ALL
    if isinstance(part, (Only, Other)):
        return Reach.UNCLEAR
    if not isinstance(part, Except):
        return Reach.NONE
    if part.words or order.state == "refused":
        return Reach.UNCLEAR
    spared = json.loads(order.spared)
    if any(within(eid, unit) for unit in spared):
        return Reach.NONE
    return Reach.BUT if any(within(unit, eid) for unit in spared) else Reach.ALL


def within(eid: str, around: str) -> bool:
    """Is the unit the one ``around``, or in it; "" is the whole act."""
    return not around or eid == around or eid.startswith(around + "__")


def part_words(order: OperationRow, naming: Naming) -> str:
    """« кроме статьи 5», the part of the order as the act calls its units, a comma before it; "" for none."""
    part = read_part(order.part or "")
    if part is None:
        return ""
    return f", {part.called(naming) if isinstance(part, Except) else part}"


def left_by(orders: Iterable[OperationRow]) -> Sequence[str]:
    """What orders that each spare something leave together."""
    left: Sequence[str] = [""]
    for order in orders:
        spared = json.loads(order.spared)
        left = [
            unit if within(unit, of) else of for of in left for unit in spared if within(unit, of) or within(of, unit)
        ]
    return tuple(dict.fromkeys(left))
