"""The table of contents of an act, and the portions a long act is served in.

A code of 4 MB is not sent whole: it is cut at its own articles into portions of about :data:`PORTION` characters, a
chapter kept together where it fits. The contents always show the whole act.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

PORTION = 80_000
"""Characters of text that one page of an act carries, about; an article is never cut."""

_HEADED = ("приложение", "часть кодекса", "раздел", "подраздел", "глава", "параграф", "статья")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents. ``depth`` from 0; ``first``, ``last``: positions of units; ``size`` in characters."""

    eid: str
    kind: str
    number: str | None
    heading: str | None
    component: str
    depth: int
    first: int
    last: int
    size: int
    portion: int = 1


@dataclass(frozen=True, slots=True)
class Portion:
    """A stretch of the act served as one page: units ``first`` to ``last``, named by its first and last entries."""

    number: int
    first: int
    last: int
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole act in outline."""

    entries: tuple[Entry, ...]
    portions: tuple[Portion, ...]

    def holding(self, position: int) -> Portion:
        """The portion in which the unit at that position stands."""
        return next((p for p in self.portions if p.first <= position <= p.last), self.portions[0])


def contents(base: sqlite3.Connection, act: str) -> Contents:
    """The outline of a held act; an act without units has one empty portion."""
    marks = ", ".join("?" * len(_HEADED))
    rows = base.execute(
        f'SELECT eid, parent, kind, number, heading, component, position, last, start, "end" FROM units'
        f" WHERE act = ? AND (kind IN ({marks}) OR parent IS NULL) ORDER BY position",
        (act, *_HEADED),
    ).fetchall()
    portions = _portions(rows)
    depth: dict[str, int] = {}
    entries = []
    for eid, parent, kind, number, heading, component, position, last, start, end in rows:
        depth[eid] = depth[parent] + 1 if parent in depth else 0
        if kind in _HEADED or heading:
            portion = next((p.number for p in portions if p.first <= position <= p.last), 1)
            entries.append(
                Entry(eid, kind, number, heading, component, depth[eid], position, last, end - start, portion)
            )
    return Contents(tuple(entries), portions)


def _portions(
    rows: list[tuple[str, str | None, str, str | None, str | None, str, int, int, int, int]],
) -> tuple[Portion, ...]:
    """Cut the act before units that are small enough, filling each portion up to its size.

    A unit opens a new portion when what stands since the last cut, with this unit, would be too much. The largest units
    are tried first: a chapter that fits moves whole to the next portion; one that does not is cut at its articles.
    """
    if not rows:
        return (Portion(1, 0, -1, "", ""),)
    cuts = [0]
    opened_at = rows[0][8]
    for row in rows[1:]:
        position, start, end = row[6], row[8], row[9]
        fits_whole = end - start <= PORTION
        if end - opened_at > PORTION and start > opened_at and (fits_whole or start - opened_at > PORTION // 2):
            cuts.append(position)
            opened_at = start
    last = max(row[7] for row in rows)
    ends = [cut - 1 for cut in cuts[1:]] + [last]
    return tuple(_portion(n, first, end, rows) for n, (first, end) in enumerate(zip(cuts, ends, strict=True), 1))


def _portion(
    number: int,
    first: int,
    last: int,
    rows: list[tuple[str, str | None, str, str | None, str | None, str, int, int, int, int]],
) -> Portion:
    inside = [row for row in rows if first <= row[6] <= last and row[3]]
    name = [f"{row[2]} {row[3]}" for row in inside if row[2] == "статья"] or [f"{row[2]} {row[3]}" for row in inside]
    return Portion(number, first, last, name[0] if name else "", name[-1] if name else "")
