"""Quoted new wording of amending acts: «… изложить в следующей редакции:» and the paragraphs that follow in quotes.

What stands in them is structure of the *target* (docs/law.md, 4). Quotes nest, straight ones look alike on both sides,
and one mark often closes two quotations («… Закона "О рынке".»), so depth alone decides only while it adds up;
otherwise a quotation ends where the amending act's own numbering goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Document, Span, Style
from ingest.law.numbering import LETTERS
from ingest.law.pattern import pattern
from ingest.recognise.memo import memo
from ingest.recognise.structure.lines import OutlineLine, read_lines
from ingest.recognise.structure.markers import Form

_ANNOUNCING = ("следующей редакции", "следующего содержания", "новой редакции", "дополнить", "заменить словами")
_NEW_ANNEX = pattern(r"[\"«“„]П(?:риложение|РИЛОЖЕНИЕ)(?![а-яё])")
"""«Приложение 2» in a quotation mark, below the stamp of the annex that brings its new wording."""
_STAMP = 8
"""Lines of the longest stamp."""
_ANNOUNCED = pattern(r"(?:редакции|содержания|словами|слов[ао]|предложени(?:ем|ями)|абзац(?:ем|ами))\s*[:\-–]?\s*\Z")
_INLINE = pattern(r"(?:следующе[йг]\w* (?:редакции|содержания)|нов\w+ редакции)\s*:?\s*(?=[\"«“„])")
_WORDING = pattern(r"(?:словами|слова|цифрами|редакции|содержания)\s*:?\s*(?=[\"«“„])")
_OPENING = '"«“„'
_MARK = pattern(r"[\"«»“”„]")
_CLOSED = pattern(r"[\"»”]\s*[;.,:)]?\s*\Z")
_VERB = (
    r"(?:изложить|дополнить|заменить|исключить|признать\b.{0,40}утратив|признать не действующ|считать|отменить"
    r"|следующего содержания|следующей редакции|следующие изменения)"
)
_INSTRUCTION = pattern(
    rf"""
    (?: [Вв]о?\  | [Пп]ункт | [Пп]одпункт | [Чч]аст | [Аа]бзац | [Сс]тат | глав | раздел | подраздел | параграф
      | [Нн]аименовани | слов[ао] | цифр | после | предложени | преамбул | приложени | по\ тексту | строк | позици
      | перв | втор | трет | четв | [Вв]нести | [Пп]ризнать | [Дд]ополнить | [Ии]сключить )
    (?=.*(?:{_VERB.replace(" ", "[ ]")}|:\s*\Z))
    """,
    re.VERBOSE,
)
_NUMBERED = (Form.DOT, Form.BRACKET, Form.LETTER)


@memo
def quoted_spans(document: Document) -> tuple[Span, ...]:
    """Spans of quoted new wording, outer quotation marks included, in order, not overlapping.

    One-paragraph wording counts when it is announced («в следующей редакции: "…"»); words exchanged inside a sentence
    do not.
    """
    if not _may_amend(document.text):
        return ()
    return tuple(find_quotations(document.text, read_lines(document, document.notes)))


def _may_amend(text: str) -> bool:
    return any(words in text for words in _ANNOUNCING) or _NEW_ANNEX.search(text) is not None


def find_quotations(text: str, lines: Sequence[OutlineLine]) -> list[Span]:
    """The same over lines already read."""
    if not _may_amend(text):
        return []
    scan = _Scan(lines)
    at = 0
    while at < len(lines):
        at = scan.step(at)
    return scan.found


class _Scan:
    """One walk over the lines. ``last`` keeps the amending act's own numbering: form → number last seen."""

    def __init__(self, lines: Sequence[OutlineLine]) -> None:
        self.lines = lines
        self.found: list[Span] = []
        self.last: dict[Form, str] = {}
        self.announced = False
        self.titled = False

    def step(self, at: int) -> int:
        """Take line ``at``; returns the next line to take."""
        line = self.lines[at]
        if (self.announced and line.text[:1] in _OPENING) or _NEW_ANNEX.match(line.text):
            return self._quotation(at, 0)
        self._number(line)
        self.announced = bool(_ANNOUNCED.search(line.text[-40:]))
        if "редакции" in line.text or "содержания" in line.text or "слова" in line.text:
            return self._inline(at)
        return at + 1

    def _number(self, line: OutlineLine) -> None:
        form, number = line.marker.form, line.marker.number
        if form is Form.ARTICLE:
            self.last = {form: number}
            self.titled = bool(line.rest)
        elif form in _NUMBERED:
            self.last[form] = number
            for deeper in _NUMBERED[_NUMBERED.index(form) + 1 :]:
                self.last.pop(deeper, None)

    def _inline(self, at: int) -> int:
        """A quotation that opens inside the line: kept when announced, or when it runs over the line's end."""
        line = self.lines[at]
        reached = 0
        for m in _INLINE.finditer(line.text):
            if m.end() < reached:
                continue
            end = _closing(line.text, m.end())
            if end is None:
                return self._quotation(at, m.end())
            self.found.append(Span(line.start + m.end(), line.start + end))
            reached = end
        opened = None if _CLOSED.search(line.text) else _last(_WORDING, line.text, reached)
        if opened and _closing(line.text, opened.end()) is None:
            return self._quotation(at, opened.end())
        return at + 1

    def _quotation(self, at: int, offset: int) -> int:
        """The quotation that opens at ``offset`` of line ``at``; returns the line after it."""
        start, depth, i = self.lines[at].start + offset, 0, at
        while True:
            line = self.lines[i]
            depth = _depth(line.text[offset:], depth)
            offset = 0
            last = i + 1 == len(self.lines)
            closed = _CLOSED.search(line.text)
            if closed and (depth <= 0 or last or self._resumes(i + 1)):
                self.found.append(Span(start, line.start + closed.start() + 1))
                self.announced = i + 1 < len(self.lines) and self.lines[i + 1].text[:1] in _OPENING
                return i + 1
            if last or self._breaks(i + 1):
                self.found.append(Span(start, line.end))
                self.announced = False
                return i + 1
            i += 1

    def _resumes(self, at: int) -> bool:
        """Whether the amending act's own text goes on at the line, after a mark that may have closed the quotation."""
        line = self.lines[at]
        if line.style is Style.ADOPTION or line.marker.form is Form.ARTICLE:
            return line.style is Style.ADOPTION or self._succeeds(line)
        if line.marker.form in _NUMBERED:
            return self._succeeds(line)
        return _INSTRUCTION.match(line.text) is not None

    def _breaks(self, at: int) -> bool:
        """Whether the act's own text goes on although no mark closed the quotation."""
        line = self.lines[at]
        if line.style is Style.ADOPTION and not line.is_note:
            return True
        if line.text.startswith(("Приложение", "ПРИЛОЖЕНИЕ")):
            return any(_NEW_ANNEX.match(below.text) for below in self.lines[at : at + _STAMP])
        if line.marker.form is Form.ARTICLE:
            return not self.titled and not line.rest and self._succeeds(line)
        return (
            line.marker.form in (Form.BRACKET, Form.LETTER)
            and self._succeeds(line)
            and _INSTRUCTION.match(line.rest) is not None
            and re.search(_VERB, line.rest) is not None
        )

    def _succeeds(self, line: OutlineLine) -> bool:
        """The line's number is the next one of a list that is open outside the quotation."""
        before = self.last.get(line.marker.form)
        return before is not None and _successor(before) == line.marker.number


