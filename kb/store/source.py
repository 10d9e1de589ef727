"""How a source is kept: its number, its bytes, its text, and a passage of that text.

The number is made of the source's SHA-256 and not counted: the rows of a source are the same in whatever order the
files came (README.md, rule 6), and a number of 52 bits is one that JavaScript reads exactly. Two of a million files
share a number with the odds of one in nine thousand; the second is then refused in words, never mixed up.

The text is packed with the beginning of the source for a dictionary: where the source is text itself, nothing of it is
kept twice.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from functools import lru_cache

DIGITS = 13
"""Hexadecimal digits of the SHA-256 that make the number, and the ids of the source's operations and problems."""

_WINDOW = 32_768
"""As far back as zlib looks; of a longer dictionary the rest would be of no use."""

_HEAD = 40_000
"""Packed bytes in which the first :data:`_WINDOW` bytes of a source stand, however badly they pack."""

_LEVEL = 3
"""Half the time of zlib's own choice, and a tenth more bytes."""


def source_id(sha256: str) -> int:
    """The source's number in the base."""
    return int(sha256[:DIGITS], 16)


def tag(source: int) -> str:
    """The number as the digits it was made of: they begin the ids of the source's operations and problems."""
    return f"{source:0{DIGITS}x}"


def packed_bytes(data: bytes) -> bytes:
    """The source's bytes as they are kept."""
    return zlib.compress(data, _LEVEL)


def packed_text(text: str, data: bytes) -> bytes:
    """The source's text as it is kept beside its bytes."""
    packer = zlib.compressobj(_LEVEL, zdict=data[:_WINDOW])
    return packer.compress(text.encode("utf-8", "surrogatepass")) + packer.flush()


def source_bytes(db: sqlite3.Connection, source: int) -> bytes:
    """The source as it was given.

    Raises:
        KeyError: the base keeps no such source.
    """
    row = db.execute("SELECT packed FROM source_bytes WHERE source = ?", (source,)).fetchone()
    if row is None:
        raise KeyError(source)
    return zlib.decompress(row[0])


def source_text(db: sqlite3.Connection, source: int | None) -> str:
    """The text that spans of the source count; "" for a source without text."""
    row = db.execute("SELECT packed FROM texts WHERE source = ?", (source,)).fetchone()
    return _unpacked(row[0], _beginning(db, source)) if row and source is not None else ""


def passage(db: sqlite3.Connection, source: int | None, start: int | None, end: int | None) -> str | None:
    """``text[start:end]`` of a source, the span cut to what there is; None where there is no text or no place."""
    if source is None or start is None or end is None:
        return None
    text = source_text(db, source)
    return text[max(0, start) : max(0, end)] if text else None


def add_passage(db: sqlite3.Connection, asked: Callable[[], sqlite3.Connection] | None = None) -> None:
    """Let SQL on this connection call ``passage(source, start, "end")``; ``asked`` gives the base, else it is this."""
    base = asked or (lambda: db)
    db.create_function("passage", 3, lambda source, start, end: passage(base(), source, start, end))


def _beginning(db: sqlite3.Connection, source: int) -> bytes:
    """The dictionary of the source's text; of a large file no more is read than that takes."""
    with db.blobopen("source_bytes", "packed", source, readonly=True) as blob:
        return zlib.decompressobj().decompress(blob.read(_HEAD), _WINDOW)


@lru_cache(maxsize=4)  # one page quotes one text many times
def _unpacked(packed: bytes, beginning: bytes) -> str:
    return zlib.decompressobj(zdict=beginning).decompress(packed).decode("utf-8", "surrogatepass")
