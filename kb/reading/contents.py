"""The table of contents of an act, and the portions a long act is served in.

A code of 4 MB is not sent whole: it is cut at its own articles into portions of about :data:`PORTION` characters, a
chapter kept together where it fits. The contents always show the whole act.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kb.answers import Entry, Portion
from kb.reading.on_day import Text
from kb.russian import without_label
from kb.store.rows import as_json

PORTION = 60_000
"""Characters of text that one page of an act carries, about; an article is never cut."""

_HEADED = ("приложение", "часть кодекса", "раздел", "подраздел", "глава", "параграф", "статья")


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole act in outline."""

    entries: tuple[Entry, ...]
    portions: tuple[Portion, ...]

    def holding(self, position: int) -> Portion:
        """The portion in which the unit at that position stands."""
        return next((p for p in self.portions if p.first <= position <= p.last), self.portions[0])


class _Row(NamedTuple):
    """A large unit; ``line``: its heading line on the day, once that was amended."""

    eid: str
    parent: str | None
    kind: str
    number: str | None
    heading: str | None
    component: str
    position: int
    last: int
    start: int
    end: int
    since: str
    until: str | None
    line: str | None


_LINE = """
    CASE WHEN u.leaf = 0 THEN (
        SELECT t.text FROM unit_texts t WHERE t.act = u.act AND t.eid = u.eid AND t.in_force_from <= :at
        ORDER BY t.in_force_from DESC LIMIT 1) END
"""
_ROWS = f"""
    SELECT u.eid, u.parent, u.kind, u.number, u.heading, u.component, u.position, u.last, u.start, u."end",
           u.in_force_from, u.in_force_until,
           {{line}}
    FROM units u WHERE u.act = :act AND (u.kind IN {_HEADED} OR u.parent IS NULL) ORDER BY u.position
"""


def contents(base: sqlite3.Connection, act: str, text: Text, amended: bool) -> Contents:
    """The outline of a held act on the day of ``text``, headings as they were then.

    ``amended``: changes were applied to the act, so that its heading lines must be looked up; a code has thousands.

    The portions are those of the whole act, whatever the day, so that an address of one stays good; only a text that is
    apart has its own. An act without units has one empty portion.
    """
    at = text.day
    if text.apart is None:
        rows = _rows(base, act, at, amended)
    else:
        rows = [_Row(*row) for row in text.apart.large(as_json(_HEADED))]
    portions = _portions(rows)
    opens = [portion.first for portion in portions]
    depth: dict[str, int] = {}
    entries = []
    for row in rows:
        depth[row.eid] = depth[row.parent] + 1 if row.parent in depth else 0
        if _stands(row, at) and text.has(row.position) and (row.kind in _HEADED or row.heading):
            portion = bisect_right(opens, row.position) or 1
            entries.append(_entry(row if text.knows(row.position) else _bare(row), depth[row.eid], portion))
    return Contents(tuple(entries), portions)


def _rows(base: sqlite3.Connection, act: str, at: str, amended: bool) -> list[_Row]:
    sql = _ROWS.format(line=_LINE if amended else "NULL")
    return [_Row(*row) for row in base.execute(sql, {"act": act, "at": at} if amended else {"act": act})]


def _stands(row: _Row, at: str) -> bool:
    return row.since <= at and (row.until is None or at < row.until)


def _bare(row: _Row) -> _Row:
    """The unit without its heading."""
    return row._replace(heading=None, line=None)


def _entry(row: _Row, depth: int, portion: int) -> Entry:
    heading = without_label(row.line) if row.line else row.heading
    size = row.end - row.start
    return Entry(row.eid, row.kind, row.number, heading, row.component, depth, row.position, row.last, size, portion)


def _portions(rows: Sequence[_Row]) -> tuple[Portion, ...]:
    """Cut the act before units that are small enough, filling each portion up to its size.

    A unit opens a new portion when what stands since the last cut, with this unit, would be too much. The largest units
    come first: a chapter that fits moves whole to the next portion; one that does not is cut at its articles.
    """
    if not rows:
        return (Portion(1, 0, -1, "", ""),)
    cuts = [0]
    opened_at = rows[0].start
    for row in rows[1:]:
        fits_whole = row.end - row.start <= PORTION
        if (
            row.end - opened_at > PORTION
            and row.start > opened_at
            and (fits_whole or row.start - opened_at > PORTION // 2)
        ):
            cuts.append(row.position)
            opened_at = row.start
    ends = [cut - 1 for cut in cuts[1:]] + [max(row.last for row in rows)]
    spans = enumerate(zip(cuts, ends, strict=True), 1)
    positions = [row.position for row in rows]
    return tuple(_portion(number, first, last, rows, positions) for number, (first, last) in spans)


def _portion(number: int, first: int, last: int, rows: Sequence[_Row], positions: Sequence[int]) -> Portion:
    here = rows[bisect_left(positions, first) : bisect_right(positions, last)]
    inside = [row for row in here if row.number]
    named = [row for row in inside if row.kind == "статья"] or inside
    names = [f"{row.kind} {row.number}" for row in named] or [""]
    return Portion(number, first, last, names[0], names[-1])
