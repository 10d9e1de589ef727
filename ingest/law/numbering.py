"""Numbers of units: 14¹, 14.1, 14-1, 14^1 and 14_1 are one number; «б» and «в1» are numbers too.

The canonical form has full stops («14.1», «в.1»), the form inside an eId has hyphens («14-1», «в-1»).
"""

from __future__ import annotations

from functools import lru_cache

from ingest.law.pattern import pattern
from ingest.law.text import DASHES, PLAIN_FROM_SUPERSCRIPT, SUPERSCRIPT_DIGITS

LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
"""Letters in the order drafters use them: without ё, й, ъ, ы, ь. «з» is used as a rule, so it stays in."""

_RAISED = pattern(rf"(?<=[\dа-яa-zIVXLC.])[{SUPERSCRIPT_DIGITS}⁻˙]+")
_SEPARATORS = pattern(rf"\s*[\^._{DASHES}⁻˙]+\s*")
_IN_BRACKETS = pattern(r"(?<=[\dа-я])\((\d{1,3})\)")
_LETTER_DIGIT = pattern(r"(?<=[а-яa-z])(?=\d)")
_LISTED = pattern(r"\s*,\s*|\s+и\s+")
_RANGE = pattern(rf"\s*[{DASHES}]\s*")
_ROMAN = pattern(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@lru_cache(maxsize=65536)
def canonical(number: str) -> str:
    """The one form of a unit's number.

    >>> [canonical(n) for n in ("14²", "14.²", "14^2", "14-2", "14.2.", "в1", '"б"', "6³⁻¹", "XIV¹")]
    ['14.2', '14.2', '14.2', '14.2', '14.2', 'в.1', 'б', '6.3.1', 'XIV.1']
    """
    if "(" in number:  # «7(1)», as the Government numbers what it puts in
        number = _IN_BRACKETS.sub(r".\1", number)
    number = number.strip(" \"'«»“”„.)(")
    number = _RAISED.sub(lambda m: "." + m[0].translate(PLAIN_FROM_SUPERSCRIPT), number)
    number = _SEPARATORS.sub(".", number).strip(".")
    if number and not number.isascii():
        number = _LETTER_DIGIT.sub(".", number.lower())
    return number


def for_eid(number: str) -> str:
    """The number as it stands inside an eId (docs/law.md, 7): ``"14²"`` → ``"14-2"``."""
    return canonical(number).replace(".", "-")


def is_roman(text: str) -> bool:
    """True for a well-formed Roman number in capitals («XIV»)."""
    return bool(text) and _ROMAN.fullmatch(text) is not None


def roman_value(text: str) -> int:
    """``"XIV"`` → 14.

    Raises:
        ValueError: the text is not a Roman number.
    """
    if not is_roman(text):
        raise ValueError(f"не римское число: {text!r}")
    values = [_ROMAN_VALUES[ch] for ch in text]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))


def sort_key(number: str) -> tuple[tuple[int, int | str], ...]:
    """Order of numbers as a reader expects it: 9 < 10 < 10.1 < 11, а < б, I < II."""
    return tuple(_part_key(part) for part in canonical(number).split("."))


def _part_key(part: str) -> tuple[int, int | str]:
    if part.isdecimal():
        return (0, int(part))
    if is_roman(part):
        return (0, roman_value(part))
    if len(part) == 1 and part in LETTERS:
        return (1, LETTERS.index(part))
    return (2, part)


