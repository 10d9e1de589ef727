"""Headings: which numbered line is one, where its wording stands, and how headings rank."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Style
from ingest.recognise.structure.lines import OutlineLine
from ingest.recognise.structure.markers import Form
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
    lines: Sequence[OutlineLine], at: int, last: int, around: Sequence[Node], articles: bool
) -> tuple[str, str] | None:
    """The kind of heading that «I. Общие положения» or «1. Общие положения» is, and the rule that says so: ``roman``,
    ``styled`` (by the format), ``capitals``, ``whole`` (of «1.1.», which follows); None for the label of a пункт.

    ``around`` are the open headings; ``articles`` tells whether the component has articles.
    """
    line = lines[at]
    form, styled = line.marker.form, line.style in HEADLIKE
    if form not in (Form.ROMAN, Form.DOT) or ("." in line.marker.number and not styled):
        return None
    if not line.rest or line.tail in tuple(":;,") or (line.tail == "." and not styled) or len(line.rest) > _LONGEST:
        return None
    if form is Form.ROMAN:
        return "подраздел" if any(node.form is Form.SECTION for node in around) else "раздел", "roman"
    if articles:
        below = "подпараграф" if any(node.kind == "параграф" for node in around) else "подраздел"
        return (below, "styled") if styled else None
    rule = "styled" if styled else _titles_section(lines, at, last)
    if not rule:
        return None
    return "подраздел" if any(node.form in (Form.SECTION, Form.ROMAN) for node in around) else "раздел", rule


def _titles_section(lines: Sequence[OutlineLine], at: int, last: int) -> str:
    """«1. Общие положения» before «1.1. …», or in capitals before anything but «2. …»; "" for any other line."""
    line = lines[at]
    following = next((n for n in lines[at + 1 : min(at + 6, last)] if not n.is_note and not n.is_blank), None)
    if following is None or following.is_row:
        return ""
    if following.marker.form is Form.DOT and following.marker.number.startswith(line.marker.number + "."):
        return "whole"
    in_capitals = line.rest.isupper() and len(line.rest) > 5
    alone = following.marker.form is not Form.ROMAN and not following.rest.isupper()
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
