"""Where the subtree of each unit ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Nested(Protocol):
    """A unit and the eId of what it stands in."""

    @property
    def eid(self) -> str: ...

    @property
    def parent(self) -> str | None: ...


def last_of(units: Sequence[Nested]) -> list[int]:
    """Position of each unit's last descendant, its own where it has none; units in document order.

    A parent that is not among the units is as good as none.
    """
    place = {unit.eid: position for position, unit in enumerate(units)}
    last = list(range(len(units)))
    for position in range(len(units) - 1, -1, -1):
        above = place.get(units[position].parent or "")
        if above is not None:
            last[above] = max(last[above], last[position])
    return last