def _successor(number: str) -> str:
    """``"4"`` → ``"5"``, ``"а"`` → ``"б"``; "" where the next number cannot be told."""
    if number.isdecimal():
        return str(int(number) + 1)
    at = LETTERS.find(number) if len(number) == 1 else -1
    return LETTERS[at + 1] if 0 <= at < len(LETTERS) - 1 else ""


def _last(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    found: re.Match[str] | None = None
    for m in pattern.finditer(text, start):
        found = m
    return found


def _opens(text: str, at: int) -> bool:
    """Whether the mark opens: a straight one does at the beginning and after a space or bracket."""
    mark = text[at]
    if mark in '"“':
        return at == 0 or (text[at - 1] in " \t\n([«/" and at + 1 < len(text))
    return mark in "«„"


def _depth(text: str, depth: int) -> int:
    """Depth of quotation after the text."""
    for m in _MARK.finditer(text):
        depth += 1 if _opens(text, m.start()) else -1
    return depth


def _closing(text: str, at: int) -> int | None:
    """Offset after the mark that closes the quotation opened at ``at``; None when it is not closed in the text."""
    depth = 0
    for m in _MARK.finditer(text, at):
        depth += 1 if m.start() == at or _opens(text, m.start()) else -1
        if depth == 0:
            return m.end()
    closed = _CLOSED.search(text, at + 1)
    return closed.start() + 1 if closed else None
