"""Letters that came out wrong: Russian bytes read in another code page («Ïðèêàç», «РџСЂРёРєР°Р·», «�»).

What is surely known is put right: the letters go back to the bytes that they were made of, and these are read anew.
Where a byte was a letter, that is done in the finished text, since no offset moves (:func:`respelled`); where two bytes
are one letter, before anything is made of it (:func:`decode_right`). The rest is told: wrong letters are never a page
in silence.
"""

from __future__ import annotations

import re

from ingest.document import Warning
from ingest.formats.encoding import REPAIRED, Decoded, decode, russian_look
from ingest.law.pattern import pattern
from ingest.law.text import spelled

GARBLED = (
    "Буквы в файле испорчены: текст открыт или сохранён не в той кодировке. Откройте исходный файл, проверьте, что он "
    "читается, сохраните его заново (DOCX или текст в UTF-8) и загрузите ещё раз."
)
_RUSSIAN = "".join(map(chr, range(ord("А"), ord("я") + 1)))
_SAMPLE = 5_000
_ENOUGH = 60
"""Letters by which a whole text can be judged."""
_WESTERN_RUN = pattern("[À-ÿ¨¸]" * 4)  # written out: the engine then skips to the first class
"""No western language has four accented letters in a row."""
_HIGH = pattern("[\xa1-\xff]+")
_CYRILLIC = pattern("[А-Яа-яЁё]")
_SLAVIC = pattern("[\u0400-\u04ff]")
_HIGH_LETTER = pattern("[^\x00-\x7f]")
_KOI8 = tuple(
    str.maketrans(_RUSSIAN.encode(read).decode(written), _RUSSIAN)
    for read, written in (("cp1251", "koi8-r"), ("koi8-r", "cp1251"))
)
_DOUBTFUL, _BETTER = 0.9, 0.3
"""The look of letters that may have been taken for others, and how much better the others must look."""
_LEAST_RUSSIAN = 0.3
"""The look below which letters are of no Russian text; texts as they are have 0.9 and more."""
_DOUBLED = pattern(r"[РСÐÑ][^А-Яа-яA-Za-z0-9\s.,;:()!?-]" * 3)
"""UTF-8 read as a single-byte page: every letter is «Р» or «С» («Ð», «Ñ») and one sign more."""


def decode_right(data: bytes, declared: str | None = None) -> Decoded:
    """:func:`~ingest.formats.encoding.decode`, and UTF-8 that was taken for a single-byte page and saved so read back.

    Raises:
        Unreadable: as there.
    """
    decoded = decode(data, declared)
    if not _DOUBLED.search(decoded.text[:_SAMPLE]):
        return decoded
    for page in ("cp1251", "cp1252"):
        try:
            text = _bytes_of(decoded.text, page).decode("utf-8")
        except UnicodeError:
            continue
        return Decoded(text, f"utf-8 ({page})")
    return decoded


def _bytes_of(text: str, page: str) -> bytes:
    """The bytes that the letters were made of; those that the page leaves empty stand for themselves."""
    return b"".join(ch.encode("latin-1" if "\x80" <= ch <= "\x9f" else page) for ch in text)


def respelled(text: str) -> str:
    """The text with Russian words in western letters put right, sign by sign: no offset moves.

    >>> respelled("Ïðèêàç îá ó÷åáå")
    'Приказ об учебе'
    """
    if not _WESTERN_RUN.search(text):
        return _turned(text)
    lines = text.split("\n")
    wrong = [at for at, line in enumerate(lines) if _WESTERN_RUN.search(line) or not _CYRILLIC.search(line)]
    sample = " ".join(lines[at] for at in wrong)[:_SAMPLE]
    page = max(("cp1251", "koi8-r"), key=lambda page: russian_look(_read_anew(sample, page)))
    if russian_look(_read_anew(sample, page)) <= 0:
        return text
    for at in wrong:
        lines[at] = spelled(_read_anew(lines[at], page))
    return "\n".join(lines)


def _turned(text: str) -> str:
    """Letters of KOI8 that were taken for those of 1251, or the reverse, put right; any other text as it is."""
    sample = text[:_SAMPLE]
    look = russian_look(sample)
    if look >= _DOUBTFUL:
        return text
    table = max(_KOI8, key=lambda table: russian_look(sample.translate(table)))
    return text.translate(table) if russian_look(sample.translate(table)) > look + _BETTER else text


def _read_anew(text: str, page: str) -> str:
    def anew(word: re.Match[str]) -> str:
        return word[0].encode("latin-1").decode(page)

    return _HIGH.sub(anew, text)


def warnings_of(text: str) -> list[Warning]:
    """What must be told of the letters of a finished text."""
    if is_garbled(text):
        return [Warning(GARBLED, None, "encoding")]
    unknown = text.count("\ufffd")
    return [Warning(REPAIRED.format(count=unknown), None, "encoding")] if unknown else []


def is_garbled(text: str) -> bool:
    """Whether there are letters of no writing in a text.

    >>> is_garbled("РџСЂРёРєР°Р· РѕР± СѓС‡РµР±Рµ"), is_garbled("ЏаЁЄ § ®Ў гзҐЎҐ" * 9), is_garbled("Приказ об учёбе")
    (True, True, False)
    """
    if _WESTERN_RUN.search(text) or _DOUBLED.search(text):
        return True
    sample = text[:_SAMPLE]
    high, slavic = len(_HIGH_LETTER.findall(sample)), len(_SLAVIC.findall(sample))
    return high > _ENOUGH and slavic * 2 > high and russian_look(sample) < _LEAST_RUSSIAN
