"""Pages of the official system of legal information (pravo.gov.ru), as it serves consolidated texts.

Classes carry meaning: ``p.C`` centred head, ``p.T`` title, ``p.I`` adoption and signature, ``p.H`` headings,
``p.S`` approval stamps; ``span.W9`` a superscript; ``span.mark``/``markx`` an editor's note; ``a.doclink`` a link to
another act by its internal number (nd). Old acts are typewriter text in ``<pre id="bdoc">``, with notes in
``font.ed``.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.document import Document, Style
from ingest.formats.encoding import declared_charset, decode, repaired
from ingest.formats.markup import Element, tree
from ingest.formats.page import Inline, Reading, Walk
from ingest.formats.role import PLAIN, Role
from ingest.law.pattern import pattern

_ROLES = {
    "C": Role(Style.CENTRE),
    "T": Role(Style.TITLE),
    "I": Role(Style.ADOPTION),
    "H": Role(Style.HEADING),
    "S": Role(Style.SIDE),
}
_INLINE = {"mark": Inline.NOTE, "markx": Inline.NOTE, "W9": Inline.RAISED}
_ND = pattern(r"[?&;]nd=(\d+)")
_OWN_ND = pattern(rb'class="doclink"[^>]*[?&;]prevDoc=(\d{9})\b')
_NAMED_BY_ND = pattern(r"(?:.*[/\\])?(\d{9})(?:\.\w+)?$")


def read(data: bytes, name: str) -> Document:
    """Read an official page.

    Raises:
        SourceError: when it holds no text.
    """
    decoded = decode(data, declared_charset(data))
    page = data if decoded.encoding == "utf-8" and not decoded.broken else decoded.text.encode("utf-8", "replace")
    document = read_page(page, data, name, "pravo_html")
    return replace(document, warnings=(*document.warnings, *repaired(decoded)))


def read_page(page: bytes, data: bytes, name: str, format: str) -> Document:
    """The document of a page in UTF-8 that came as ``data``, in whatever wrapping.

    Raises:
        SourceError: when it holds no text.
    """
    assembly = Walk(_READING).run(tree(page))
    if nd := _own_number(page, name):
        assembly.aliases.append(("nd", nd))
    return assembly.document(data, name, format)


def _own_number(page: bytes, name: str) -> str | None:
    """The page's own nd: its file name, or the document that its links say they lead back to."""
    if named := _NAMED_BY_ND.match(name):
        return named[1]
    stated = _OWN_ND.search(page)
    return stated[1].decode() if stated else None


def _role(element: Element) -> Role:
    return _ROLES.get(element.get("class"), PLAIN)


def _inline(element: Element) -> Inline:
    """Superscripts and notes by class; in typewriter texts both notes and amended wording stand in ``font.ed``."""
    kind = element.get("class")
    if kind == "ed":
        return Inline.NOTE if element.tag == "font" else Inline.PLAIN
    return _INLINE.get(kind, Inline.PLAIN)


def _target(element: Element) -> str | None:
    numbers = _ND.findall(element.get("href") or "")
    return f"nd:{numbers[-1]}" if numbers else None


_READING = Reading(role=_role, inline=_inline, target=_target, breaks=False, pictures=True)
