"""From lines at places to paragraphs: indents, margins and gaps say where a paragraph begins.

Running heads and page numbers are taken out first; words cut at the end of a line are put together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ingest.formats import hyphenation
from ingest.formats.wrapping import begins_anew
from ingest.law.pattern import pattern
from ingest.law.text import normalise

_PAGE_NUMBER = pattern(r"[-–—\s]*(?:стр(?:аница|\.)?\s*)?\d{1,4}(?:\s*(?:из|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_DIGITS = pattern(r"\d+")
_EDGE = 2
"""Lines at the top and at the bottom of a page among which running lines are looked for."""


class Line(NamedTuple):
    """A line: text with tabs for wide gaps, left and right edge, base line (from the foot of the page), size; all in
    points."""

    text: str
    left: float
    right: float
    base: float
    size: float


class Page(NamedTuple):
    """A page: width, height, lines in reading order."""

    width: float
    height: float
    lines: tuple[Line, ...]


class Paragraph(NamedTuple):
    """Text with tabs for wide gaps, before the first word too, and whether it stood centred."""

    text: str
    centred: bool


class Layout(NamedTuple):
    """Paragraphs by the page they begin on, and the running lines that were taken out."""

    pages: list[list[Paragraph]]
    running: list[str]


class _Margins(NamedTuple):
    left: float
    right: float
    leading: float


def paragraphs(pages: Sequence[Page]) -> Layout:
    """Paragraphs of a document; one that goes over a page's end stands on the page where it begins."""
    running = _running(pages)
    kept = [[line for line in page.lines if not _is_running(line, page, running)] for page in pages]
    margins = _margins([line for lines in kept for line in lines])
    words = hyphenation.words(line.text for lines in kept for line in lines)
    found: list[list[Paragraph]] = []
    open_: list[Line] = []
    begun_on = 0
    for number, lines in enumerate(kept):
        found.append([])
        for line in lines:
            if open_ and not _begins(line, open_[-1], margins, over_page=line is lines[0]):
                open_.append(line)
                continue
            if open_:
                found[begun_on].append(_joined(open_, margins, words))
            open_, begun_on = [line], number
    if open_:
        found[begun_on].append(_joined(open_, margins, words))
    return Layout([[one for one in page if one.text] for page in found], sorted(running))


def _key(line: Line) -> str:
    return _DIGITS.sub("0", normalise(line.text))


def _edges(page: Page) -> tuple[Line, ...]:
    """Lines that may be running ones: the first and the last few by height."""
    ordered = sorted(page.lines, key=lambda line: -line.base)
    return (*ordered[:_EDGE], *ordered[-_EDGE:]) if len(ordered) > 2 * _EDGE else tuple(ordered)


def _running(pages: Sequence[Page]) -> set[str]:
    """Lines that stand at the edge of at least three pages and of a third of all pages, figures apart."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    return {key for key, times in seen.items() if times >= 3 and times * 3 >= len(pages) and len(key) < 150}


def _is_running(line: Line, page: Page, running: set[str]) -> bool:
    if line not in _edges(page):
        return False
    at_edge = line.base > page.height * 0.92 or line.base < page.height * 0.08
    return _key(line) in running or (at_edge and _PAGE_NUMBER.fullmatch(line.text.strip()) is not None)


def _margins(lines: list[Line]) -> _Margins:
    """The leftmost of the common left edges and of those of lines below a full one; the right edge that one
    line in ten reaches; the commonest distance of lines."""
    if not lines:
        return _Margins(0, 0, 0)
    lefts = Counter(round(line.left / 3) for line in lines)
    common = [edge for edge, times in lefts.items() if times * 10 >= len(lines)] or [lefts.most_common(1)[0][0]]
    rights = sorted(line.right for line in lines)
    right = rights[len(rights) * 9 // 10]
    common += [round(line.left / 3) for above, line in pairwise(lines) if above.right > right - line.size]
    gaps = [above.base - below.base for above, below in pairwise(lines) if above.base > below.base]
    return _Margins(min(common) * 3, right, median(gaps) if gaps else 0)


def _is_centred(line: Line, margins: _Margins) -> bool:
    before, after = line.left - margins.left, margins.right - line.right
    return before > 4 * line.size and after > 4 * line.size and abs(before - after) < 3 * line.size


def _begins(line: Line, above: Line, margins: _Margins, over_page: bool) -> bool:
    """Whether a paragraph begins with this line."""
    if _is_centred(line, margins) or _is_centred(above, margins):
        return not (_is_centred(line, margins) and _is_centred(above, margins) and line.text.lstrip()[:1].islower())
    if line.left > margins.left + 0.8 * line.size and abs(line.left - above.left) > 0.5 * line.size:
        return True
    if _STAMP.match(line.text) or any(_COLUMNS.match(each.text) or _RULE.match(each.text) for each in (line, above)):
        return True
    if begins_anew(above.text.rstrip(), line.text.lstrip()):
        return True
    if not over_page and above.base - line.base > margins.leading * 1.6 > 0:
        return True
    width = margins.right - margins.left
    if above.right < margins.right - 0.15 * width and not hyphenation.is_cut(above.text):
        return True
    indented = line.left > margins.left + 0.8 * line.size
    ended = above.text.rstrip().endswith((".", ";", ":")) or _BRACKETED.match(above.text) is not None
    return indented and (ended or _LABEL.match(line.text) is not None)


_COLUMNS = pattern(r"[^\t]*[А-Яа-яёA-Za-z_]{3}[^\t]*\t")
"""A wide gap behind a word, not behind a label, parts columns."""
_RULE = pattern(r"\s*(?:_{12,}|={12,}|[─—-]{12,})\s*\Z")
"""A line drawn from margin to margin: a publisher's words end above it."""
_STAMP = pattern(r"\s*[«\"]?(?:УТВЕРЖД|СОГЛАСОВ|ПРИНЯТ|РАССМОТР|(?:Утвержд[её]|Согласова|Принят|Рассмотре)н?[аоы]?\s)")
_BRACKETED = pattern(r"\s*\([^()]*\)\s*$")
_LABEL = pattern(r"\s*(?:(?:\d{1,3}\.)+(?:\d{1,3})? |(?:\d{1,3}|[а-я])\) |Статья \d|\()")
"""How a paragraph of an act begins, and no line inside one that is indented throughout."""


def _joined(lines: list[Line], margins: _Margins, words: set[str]) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text = hyphenation.glued(text, line.text, words)
    for mark in hyphenation.HYPHENS[1:]:
        text = text.replace(mark, "-" if mark != "\xad" else "")
    centred = _is_centred(lines[0], margins)
    far_right = not centred and lines[0].left > margins.left + 8 * lines[0].size
    return Paragraph(f"\t{text}" if far_right and text.strip() else text.strip(), centred)
