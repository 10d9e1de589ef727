"""Headings: which numbered line is one, where its wording stands, and how headings rank."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Style
from ingest.law.pattern import pattern
from ingest.recognise.structure.lines import OutlineLine
from ingest.recognise.structure.markers import Form
from ingest.recognise.structure.succession import is_next
from ingest.recognise.structure.tree import Node

RANK = {
    kind: rank
    for rank, kind in enumerate("часть кодекса|раздел|подраздел|глава|параграф|подпараграф|статья".split("|"))
}
"""Kinds of units that have headings, from the largest down."""

NUMBERED_THROUGH = ("часть кодекса", "раздел", "глава", "статья")
"""Kinds whose numbers run through an act: their eIds do not name what they stand in."""

HEADLIKE = frozenset({Style.CENTRE, Style.TITLE, Style.HEADING})
"""Styles of lines that the format sets apart as headings are."""
_LONGEST = 600
"""Characters of the longest heading; a longer line is text."""


def headline(
    lines: Sequence[OutlineLine], at: int, last: int, around: Sequence[Node], items: Sequence[Node], articles: bool
) -> tuple[str, str] | None:
    """The kind of heading that «I. Общие положения» or «1. Общие положения» is, and the rule that says so: ``roman``,
    ``styled`` (by the format), ``capitals``, ``whole`` (of «1.1.», which follows), ``next`` (after such sections); None
    for the label of a пункт.

    A title may end with a full stop, if it reads as one and no list of points goes on with it. ``around`` are the open
    headings, ``items`` the open items below them; ``articles`` tells whether the component has articles.
    """
    line = lines[at]
    form, styled = line.marker.form, line.style in HEADLIKE
    if form not in (Form.ROMAN, Form.DOT) or ("." in line.marker.number and not styled):
        return None
    if not line.rest or line.tail in tuple(":;,") or len(line.rest) > _LONGEST or _TO_FILL.search(line.rest):
        return None
    stopped = line.tail == "." and not styled
    if stopped and (not is_titlelike(line.rest) or (items and _goes_on(line, items[0]))):
        return None
    if form is Form.ROMAN:
        if stopped and not _numbers_below(lines, at, last):
            return None
        return "подраздел" if any(node.form is Form.SECTION for node in around) else "раздел", "roman"
    if articles:
        kind = "подпараграф" if any(node.kind == "параграф" for node in around) else "подраздел"
        return (kind, "styled") if styled else None
    rule = "styled" if styled else _titles_section(lines, at, last)
    below = _below(lines, at, last)
    if stopped and not (rule == "whole" and below and below.text.startswith(f"{line.marker.number}.1")):
        rule = ""
    if not rule and _follows_sections(line, around):
        rule = "next"
    if not rule:
        return None
    return "подраздел" if any(node.form in (Form.SECTION, Form.ROMAN) for node in around) else "раздел", rule


_TO_FILL = pattern(r"_{3,}|\.{6,}|…{2,}")
"""«4. АДРЕС ______»: a field of a form."""
_INNER_STOP = pattern(r"[а-яё»)]{3}[.!?]\s")
_TITLE_LENGTH = 200
_ORDERS = pattern(r"(?:Не )?[А-ЯЁа-яё]+(?:ть|ти|чь)(?:ся)?(?:\s|$)")
"""«Утвердить правила»: an order begins with an infinitive."""
_SAYS = pattern(
    r"(?<![А-Яа-яЁё])(?:не|[а-яё]+(?:тся|ают|яют|уют|ает|яет|ует|еют|еет|[дс]ит|[вс]ят|одят)|долж(?:ен|н[аоы])|обязан[аоы]?"
    r"|вправе|мо(?:жет|гут)|нес[её]т|несут|ведут|вед[её]т|был[аои]?|будет|будут|следующ[а-яё]+\.)(?![А-Яа-яЁё])"
)
"""A finite verb, or what stands for one: a sentence and no title."""


def is_titlelike(wording: str) -> bool:
    """Whether a wording that ends with a full stop reads as a title and not as a sentence or an order.

    >>> is_titlelike("Требования к помещениям."), is_titlelike("Классы проветриваются."), is_titlelike("Ввести график.")
    (True, False, False)
    """
    return not (len(wording) > _TITLE_LENGTH or _INNER_STOP.search(wording) or orders(wording) or _SAYS.search(wording))


def orders(wording: str) -> bool:
    """Whether a paragraph begins with an order: «Утвердить …»."""
    return _ORDERS.match(wording) is not None


def is_unmarked_title(wording: str) -> bool:
    """Whether a paragraph without a number reads as the heading of a section: «Общие положения»."""
    return wording[0].isupper() and wording[-1] not in ".:;," and is_titlelike(wording)


def _goes_on(line: OutlineLine, item: Node) -> bool:
    same = item.form is line.marker.form and "." not in item.number
    return same and is_next(line.marker.number, item.number)


def _below(lines: Sequence[OutlineLine], at: int, last: int) -> OutlineLine | None:
    """The next line that says something, of the five below line ``at``."""
    return next((n for n in lines[at + 1 : min(at + 6, last)] if not n.is_note and not n.is_blank), None)


def _numbers_below(lines: Sequence[OutlineLine], at: int, last: int) -> bool:
    """Whether numbered points begin right below, or below one line more («I Общие положения» over two lines)."""
    return any(
        line is not None and line.marker.form in (Form.DOT, Form.PARAGRAPH_SIGN)
        for line in (_below(lines, at, last), _below(lines, at + 1, last))
    )


def _follows_sections(line: OutlineLine, around: Sequence[Node]) -> bool:
    """«3. Условия» after the sections «1.» and «2.», whose points are «1.1», «2.1»: a section of plain text."""
    if not around or around[-1].form is not Form.DOT or line.tail == "." or len(line.rest) > _TITLE_LENGTH:
        return False
    section = around[-1]
    said_whole = all(number.startswith(f"{section.number}.") for number in numbers_in(section))
    return said_whole and is_next(line.marker.number, section.number) and is_titlelike(line.rest)


def numbers_in(node: Node) -> list[str]:
    """Numbers of the items «1.» that stand in a unit, not in another item."""
    return [item.number for item in node.items if isinstance(item, Node) and item.form is Form.DOT]


def _titles_section(lines: Sequence[OutlineLine], at: int, last: int) -> str:
    """«1. Общие положения» before «1.1. …», or in capitals before anything but «2. …»; "" for any other line."""
    line = lines[at]
    following = _below(lines, at, last)
    if following is None or following.is_row:
        return ""
    if following.marker.form is Form.DOT and following.marker.number.startswith(line.marker.number + "."):
        return "whole"
    in_capitals = line.rest.isupper() and len(line.rest) > 5
    next_in_list = following.marker.form is Form.DOT and is_next(following.marker.number, line.marker.number)
    alone = following.marker.form is not Form.ROMAN and not following.rest.isupper() and not next_in_list
    return "capitals" if in_capitals and alone else ""


def opens_with_text(line: OutlineLine, untitled: bool) -> bool:
    """Whether an article's text begins beside its label: «Статья 1. Внести в … следующие изменения:».

    ``untitled`` tells that most articles of the act have no heading.
    """
    if not line.rest:
        return False
    if line.tail in (":", ";"):
        return True
    return line.tail == "." and line.style not in HEADLIKE and (untitled or len(line.rest) > _LONGEST)


def heading_below(lines: Sequence[OutlineLine], at: int, last: int, quoted: Sequence[bool]) -> tuple[str, int]:
    """A heading below its label («ГЛАВА 1», then «ОСНОВЫ КОНСТИТУЦИОННОГО СТРОЯ»), and the line after it."""
    words: list[str] = []
    after = at + 1
    while after < last and len(words) < 6 and not quoted[after] and _may_be_heading(lines[after], lines[at]):
        words.append(lines[after].rest)
        after += 1
    return " ".join(words), after


def goes_on_below(lines: Sequence[OutlineLine], at: int, last: int, quoted: Sequence[bool]) -> bool:
    """«ГЛАВА 1. ЗАДАЧИ КОДЕКСА» over «РОССИЙСКОЙ ФЕДЕРАЦИИ», «Статья 5. Надзор» over «и контроль»: headings are broken
    by typewriters, and by those who centre them.
    """
    line, following = lines[at], lines[at + 1] if at + 1 < last and not quoted[at + 1] else None
    if following is None or line.tail == "." or not _may_be_heading(following, line):
        return False
    if line.marker.form is not Form.ARTICLE and line.rest.isupper():
        return following.text.isupper()
    return line.style is following.style is Style.HEADING and following.text[0].islower()


def _may_be_heading(line: OutlineLine, label: OutlineLine) -> bool:
    if (
        line.is_note
        or line.is_row
        or line.is_blank
        or line.marker.form is not Form.NONE
        or line.tail in (".", ";", ":")
    ):
        return False
    return line.style in HEADLIKE or (label.marker.form is not Form.ARTICLE and line.text.isupper())


def tidy_heading(wording: str) -> str | None:
    """A heading without the full stop that some typists put after it; None for no words."""
    return (wording.strip(" .") if wording.count(".") == 1 else wording.strip()) or None
