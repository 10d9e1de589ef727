"""A letter (.eml) and what is attached to it: each attachment is a document of its own."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.errors import TooLarge
from ingest.law.text import normalise
from ingest.sources.archive import is_archive, unpack
from ingest.sources.item import Item, Limits

_BROKEN = "Вложение письма не читается."


def is_letter(data: bytes, name: str) -> bool:
    """A letter as mail programs save it."""
    from ingest.formats.sniff import is_mail

    return name.lower().endswith(".eml") and is_mail(data, name)


def opened(data: bytes, name: str, limits: Limits) -> Iterator[Item]:
    """The letter itself, then its attachments as «name/attachment», archives among them opened."""
    from ingest.formats.eml import opened as letter

    yield Item(name, data=data)
    try:
        message = letter(data)
    except TooLarge:
        return  # whoever reads the letter says so
    for number, part in enumerate(message.iter_attachments(), 1):
        title = normalise(part.get_filename() or "").replace("/", "_") or f"вложение {number}"
        inner = f"{name}/{title}"
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            yield Item(inner, problem=_BROKEN)
        elif is_archive(content, inner):
            yield from unpack(content, inner, limits)
        else:
            yield Item(inner, data=content)
