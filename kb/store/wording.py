"""The wording of a unit: its span of the source's text with the editor's notes cut out, and the hash that seals it."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Sequence

from ingest.document import Span

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
