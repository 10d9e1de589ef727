"""The head of an RTF file: code pages of its fonts, roles of its styles."""

from __future__ import annotations

import re
from codecs import lookup
from typing import NamedTuple

from ingest.document import Style
from ingest.formats.encoding import russian_look
from ingest.formats.role import Role, heading
from ingest.law.pattern import pattern

_CHARSETS = {0: "cp1252", 77: "mac_roman", 161: "cp1253", 162: "cp1254", 186: "cp1257", 204: "cp1251", 238: "cp1250"}
_CODEPAGE = pattern(r"\\ansicpg(\d{3,5})")
_FONT = pattern(r"\\f(\d{1,5})(?![a-z])[^{}\\]*(?:\\[^{}\\]*){0,12}?\\fcharset(\d{1,3})")
_STYLE = pattern(r"\{\\s(\d{1,4})(?P<body>(?:[^{}]|\{[^{}]*\}){0,2000})\}")
_OUTLINE = pattern(r"\\s?outlin(?:elevel|elvl|lvl)(\d)|\\soutlvl(\d)")
_HEADING = pattern(r"(?:heading|заголовок) ([1-9]);", re.IGNORECASE)
_ESCAPE = pattern(r"\\'([0-9A-Fa-f]{2})")
_RUN = pattern(r"(?:\\'[A-Fa-f][0-9A-Fa-f]|[\xa0-\xff]){4,}")
_SAMPLE = 1_000_000
_WESTERN = frozenset(["cp1252", "cp1250", "cp1254", "cp1257", "mac-roman", "mac_roman", "cp437", "cp850"])
_HEAD = 400_000
"""Characters in which fonts and styles are looked for."""


class Tables(NamedTuple):
    """``codepage`` of the document, code pages by font number, roles by style number."""

    codepage: str
    fonts: dict[int, str]
    roles: dict[int, Role]


def read_tables(source: str) -> Tables:
    """Read the head; Russian files without a declared code page are in 1251."""
    head = source[:_HEAD]
    stated = _CODEPAGE.search(head)
    codepage = _known(f"cp{stated[1]}") if stated else "cp1251"
    fonts = {int(font[1]): _CHARSETS.get(int(font[2]), codepage) for font in _FONT.finditer(_part(head, "fonttbl"))}
    if _has_russian_bytes(source):
        codepage = _russian(codepage)
        fonts = {number: _russian(page) for number, page in fonts.items()}
    fonts = {number: codepage if page == "cp1252" else page for number, page in fonts.items()}
    return Tables(codepage, fonts, _roles(_part(head, "stylesheet")))


def _has_russian_bytes(source: str) -> bool:
    """Whether bytes above 127 stand in runs, as letters of Russian words do, and read as Russian in 1251."""
    sample = source[:_SAMPLE]
    high = [_ESCAPE.sub(lambda m: chr(int(m[1], 16)), run[0]) for run in _RUN.finditer(sample)]
    return len(high) > 1 and russian_look(" ".join(high).encode("latin-1").decode("cp1251", "replace")) > 0


def _russian(codepage: str) -> str:
    """The page that Russian bytes are of, when a western one is declared for them."""
    return "cp1251" if codepage in _WESTERN else codepage


def _known(codepage: str) -> str:
    try:
        return lookup(codepage).name
    except LookupError:
        return "cp1251"


def _part(head: str, destination: str) -> str:
    """A destination's group, from its word to the brace that closes it."""
    start = head.find(f"{{\\{destination}")
    depth = 0
    for brace in re.finditer(r"[{}]", head[start:]) if start >= 0 else ():
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return head[start : start + brace.end()]
    return ""


def _roles(stylesheet: str) -> dict[int, Role]:
    roles = {}
    for style in _STYLE.finditer(stylesheet):
        named = _HEADING.search(style["body"])
        outlined = _OUTLINE.search(style["body"])
        if named:
            roles[int(style[1])] = heading(int(named[1]))
        elif outlined:
            roles[int(style[1])] = heading(int(outlined[1] or outlined[2]) + 1)
        elif "\\qc" in style["body"]:
            roles[int(style[1])] = Role(Style.CENTRE)
    return roles
