"""Acts of the RusLawOD collection: one XML a file, ``<act>`` with ``<meta>`` and ``<body>``.

Everything the card says is kept in ``metadata``; the text carries escaped marks of the official system, of which
``<ref nd="…">`` is a link to another act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ingest.document import Document, Style
from ingest.formats import typewriter
from ingest.formats.assembly import Assembly
from ingest.formats.fragment import Fragment, Line
from ingest.formats.markup import Element
from ingest.formats.package import parse_xml
from ingest.law.pattern import pattern
from ingest.law.text import normalise

ONLY_CARD = "Текста акта в файле нет: есть только его карточка."
FROM_SCAN = "Текст акта распознан со скана составителями собрания: возможны ошибки."

_NAMES = {
    "headingIPS": "title",
    "statusIPS": "status",
    "keywordByIPS": "keywords",
    "keywordsByIPS": "keywords",
    "classifierByIPS": "classifier",
    "docdateIPS": "date",
    "docNumberIPS": "number",
    "doc_typeIPS": "kind",
    "doc_author_normal_formIPS": "issuer",
    "issuedByIPS": "issued_by",
    "signedIPS": "signed_by",
    "actual_datetime_humanIPS": "retrieved",
    "pravogovruNd": "nd",
}
"""Fields of the card by the names other readers use; a field that is not here keeps its own name."""

_TAG = pattern(
    r"<(?P<close>/)?(?P<name>ref|span|table|tbody|tr|td|th|br|p|a|sup|sub|img|font|b|i)\b(?P<rest>[^<>]*)>", re.I
)
_ND = pattern(r"\bnd\s*=\s*[\"']?(\d+)")


def read(data: bytes, name: str) -> Document:
    """Read an act of the collection.

    Raises:
        SourceError: not well-formed, or neither text nor title.
    """
    root = parse_xml(data, "act")
    assembly = Assembly()
    assembly.metadata.update(_card(root))
    if nd := assembly.metadata.get("nd"):
        assembly.aliases.append(("nd", nd))
    text = _text(root, "textIPS")
    if from_scan := not text.strip():
        text = _text(root, "textOCR")
    _add(_line(text), assembly)
    if not assembly.size:
        _add_card(assembly)
    elif from_scan:
        assembly.warn(FROM_SCAN, "ruslawod")
    return assembly.document(data, name, "ruslawod")


def _card(root: Element) -> dict[str, str]:
    """Every statement of ``<meta>``; a field that stands several times has its values joined by «; »."""
    found: dict[str, list[str]] = {}
    for element in chain.from_iterable(meta.iterdescendants() for meta in root.iterchildren("meta")):
        key = _NAMES.get(element.tag, element.tag)
        for attribute, value in element.items():
            field = key if attribute == "val" else attribute
            found.setdefault(field, []).append(normalise(value))
        if element.text:
            found.setdefault(key, []).append(normalise(element.text))
    joined = {key: "; ".join(dict.fromkeys(value for value in values if value)) for key, values in found.items()}
    return {key: value for key, value in joined.items() if value}


def _text(root: Element, tag: str) -> str:
    """Text below an element of the body, real tags written out like the escaped ones."""
    return "".join(piece for element in root.iter(tag) for piece in _pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        attributes = "".join(f' {key}="{value}"' for key, value in child.attrib.items())
        yield f"<{child.tag}{attributes}>"
        yield from _pieces(child)
        yield f"</{child.tag}>{child.tail or ''}"


def _line(raw: str) -> Line:
    """The whole text as one raw line: links marked, other tags dropped."""
    raw = "\n".join(raw.splitlines())
    line, opened, at = Line(), [], 0
    for tag in _TAG.finditer(raw):
        line.write(raw[at : tag.start()])
        at = tag.end()
        kind = tag["name"].lower()
        if kind == "ref" and not tag["close"]:
            number = _ND.search(tag["rest"])
            opened.append((line.length, f"nd:{number[1]}" if number else ""))
        elif kind == "ref" and opened:
            start, target = opened.pop()
            if target:
                line.mark_link(start, target)
        elif kind in ("br", "p", "tr"):
            line.write("\n")
        elif kind in ("td", "th"):
            line.write(" ")
    line.write(raw[at:])
    return line


def _add(line: Line, assembly: Assembly) -> None:
    text = line.raw
    if not typewriter.is_wrapped(text):
        for fragment in line.cut(found.span() for found in _ONE.finditer(text)):
            assembly.add(fragment)
        return
    parts = list(typewriter.paragraphs(text))
    for part, fragment in zip(parts, line.cut((part.start, part.end) for part in parts), strict=True):
        assembly.add(fragment, part.style)


_ONE = pattern(r"[^\n]+")


def _add_card(assembly: Assembly) -> None:
    """The card as a head: what it is, its date and number, its title."""
    card = assembly.metadata
    requisites = " ".join(f"{sign} {card[key]}" for key, sign in (("date", "от"), ("number", "№")) if card.get(key))
    for line, style in (
        (card.get("issued_by", ""), Style.TITLE),
        (requisites, Style.CENTRE),
        (card.get("title", ""), Style.TITLE),
    ):
        assembly.add(Fragment(normalise(line)), style)
    if assembly.size:
        assembly.warn(ONLY_CARD, "ruslawod")
