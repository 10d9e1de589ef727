"""Which unit of the amending act a paragraph belongs to, and what is inherited there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.parsed import Unit
from ingest.recognise.operations.context import Context

_LABELLED_NOT = frozenset(("абзац", "преамбула", "предложение", "наименование", "подпись"))
_ANNEX = "приложение"
NOBODY = -1
"""Owner of what stands before every unit."""


class Owners:
    """Labelled units by number, each with the one around it, and the contexts that their paragraphs set."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = [unit for unit in units if unit.kind not in _LABELLED_NOT]
        self._starts = [unit.start for unit in self._units]
        self._parents = _parents(self._units)
        self.contexts: dict[int, Context] = {}

    def of(self, at: int) -> int:
        """Number of the smallest labelled unit around the offset."""
        owner = bisect_right(self._starts, at) - 1
        while owner >= 0 and self._units[owner].end <= at:
            owner = self._parents[owner]
        return owner

    def eid(self, at: int) -> str:
        """The eId of that unit, "" for none."""
        owner = self.of(at)
        return self._units[owner].eid if owner >= 0 else ""

    def is_annex(self, owner: int) -> bool:
        """Whether the owner is an annex itself, its paragraphs being a heading or a stamp."""
        return owner >= 0 and self._units[owner].kind == _ANNEX

    def number(self, owner: int) -> str:
        """The owner's own number, "" for none."""
        return (self._units[owner].number or "") if owner >= 0 else ""

    def around(self, places: Iterable[int]) -> set[int]:
        """Every owner around one of the offsets, nobody included."""
        found = {NOBODY}
        for at in places:
            owner = self.of(at)
            while owner not in found:
                found.add(owner)
                owner = self._parents[owner]
        return found

    def context(self, owner: int) -> Context:
        """What holds in the owner: its own context, or that of the nearest one around it."""
        while owner >= 0:
            if owner in self.contexts:
                return self.contexts[owner]
            owner = self._parents[owner]
        return self.contexts.get(NOBODY, Context())

    def inherited(self, owner: int) -> Context:
        """What the owner got from above, before its own paragraphs said anything."""
        context = self.context(self._parents[owner]) if owner >= 0 else Context()
        return replace(context, listing=None)


def _parents(units: Sequence[Unit]) -> list[int]:
    """For every unit the number of the one around it, :data:`NOBODY` for none."""
    parents: list[int] = []
    stack: list[int] = []
    for number, unit in enumerate(units):
        while stack and units[stack[-1]].end <= unit.start:
            stack.pop()
        parents.append(stack[-1] if stack else NOBODY)
        stack.append(number)
    return parents
