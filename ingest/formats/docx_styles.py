"""Styles of a Word document: what a paragraph's style says of its role, which character styles raise the text.

The official system's DOCX names its styles as its HTML names its classes: c, t, i, h, s for paragraphs, w9
for superscripts, mark for editor's notes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import Style
from ingest.formats.markup import Element
from ingest.formats.role import Role, by_name, heading
from ingest.law.pattern import pattern

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"

_NOTE_NAME = pattern(r"markx?\d?$")
_DEEPEST = 32
"""Styles that a style may be based on, one on another; Word stops at eleven."""


@dataclass(frozen=True, slots=True)
class StyleFacts:
    """What one style, with all that it is based on, says."""

    role: Role | None = None
    raised: bool = False
    note: bool = False
    numbering: tuple[str, int] | None = None
    hidden: bool = False


NOTHING = StyleFacts()


def read_styles(root: Element | None) -> dict[str, StyleFacts]:
    """Facts by style id; ``root`` is styles.xml (None when the package has none)."""
    if root is None:
        return {}
    declared = {style.get(f"{W}styleId") or "": style for style in root.iter(f"{W}style")}
    return {name: _facts(style, declared) for name, style in declared.items()}


def style_of(properties: Element | None, tag: str, styles: dict[str, StyleFacts]) -> StyleFacts:
    """Facts of the style that properties name: ``tag`` is "pStyle" or "rStyle"."""
    reference = None if properties is None else properties.find(f"{W}{tag}")
    return NOTHING if reference is None else styles.get(reference.get(VAL) or "", NOTHING)


def _facts(style: Element, declared: dict[str, Element]) -> StyleFacts:
    chain = list(_chain(style, declared))
    name = _value(style, "name").lower()
    role = by_name(name)
    numbering = None
    for link in chain:
        properties = link.find(f"{W}pPr")
        if properties is not None:
            role = role or paragraph_role(properties)
            numbering = numbering or numbered(properties)
    run = [link.find(f"{W}rPr") for link in chain]
    raised = next((value for value in map(raises, run) if value is not None), False)
    hidden = next((value for value in map(hides, run) if value is not None), False)
    return StyleFacts(role, raised, _NOTE_NAME.match(name) is not None, numbering, hidden)


def _chain(style: Element, declared: dict[str, Element]) -> list[Element]:
    """The style and what it is based on, nearest first."""
    chain = [style]
    while len(chain) < _DEEPEST:
        parent = declared.get(_value(chain[-1], "basedOn"))
        if parent is None or parent in chain:
            break
        chain.append(parent)
    return chain


def paragraph_role(properties: Element) -> Role | None:
    """What paragraph properties (w:pPr) say: outline level first, then centring."""
    level = properties.find(f"{W}outlineLvl")
    if level is not None and (level.get(VAL) or "").isdecimal() and int(level.get(VAL)[:2]) < 9:
        return heading(int(level.get(VAL)) + 1)
    return Role(Style.CENTRE) if _value(properties, "jc") == "center" else None


def numbered(properties: Element) -> tuple[str, int] | None:
    """(numId, level) of paragraph properties; ("0", 0) switches numbering off."""
    numbering = properties.find(f"{W}numPr")
    if numbering is None:
        return None
    level = _value(numbering, "ilvl")
    return _value(numbering, "numId") or "0", min(int(level), 8) if level.isdecimal() else 0


def raises(properties: Element | None) -> bool | None:
    """Whether run properties (w:rPr) raise the text: by alignment, or by two points of lift. None: they are silent."""
    if properties is None:
        return None
    alignment = properties.find(f"{W}vertAlign")
    if alignment is not None:
        return bool(alignment.get(VAL) == "superscript")
    lift = _value(properties, "position")
    return int(lift) > 3 if re.fullmatch(r"-?\d{1,4}", lift) else None


def hides(properties: Element | None) -> bool | None:
    """Whether run properties hide the text; None: they are silent."""
    vanish = None if properties is None else properties.find(f"{W}vanish")
    return None if vanish is None else vanish.get(VAL) not in ("0", "false", "off")


def _value(element: Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(VAL) or ""
