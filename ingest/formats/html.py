"""Any other HTML page: a school's site, a saved page of a reference system, an act pasted into a news item."""

from __future__ import annotations

import re

from ingest.document import Document, Style
from ingest.formats.assembly import Assembly
from ingest.formats.encoding import declared_charset, repaired
from ingest.formats.garbled import decode_right
from ingest.formats.markup import Element, tree
from ingest.formats.page import Inline, Reading, Walk
from ingest.formats.role import ASIDE_CLASSES, PLAIN, Role, heading
from ingest.formats.text import add_typed
from ingest.formats.typed_page import typed_text
from ingest.law.pattern import pattern
from ingest.law.text import normalise

_HEADINGS = {f"h{level}": heading(level) for level in range(1, 7)}
_CENTRED = pattern(r"text-align:\s*center", re.IGNORECASE)
_RAISED = pattern(r"vertical-align:\s*(?:super|text-top)", re.IGNORECASE)
_NOWHERE = ("javascript:", "data:", "#", "about:")
_DESCRIBED = {"description": "description", "keywords": "keywords", "author": "author"}


def read(data: bytes, name: str) -> Document:
    """Read a page.

    Raises:
        SourceError: when it holds no text, or nests too deep.
    """
    decoded = decode_right(data, declared_charset(data))
    root = tree(data if decoded.encoding == "utf-8" and not decoded.broken else decoded.text.encode("utf-8", "replace"))
    if typed := typed_text(root):
        assembly = Assembly()
        add_typed(assembly, typed)
    else:
        assembly = Walk(_READING).run(root)
    assembly.warnings += repaired(decoded)
    assembly.metadata.update(_metadata(root))
    return assembly.document(data, name, "html")


def _metadata(root: Element) -> dict[str, str]:
    """What the page says of itself in its head."""
    found = {}
    if title := normalise(root.findtext(".//title") or ""):
        found["title"] = title
    for meta in root.iter("meta"):
        key = _DESCRIBED.get((meta.get("name") or "").lower())
        if key and (value := normalise(meta.get("content") or "")):
            found.setdefault(key, value)
    return found


def _role(element: Element) -> Role:
    if named := _HEADINGS.get(element.tag):
        return named
    if element.tag == "center" or element.get("align") == "center" or _CENTRED.search(element.get("style") or ""):
        return Role(Style.CENTRE)
    return Role(Style.ASIDE) if element.get("class") in ASIDE_CLASSES else PLAIN


def _inline(element: Element) -> Inline:
    style = element.get("style")
    return Inline.RAISED if style and _RAISED.search(style) else Inline.PLAIN


def _target(element: Element) -> str | None:
    href = (element.get("href") or "").strip()
    return href if href and not href.lower().startswith(_NOWHERE) else None


_READING = Reading(role=_role, inline=_inline, target=_target, breaks=True, pictures=False)
