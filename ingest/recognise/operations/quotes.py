"""Quotations in an instruction: the words operated on and the new wording stand in quotes, and hold quotes themselves.

Typists close two nested quotations with one mark, forget the closing mark, or leave a space inside; a straight ``"``
says nothing of its direction. So the marks are first matched like brackets, by what stands beside them; where that
does not come out even, a mark closes the quotation if the words of an instruction follow it («… заменить словами …»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Span
from ingest.law.pattern import pattern

_MARK = pattern('["«»“”„]')
_OPENS_AFTER = " \t\n([{\x02"
_NOT_A_BEGINNING = " ;.,:)"
_AN_ORDER_FOLLOWS = pattern(
    r"""["«»“”„]\s*(?:
      [;.]?\s*\Z
      |(?:соответственно\s+)?(?:в\s+соответствующ|замен|исключ|дополн|излож|призна|считать|слов|цифр|после\s+слов)
      |,\s*(?:слов|цифр|числ|после|перед|дополн|в\s|абзац|пункт|подпункт|част|предложени
        |первое|второе|третье|последнее|["«“„])
      |и\s+(?:слов|цифр|после|дополн|["«“„])
    )""",
    re.VERBOSE,
)


def quotations(text: str, start: int, end: int, opaque: Sequence[Span] = ()) -> list[Span]:
    """Outermost quotations of the paragraph ``text[start:end]``, marks included, in order.

    ``opaque`` spans (names of acts, with their own quotes) are passed over. A quotation that never closes runs to
    ``end``.

    >>> line = 'слова "подпунктами "а" и "б" пункта 19," исключить'
    >>> [line[s:e] for s, e in quotations(line, 0, len(line))]
    ['"подпунктами "а" и "б" пункта 19,"']
    """
    found, unclosed = _matched(text, start, end, opaque)
    return _by_what_follows(text, start, end, opaque) if unclosed and _more_than_opening(text, found) else found


def _more_than_opening(text: str, found: list[Span]) -> bool:
    """False when what stays open is new wording going on in the next paragraphs."""
    opened = found[-1].start
    return not text[max(0, opened - 24) : opened].rstrip().endswith((":", "редакции", "содержания"))


def _matched(text: str, start: int, end: int, opaque: Sequence[Span]) -> tuple[list[Span], bool]:
    found: list[Span] = []
    depth = opened = 0
    for at, opens in _directed(text, start, end, opaque):
        if opens:
            opened = opened if depth else at
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                found.append(Span(opened, at + 1))
    if depth:
        found.append(Span(opened, end))
    return found, depth > 0


def _directed(text: str, start: int, end: int, opaque: Sequence[Span]) -> Iterator[tuple[int, bool]]:
    """Every mark with its direction. The generator follows the depth itself: ``slova " , "`` opens, then closes."""
    depth, last_opened = 0, -2
    for m in _MARK.finditer(text, start, end):
        at = m.start()
        if not depth and any(span.start <= at < span.end for span in opaque):
            continue
        opens = _opens(text, at, start, end, depth, last_opened)
        if opens:
            last_opened = at
        depth = max(0, depth + (1 if opens else -1))
        yield at, opens


def _opens(text: str, at: int, start: int, end: int, depth: int, last_opened: int) -> bool:
    mark = text[at]
    if mark in "«„":
        return True
    if mark in "»”":
        return False
    if at == start or text[at - 1] in _OPENS_AFTER:
        return at + 1 < end and not (depth and text[at + 1] in _NOT_A_BEGINNING)
    return last_opened == at - 1


def _by_what_follows(text: str, start: int, end: int, opaque: Sequence[Span]) -> list[Span]:
    """Quotations that close where an instruction goes on; nesting is not counted."""
    found: list[Span] = []
    opened = -1
    for at, opens in _directed(text, start, end, opaque):
        if opened < 0:
            opened = at if opens else -1
        elif not (opens and text[at] in "«„") and _AN_ORDER_FOLLOWS.match(text, at, min(end, at + 80)):
            found.append(Span(opened, at + 1))
            opened = -1
    if opened >= 0:
        found.append(Span(opened, end))
    return found


def unquoted(text: str, span: Span) -> str:
    """The wording of a quotation: outer marks off, edge spaces off; a mark that closed two quotations closes the inner.

    >>> unquoted('словами "Б ".', Span(8, 12))
    'Б'
    """
    inner = text[span.start : span.end]
    if inner[:1] in '"«“„':
        inner = inner[1:]
    closed = inner[-1:] in '"»”“'
    inner = (inner[:-1] if closed else inner).strip()
    if not closed and inner.endswith(".;"):  # the mark is forgotten, what stands behind it is not
        inner = inner[:-1]
    return inner + '"' if closed and inner.count('"') % 2 and not inner.endswith('"') else inner
