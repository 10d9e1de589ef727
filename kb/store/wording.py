"""The wording of a unit: its span of the source's text with the editor's notes cut out, and the hash that seals it."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from bisect import bisect_left
from collections.abc import Sequence
from itertools import starmap
from typing import NamedTuple

from ingest import Span
from kb.store.source import source_text

_JOINT = re.compile(r"[ \t]{2,}")


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, overlapping and touching ones made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


class Words(NamedTuple):
    """The text of a source and what is no words of its act in it, as :func:`merged` gives it."""

    text: str
    cuts: Sequence[Span]

    def of(self, start: int, end: int) -> str:
        """The wording of the unit with that span."""
        return wording(self.text, start, end, self.cuts)


def words_of(db: sqlite3.Connection, source: int | None) -> Words:
    """The words of a source that the base keeps; none of one without text."""
    row = db.execute("SELECT cuts FROM texts WHERE source = ?", (source,)).fetchone()
    return Words(source_text(db, source), list(starmap(Span, json.loads(row[0]))) if row else [])


def wording(text: str, start: int, end: int, cuts: Sequence[Span]) -> str:
    """``text[start:end]`` without ``cuts`` (:func:`merged`); lines that held nothing else vanish, gaps close up.

    >>> wording("1) школа; (В редакции 5-ФЗ) дом", 0, 31, [Span(10, 27)])
    '1) школа; дом'
    """
    at = max(0, bisect_left(cuts, (start, start)) - 1)
    parts, position = [], start
    for cut in cuts[at:]:
        if cut.start >= end:
            break
        if cut.end > position:
            parts.append(text[position : max(position, cut.start)])
            position = min(cut.end, end)
    if not parts:
        return text[start:end]
    parts.append(text[position:end])
    lines = (_JOINT.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def seal(previous: str, act: str, eid: str, in_force_from: str, text: str) -> str:
    """SHA-256 of a wording chained to the hash of the version before ("" for the first), as hex digits."""
    return hashlib.sha256("\x1f".join((previous, act, eid, in_force_from, text)).encode()).hexdigest()
