"""Word documents (DOCX): a ZIP of XML, read without a word processor.

Deleted text is left out, inserted text is taken; automatic numbers are written out; a footnote's place is marked
«<1>» and its text stands after the last paragraph, as reference systems print them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from ingest.document import Document, Style
from ingest.formats.assembly import Assembly
from ingest.formats.docx_inline import SKIPPED, Inline
from ingest.formats.docx_numbering import Numbering
from ingest.formats.docx_styles import VAL, StyleFacts, W, numbered, paragraph_role, read_styles, style_of
from ingest.formats.fragment import Fragment, join
from ingest.formats.markup import Element
from ingest.formats.package import Package
from ingest.formats.role import PLAIN, Role
from ingest.law.text import normalise

MAIN = "word/document.xml"
OUTSIDE = "Документ ссылается на внешний файл ({kind}: {target}): он не загружался."


_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MACHINE_TITLE = "Complex"
"""Title that the official system gives to everything it saves."""
_PROPERTIES = {"title": "title", "subject": "subject", "keywords": "keywords"}


def read(data: bytes, name: str) -> Document:
    """Read a Word document.

    Raises:
        SourceError: broken, closed by a password, a bomb, or without text.
    """
    return read_package(Package(data, "Word"), data, name, "docx")


class Parts(Protocol):
    """Parts of a Word document by their names."""

    def xml(self, part: str) -> Element | None:
        """Root of a part, None when there is none."""

    def main(self, part: str) -> Element:
        """Root of the part without which there is no document; raises :class:`ingest.errors.Unreadable`."""


def read_package(package: Parts, data: bytes, name: str, format: str) -> Document:
    """The document of these parts, which came as ``data``.

    Raises:
        SourceError: broken, a bomb, or without text.
    """
    root = package.main(MAIN)
    reading = _Reading(
        styles=read_styles(package.xml("word/styles.xml")),
        numbering=Numbering(package.xml("word/numbering.xml")),
        links=_links(package),
    )
    body = root.find(f"{W}body")
    reading.blocks(root if body is None else body)
    reading.footnotes(package)
    assembly = reading.assembly
    for kind, target in _outside(package):
        assembly.warn(OUTSIDE.format(kind=kind, target=target[:200]), "docx relationship")
    assembly.metadata.update(_properties(package))
    return assembly.document(data, name, format)


@dataclass(slots=True)
class _Reading:
    """The document while it is read; ``cell`` is where paragraphs of the open table cell go."""

    styles: dict[str, StyleFacts]
    numbering: Numbering
    links: dict[str, str]
    assembly: Assembly = field(default_factory=Assembly)
    cell: list[Fragment] | None = None
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Footnotes in the order of their references: (part, id)."""

    def blocks(self, container: Element) -> None:
        """Paragraphs and tables of a body, a cell, a text box, a content control."""
        for element in container:
            if element.tag == f"{W}p":
                self.paragraph(element)
            elif element.tag == f"{W}tbl":
                self.table(element)
            elif element.tag not in SKIPPED:
                self.blocks(element)

    def paragraph(self, element: Element) -> None:
        """One paragraph, with the text boxes that hang on it after it."""
        properties = element.find(f"{W}pPr")
        style = style_of(properties, "pStyle", self.styles)
        role = style.role or (paragraph_role(properties) if properties is not None else None)
        number = (numbered(properties) if properties is not None else None) or style.numbering
        inline = Inline(self.styles, self.links, breaks=role is None and self.cell is None, hidden=style.hidden)
        inline.read(element)
        label = self.numbering.label(*number) if number and number[0] != "0" and not inline.is_empty else ""
        if role is None:
            role = Role(Style.ITEM, number[1] + 1) if number and number[0] != "0" else PLAIN
        for fragment in inline.fragments():
            self._place(join(" ", (Fragment(label), fragment)) if label else fragment, role)
            label = ""
        self.notes += inline.notes
        for _ in range(inline.pictures):
            self.assembly.warn_of_picture()
        for box in inline.boxes:
            self.blocks(box)

    def _place(self, fragment: Fragment, role: Role) -> None:
        if self.cell is not None:
            self.cell.append(fragment)
        else:
            self.assembly.add(fragment, role.style, role.level)

    def table(self, element: Element) -> None:
        """A table, row by row; a table inside a cell gives its text to the cell."""
        if self.cell is not None:
            for paragraph in element.iter(f"{W}p"):
                self.paragraph(paragraph)
            return
        first, header_rows = self.assembly.size, 0
        for row in element.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not element:
                continue
            header_rows += row.find(f"{W}trPr/{W}tblHeader") is not None
            cells = (one for one in row.iter(f"{W}tc") if next(one.iterancestors(f"{W}tr")) is row)
            self.assembly.add_row([column for cell in cells for column in self._cell(cell)])
        self.assembly.close_table(first, max(header_rows, 1))

    def _cell(self, element: Element) -> list[Fragment]:
        """The cell's text, and an empty cell for each further column it spans."""
        self.cell = []
        self.blocks(element)
        content, self.cell = join(" ", (part for part in self.cell if part.text)), None
        span = element.find(f"{W}tcPr/{W}gridSpan")
        width = span.get(VAL) or "1" if span is not None else "1"
        return [content, *[Fragment("")] * (min(int(width), 64) - 1 if width.isdecimal() else 0)]

    def footnotes(self, package: Parts) -> None:
        """Texts of the footnotes that were referred to, in that order."""
        texts: dict[tuple[str, str], Element] = {}
        for part in dict.fromkeys(part for part, _ in self.notes):
            root = package.xml(f"word/{part}.xml")
            texts |= {(part, one.get(f"{W}id") or ""): one for one in root} if root is not None else {}
        for place, key in enumerate(self.notes, 1):
            if (note := texts.get(key)) is not None:
                self.cell = []
                self.blocks(note)
                parts, self.cell = [part for part in self.cell if part.text], None
                self._place(join(" ", (Fragment(f"<{place}>"), *parts)), PLAIN)


def _links(package: Parts) -> dict[str, str]:
    """Addresses of hyperlinks by relationship id."""
    root = package.xml("word/_rels/document.xml.rels")
    if root is None:
        return {}
    kinds = ((one.get("Type") or "", one) for one in root.iter(_RELATIONSHIP))
    return {one.get("Id") or "": one.get("Target") or "" for kind, one in kinds if kind.endswith("/hyperlink")}


def _outside(package: Parts) -> Iterator[tuple[str, str]]:
    """(kind, target) of relationships that a word processor would fetch from elsewhere."""
    for part in ("word/_rels/document.xml.rels", "word/_rels/settings.xml.rels"):
        root = package.xml(part)
        for one in root.iter(_RELATIONSHIP) if root is not None else ():
            kind = (one.get("Type") or "").rpartition("/")[2]
            if one.get("TargetMode") == "External" and kind != "hyperlink":
                yield kind, one.get("Target") or ""


def _properties(package: Parts) -> dict[str, str]:
    """What the document says of itself: title, subject, keywords."""
    root = package.xml("docProps/core.xml")
    found = {}
    for element in root if root is not None else ():
        key = _PROPERTIES.get(element.tag.rpartition("}")[2])
        value = normalise(element.text or "") if key else ""
        if key and value and value != _MACHINE_TITLE:
            found[key] = value
    return found
