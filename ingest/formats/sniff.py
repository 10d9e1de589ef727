"""What the first bytes say: small tests, one a format. Bytes come first, the name only where bytes say nothing."""

from __future__ import annotations

import re
from pathlib import PurePath

from ingest.law.pattern import pattern

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HTML = pattern(
    rb"<(?:!doctype\s+html|html|head|body|p|div|table|h[1-6]|meta|span|pre|ul|ol)\b[^<]{0,4000}>", re.IGNORECASE
)
_BLOCKS = pattern(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"nodes\"\s*:\s*\[")
_OFFICIAL = pattern(rb"""class=["']?doclink|id=["']?bdoc\b|<p class=["']?[CTIHS]["' >]""")
_MAIL = pattern(rb"(?:[A-Za-z][A-Za-z-]{1,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_MAIL_FIELD = pattern(rb"^(?:From|Subject|MIME-Version|Received|Message-ID):", re.IGNORECASE | re.MULTILINE)
_PARTS = pattern(rb"^Content-Type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
WORDML = (
    b"http://schemas.microsoft.com/office/word/2003/wordml",
    b"http://schemas.microsoft.com/office/2006/xmlPackage",
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TEXT_NAMES = frozenset(("", ".txt", ".text", ".md"))


def suffix(name: str) -> str:
    """The name's ending in lower case: ``".docx"``."""
    return PurePath(name).suffix.lower()


def is_docx(data: bytes, name: str) -> bool:
    """A ZIP that holds a Word document."""
    return data.startswith(ZIP) and (b"word/document.xml" in data or suffix(name) in (".docx", ".docm", ".dotx"))


def is_odt(data: bytes, name: str) -> bool:
    """A ZIP whose first member says that it is an OpenDocument text."""
    said = b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]
    return data.startswith(ZIP) and (said or suffix(name) in (".odt", ".ott"))


def is_rtf(data: bytes, name: str) -> bool:
    """Rich Text Format, under whatever name."""
    return data[:64].lstrip().startswith(b"{\\rtf")


def is_doc(data: bytes, name: str) -> bool:
    """A compound file of Microsoft Office."""
    return data.startswith(OLE)


def is_pdf(data: bytes, name: str) -> bool:
    """PDF; some programs write a few bytes before its mark."""
    return b"%PDF-" in data[:1024]


def is_ruslawod(data: bytes, name: str) -> bool:
    """An act of the RusLawOD collection."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    return head.startswith((b"<?xml", b"<act")) and b"<act" in head and b"<html" not in head.lower()


def is_mail(data: bytes, name: str) -> bool:
    """A letter as mail programs save it; one whose head says that it has parts, under whatever name (the official
    system gives archives of pages as ``.rtf`` and ``.doc``)."""
    head = _MAIL.match(data[:65_536].lstrip())
    if head is None or _MAIL_FIELD.search(head[0]) is None:
        return False
    return suffix(name) in (".eml", ".mht", ".mhtml") or _PARTS.search(head[0]) is not None


def is_wordml(data: bytes, name: str) -> bool:
    """A Word document of one XML file: of Word 2003, or a package laid out flat."""
    return any(space in _narrow(data[:65_536]) for space in WORDML)


def is_html(data: bytes, name: str) -> bool:
    """A page or a piece of one: tags at its beginning, or its name says so and there are tags somewhere."""
    head = _narrow(data[:8192])
    if suffix(name) in (".html", ".htm", ".xhtml"):
        return b"<" in _narrow(data[:1_000_000])
    return _HTML.match(head.lstrip()) is not None or len(_HTML.findall(head)) >= 3


def is_official_html(data: bytes, name: str) -> bool:
    """A page of the official system of legal information."""
    return is_html(data, name) and _OFFICIAL.search(data) is not None


def is_official_blocks(data: bytes, name: str) -> bool:
    """An act in pieces, as the official system's service gives it: JSON that opens with a list of nodes."""
    return _BLOCKS.match(data[:4096]) is not None and b'"content"' in data[:65_536]


def is_text(data: bytes, name: str) -> bool:
    """Named as a plain text (or not named at all)."""
    return suffix(name) in _TEXT_NAMES


def anything(data: bytes, name: str) -> bool:
    """The reader of last resort looks at the letters itself."""
    return True


def _narrow(data: bytes) -> bytes:
    """UTF-16 with its NULs dropped, so that tags can be seen."""
    return data.replace(b"\x00", b"") if data.startswith(_UTF16) else data
