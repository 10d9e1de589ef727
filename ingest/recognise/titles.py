"""Titles of cited acts: where «О …» ends when quotes nest, are lost, or were never opened.

Typists use one character for an opening and a closing quote, so the sides are told by the neighbours: a quote that
opens stands after a space or a bracket and before a letter; any other closes. In a balanced title the quote that brings
the depth to zero ends it; where the quotes do not balance, the end of the line does.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from ingest.law.pattern import pattern

LONGEST = 3000
"""Characters beyond which no title runs."""
MOST_QUOTES = 48
"""Quotes beyond which a text is no title; bounds the work of one call."""

_QUOTES = '«»“”„‟"‹›'
_QUOTE = pattern(f"[{_QUOTES}]")
_LEAD = pattern(r"[ \u00a0\t]*(?:[-–—,] ?)?(?=[«“„\"‹”])|[ \u00a0\t]*[-–—]? ?(?=[ОO0]б?о? )")
_QUOTED_START = pattern(rf"[{_QUOTES}]{{1,3}} ?(?=[А-ЯЁа-яёOA-Z0-9])")
_BARE_START = pattern(r"[ОO]б?о? (?=[А-ЯЁа-яё«\"“])")
_BARE_END = pattern(
    r"[ ]?[;.]?$|;(?= )|(?<=[а-яё]{3})\. (?=[А-ЯЁ])| // "
    r"| \((?:далее|Собрание|СЗ|в ред|с изм|[Зз]арегистр|опубл|вместе|утратил|действ|Российская газета|вступ)"
    r"| \((?=[А-ЯЁа-яё])(?![^()\n]{3,200}\)[ .;]*$)"  # brackets that end the line may belong to the title
)
_ENDS_LINE = pattern(r"[ .;,)]*$")
_ORDER = pattern(
    r"[ \u00a0](?:изменени[ея],? (?:замен|дополн|излож|исключ|призна)ив|следующ[а-я]{2} (?:изменени|дополнени)"
    r"|(?:слов[ао]|цифр[уы]) [«\"“„]|(?:замен|дополн|излож|исключ)ить |признать утратив)"
)
"""How an amending act goes on after the name of the act that it changes; no title does."""
_ENDS_TITLE = pattern(r"[ ]?[;.,:]|[ ]?$|[ ]\(|[ ]?\)|,? от \d| [№N]")


class _Mark(NamedTuple):
    at: int
    opens: bool


def read_title(text: str, at: int, limit: int) -> tuple[str, int, int] | None:
    """The title that begins at ``at`` or just after it (spaces, a dash), as (title, start, end); None when none does.

    The title comes without its outer quotes and full stop; the span takes the quotes in and leaves the stop out.
    Nothing at or beyond ``limit``, beyond the line, or beyond :data:`LONGEST` characters is read.
    """
    lead = _LEAD.match(text, at, limit)
    if not lead:
        return None
    start = lead.end()
    line = text.find("\n", start, limit)
    end = min(limit if line < 0 else line, start + LONGEST)
    if text[start] in _QUOTES:
        return _quoted(text, start, end)
    return _bare(text, start, end)


def _quoted(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    opening = _QUOTED_START.match(text, start, end)
    if not opening:
        return None
    marks = _up_to_an_order(text, _marks(text, opening.end(), end))
    close = _balanced_close(marks)
    if close is None:
        close = _unbalanced_close(text, marks, end)
    elif _lone_line(text, start):
        close = _stray_close(text, marks, close, end)
    if close is None:
        return _unclosed(text, start, opening.end(), end)
    if text[opening.end()].islower() and not _ENDS_LINE.match(text, close + 1, end):
        return None
    # a run of opening quotes («""О …») is closed by a run of closing ones
    stop = close + 1
    while stop < end and stop - close < opening.end() - start and text[stop] in _QUOTES:
        stop += 1
    inner = text[opening.end() : close]
    within = [mark for mark in marks if mark.at < close]
    if within and within[-1].opens:  # the last quote closes the inner one, the outer was never closed
        inner = text[opening.end() : close + 1]
    return _tidy(inner), start, stop


def _bare(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    if not _BARE_START.match(text, start, end):
        return None
    stop = _BARE_END.search(text, start, end)
    finish = stop.start() if stop else end
    title = text[start:finish].rstrip(" .;,")
    return (title, start, start + len(title)) if len(title) > 4 else None


def _unclosed(text: str, start: int, first: int, end: int) -> tuple[str, int, int] | None:
    """A quote that nothing closes: the title runs to the end of a line that holds the citation alone."""
    if not _lone_line(text, start) or text[first].islower():
        return None
    title = text[first:end].rstrip(" .;,")
    return title, start, first + len(title)


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    found = islice(_QUOTE.finditer(text, start, end), MOST_QUOTES)
    return [_Mark(m.start(), _opens(text, m.start(), end)) for m in found]


def _opens(text: str, at: int, end: int) -> bool:
    """Whether the quote at ``at`` opens. «» tell by themselves, unless the typist used them as they came."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < end else " "
    if text[at] in "«„‹":
        return after not in " .;,)" or before in " ("
    if text[at] in "»›":
        return False
    return (before in " \u00a0\t([-–—/" or before in _QUOTES) and (
        after.isalnum() or (after in _QUOTES and before in " (")
    )