def expand(first: str, last: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Every number of the range «first - last», both ends included.

    With ``known`` (the real numbering of the target, in order) the range takes what really stands between the ends,
    so «14 - 15» also brings 14.1. Without it, whole numbers and letters are counted, and only the last part may run:
    «3.1 - 3.4». A range that cannot be counted gives its two ends.

    >>> expand("1", "3"), expand("а", "г"), expand("3.1", "3.3"), expand("14", "15", ("13", "14", "14.1", "15"))
    (('1', '2', '3'), ('а', 'б', 'в', 'г'), ('3.1', '3.2', '3.3'), ('14', '14.1', '15'))
    """
    first, last = canonical(first), canonical(last)
    if first in known and last in known:
        at, until = known.index(first), known.index(last)
        if at <= until:
            return known[at : until + 1]
    return _count(first, last) or (first, last)


def each(printed: str) -> tuple[str, ...]:
    """The numbers that one label prints for units left together, in order; of a label of one unit that number alone.

    >>> each("106 - 107"), each("3, 5 и 7"), each("14.1")
    (('106', '107'), ('3', '5', '7'), ('14.1',))
    """
    ranges = (_RANGE.split(part) for part in _LISTED.split(printed))
    return tuple(number for ends in ranges for number in (expand(ends[0], ends[-1]) if len(ends) > 1 else ends))


def _roman(value: int) -> str:
    """4 → «IV»."""
    out = ""
    for number, digits in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while value >= number:
            out, value = out + digits, value - number
    return out


def _count(first: str, last: str) -> tuple[str, ...]:
    head, _, low = first.rpartition(".")
    head_of_last, _, high = last.rpartition(".")
    if head != head_of_last:
        return _count_into_fraction(first, last)
    stem = f"{head}." if head else ""
    if low.isdecimal() and high.isdecimal() and int(low) <= int(high) <= int(low) + 1000:
        return tuple(f"{stem}{n}" for n in range(int(low), int(high) + 1))
    if is_roman(low) and is_roman(high) and roman_value(low) <= roman_value(high):
        return tuple(stem + _roman(n) for n in range(roman_value(low), roman_value(high) + 1))
    if len(low) == len(high) == 1 and low in LETTERS and high in LETTERS and low <= high:
        return tuple(stem + ch for ch in LETTERS[LETTERS.index(low) : LETTERS.index(high) + 1])
    return ()


def _count_into_fraction(first: str, last: str) -> tuple[str, ...]:
    """«2 - 3.4»: whole numbers up to 3, then 3.1 … 3.4; the fractions between are unknown without the target."""
    whole, _, tail = last.partition(".")
    if not (
        first.isdecimal() and whole.isdecimal() and tail.isdecimal() and int(first) <= int(whole) and int(tail) <= 100
    ):
        return ()
    return (*_count(first, whole), *(f"{whole}.{n}" for n in range(1, int(tail) + 1)))


_UNITS = ("", "перв", "втор", "трет", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят")
_TEENS = (
    "десят",
    "одиннадцат",
    "двенадцат",
    "тринадцат",
    "четырнадцат",
    "пятнадцат",
    "шестнадцат",
    "семнадцат",
    "восемнадцат",
    "девятнадцат",
)
_TENS_CARDINAL = {
    "двадцать": 20,
    "тридцать": 30,
    "сорок": 40,
    "пятьдесят": 50,
    "шестьдесят": 60,
    "семьдесят": 70,
    "восемьдесят": 80,
    "девяносто": 90,
    "сто": 100,
}
_ENDING = r"(?:ый|ий|ой|ая|ья|ое|ье|ые|ьи|ого|ьего|ому|ьему|ым|ьим|им|ом|ьем|ей|ьей|ую|ью|ых|ьих|их|ыми|ьими|ими)"

ORDINAL = (
    r"(?:(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто|сто)\s+){0,2}"
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат|тринадцат|четырнадцат|пятнадцат|шестнадцат"
    r"|семнадцат|восемнадцат|девятнадцат|двадцат|тридцат|сороков|пятидесят|шестидесят|семидесят|восьмидесят|девяност|сот)"
    + _ENDING
    + r"\b"
)
"""Pattern source of an ordinal in words, any gender and case: «третий», «двадцать первой»."""

_ORDINAL_STEMS = {
    **{stem.replace("[её]", "е"): i for i, stem in enumerate(_UNITS) if stem},
    **{stem: 10 + i for i, stem in enumerate(_TEENS)},
    "двадцат": 20,
    "тридцат": 30,
    "сороков": 40,
    "пятидесят": 50,
    "шестидесят": 60,
    "семидесят": 70,
    "восьмидесят": 80,
    "девяност": 90,
    "сот": 100,
}
_ORDINAL_WORD = pattern(r"([а-я]+?)" + _ENDING + r"$")


@lru_cache(maxsize=4096)
def ordinal_value(words: str) -> int | None:
    """``"двадцать первой"`` → 21; None when the words are no ordinal."""
    *tens, last = words.lower().replace("ё", "е").split() or [""]
    m = _ORDINAL_WORD.match(last)
    value = _ORDINAL_STEMS.get(m[1]) if m else None
    if value is None:
        return None
    for word in tens:
        if word not in _TENS_CARDINAL:
            return None
        value += _TENS_CARDINAL[word]
    return value


def ordinal_words(value: int, gender: str = "m", genitive: bool = False) -> str:
    """``21`` → «двадцать первый»; gender "m", "f" or "n"; 1 … 100, else the number itself as digits."""
    if not 1 <= value <= 100:
        return str(value)
    if value > 20 and value % 10 and value < 100:
        tens = next(word for word, ten in _TENS_CARDINAL.items() if ten == value // 10 * 10)
        return f"{tens} {ordinal_words(value % 10, gender, genitive)}"
    stem = next(stem for stem, number in _ORDINAL_STEMS.items() if number == value)
    if stem == "трет":
        return stem + {"m": ("ий", "ьего"), "f": ("ья", "ьей"), "n": ("ье", "ьего")}[gender][genitive]
    stressed = stem in ("втор", "шест", "седьм", "восьм", "сороков")
    return stem + {"m": ("ой" if stressed else "ый", "ого"), "f": ("ая", "ой"), "n": ("ое", "ого")}[gender][genitive]
