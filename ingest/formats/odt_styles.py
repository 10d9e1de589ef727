"""Styles of an OpenDocument text: centring, raised text, forms of list numbers."""

from __future__ import annotations

from typing import NamedTuple

from ingest.document import Style
from ingest.formats.markup import Element
from ingest.formats.role import PLAIN, Role, by_name, heading
from ingest.law.pattern import pattern

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_FORMATTING = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_RUSSIAN = {"а": "russianLower", "А": "russianUpper"}
_LIFT = pattern(r"super|(\d+)%")
_DEEPEST = 32


class ListLevel(NamedTuple):
    """How a level of a list writes its numbers; ``format`` is None for bullets."""

    format: str | None = None
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1


class Styles:
    """Styles of content.xml and styles.xml by name."""

    def __init__(self, content: Element, styles: Element | None) -> None:
        roots = [root for root in (styles, content) if root is not None]
        self._styles = {
            style.get(f"{STYLE}name") or "": style for root in roots for style in root.iter(f"{STYLE}style")
        }
        self._lists = {
            style.get(f"{STYLE}name") or "": [_level(level) for level in style]
            for root in roots
            for style in root.iter(f"{TEXT}list-style")
        }

    def role(self, name: str) -> Role:
        """What a paragraph style says."""
        for style in self._chain(name):
            shown = (style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name") or "").replace("_20_", " ")
            if named := by_name(shown):
                return named
            level = style.get(f"{STYLE}default-outline-level") or ""
            if level.isdecimal() and level != "0":
                return heading(int(level))
            for properties in style.iter(f"{STYLE}paragraph-properties"):
                if alignment := properties.get(f"{_FORMATTING}text-align"):
                    return Role(Style.CENTRE) if alignment == "center" else PLAIN
        return PLAIN

    def raises(self, name: str) -> bool | None:
        """Whether a text style raises; None when it says nothing."""
        for style in self._chain(name):
            for properties in style.iter(f"{STYLE}text-properties"):
                if position := properties.get(f"{STYLE}text-position"):
                    lift = _LIFT.match(position)
                    return bool(lift and (lift[1] is None or int(lift[1][:4]) > 0))
        return None

    def hides(self, name: str) -> bool:
        """Whether a style says that its text is not shown."""
        shown = (
            properties.get(f"{TEXT}display")
            for style in self._chain(name)
            for properties in style.iter(f"{STYLE}text-properties")
        )
        return next((display for display in shown if display), "") == "none"

    def level(self, name: str, depth: int) -> ListLevel:
        """The level ``depth`` (from 0) of a list style."""
        levels = self._lists.get(name, [])
        return levels[depth] if depth < len(levels) else ListLevel()

    def _chain(self, name: str) -> list[Element]:
        """The style and what it is based on, nearest first."""
        chain: list[Element] = []
        while name in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[name])
            name = chain[-1].get(f"{STYLE}parent-style-name") or ""
        return chain


def _level(element: Element) -> ListLevel:
    if element.tag != f"{TEXT}list-level-style-number":
        return ListLevel()
    shape = element.get(f"{STYLE}num-format") or ""
    return ListLevel(
        format=_FORMATS.get(shape) or _RUSSIAN.get(shape[:1]) or ("decimal" if shape else None),
        prefix=element.get(f"{STYLE}num-prefix") or "",
        suffix=element.get(f"{STYLE}num-suffix") or "",
        shown=_whole(element.get(f"{TEXT}display-levels"), 1),
        start=_whole(element.get(f"{TEXT}start-value"), 1),
    )


def _whole(value: str | None, default: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 6 else default
