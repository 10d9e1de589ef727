"""The head of an RTF file: code pages of its fonts, roles of its styles."""

from __future__ import annotations

import re
from codecs import lookup
from typing import NamedTuple

from ingest.document import Style
from ingest.formats.encoding import SAMPLE, miscalled
from ingest.formats.role import Role, by_name, heading
from ingest.law.pattern import pattern

_CHARSETS = {0: "cp1252", 77: "mac_roman", 161: "cp1253", 162: "cp1254", 186: "cp1257", 204: "cp1251", 238: "cp1250"}
_CODEPAGE = pattern(r"\\ansicpg(\d{3,5})")
_FONT = pattern(r"\\f(\d{1,5})(?![a-z])[^{}\\]*(?:\\[^{}\\]*){0,12}?\\fcharset(\d{1,3})")
_STYLE = pattern(r"\{\\s(\d{1,4})(?P<body>(?:[^{}]|\{[^{}]*\}){0,2000})\}")
_OUTLINE = pattern(r"\\s?outlin(?:elevel|elvl|lvl)(\d)|\\soutlvl(\d)")
_WORD = pattern(r"\\(?!u-?\d)[a-z]+(?:-?\d+)?\x20?|\{[^{}]*\}|\\\*")
_LETTER = pattern(r"\\'(?P<byte>[0-9a-fA-F]{2})|\\u(?P<code>-?\d{1,5}) ?(?:\\'3f|\?)?")
_HIGH = pattern(r"\\'([89A-Fa-f][0-9A-Fa-f])")
_HEAD = 400_000
"""Characters in which fonts and styles are looked for."""


class Tables(NamedTuple):
    """``codepage`` of the document, code pages by font number, roles by style number; ``miscalled``: the Latin page
    that the document says it is in, when it is not."""

    codepage: str
    fonts: dict[int, str]
    roles: dict[int, Role]
    miscalled: str | None = None


def read_tables(source: str) -> Tables:
    """Read the head; Russian files without a declared code page are in 1251."""
    head = source[:_HEAD]
    stated = _CODEPAGE.search(head)
    said = _known(f"cp{stated[1]}") if stated else "cp1251"
    high = _high(source)
    russian = miscalled(high, said)
    codepage = russian or said
    fonts = {int(font[1]): _CHARSETS.get(int(font[2]), codepage) for font in _FONT.finditer(_part(head, "fonttbl"))}
    pages = {page: miscalled(high, page) or page for page in set(fonts.values())}
    fonts = {number: pages[page] for number, page in fonts.items()}
    fonts = {number: codepage if page == "cp1252" else page for number, page in fonts.items()}
    return Tables(codepage, fonts, _roles(_part(head, "stylesheet")), said if russian else None)


def _high(source: str) -> bytes:
    """Bytes above ASCII as they stand in the text, written out or not, other characters between words as spaces."""
    written = _HIGH.sub(lambda byte: chr(int(byte[1], 16)), source[: 4 * SAMPLE])
    return written.encode("latin-1", "replace")


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


def _name(body: str) -> str:
    """The style's name, which ends its group: «\\sbasedon0 \\'ca\\'ee\\'ec…;»."""
    return _LETTER.sub(_letter, _WORD.sub("", body)).partition(";")[0].strip()


def _letter(m: re.Match[str]) -> str:
    return chr(int(m["code"]) % 0x10000) if m["code"] else bytes.fromhex(m["byte"]).decode("cp1251", "replace")


def _roles(stylesheet: str) -> dict[int, Role]:
    roles = {}
    for style in _STYLE.finditer(stylesheet):
        named = by_name(_name(style["body"]))
        outlined = _OUTLINE.search(style["body"])
        if named:
            roles[int(style[1])] = named
        elif outlined:
            roles[int(style[1])] = heading(int(outlined[1] or outlined[2]) + 1)
        elif "\\qc" in style["body"]:
            roles[int(style[1])] = Role(Style.CENTRE)
    return roles
