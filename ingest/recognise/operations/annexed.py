"""New wording that stands in an annex of the amending act: «приложение № 2 изложить в редакции согласно приложению».

The annex has a stamp of its own («Приложение № 1 к приказу … от … № …»); what stands below it, in quotes or without, is
the wording. Where the act has several annexes the instruction must name one by its number.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Document, Span
from ingest.law.dates import DATE
from ingest.law.pattern import pattern
from ingest.parsed import Unit
from ingest.recognise.operations.quotes import unquoted

_NAMED = pattern(
    r"(?:согласно|в\s+редакции|\()\s*приложени[еюя](?:\s+(?:№\s*|N\s*)?(?P<number>\d{1,3}))?"
    r"(?=\s+к\s+настоящ|\s*(?:\)|[.;]|\Z))|\(прилага[а-я]{2,6}\)|в\s+прилагаемой\s+редакции"
)
_DAY = pattern(DATE)
_LONGEST_STAMP = 8
"""Lines."""
_OPENING = '"«“„'


def annexed_wording(document: Document, units: Sequence[Unit], start: int, end: int) -> str | None:
    """The wording that the instruction ``start:end`` points to; None when it names no annex, or none that can be told.
    The annex in which the instruction itself stands is not meant."""
    named = _NAMED.search(document.text, start, end)
    annexes = [u for u in units if u.kind == "приложение" and not u.start <= start < u.end]
    if named is None:
        return None
    around = [u for u in units if u.kind == "приложение" and u.start <= start < u.end]
    inside = [u for u in annexes if around and u.parent == around[-1].eid]
    annexes = inside or [u for u in annexes if u.parent is None]
    if named["number"]:
        annexes = [unit for unit in annexes if unit.number == named["number"]]
    return _below_stamp(document.text, annexes[0]) if len(annexes) == 1 else None


def _below_stamp(text: str, annex: Unit) -> str | None:
    """What stands below the line of the stamp that holds the day of the amending act."""
    at = annex.start
    for line in text[annex.start : annex.end].split("\n")[:_LONGEST_STAMP]:
        at += len(line) + 1
        if _DAY.search(line):
            return _out_of_quotes(text, at, annex.end) or None
    return None


def _out_of_quotes(text: str, start: int, end: int) -> str:
    wording = text[start:end].strip()
    if wording[:1] not in _OPENING:
        return wording
    wording = wording.rstrip(".; ")
    return unquoted(wording, Span(0, len(wording)))
