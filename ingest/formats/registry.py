"""Which reader takes which bytes: an ordered table, read from the top.

A user adds a format by one module (:mod:`ingest.plugins`); it is asked before the readers that take any page and any
text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import chain
from typing import NamedTuple

from ingest.document import Document, Warning
from ingest.errors import SourceError, TooLarge, UnknownFormat, Unreadable
from ingest.formats import sniff
from ingest.formats.encoding import REPAIRED
from ingest.law.pattern import pattern
from ingest.plugins import FORMATS, installed

LARGEST = 64 * 2**20
"""Bytes of the largest file that is read; the largest act known (the Tax code with all notes) takes 8 MB."""

EMPTY = "Файл пуст: в нём нет ни одного символа."
TOO_LARGE = "Файл слишком велик: {size} МБ при пределе {limit} МБ."
UNKNOWN_ZIP = "Это архив ZIP, но не документ Word и не документ OpenDocument."
_HALF = pattern("[\ud800-\udfff]")
_NOTHING = pattern(rb"[\x00 \t\r\n\xef\xbb\xbf]*\Z")
BROKEN = "Файл прочитать не удалось: он повреждён или устроен не так, как требует его формат ({format})."

Takes = Callable[[bytes, str], bool]


class Reader(NamedTuple):
    """A format: its name, the test of bytes and name, and the module with its ``read``."""

    format: str
    takes: Takes
    module: str


READERS = (
    Reader("docx", sniff.is_docx, "ingest.formats.docx"),
    Reader("odt", sniff.is_odt, "ingest.formats.odt"),
    Reader("rtf", sniff.is_rtf, "ingest.formats.rtf"),
    Reader("doc", sniff.is_doc, "ingest.formats.doc"),
    Reader("pdf", sniff.is_pdf, "ingest.formats.pdf"),
    Reader("wordml", sniff.is_wordml, "ingest.formats.wordml"),
    Reader("ruslawod", sniff.is_ruslawod, "ingest.formats.ruslawod"),
    Reader("eml", sniff.is_mail, "ingest.formats.eml"),
    Reader("pravo_html", sniff.is_official_html, "ingest.formats.pravo_html"),
    Reader("official_blocks", sniff.is_official_blocks, "ingest.formats.official_blocks"),
)
GENERAL = (
    Reader("html", sniff.is_html, "ingest.formats.html"),
    Reader("text", sniff.is_text, "ingest.formats.text"),
)
"""What these take may be a format of somebody's own."""
LAST_RESORT = Reader("text", sniff.anything, "ingest.formats.text")


def read(data: bytes, name: str) -> Document:
    """The document that the bytes hold.

    Raises:
        SourceError: with a sentence for the user; nothing else but MemoryError, whatever the bytes are.
    """
    if len(data) > LARGEST:
        raise TooLarge(TOO_LARGE.format(size=len(data) // 2**20, limit=LARGEST // 2**20))
    if _NOTHING.match(data):
        raise Unreadable(EMPTY)
    if reader := _taking(READERS, data, name):
        return _read_with(reader.format, import_module(reader.module).read, data, name)
    for plugin in installed(FORMATS):
        if plugin.takes(data, name):
            return _read_with(plugin.__name__, plugin.read, data, name)
    if reader := _taking(GENERAL, data, name):
        return _read_with(reader.format, import_module(reader.module).read, data, name)
    if data.startswith(sniff.ZIP):
        raise UnknownFormat(UNKNOWN_ZIP)
    return _read_with(LAST_RESORT.format, import_module(LAST_RESORT.module).read, data, name)


def _read_with(format: str, read_format: Callable[[bytes, str], Document], data: bytes, name: str) -> Document:
    """Call a reader. Whatever goes wrong in it or in a library under it costs this file, never the batch."""
    try:
        return _lettered(read_format(data, name))
    except (SourceError, MemoryError):  # a memory too small says nothing of the file
        raise
    except Exception as error:
        raise Unreadable(BROKEN.format(format=format)) from error


def _lettered(document: Document) -> Document:
    """The document with halves of surrogate pairs, which are no letters and which no base can hold, shown as «\ufffd».

    They come by number (RTF, HTML, JSON). Each is one character before and after, so spans stay right.
    """
    said = [*document.metadata.items(), *document.aliases, *((link.target, "") for link in document.links)]
    if not _HALF.search("\n".join((document.text, *chain.from_iterable(said)))):
        return document

    def whole(text: str) -> str:
        return _HALF.sub("\ufffd", text)

    count = len(_HALF.findall(document.text))
    return replace(
        document,
        text=whole(document.text),
        links=tuple(link._replace(target=whole(link.target)) for link in document.links),
        aliases=tuple((whole(scheme), whole(value)) for scheme, value in document.aliases),
        metadata={whole(key): whole(value) for key, value in document.metadata.items()},
        warnings=(*document.warnings, *([Warning(REPAIRED.format(count=count), None, "encoding")] if count else [])),
    )


def _taking(readers: Sequence[Reader], data: bytes, name: str) -> Reader | None:
    return next((reader for reader in readers if reader.takes(data, name)), None)
