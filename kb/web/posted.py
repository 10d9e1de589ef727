"""What a visitor sends: a document to be checked, as a form, or as the bytes themselves from a program.

A form is taken apart while it arrives, and given up at the first thing that is too much of it. How fast it must come,
and how large it may be, is kept for every request in :mod:`kb.web.intake`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote_to_bytes

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import Field, File, FormParser, parse_options_header

from kb.web.intake import LARGEST
from kb.web.request import BadQuery

MOST_PARTS = 20
"""Fields and files of a form; our own has four."""

LONGEST_ENCODED = 1_000_000
"""Bytes of a percent-encoded form; our own is none, and others wait while Python takes one apart."""

_MULTIPART, _ENCODED = b"multipart/form-data", b"application/x-www-form-urlencoded"

_CAPS = {"MAX_MEMORY_FILE_SIZE": LARGEST, "MAX_FIELD_SIZE": LONGEST_ENCODED}
"""Nothing of a visitor's touches the disk here. The library itself keeps to 8 headers of 4 KB a part."""


@dataclass(slots=True)
class Posted:
    """``fields``: of the form by name; ``data``, ``name``: of the file, b"" and "" without one."""

    fields: dict[str, str] = field(default_factory=dict)
    data: bytes = b""
    name: str = ""


async def posted(request: Any) -> Posted:
    """The body of a request, taken apart.

    Raises:
        BadQuery: it is too large, too slow, has too many fields, or is no form though it says so.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind not in (_MULTIPART, _ENCODED):
        return Posted(data=b"".join([part async for part in _arriving(request)]))
    form = _Form(encoded=kind == _ENCODED)
    try:
        parser = FormParser(kind.decode(), form.field, form.file, boundary=options.get(b"boundary"), config=_CAPS)
        async for part in _arriving(request):
            parser.write(part)
        parser.finalize()
    except FormParserError:
        raise BadQuery("Форма пришла с ошибкой: её нельзя прочитать.") from None
    return await asyncio.to_thread(form.read)  # a megabyte of percent signs takes a while


async def _arriving(request: Any) -> AsyncIterator[bytes]:
    """The body's parts as they come."""
    more = True
    while more:
        message = await request.receive()
        if message["type"] != "http.request":
            raise BadQuery("Связь оборвалась раньше, чем документ дошёл.")
        more = message.get("more_body", False)
        yield message.get("body", b"")


@dataclass(slots=True)
class _Form:
    """A form that arrives; ``encoded``: with its names and values percent-encoded."""

    encoded: bool
    fields: list[tuple[bytes, bytes]] = field(default_factory=list)
    files: list[File] = field(default_factory=list)

    def field(self, one: Field) -> None:
        self.fields.append((one.field_name or b"", one.value or b""))
        if self.encoded and sum(len(value) for _, value in self.fields) > LONGEST_ENCODED:
            raise BadQuery("Текст слишком длинный: загрузите его файлом.")
        self._count()

    def file(self, one: File) -> None:
        if one.size:
            self.files.append(one)
        if len(self.files) > 1:
            raise BadQuery("Проверить можно один файл за раз.")
        self._count()

    def _count(self) -> None:
        if len(self.fields) + len(self.files) > MOST_PARTS:
            raise BadQuery(f"В форме слишком много полей: можно не больше {MOST_PARTS}.")

    def read(self) -> Posted:
        found = Posted({self._text(name): self._text(value) for name, value in self.fields})
        for one in self.files:
            one.file_object.seek(0)
            found.data = one.file_object.read()
            found.name = PurePath((one.file_name or b"").decode("utf-8", "replace").replace("\\", "/")).name
        return found

    def _text(self, sent: bytes) -> str:
        return (unquote_to_bytes(sent.replace(b"+", b" ")) if self.encoded else sent).decode("utf-8", "replace")