def _up_to_an_order(text: str, marks: list[_Mark]) -> list[_Mark]:
    """The marks up to one that closes and has an order after it: «"О премии "Образец" изменение, заменив слова "…»."""
    ordered = (i + 1 for i, mark in enumerate(marks) if not mark.opens and _ORDER.match(text, mark.at + 1))
    return marks[: next(ordered, len(marks))]


def _balanced_close(marks: list[_Mark]) -> int | None:
    depth = 1
    for mark in marks:
        depth += 1 if mark.opens else -1
        if not depth:
            return mark.at
    return None


def _depth(marks: list[_Mark]) -> int:
    return sum(1 if mark.opens else -1 for mark in marks)


def _unbalanced_close(text: str, marks: list[_Mark], end: int) -> int | None:
    """An inner quote was not closed: the closing quote at the end of the line, else the first that ends a title."""
    closing = [mark.at for mark in marks if not mark.opens]
    if closing and _ENDS_LINE.match(text, closing[-1] + 1, end):
        return closing[-1]
    return next((at for at in closing if _ENDS_TITLE.match(text, at + 1, end)), closing[-1] if closing else None)


def _stray_close(text: str, marks: list[_Mark], close: int, end: int) -> int:
    """An inner quote was not opened: a quote at the end of the line that nothing else opens closes the title."""
    rest = [mark for mark in marks if mark.at > close]
    if rest and _depth(rest) < 0 and rest[-1].at + 1 == end:
        return rest[-1].at
    return close


def _lone_line(text: str, at: int) -> bool:
    """Whether the line up to ``at`` is the head of one citation: short, capitalised or numbered, without quotes."""
    start = text.rfind("\n", max(0, at - 300), at) + 1
    head = text[start:at].lstrip(" ")
    return (
        at - start < 300
        and bool(head)
        and (head[0].isupper() or head[0].isdecimal() or head[0] in "-–—•")
        and not _QUOTE.search(head)
    )


def _tidy(title: str) -> str:
    return (
        title.strip(" \u00a0").rstrip(".;, ")
        if title.rstrip().endswith((";", ","))
        else _without_stop(title.strip(" \u00a0"))
    )


def _without_stop(title: str) -> str:
    """The title without its full stop; the one of an initial or an abbreviation («Об Ивановой А.С.») stays."""
    return title if re.search(r"(?:^|[ .])[А-ЯЁ]\.$", title) else title.rstrip(" .")
