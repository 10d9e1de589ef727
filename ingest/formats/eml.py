"""Letters as mail programs save them (.eml, .mht): the body; attachments, documents of their own, are named."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from hashlib import sha256
from typing import Any

from ingest.document import Document, Warning
from ingest.errors import TooLarge, Unreadable
from ingest.formats.encoding import miscalled
from ingest.formats.sniff import is_official_html
from ingest.law.pattern import pattern
from ingest.law.text import normalise

NO_BODY = "В письме нет текста."
MANY_PARTS = "В письме больше {most} частей: так бывает только у вредоносных файлов."
TOO_DEEP = "Части письма вложены одна в другую глубже {most} уровней: так бывает только у вредоносных файлов."
ATTACHMENT = "Вложение «{name}» - отдельный документ: в текст письма оно не входит, kb ingest берёт его следом."

MOST_PARTS = 10_000
DEEPEST = 50
"""Letters in letters, and parts in parts."""

_FIELDS = {"subject": "title", "from": "from", "date": "date"}


def read(data: bytes, name: str) -> Document:
    """Read a letter.

    Raises:
        SourceError: it has no text.
    """
    message = opened(data)
    body = message.get_body(("html", "plain"))
    if body is None:
        raise Unreadable(NO_BODY)
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise Unreadable(NO_BODY)
    document = _part(content, body)
    attached = [Warning(ATTACHMENT.format(name=_name(part)), None, "attachment") for part in message.iter_attachments()]
    return replace(
        document,
        name=name,
        format="eml",
        sha256=sha256(data).hexdigest(),
        metadata={**document.metadata, **_fields(message)},
        warnings=(*document.warnings, *attached),
    )


def opened(data: bytes) -> EmailMessage:
    """The letter with its parts.

    Raises:
        TooLarge: it has more parts, or they nest deeper, than any letter's do.
    """
    if len(_PART.findall(data)) > MOST_PARTS:
        raise TooLarge(MANY_PARTS.format(most=MOST_PARTS))
    try:
        message = message_from_bytes(data, policy=policy.default)
        deep = _is_deep(message)
    except RecursionError:
        deep = True
    if deep:
        raise TooLarge(TOO_DEEP.format(most=DEEPEST))
    return message


_PART = pattern(rb"^--[^\r\n]|^Content-Type:[ \t]*message/", re.IGNORECASE | re.MULTILINE)
"""What begins a part: a boundary, or a letter within a letter."""


def _is_deep(message: EmailMessage) -> bool:
    level: list[Any] = [message]
    for _ in range(DEEPEST):
        level = [part for one in level if one.is_multipart() for part in one.get_payload()]
    return bool(level)


def _part(content: bytes, body: MIMEPart) -> Document:
    """The body, read as a page or as a text; the charset of the letter goes before the page's own."""
    charset = body.get_content_charset() or ""
    charset = miscalled(content, charset) or charset
    with suppress(LookupError, ValueError):  # a letter may state its charset wrongly: then the letters are judged
        content = content.decode(charset).encode() if charset else content
    if body.get_content_subtype() != "html":
        from ingest.formats.text import read as read_part
    elif is_official_html(content, ".html"):
        from ingest.formats.pravo_html import read as read_part
    else:
        from ingest.formats.html import read as read_part
    return read_part(content, "")


def _fields(message: MIMEPart) -> dict[str, str]:
    values = {key: normalise(str(message.get(field, ""))) for field, key in _FIELDS.items()}
    return {key: value for key, value in values.items() if value}


def _name(part: MIMEPart) -> str:
    return normalise(part.get_filename() or part.get_content_type())
