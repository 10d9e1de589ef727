"""The document as lines: each paragraph with its label, what it ends with, and whether it is only an editor's note.

What looks like a label is none in a page of contents, alone in the cell of a form, and, where a typist left out its
mark or its alphabet, out of order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.document import Document, Span, Style
from ingest.law.pattern import pattern
from ingest.recognise.structure.asides import asides
from ingest.recognise.structure.bare import FAR, NEAR, RULES, is_label
from ingest.recognise.structure.markers import NO_MARKER, Form, Marker, read_marker

_NOTHING = pattern(r"[\W_]*\Z")
_CONTENTS = pattern(r"(?i:содержание|оглавление):?\Z")
_LEADS_TO_PAGE = pattern(r"[^.… ] ?(?:\.{4}|…{2}|(?:\. ){3})[.… ]{0,200}\d{1,3}\Z")
_PAGE_LAST = pattern(r"[^\d\s][ \t]\d{1,3}\Z")
_LONGEST_ENTRY = 300
"""Characters of the longest line of a page of contents."""
_ONLY_NUMBER = pattern(r"\d{1,3}[.)]\Z")


class OutlineLine(NamedTuple):
    """One paragraph or table row.

    Attributes:
        start, end: its span in the document's text.
        style: what the format says of it.
        text: its wording, notes included.
        marker: its label; its ``end`` counts from the line's beginning.
        rest: the wording after the label, notes cut out.
        tail: the last mark of the wording before any closing notes («;», «.», «:»), "" for an empty line.
        is_note: the line is an editor's or a publisher's note, or of a page of contents, and nothing else.
        is_row: a row of a table.
        is_blank: no letter or digit in it («_______»).
    """

    start: int
    end: int
    style: Style
    text: str
    marker: Marker
    rest: str
    tail: str
    is_note: bool = False
    is_row: bool = False
    is_blank: bool = False


def read_lines(document: Document, notes: Sequence[Span]) -> list[OutlineLine]:
    """Every block of the document as a line; ``notes`` are the spans of editor's notes, in order."""
    text, at = document.text, 0
    published = {span.start for span in asides(document)}
    lines: list[OutlineLine] = []
    for start, end, style, _ in document.blocks:
        while at < len(notes) and notes[at].end <= start:
            at += 1
        inside = at
        while inside < len(notes) and notes[inside].start < end:
            inside += 1
        line = _line(text[start:end], start, style, notes[at:inside])
        if start in published:
            line = line._replace(is_note=True, marker=NO_MARKER)
        lines.append(line)
    for at in _of_contents(lines):
        lines[at] = lines[at]._replace(is_note=True, marker=NO_MARKER)
    for at, line in enumerate(lines):
        if (line.marker.found_by in RULES and not _is_label(lines, at)) or _is_cell(lines, at):
            lines[at] = line._replace(marker=NO_MARKER, rest=line.text)
    return lines


def _of_contents(lines: Sequence[OutlineLine]) -> Iterator[int]:
    """Lines of a page of contents: «1. Общие положения ..... 2», and what ends with a page below «Содержание»."""
    inside = False
    for at, line in enumerate(lines):
        below = lines[at + 1].text if at + 1 < len(lines) else ""
        opens = _CONTENTS.match(line.text) is not None and _PAGE_LAST.search(below[-6:]) is not None
        inside = opens or (inside and _PAGE_LAST.search(line.text[-6:]) is not None)
        may_lead = line.text[-1:].isdigit() and len(line.text) < _LONGEST_ENTRY
        if inside or (may_lead and _LEADS_TO_PAGE.search(line.text)):
            yield at


def _is_label(lines: Sequence[OutlineLine], at: int) -> bool:
    above = (line.marker for line in reversed(lines[max(0, at - FAR) : at]))
    before = [label for label in above if label.form is not Form.NONE]
    return is_label(lines[at].marker, before, [line.marker for line in lines[at + 1 : at + NEAR]])


def _is_cell(lines: Sequence[OutlineLine], at: int) -> bool:
    """Whether the line is only a number, and so is the one beside it: cells of a form to fill in."""
    if not _ONLY_NUMBER.match(lines[at].text):
        return False
    around = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
    return at + 1 == len(lines) or any(line.is_row or _ONLY_NUMBER.match(line.text) for line in around)


def _line(wording: str, start: int, style: Style, notes: Sequence[Span]) -> OutlineLine:
    end = start + len(wording)
    if style is Style.ROW:
        return OutlineLine(start, end, style, wording, NO_MARKER, wording, wording[-1:], is_row=True)
    if not notes:
        marker = read_marker(wording)
        rest = wording[marker.end :].strip() if marker.end else wording
        return OutlineLine(start, end, style, wording, marker, rest, wording[-1], False, False, _is_blank(wording))
    if _is_only(wording, start, notes):
        return OutlineLine(start, end, style, wording, NO_MARKER, "", wording[-1:], is_note=True)
    marker = _marker_after(wording, start, notes[0])
    return OutlineLine(
        start, end, style, wording, marker, _without(wording, marker.end, start, notes), _tail(wording, start, notes)
    )


def _without(wording: str, at: int, start: int, notes: Sequence[Span]) -> str:
    """The wording from ``at`` on, notes cut out."""
    parts = []
    for note in notes:
        parts.append(wording[at : max(at, note.start - start)])
        at = max(at, note.end - start)
    parts.append(wording[at:])
    return " ".join(" ".join(parts).split())


def _is_blank(wording: str) -> bool:
    return not wording[0].isalnum() and _NOTHING.match(wording) is not None


def _is_only(wording: str, start: int, notes: Sequence[Span]) -> bool:
    """Whether nothing but marks stands outside the notes."""
    at = 0
    for note in notes:
        if not _NOTHING.match(wording[at : max(at, note.start - start)]):
            return False
        at = note.end - start
    return _NOTHING.match(wording[max(at, 0) :]) is not None


def _marker_after(wording: str, start: int, note: Span) -> Marker:
    """The label, which a note may precede: «(Дополнение пунктом - …) 5) организация …»."""
    marker = read_marker(wording)
    if marker is not NO_MARKER or note.start > start:
        return marker
    offset = note.end - start
    offset += len(wording[offset:]) - len(wording[offset:].lstrip())
    marker = read_marker(wording[offset:])
    return marker if marker is NO_MARKER else marker._replace(end=marker.end + offset)


def _tail(wording: str, start: int, notes: Sequence[Span]) -> str:
    """The last mark before the notes that close the line."""
    end = len(wording)
    for note in reversed(notes):
        if note.end - start < end and not _NOTHING.match(wording[note.end - start : end]):
            break
        after = wording[note.end - start : end].strip()
        if after and after[-1] in ".;:,":
            return after[-1]
        end = max(0, note.start - start)
    return wording[:end].rstrip()[-1:]
