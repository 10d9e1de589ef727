"""What an act consists of: its own text, the signature, and the annexes it approves.

What follows a signature without any stamp is an annex too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.document import Style
from ingest.law.dates import DATE
from ingest.law.pattern import pattern
from ingest.recognise.structure.annexes import Annex, annexes_of, stamp_of
from ingest.recognise.structure.lines import OutlineLine
from ingest.recognise.structure.markers import Form
from ingest.recognise.structure.signing import after_signature, find_signature, is_acquaintance

_HEADLIKE = (Style.CENTRE, Style.TITLE, Style.ADOPTION, Style.SIDE)
_ADOPTION = pattern(
    rf"(?:Принят|Одобрен|ПРИНЯТ|ОДОБРЕН|Зарегистрирован|Регистрационный|Список изменяющих|Утратил[аио]? силу"
    rf"|(?:от )?{DATE}|[№N] ?\d|г\. ?[А-Я]|Москва|МОСКВА|ЧАСТЬ|Часть"
    r"|\([Пп]остановление [№N]|[Дд]ата (?:введения|вступления))"
)


class Layout(NamedTuple):
    """Lines ``body`` … ``end`` are the act's own text; then come the signature and the annexes."""

    body: int
    end: int
    annexes: tuple[Annex, ...]


def layout_of(lines: Sequence[OutlineLine], quoted: Sequence[bool], head_end: int) -> Layout:
    """The parts of the document; ``head_end`` is where the requisites' head ends in the text."""
    body = _first_line(lines, head_end)
    stamps = [i for i in range(body, len(lines)) if not quoted[i] and stamp_of(lines, i)]
    limit = stamps[0] if stamps else len(lines)
    end, signed = find_signature(lines, quoted, body, limit)
    after = after_signature(lines, signed, limit)
    starts = ([after] if after < limit else []) + stamps
    annexes = (annex._replace(last=_before_acquaintance(lines, annex)) for annex in annexes_of(lines, starts))
    return Layout(body, end, tuple(annexes))


def _before_acquaintance(lines: Sequence[OutlineLine], annex: Annex) -> int:
    """The end of an annex without the list of those who have read it."""
    at = next((at for at in range(annex.body + 1, annex.last) if is_acquaintance(lines[at])), annex.last)
    return at if all(len(line.text) < _SHORT for line in lines[at : annex.last]) else annex.last


_SHORT = 160


def _first_line(lines: Sequence[OutlineLine], head_end: int) -> int:
    """The line after the head, adoption lines and notes on the act as a whole."""
    first = 0
    while first < len(lines) and lines[first].start < head_end:
        first += 1
    at = body = first
    while at < len(lines):
        line = lines[at]
        label = line.marker.form not in (Form.NONE, Form.CODE_PART) and not _ADOPTION.match(line.text)
        if label or line.is_row or (line.is_note and "реамбул" in line.text):
            break
        of_head = (
            line.is_note
            or line.is_blank
            or line.style is Style.ADOPTION
            or (_ADOPTION.match(line.text) and len(line.text) < 200)
        )
        if of_head or (not head_end and line.style in _HEADLIKE):
            body = at + 1
        elif line.tail in tuple(".:;,") or at > first + 30:
            break
        at += 1
    if body and lines[body - 1].marker.form is Form.CODE_PART:
        return body - 1
    return body
