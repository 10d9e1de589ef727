"""Characters of legal Russian: spaces, quotes, dashes, superscripts, and how to level them.

Patterns in the recognisers are built from the classes named here, so that one place knows
which characters a typist may have used for a dash or a quotation mark.
"""

from __future__ import annotations

import re
from unicodedata import is_normalized
from unicodedata import normalize as compose

from ingest.law.pattern import pattern

DASHES = r"\-‐‑‒–—―−"
"""Every character met in the place of a dash or a hyphen, ready to stand inside ``[…]`` of a pattern."""


SUPERSCRIPTS = str.maketrans("0123456789-+().", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁽⁾˙")
"""Plain digit → raised digit. A raised full stop has no character of its own: U+02D9 stands for it."""

SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN_FROM_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁽⁾˙", "0123456789-+().")

_ALIKE = "ABCEHKMOPTXYaceopxy"
_CYRILLIC = str.maketrans(_ALIKE, "АВСЕНКМОРТХУасеорху")
_LATIN = pattern(f"[{_ALIKE}]")
"""Few lines have such a letter: the cheap question."""
_BESIDE = pattern(f"[{_ALIKE}][А-Яа-яЁё]|[А-Яа-яЁё][{_ALIKE}]")
_MIXED = pattern(
    rf"""
    (?<![A-Za-zА-Яа-яЁё\d])
    (?=[А-ЯЁа-яё]*[{_ALIKE}]) (?=[{_ALIKE}]*[А-Яа-яЁё])
    (?: [А-Яа-яЁё{_ALIKE}]{{5,}} | [А-Яа-яЁё][А-Яа-яЁё{_ALIKE}]{{2,3}}
      | [А-ЯЁABCEHKMOPTX]{{4}} | [ОоOo](?:[бтБТ]|бо) | [ПпНнСсВвДдЗз][aoао] | [HC][ао] | [Cc]т | Bсе
    )
    (?![A-Za-zА-Яа-яЁё\d])
    """,
    re.VERBOSE,
)
"""A word of letters of both alphabets, of which the Latin ones all have a Cyrillic twin. «Tкр», «Kпов» are signs of
formulas: a short word is in capitals, or begins with a Cyrillic letter, or is one of those that open a sentence."""
_LAW_NUMBER = pattern(r"(?<=[\d-])Ф3(?!\w)")
_NUMBER_TAIL = pattern(r"([№N] ?\d[\d./-]*)([А-ЯЁ]{0,3}[ABEHKOPT][ABEHKOPTА-ЯЁ]{0,3})(?!\w)")
"""Letters of a number that cannot be Roman figures, as X, C and M may be."""
_INVISIBLE = pattern("[\x00-\x08\x0e-\x1f\x7f\xad\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]+")
_NUMBER_SIGN = pattern(r"(?<![A-Za-z\d])N(?:[º°]|[oо](?=\.?\s?\d))\.?\s?(?=[\dА-ЯЁA-Z])|№\.(?=\s?\d)")
"""«No 5», «Nº 5», «N° 5», «№. 5»: what keyboards without «№» give for it."""
_LOW_LINE = pattern(r"(?<![\w./-])(?<!№ )(?<!N )((?:\d{1,4}\.)*\d{1,4}|[а-я])_(\d{1,2}(?:-\d{1,2})?)(?![\w_])")
"""«5_1»: how «Кодекс» prints 5¹ in plain text."""
_OF_UNITS = pattern(
    r"(?i:стат(?:ь|ей)|глав|раздел|пункт|част|приложени|абзац|параграф|(?<!\w)(?:ст|п|пп|ч|гл)\.)|[\d.]{1,9}_\d{1,2}[.)]"
)
_LETTER_ALONE = pattern(r" [А-ЯЁа-яё] [А-ЯЁа-яё]\b")
_SPACED_OUT = pattern(r"\b(?:[А-ЯЁа-яё] ){2,}[А-ЯЁа-яё]\b")
_LEVEL = str.maketrans(
    {"ё": "е", "Ё": "Е", "\xa0": " ", **dict.fromkeys("«»“”„‟‹›\"'", None), **dict.fromkeys(DASHES[2:], "-")}
)


def normalise(line: str) -> str:
    """One paragraph as the reader sees it: letters composed, look-alikes spelled, the signs of a number made «№»,
    numbers of units raised («статья 5_1»), invisible characters dropped, every run of spaces made one.

    >>> normalise("  от\\xa013\\u2009июля   2022 г.\\u200b No 5")
    'от 13 июля 2022 г. № 5'
    """
    if not line.isprintable():
        line = " ".join(_INVISIBLE.sub("", line).split())
    elif "  " in line:
        line = " ".join(line.split())
    else:
        line = line.strip()
    if not is_normalized("NFC", line):
        line = compose("NFC", line)
    if "N" in line or "№." in line:
        line = _NUMBER_SIGN.sub("№ ", line)
    if "_" in line and _OF_UNITS.search(line):
        line = _LOW_LINE.sub(lambda number: number[1] + superscript(number[2]), line)
    return spelled(line) if _LATIN.search(line) or "Ф3" in line else line


def spelled(line: str) -> str:
    """Latin letters that stand for Cyrillic ones put right, where a word or a number leaves no doubt; offsets stay.

    >>> spelled("Пpиказ № 45-O, 152-Ф3"), spelled("IT-класс, № 88-X")
    ('Приказ № 45-О, 152-ФЗ', 'IT-класс, № 88-X')
    """
    if _BESIDE.search(line):
        line = _MIXED.sub(lambda word: _cyrillic(word[0]), line)
    line = _LAW_NUMBER.sub("ФЗ", line)
    return _NUMBER_TAIL.sub(lambda number: number[1] + number[2].translate(_CYRILLIC), line)


def _cyrillic(word: str) -> str:
    """A short word, or one of the law's, in Cyrillic; a name with a slip in it stays as its source prints it."""
    right = word.translate(_CYRILLIC)
    return right if len(word) < _SHORTEST_NAME or _OF_LAW.match(right.lower()) else word


_SHORTEST_NAME = 5
_OF_LAW = pattern(
    r"приказ|постанов|распоряж|решени|указ|закон|федерал|кодекс|стать|част|пункт|подпункт|абзац|глав|раздел|подраздел"
    r"|приложен|положени|поряд|правил|инструкц|устав|регламент|програм|протокол|изменени|дополн|утвер|утрат|соглас|принят"
    r"|редакц|министер|правител|президент|росси|област|район|город|школ|учрежд|образован|директор|администрац|совет"
    r"|настоящ|общие|вступ|действ|слова|замен|излож|исключ|признат"
)
"""How words begin by which an act is read."""


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
