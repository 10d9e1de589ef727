"""Parsing of HTML that may be broken, huge or hostile, into an lxml tree."""

from __future__ import annotations

import re
from typing import Any

from ingest.errors import TooLarge, Unreadable
from ingest.formats.assembly import NO_TEXT
from ingest.law.pattern import pattern

Element = Any
"""An lxml element (lxml is imported only when a document is read, and has no types)."""

TOO_DEEP = "Страница вложена глубже, чем бывает у настоящих страниц (более 2000 уровней), и прочитана не будет."

MOST_TAGS, MOST_LINES = 2_000_000, 2_000_000
MANY = f"На странице больше {MOST_TAGS} тегов или строк: так бывает только у вредоносных файлов."

_MANY_WORDS = 500
_LONG_TAG = pattern(rb"(<[A-Za-z][\w:-]*)(\s[^<>]{2000,})")
"""A tag of thousands of attributes: the parser compares each with all before it."""

_PRESENTATION = pattern(rb"</?(?:font|span|b|i|u|em|strong|small|big|center|nobr|o:p|st1:\w+)\b[^>]*>", re.IGNORECASE)


def tree(data: bytes) -> Element:
    """The parsed page; ``data`` is UTF-8.

    Pages of old Word nest thousands of unclosed ``<font>``: those are read again without presentation.

    Raises:
        Unreadable: nothing but noise in it.
        TooLarge: it nests deeper than 2048 levels, or has more tags than fit into memory.
    """
    if data.count(b"<") > MOST_TAGS or data.count(b"\n") > MOST_LINES:
        raise TooLarge(MANY)
    data = _LONG_TAG.sub(lambda tag: tag[1] if len(tag[2].split(None, _MANY_WORDS)) > _MANY_WORDS else tag[0], data)
    for attempt in (data, None):
        root, too_deep = _parsed(attempt if attempt is not None else _PRESENTATION.sub(b"", data))
        if not too_deep:
            if root is None:
                raise Unreadable(NO_TEXT)
            return root
    raise TooLarge(TOO_DEEP)


def _parsed(data: bytes) -> tuple[Element, bool]:
    """The root element (None when there is none), and whether the parser gave up on depth."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    return root, any("depth" in error.message for error in parser.error_log.filter_from_fatals())
