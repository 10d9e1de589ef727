"""Typewriter layout: lines of equal width, paragraphs known by their indent, headings by their place on the line.

So were acts typed and transmitted until the nineties, and so the official system still serves them in ``<pre>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from ingest.document import Style
from ingest.formats import wrapping
from ingest.law.pattern import pattern

WIDEST = 90
"""Columns of the widest line that a typewriter or a DOS editor makes."""

_LINE = pattern(r"[^\n]*\n?")
_MARKS = "│┃║─━═┌┐└┘├┤┬┴┼|"
_RULED = pattern(rf"[{_MARKS}]{{2}}|[│┃║|].*[│┃║|]")
_WORD = r"(?:с ?т ?а ?т ?ь ?я|глава|раздел|подраздел|параграф|§)"
_BARE_LABEL = pattern(rf"{_WORD}\s+[\dIVXLCDM][\dIVXLCDM.\-]*\s*$", re.IGNORECASE)
_HEADING = pattern(rf"{_WORD}\s+[\dIVXLCDM]", re.IGNORECASE)
_ROMAN_TITLE = pattern(r"[IVXLCDM]+\.\s+\S")


class Paragraph(NamedTuple):
    """Range of the raw text that is one paragraph, and what its place on the lines says of it."""

    start: int
    end: int
    style: Style
    after_blank: bool = False


class _Row(NamedTuple):
    start: int
    end: int
    indent: int
    text: str
    after_blank: bool

    @property
    def line(self) -> str:
        """The row as it stands, from the margin on."""
        return " " * self.indent + self.text

    @property
    def deep(self) -> bool:
        """Too deep for the indent of a paragraph: a centred or right-hand line, or the tail of a heading."""
        return self.indent >= 9


def is_wrapped(text: str) -> bool:
    """Whether lines were broken by width, so that they have to be joined into paragraphs.

    >>> is_wrapped("Пункт первый.\\nПункт второй.\\n")
    False
    """
    text = text[:200_000]
    rows = [row for row in _rows(text) if not _RULED.search(row.text)]
    indented = sum(3 <= row.indent < 9 for row in rows)
    if not indented or indented < len(rows) / 20:
        return False
    return _is_typed(text, rows) or wrapping.is_broken(list(_lines(rows)))


def _lines(rows: Sequence[_Row]) -> Iterator[str]:
    """The rows as lines, from the margin on, and an empty one wherever there were any."""
    for row in rows:
        if row.after_blank:
            yield ""
        yield row.line


def _is_typed(text: str, rows: Sequence[_Row]) -> bool:
    """Whether nearly all of a long text has a typewriter's measure."""
    if len(rows) < 8 or _has_long_lines(text):
        return False
    widths = [row.indent + len(row.text) for row in rows]
    narrow = sum(width <= WIDEST for width in widths)
    full = sum(50 <= width <= WIDEST for width in widths)
    continued = sum(row.indent < 3 and not row.after_blank for row in rows)
    return narrow >= 0.98 * len(rows) and full >= len(rows) / 4 and continued >= len(rows) / 5


def _has_long_lines(text: str) -> bool:
    """Whether more than one line in fifty is wider than any typewriter's, drawn tables apart."""
    lines = [line for line in text.split("\n") if line]
    wide = (
        line
        for line in lines
        if len(line) > WIDEST and len(line.rstrip().expandtabs(8)) > WIDEST and not _RULED.search(line)
    )
    return next(islice(wide, len(lines) // 50, None), None) is not None


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Paragraphs of a wrapped text, in order; the ranges count characters of ``text``."""
    open_: list[_Row] = []
    title_follows = False
    rows = list(_rows(text))
    width = wrapping.full_width([row.line for row in rows if not _RULED.search(row.text)])
    for row in rows:
        if open_ and _continues(open_, row, title_follows, width):
            open_.append(row)
            continue
        if open_:
            title_follows = _is_bare_label(open_)
            yield _paragraph(open_)
        open_ = [row]
    if open_:
        yield _paragraph(open_)


def _rows(text: str) -> Iterator[_Row]:
    """Physical lines that hold something; indents count from the margin that the whole text keeps."""
    margin = _margin(text)
    after_blank = True
    for line in _LINE.finditer(text):
        raw = line[0].rstrip().expandtabs(8)
        if not raw:
            after_blank = True
            continue
        body = raw.lstrip()
        yield _Row(line.start(), line.end(), max(len(raw) - len(body) - margin, 0), body, after_blank)
        after_blank = False


_WIDE_LINE = pattern(r"^( *)\S[^\n]{40,}$", re.MULTILINE)
_ANY_LINE = pattern(r"^([ \t]*)\S", re.MULTILINE)


def _margin(text: str) -> int:
    """Columns left empty before every wide line, or before every line where few are wide; what stands further left
    came from elsewhere."""
    indents = [len(m[1]) for m in islice(_WIDE_LINE.finditer(text), 400)]
    if len(indents) < 4:
        indents = [len(m[1].expandtabs(8)) for m in islice(_ANY_LINE.finditer(text), 400)]
    return min(indents, default=0)


def _continues(rows: list[_Row], row: _Row, in_title: bool, width: int) -> bool:
    """Whether the line goes on with the paragraph of the lines before it."""
    if row.after_blank or _RULED.search(row.text) or _RULED.search(rows[-1].text):
        return False
    first = rows[0]
    if row.indent < 3:
        return wrapping.goes_on(rows[-1].line, row.text, width, indented=True)
    if first.text.startswith("(") and _still_open(rows):
        return True
    if not row.deep:
        return False
    if _HEADING.match(first.text):
        return not _is_bare_label(rows)
    return rows[-1].deep and (in_title or row.text[0].islower() or bool(_ROMAN_TITLE.match(first.text)))


def _still_open(rows: list[_Row]) -> bool:
    """Whether a bracket is open after these lines (an editor's note over several lines); looks back 40 lines."""
    if len(rows) > 40:
        return False
    text = " ".join(row.text for row in rows)
    return text.count("(") > text.count(")")


def _is_bare_label(rows: list[_Row]) -> bool:
    """«Глава 34» alone on its line: the title stands on the lines below."""
    return len(rows) == 1 and rows[0].deep and _BARE_LABEL.match(rows[0].text) is not None


def _paragraph(rows: list[_Row]) -> Paragraph:
    first = rows[0]
    if _RULED.search(first.text):
        style = Style.PREFORMATTED
    elif _HEADING.match(first.text):
        style = Style.HEADING
    elif first.deep:
        style = Style.CENTRE
    else:
        style = Style.PARAGRAPH
    return Paragraph(first.start, rows[-1].end, style, first.after_blank)
