"""OpenDocument texts (ODT): a ZIP of XML, as LibreOffice and Р7-Офис save it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.document import Document, Style
from ingest.formats.assembly import Assembly
from ingest.formats.fragment import Fragment, Line, join
from ingest.formats.list_numbers import written
from ingest.formats.markup import Element
from ingest.formats.odt_styles import OFFICE, TABLE, TEXT, Styles
from ingest.formats.package import Package
from ingest.formats.role import PLAIN, Role, heading
from ingest.law.text import normalise

_XLINK = "{http://www.w3.org/1999/xlink}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_WIDEST_GAP = 100
"""Spaces of a gap that are kept."""
_SKIPPED = frozenset(
    [f"{TEXT}{name}" for name in ("tracked-changes", "sequence-decls", "note-citation", "hidden-text")]
    + [f"{OFFICE}{name}" for name in ("annotation", "forms")]
)
_PROPERTIES = {f"{_DUBLIN}title": "title", f"{_DUBLIN}subject": "subject", f"{_META}keyword": "keywords"}
_ROWS = frozenset([f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"])
_CELLS = frozenset([f"{TABLE}table-cell", f"{TABLE}covered-table-cell"])


def read(data: bytes, name: str) -> Document:
    """Read an OpenDocument text.

    Raises:
        SourceError: broken, closed by a password, a bomb, or without text.
    """
    package = Package(data, "OpenDocument")
    content = package.main("content.xml")
    reading = _Reading(Styles(content, package.xml("styles.xml")))
    for body in content.iter(f"{OFFICE}text"):
        reading.blocks(body)
    for note in reading.notes:
        reading.assembly.add(note)
    reading.assembly.metadata.update(_properties(package))
    return reading.assembly.document(data, name, "odt")


@dataclass(slots=True)
class _List:
    """An open list: its style, its depth, what it has counted."""

    style: str
    depth: int
    counts: list[int]


@dataclass(slots=True)
class _Reading:
    styles: Styles
    assembly: Assembly = field(default_factory=Assembly)
    cell: list[Fragment] | None = None
    notes: list[Fragment] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    _boxes: list[Element] = field(default_factory=list)
    _left_off: dict[str, list[int]] = field(default_factory=dict)
    """Where each list style stopped counting, for lists that continue."""

    def blocks(self, container: Element, label: str = "") -> None:
        """Paragraphs, headings, lists and tables; ``label`` goes before the first paragraph."""
        for element in container:
            tag = element.tag
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                self.paragraph(element, label)
                label = ""
            elif tag == f"{TEXT}list":
                self.numbered_list(element)
            elif tag == f"{TABLE}table":
                self.table(element)
            elif tag not in _SKIPPED and element.get(f"{TEXT}display") != "none":
                self.blocks(element)

    def paragraph(self, element: Element, label: str) -> None:
        if self._is_hidden(element):
            return
        role = self._role(element)
        line = Line()
        self.inline(element, line)
        boxes, self._boxes = self._boxes, []
        fragments = [line.fragment()] if role != PLAIN or self.cell is not None else line.lines()
        if self.lists and role == PLAIN:
            role = Role(Style.ITEM, len(self.lists))
        for fragment in fragments:
            if fragment.text and label:
                fragment, label = join(" ", (Fragment(label), fragment)), ""
            if self.cell is not None:
                self.cell.append(fragment)
            else:
                self.assembly.add(fragment, *role)
        for box in boxes:
            self.blocks(box)

    def _is_hidden(self, element: Element) -> bool:
        """Whether the paragraph's style hides it, or a field in it says so."""
        field = element.find(f"{TEXT}hidden-paragraph")
        said = field is not None and field.get(f"{TEXT}is-hidden") == "true"
        return said or self.styles.hides(element.get(f"{TEXT}style-name") or "")

    def _role(self, element: Element) -> Role:
        if element.tag == f"{TEXT}h":
            level = element.get(f"{TEXT}outline-level") or "1"
            return heading(int(level) if level.isdecimal() else 1)
        return self.styles.role(element.get(f"{TEXT}style-name") or "")

    def inline(self, element: Element, line: Line, raised: bool = False) -> None:
        """Text below a paragraph or a span."""
        self._write(element.text, line, raised)
        for child in element:
            self._inline_child(child, line, raised)
            self._write(child.tail, line, raised)

    def _write(self, text: str | None, line: Line, raised: bool) -> None:
        if text and raised:
            line.raise_number(text)
        elif text:
            line.write(text.replace("\n", " "))

    def _inline_child(self, child: Element, line: Line, raised: bool) -> None:
        tag = child.tag
        if tag == f"{TEXT}span":
            if self.styles.hides(child.get(f"{TEXT}style-name") or ""):
                return
            own = self.styles.raises(child.get(f"{TEXT}style-name") or "")
            self.inline(child, line, raised if own is None else own)
        elif tag == f"{TEXT}a":
            start = line.length
            self.inline(child, line, raised)
            if target := child.get(f"{_XLINK}href"):
                line.mark_link(min(start, line.length), target)
        elif tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c") or "1"
            line.write(" " * min(int(count) if count.isdecimal() else 1, _WIDEST_GAP))
        elif tag == f"{TEXT}tab":
            line.write("\t")
        elif tag == f"{TEXT}line-break":
            line.write("\n")
        elif tag == f"{TEXT}note":
            self._note(child, line)
        elif tag == f"{_DRAW}frame":
            self._frame(child)
        elif tag not in _SKIPPED:
            self.inline(child, line, raised)

    def _note(self, element: Element, line: Line) -> None:
        place = len(self.notes) + 1
        line.write(f"<{place}>")
        self.notes.append(Fragment(""))
        outer, self.cell = self.cell, []
        for body in element.iter(f"{TEXT}note-body"):
            self.blocks(body)
        self.notes[place - 1] = join(" ", (Fragment(f"<{place}>"), *(part for part in self.cell if part.text)))
        self.cell = outer

    def _frame(self, element: Element) -> None:
        boxes = list(element.iter(f"{_DRAW}text-box"))
        self._boxes += boxes[:1]
        if not boxes:
            self.assembly.warn_of_picture()

    # lists

    def numbered_list(self, element: Element) -> None:
        outer = self.lists[-1] if self.lists else None
        style = element.get(f"{TEXT}style-name") or (outer.style if outer else "")
        if outer is None:
            continues = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list")
            counts = self._left_off.get(style, []) if continues else []
            self._left_off[style] = counts
        else:
            counts = outer.counts
        depth = outer.depth + 1 if outer else 0
        if depth >= len(counts):
            counts.append(self.styles.level(style, depth).start - 1)
        self.lists.append(_List(style, depth, counts))
        for item in element:
            if item.tag == f"{TEXT}list-item":
                self.item(item)
            elif item.tag == f"{TEXT}list-header":
                self.blocks(item)
        self.lists.pop()
        del counts[depth + 1 :]

    def item(self, element: Element) -> None:
        here = self.lists[-1]
        start = element.get(f"{TEXT}start-value") or ""
        has_text = any(child.tag in (f"{TEXT}p", f"{TEXT}h") for child in element)
        if has_text:
            here.counts[here.depth] = int(start) if start.isdecimal() else here.counts[here.depth] + 1
            del here.counts[here.depth + 1 :]
        self.blocks(element, self._label(here) if has_text else "")

    def _label(self, here: _List) -> str:
        level = self.styles.level(here.style, here.depth)
        if not level.format:
            return ""
        first = max(here.depth + 1 - level.shown, 0)
        numbers = (
            written(here.counts[depth], self.styles.level(here.style, depth).format or "decimal")
            for depth in range(first, here.depth + 1)
        )
        return f"{level.prefix}{'.'.join(numbers)}{level.suffix}"

    # tables

    def table(self, element: Element) -> None:
        if self.cell is not None:
            for paragraph in element.iter(f"{TEXT}p", f"{TEXT}h"):
                self.paragraph(paragraph, "")
            return
        first, header_rows = self.assembly.size, 0
        for row in self._rows(element):
            self.assembly.add_row(self._cells(row))
            header_rows += row.getparent().tag == f"{TABLE}table-header-rows"
        self.assembly.close_table(first, max(header_rows, 1))

    def _rows(self, element: Element) -> list[Element]:
        rows = []
        for child in element:
            if child.tag == f"{TABLE}table-row":
                rows.append(child)
            elif child.tag in _ROWS:
                rows += self._rows(child)
        return rows

    def _cells(self, row: Element) -> list[Fragment]:
        """Cells of a row; a cell said to repeat (LibreOffice fills rows so) repeats at most 64 times."""
        cells: list[Fragment] = []
        lists, self.lists = self.lists, []
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            self.cell = []
            self.blocks(cell)
            content, self.cell = join(" ", (part for part in self.cell if part.text)), None
            repeated = cell.get(f"{TABLE}number-columns-repeated") or "1"
            cells += [content] * (min(int(repeated), 64) if repeated.isdecimal() else 1)
        self.lists = lists
        return cells


def _properties(package: Package) -> dict[str, str]:
    """What the document says of itself: title, subject, keywords."""
    root = package.xml("meta.xml")
    found: dict[str, str] = {}
    for element in root.iter(*_PROPERTIES) if root is not None else ():
        if value := normalise(element.text or ""):
            found.setdefault(_PROPERTIES[element.tag], value)
    return found
