"""Word documents of one XML file: Word 2003 XML, as КонсультантПлюс saves acts, and a DOCX package laid out flat.

Both are turned into the parts of a package and read as DOCX is. What Word 2003 says otherwise: its namespace; the label
of a numbered paragraph stands in the paragraph (``wx:t``); a footnote stands where it is referred to; deleted text and
comments are annotations.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document
from ingest.errors import Unreadable
from ingest.formats.docx import MAIN, read_package
from ingest.formats.docx_styles import W
from ingest.formats.markup import Element
from ingest.formats.package import NO_PART, parse_xml

_WORD_2003 = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_HINT = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_ANNOTATION = "{http://schemas.microsoft.com/aml/2001/core}annotation"
_PART = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_NO_TEXT = frozenset(("Word.Deletion", "Word.Comment"))


def read(data: bytes, name: str) -> Document:
    """Read a Word document of one XML file.

    Raises:
        SourceError: broken, hostile, or without text.
    """
    root = parse_xml(data, name or MAIN)
    parts = dict(_flat(root)) if root.tag.startswith(_PART) else _of_2003(root)
    return read_package(_Parts(parts), data, name, "wordml")


class _Parts:
    """Parts by name, asked for as those of a :class:`ingest.formats.package.Package`."""

    def __init__(self, parts: dict[str, Element]) -> None:
        self._parts = parts

    def xml(self, part: str) -> Element | None:
        return self._parts.get(part)

    def main(self, part: str) -> Element:
        if (root := self.xml(part)) is None:
            raise Unreadable(NO_PART.format(kind="Word", part=part))
        return root


def _flat(root: Element) -> Iterator[tuple[str, Element]]:
    for part in root.iter(f"{_PART}part"):
        for content in part.iterfind(f"{_PART}xmlData/*"):
            yield (part.get(f"{_PART}name") or "").lstrip("/"), content


def _of_2003(root: Element) -> dict[str, Element]:
    for annotation in list(root.iter(_ANNOTATION)):
        if annotation.get(f"{_WORD_2003}type") in _NO_TEXT:
            annotation.clear()
    for element in root.iter(f"{_WORD_2003}*"):
        element.tag = element.tag.replace(_WORD_2003, W)
        for key, value in element.attrib.items():
            if key.startswith(_WORD_2003):
                element.set(key.replace(_WORD_2003, W), value)
    for properties in root.iter(f"{W}listPr"):
        _write_label(properties)
    parts = {MAIN: root, "word/footnotes.xml": _footnotes(root)}
    if (styles := root.find(f"{W}styles")) is not None:
        parts["word/styles.xml"] = styles
    return parts


def _write_label(properties: Element) -> None:
    """The number that Word shows, as a run before the paragraph's own; a bullet is no number."""
    label = properties.find(f"{_HINT}t")
    paragraph = next(properties.iterancestors(f"{W}p"), None)
    if label is None or paragraph is None or not any(map(str.isalnum, label.get(f"{_HINT}val") or "")):
        return
    run = properties.makeelement(f"{W}r", {})
    text = properties.makeelement(f"{W}t", {})
    text.text = f"{label.get(f'{_HINT}val')} "
    run.append(text)
    paragraph.insert(1, run)  # behind the paragraph's properties


def _footnotes(root: Element) -> Element:
    """The footnotes as a part of their own, a reference in the place of each."""
    part = root.makeelement(f"{W}footnotes", {})
    for number, note in enumerate(list(root.iter(f"{W}footnote", f"{W}endnote"))):
        run = note.getparent()
        if run.tag != f"{W}r":  # a separator line, declared with the document's properties
            continue
        run.replace(note, root.makeelement(f"{W}footnoteReference", {f"{W}id": str(number)}))
        note.set(f"{W}id", str(number))
        part.append(note)
    return part
