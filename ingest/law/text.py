"""Characters of legal Russian: spaces, quotes, dashes, superscripts, and how to level them.

Patterns in the recognisers are built from the classes named here, so that one place knows
which characters a typist may have used for a dash or a quotation mark.
"""

from __future__ import annotations

from unicodedata import normalize

from ingest.law.pattern import pattern

DASHES = r"\-‐‑‒–—―−"
"""Every character met in the place of a dash or a hyphen, ready to stand inside ``[…]`` of a pattern."""


SUPERSCRIPTS = str.maketrans("0123456789-+().", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁽⁾˙")
"""Plain digit → raised digit. A raised full stop has no character of its own: U+02D9 stands for it."""

SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN_FROM_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁽⁾˙", "0123456789-+().")

_INVISIBLE = pattern("[\x00-\x08\x0e-\x1f\x7f\xad\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]+")
_NUMBER_SIGN = pattern(r"(?<![A-Za-z\d])N(?:[º°]|[oо](?=\.?\s?\d))\.?\s?(?=[\dА-ЯЁA-Z])|№\.(?=\s?\d)")
"""«No 5», «Nº 5», «N° 5», «№. 5»: what keyboards without «№» give for it."""
_LETTER_ALONE = pattern(r" [А-ЯЁа-яё] [А-ЯЁа-яё]\b")
_SPACED_OUT = pattern(r"\b(?:[А-ЯЁа-яё] ){2,}[А-ЯЁа-яё]\b")
_LEVEL = str.maketrans(
    {"ё": "е", "Ё": "Е", "\xa0": " ", **dict.fromkeys("«»“”„‟‹›\"'", None), **dict.fromkeys(DASHES[2:], "-")}
)


def normalise(line: str) -> str:
    """One paragraph with invisible characters dropped and every run of spaces made one, letters composed («и» and a
    breve are «й», as NFC says), the signs of a number made «№».

    >>> normalise("  от\\xa013\\u2009июля   2022 г.\\u200b No 5")
    'от 13 июля 2022 г. № 5'
    """
    line = normalize("NFC", line)
    if "N" in line or "№." in line:
        line = _NUMBER_SIGN.sub("№ ", line)
    if not line.isprintable():
        return " ".join(_INVISIBLE.sub("", line).split())
    return line.strip() if "  " not in line else " ".join(line.split())


def superscript(text: str) -> str:
    """Raised form of a number: ``"1-1"`` → ``"¹⁻¹"``; letters stay as they are."""
    return text.translate(SUPERSCRIPTS)


def level(text: str) -> str:
    """Text for comparing wording: quotes dropped, ё → е, dashes alike, one space, lower case, no edge marks.

    >>> level("«О ФГИС “Моя школа”».")
    'о фгис моя школа'
    """
    return " ".join(text.translate(_LEVEL).split()).strip(" .;,").lower()


def fold(text: str) -> str:
    """Lower case, ё as е."""
    return text.lower().replace("ё", "е")


def close_up(text: str) -> str:
    """Words printed with gaps between the letters, closed up: ``П Р И К А З`` → ``ПРИКАЗ``."""
    if not _LETTER_ALONE.search(text):  # nearly every text, and the quicker question
        return text
    return _SPACED_OUT.sub(lambda m: m[0].replace(" ", ""), text)
