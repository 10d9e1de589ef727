"""What a visitor sends: a document to be checked, as a form, or as the bytes themselves from a program."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import File, FormParser, parse_options_header

from kb.web.request import BadQuery

LARGEST = 20_000_000
"""Bytes of a request that are taken in."""

_FORMS = (b"multipart/form-data", b"application/x-www-form-urlencoded")


class TooMuch(BadQuery):
    """The request is larger than :data:`LARGEST`."""


@dataclass(slots=True)
class Posted:
    """``fields``: of the form by name; ``data``, ``name``: of the file, b"" and "" without one."""

    fields: dict[str, str] = field(default_factory=dict)
    data: bytes = b""
    name: str = ""


async def posted(request: Any) -> Posted:
    """The body of a request, taken apart.

    Raises:
        BadQuery: it is too large, or no form though it says so.
    """
    body = await _body(request)
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind == b"multipart/form-data":
        return _multipart(body, options.get(b"boundary", b""))
    if kind == b"application/x-www-form-urlencoded":
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
        return Posted(dict(pairs))
    return Posted(data=body)


async def _body(request: Any) -> bytes:
    """All of the body, given up as soon as it is too large."""
    parts, size, more = [], 0, True
    while more:
        message = await request.receive()
        if message["type"] != "http.request":
            raise BadQuery("Связь оборвалась раньше, чем документ дошёл.")
        part = message.get("body", b"")
        size += len(part)
        if size > LARGEST:
            raise TooMuch(f"Документ слишком велик: можно не больше {LARGEST // 1_000_000} МБ.")
        parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts)


def _multipart(body: bytes, boundary: bytes) -> Posted:
    found = Posted()

    def on_field(one: Any) -> None:
        found.fields[(one.field_name or b"").decode("utf-8", "replace")] = (one.value or b"").decode("utf-8", "replace")

    def on_file(one: File) -> None:
        one.file_object.seek(0)
        found.data = one.file_object.read()
        found.name = PurePath((one.file_name or b"").decode("utf-8", "replace").replace("\\", "/")).name

    try:
        parser = FormParser("multipart/form-data", on_field, on_file, boundary=boundary, config=_IN_MEMORY)
        parser.write(body)
        parser.finalize()
    except FormParserError:
        raise BadQuery("Форма пришла с ошибкой: её нельзя прочитать.") from None
    return found


_IN_MEMORY = {"MAX_MEMORY_FILE_SIZE": LARGEST, "MAX_BODY_SIZE": LARGEST}
"""Nothing of a visitor's touches the disk."""
