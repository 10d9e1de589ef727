"""Inside a Word paragraph: runs, breaks, links, fields, footnote references, deleted and inserted text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.formats.docx_styles import StyleFacts, W, hides, raises, style_of
from ingest.formats.fragment import Fragment, Line
from ingest.formats.markup import Element
from ingest.law.pattern import pattern

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FORMULA_RUN = "{http://schemas.openxmlformats.org/officeDocument/2006/math}r"
_PICTURES = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
_BOX = f"{W}txbxContent"
_NOTE_PARTS = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_WRITTEN = {f"{W}tab": "\t", f"{W}noBreakHyphen": "-", f"{W}cr": " ", f"{W}ptab": " "}
_FIELD_LINK = pattern(r'HYPERLINK\s+"([^"]+)"')
_SYMBOLS = {0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xD7: "⋅", 0xE5: "∑", 0x2D: "−"}
"""Characters of the font Symbol met in acts; any other is shown as «□»."""

SKIPPED = frozenset(
    [
        f"{W}{name}"
        for name in ("del", "moveFrom", "pPr", "rPr", "delText", "sectPr", "tblPr", "tblGrid", "tcPr", "trPr")
    ]
    + [_FALLBACK]
)
"""Properties, deleted text, and what stands for newer features in old programs."""


class Inline:
    """Collects one paragraph.

    Attributes:
        notes: footnotes referred to, as (part, id).
        boxes: contents of text boxes anchored here.
        pictures: how many pictures and formulas without text there are.
    """

    def __init__(self, styles: dict[str, StyleFacts], links: dict[str, str], breaks: bool, hidden: bool) -> None:
        """``breaks``: whether a line break inside the paragraph begins a new one (in head lines it is a space);
        ``hidden``: whether its style hides it."""
        self._styles, self._links, self._breaks, self._hidden = styles, links, breaks, hidden
        self._line = Line()
        self._field: str | None = None
        self._field_start = 0
        self.notes: list[tuple[str, str]] = []
        self.boxes: list[Element] = []
        self.pictures = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is no text at all."""
        return not self._line.raw.strip()

    def fragments(self) -> Iterator[Fragment]:
        """The lines of the paragraph that have text."""
        fragments = self._line.lines() if self._breaks else [self._line.fragment()]
        return (fragment for fragment in fragments if fragment.text)

    def read(self, element: Element) -> None:
        """Everything below a paragraph or an inline container (link, inserted text, content control, smart tag)."""
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif tag == f"{W}hyperlink":
                self._hyperlink(child)
            elif tag == _FORMULA_RUN:
                self._line.write("".join(text.text or "" for text in child.iter(_FORMULA_TEXT)))
            elif tag not in SKIPPED:
                self.read(child)

    def _hyperlink(self, element: Element) -> None:
        start = self._line.length
        self.read(element)
        if target := self._links.get(element.get(_R_ID) or ""):
            self._line.mark_link(min(start, self._line.length), target)

    def _run(self, element: Element) -> None:
        properties = element.find(f"{W}rPr")
        style = style_of(properties, "rStyle", self._styles)
        hidden = hides(properties)
        if (self._hidden or style.hidden) if hidden is None else hidden:
            return
        own = raises(properties)
        raised = style.raised if own is None else own
        start = self._line.length
        for child in element:
            if child.tag == f"{W}t":
                text = child.text or ""
                if raised:
                    self._line.raise_number(text)
                else:
                    self._line.write(text)
            else:
                self._other(child)
        if style.note:
            self._line.mark_note(min(start, self._line.length))

    def _other(self, element: Element) -> None:
        """What a run holds besides text."""
        tag = element.tag
        if tag in _WRITTEN:
            self._line.write(_WRITTEN[tag])
        elif tag == f"{W}br":
            self._line.write("\n" if element.get(f"{W}type") is None else " ")
        elif tag == f"{W}sym":
            self._line.write(_symbol(element.get(f"{W}char") or ""))
        elif tag in _NOTE_PARTS:
            self.notes.append((_NOTE_PARTS[tag], element.get(f"{W}id") or ""))
            self._line.write(f"<{len(self.notes)}>")
        elif tag == f"{W}instrText" or tag == f"{W}fldChar":
            self._instruction(element)
        elif tag in _PICTURES or tag.endswith("}AlternateContent"):
            self._picture(element)

    def _instruction(self, element: Element) -> None:
        """A field written as HYPERLINK "…": its shown text becomes a link."""
        if element.tag == f"{W}instrText":
            if found := _FIELD_LINK.search(element.text or ""):
                self._field = found[1]
        elif element.get(f"{W}fldCharType") == "separate":
            self._field_start = self._line.length
        elif element.get(f"{W}fldCharType") == "end" and self._field:
            self._line.mark_link(min(self._field_start, self._line.length), self._field)
            self._field = None

    def _picture(self, element: Element) -> None:
        boxes = [box for box in element.iter(_BOX) if not any(one.tag == _FALLBACK for one in box.iterancestors())]
        self.boxes += boxes
        self.pictures += not boxes


def _symbol(code: str) -> str:
    """The character of w:sym: private codes F0xx belong to the font Symbol."""
    if not re.fullmatch(r"[0-9A-Fa-f]{4}", code):
        return ""
    number = int(code, 16)
    return chr(number) if number < 0xD800 else _SYMBOLS.get(number & 0xFF, "□")
