"""What a paragraph is, as its format says it: the style and, for headings and items, the level."""

from __future__ import annotations

from typing import NamedTuple

from ingest.document import Style
from ingest.law.pattern import pattern

_OFFICIAL = {"c": Style.CENTRE, "t": Style.TITLE, "i": Style.ADOPTION, "h": Style.HEADING, "s": Style.SIDE}
"""Styles of the official system, in its pages (classes) and in its Word files (style names; c3, j3 stand in tables)."""
_OFFICIAL_NAME = pattern(r"[ctihs]\d?$")
_HEADING_NAME = pattern(r"(?:heading|заголовок)\s*([1-9])$")
_ASIDE_NAMES = frozenset(
    ("комментарий", "информация о версии", "информация об изменениях", "заголовок информации об изменениях")
)
"""Paragraph styles of the publisher Гарант; in its pages they are classes."""
ASIDE_CLASSES = frozenset(("s9", "s_9", "s9header", "s_9header", "s22", "s_22", "s22header"))
_TITLE_NAMES = frozenset(("title", "название", "заголовок"))


class Role(NamedTuple):
    """Style and level of a paragraph."""

    style: Style = Style.PARAGRAPH
    level: int = 0


PLAIN = Role()


def heading(level: int) -> Role:
    """A heading; levels below the sixth count as the sixth."""
    return Role(Style.HEADING, min(max(level, 1), 6))


def by_name(name: str) -> Role | None:
    """What the name of a paragraph style says, None when nothing.

    >>> by_name("Heading 2"), by_name("c"), by_name("Normal")
    (Role(style=<Style.HEADING: 'heading'>, level=2), Role(style=<Style.CENTRE: 'centre'>, level=0), None)
    """
    name = name.lower()
    if _OFFICIAL_NAME.match(name):
        return Role(_OFFICIAL[name[0]])
    if numbered := _HEADING_NAME.match(name):
        return heading(int(numbered[1]))
    if name in _ASIDE_NAMES:
        return Role(Style.ASIDE)
    return Role(Style.TITLE) if name in _TITLE_NAMES else None
