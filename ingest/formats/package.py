"""Office packages (DOCX, ODT): a ZIP of XML parts, opened with care.

Parts are read by their exact name, so a member called ``../../x`` is never touched; sizes are checked before and
while a part is unpacked; XML with a document type is refused, so no entity is ever expanded or fetched.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import lru_cache
from typing import Any

from ingest.errors import TooLarge, Unreadable
from ingest.formats.markup import Element
from ingest.law.pattern import pattern

MOST_MEMBERS = 10_000
LARGEST_PART = 128 * 2**20
"""Bytes of the largest unpacked part: document.xml of a code of laws with all its formatting takes 40 MB."""
HIGHEST_RATIO = 300
"""Unpacked to packed; XML of Word gets to about 60."""
MOST_TAGS = 2_000_000
"""Opening and closing tags of one part: the tree of a part takes some two hundred bytes for each."""

BROKEN = "Файл обрывается или повреждён: это не целый документ {kind}."
NO_PART = "В документе {kind} нет главной части ({part})."
ENCRYPTED = "Документ {kind} закрыт паролем."
BOMB = "Часть {part} документа раскрывается до {size} МБ: так бывает только у вредоносных файлов."
MANY = "В документе {count} частей: так бывает только у вредоносных файлов."
DOCTYPE = "Часть {part} документа объявляет свой тип (DOCTYPE): офисные программы так не пишут, читать её опасно."
TAGS = "В части {part} документа больше {most} тегов: так бывает только у вредоносных файлов."
BAD_XML = "Часть {part} документа повреждена: разметка нарушена в строке {line}."

_DOCTYPE = pattern(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


class Package:
    """An opened office package. ``kind`` is the name used in sentences for the user: «Word», «OpenDocument»."""

    def __init__(self, data: bytes, kind: str) -> None:
        """Open it.

        Raises:
            Unreadable: not a whole ZIP.
            TooLarge: too many members.
        """
        self._kind = kind
        if (count := data.count(b"PK\x01\x02")) > MOST_MEMBERS:
            raise TooLarge(MANY.format(count=count))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, zlib.error) as error:
            raise Unreadable(BROKEN.format(kind=kind)) from error

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, None when the package has no such part.

        Raises:
            Unreadable: broken or encrypted.
            TooLarge: it unpacks to more than any document needs.
        """
        try:
            info = self._zip.getinfo(part)
        except KeyError:
            return None
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # office programs know no other
            raise Unreadable(BROKEN.format(kind=self._kind))
        limit = min(LARGEST_PART, max(info.compress_size * HIGHEST_RATIO, 2**20))
        if info.file_size > limit:
            raise TooLarge(BOMB.format(part=part, size=info.file_size // 2**20))
        try:
            with self._zip.open(info) as stream:
                data = stream.read(limit + 1)
        except RuntimeError as error:
            raise Unreadable(ENCRYPTED.format(kind=self._kind)) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise Unreadable(BROKEN.format(kind=self._kind)) from error
        if len(data) > limit:
            raise TooLarge(BOMB.format(part=part, size=len(data) // 2**20))
        return data

    def xml(self, part: str) -> Element | None:
        """The root element of an XML part, None when the package has no such part."""
        data = self.read(part)
        return None if data is None else parse_xml(data, part)

    def names(self) -> list[str]:
        """Its parts."""
        return self._zip.namelist()

    def main(self, part: str) -> Element:
        """The root element of the part without which there is no document."""
        root = self.xml(part)
        if root is None:
            raise Unreadable(NO_PART.format(kind=self._kind, part=part))
        return root


def parse_xml(data: bytes, part: str, target: object | None = None) -> Any:
    """Parse XML that may be hostile; ``target``: told of tags and text as they come, when no tree is to be made.

    Returns:
        The root element, or what the target's ``close()`` returns.

    Raises:
        Unreadable: it declares entities, or is not well-formed.
        TooLarge: so many tags that their tree would not fit.
    """
    from lxml import etree

    if target is None and data.count(b"<") > MOST_TAGS:
        raise TooLarge(TAGS.format(part=part, most=MOST_TAGS))
    if _DOCTYPE.search(data.replace(b"\x00", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data):
        raise Unreadable(DOCTYPE.format(part=part))
    try:
        return etree.fromstring(data, _parser() if target is None else etree.XMLParser(target=target, **_CAREFUL))
    except etree.XMLSyntaxError as error:
        raise Unreadable(BAD_XML.format(part=part, line=error.lineno)) from error


@lru_cache(maxsize=1)  # a parser takes longer to make than to read an act
def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(**_CAREFUL)


_CAREFUL = dict.fromkeys(("resolve_entities", "load_dtd", "dtd_validation", "huge_tree"), False) | dict.fromkeys(
    ("no_network", "remove_comments", "remove_pis"), True
)
