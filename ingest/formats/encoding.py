"""Which letters the bytes are. Russian text comes in UTF-8, UTF-16, windows-1251, KOI8-R and the DOS page 866.

The order of evidence: byte order mark → strict UTF-8 → what the page declares → how Russian the letters look.
A page's own declaration comes late because pages declare windows-1251 and are UTF-8, and the reverse.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup
from math import log
from typing import NamedTuple

from ingest.document import Warning
from ingest.errors import Unreadable
from ingest.law.pattern import pattern

SAMPLE = 65_536
"""Bytes looked at when letters are judged."""

NOT_TEXT = (
    "Файл не похож на текст: в нём двоичные данные, а не буквы. Откройте его в программе, в которой он сделан, и "
    "сохраните как DOCX, PDF или текст."
)
MISCALLED = "Файл объявляет кодировку {declared}, в которой русских букв нет; буквы прочитаны как {page}."
REPAIRED = "Знаков, которые не удалось прочитать: {count} (вместо них поставлен знак «\ufffd»)."

_MARKS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_SINGLE_BYTE = ("cp1251", "koi8-r", "cp866")
_CONTROL = pattern(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PER_CENT = {
    "о": 11, "е": 8.5, "а": 8, "и": 7.4, "н": 6.7, "т": 6.3, "с": 5.5, "р": 4.7, "в": 4.5, "л": 4.4, "к": 3.5, "м": 3.2,
    "д": 3, "п": 2.8, "у": 2.6, "я": 2, "ы": 1.9, "ь": 1.7, "г": 1.7, "з": 1.65, "б": 1.6, "ч": 1.4, "й": 1.2, "х": 1,
    "ж": 0.9, "ш": 0.7, "ю": 0.6, "ц": 0.5, "щ": 0.4, "э": 0.3, "ф": 0.26, "ъ": 0.04, "ё": 0.04,
}  # fmt: skip
"""How often each letter stands in Russian text."""
_LETTERS = {letter: log(share) for letter, share in _PER_CENT.items()}
_LETTERS |= {letter.upper(): weight - 0.3 for letter, weight in _LETTERS.items()}
_STRANGE = -4.0
_TYPOGRAPHY = frozenset("«»“”„–—№…§°·•\xa0")
_CHARSET = pattern(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_RUSSIAN_WORD = pattern(rb"[\x80-\xff]{3,}")
_LATIN = frozenset(
    "cp1252 cp1250 cp1254 cp1257 cp437 cp850 cp852 mac-roman iso8859-1 iso8859-2 iso8859-15 ascii".split()
)
"""Python's names of code pages without Russian letters, by which programs of the west call whatever they write."""
_PLAIN = pattern(r"[\x00-\x7f]+")
_BENT_WORD = pattern("[а-яё][А-ЯЁ]")


class Decoded(NamedTuple):
    """Text, the name of its encoding, and how many bytes were no letters in it."""

    text: str
    encoding: str
    broken: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of the bytes; never guesses a western code page for Russian letters.

    Raises:
        Unreadable: when the bytes are no text in any of the encodings.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data, encoding)
    if wide := _without_mark(data):
        return _replacing(data, wide)
    if is_noise(data):
        raise Unreadable(NOT_TEXT)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared)


def is_noise(data: bytes) -> bool:
    """Whether the bytes hold control characters as no text does."""
    sample = data[:SAMPLE]
    return len(_CONTROL.findall(sample)) * 50 > len(sample)


def _not_utf8(data: bytes, declared: str | None) -> Decoded:
    """Bytes that are not wholly UTF-8: a declared single-byte page, UTF-8 with scratches, or the most Russian page."""
    candidates = dict.fromkeys((_known(declared), *_SINGLE_BYTE))
    scores = {encoding: _russian(data, encoding) for encoding in candidates if encoding}
    best = max(scores, key=lambda encoding: scores[encoding])
    scratched = _replacing(data, "utf-8")
    if scratched.broken * 20 < sum(byte > 0x7F for byte in data[:SAMPLE]) and _looks_russian(scratched.text):
        return scratched
    if scores[best] < 0:
        raise Unreadable(NOT_TEXT)
    return _replacing(data, best)


def _known(declared: str | None) -> str | None:
    """Python's name of a declared single-byte charset; None for UTF-8 (refuted already) and for unknown names."""
    try:
        name = lookup(declared.strip(" '\"")).name if declared else None
    except LookupError:
        return None
    return {"windows-1251": "cp1251"}.get(name or "", name) if name not in ("utf-8", "utf-16", "ascii") else None


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte is 00 (Latin, spaces) or 04 (Cyrillic)."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        low = sample[0::2] if encoding == "utf-16-le" else sample[1::2]
        if (high.count(0) + high.count(4)) * 5 >= half * 4 and low.count(0) * 10 < half:
            return encoding
    return None


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding.removesuffix("-sig"), text.count("\ufffd"))


def _looks_russian(text: str) -> bool:
    letters = [ch for ch in text[:SAMPLE] if ch > "\x7f"]
    return sum("а" <= ch <= "я" or "А" <= ch <= "Я" for ch in letters) * 10 > len(letters) * 7


def _russian(data: bytes, encoding: str) -> float:
    """How Russian the bytes look in this encoding, per letter.

    The mean logarithm of each letter's share (a text in the right encoding is made of frequent letters), less what
    speaks against: capitals, capitals after small letters, signs that stand in no text.
    """
    high = bytes(byte for byte in data[:SAMPLE] if byte > 0x7F or byte == 0x20)
    return russian_look(high.decode(encoding, "replace"))


def russian_look(letters: str) -> float:
    """The same of letters that are known; Latin ones and figures say nothing."""
    letters = _PLAIN.sub(" ", letters)
    marks = [_LETTERS.get(ch, 0.0 if ch in _TYPOGRAPHY else _STRANGE) for ch in letters if ch != " "]
    return (sum(marks) - 2.0 * len(_BENT_WORD.findall(letters))) / max(len(marks), 1)


def miscalled(data: bytes, declared: str) -> str | None:
    """The page that the bytes are in, when they are declared to be in a Latin one and their letters are Russian.

    Latin letters above ASCII hardly ever stand three together; Russian ones nearly always do.
    """
    try:
        latin = lookup(declared).name in _LATIN
    except LookupError:
        return None
    words = b" ".join(_RUSSIAN_WORD.findall(data[:SAMPLE])) if latin else b""
    if len(words) < 12:
        return None
    best = max(_SINGLE_BYTE, key=lambda encoding: _russian(words, encoding))
    return best if _russian(words, best) >= 0 else None


def declared_charset(data: bytes) -> str | None:
    """What an HTML page declares in its first four kilobytes."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii", "replace") if found else None


def repaired(decoded: Decoded) -> list[Warning]:
    """The warning that some bytes were no letters, if there were any."""
    return [Warning(REPAIRED.format(count=decoded.broken), None, "encoding")] if decoded.broken else []
