"""Capitals put into small letters: names of bodies, titles.

Which words keep a capital is told by the document itself where it uses them: «ПРИМЕРСКОЙ» of a title is «Примерской» if
the text writes it so, «МБОУ» is an abbreviation if it stands in capitals among small letters. Where the text does not
say, places are known by the word they stand with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.law.organisations import is_abbreviation
from ingest.law.pattern import pattern

_PLACE = pattern(r"област|кра[йюея]|республик|округ|район|город|посел|сельс")
_COMMON = pattern(r"автономн|муниципальн|городск|сельск|районн|краев|областн|внутригородск")
"""Adjectives of places in general: «автономный округ», «городской округ»."""
_REPUBLIC = pattern(r"республик[аиуе]")
_CITY = pattern(r"москв[аыеу]|санкт-петербург|севастопол")
_NAMED_BELOW = pattern(r"республик|округ|район[ае]?$|город[аеу]?$|посел|сел[ао]$|сельс")
"""Words that the name of the place comes after: «города Примерска», «Республики Марий Эл»."""
_ADJECTIVE = pattern(r".+(?:[оеы]й|ий|ого|его|ому|ему|ая|яя)$")
_SMALL = frozenset({"и", "по", "на", "в", "о", "об", "при", "с", "для"})
_LETTERS = pattern(r"[а-яё]+")


def small_letters(line: str) -> str:
    """A name printed in capitals, in small ones: the first word and the names of places keep a capital; «города» has
    none, «Закон города Примерска».

    >>> [small_letters(name) for name in ("ПРАВИТЕЛЬСТВО ПРИМЕРНОЙ ОБЛАСТИ", "Мэр Тольятти", "РЕСПУБЛИКИ МАРИЙ ЭЛ")]
    ['Правительство Примерной области', 'Мэр Тольятти', 'Республики Марий Эл']
    """
    if not line.isupper():
        return line
    words = line.lower().split()
    return " ".join(_raised(word) if _opens(word, i) or _of_place(words, i) else word for i, word in enumerate(words))


def _opens(word: str, i: int) -> bool:
    return i == 0 and word != "города"


def _raised(word: str) -> str:
    """Every part of a compound has its capital: «Ханты-Мансийского», but «Ростова-на-Дону»."""
    return _LETTERS.sub(lambda m: m[0] if m[0] in _SMALL else m[0].capitalize(), word)


def _of_place(words: Sequence[str], i: int) -> bool:
    if words[i] in _SMALL:
        return False
    if _REPUBLIC.match(words[i]) or _CITY.match(words[i]):
        return True
    return not _PLACE.match(words[i]) and (_says_which(words, i) or _is_named(words, i))


def _says_which(words: Sequence[str], i: int) -> bool:
    """The word is an adjective of the place that follows: «Примерской области», «Донецкой Народной Республики»."""
    end = i
    while end < len(words) and _ADJECTIVE.match(words[end]) and not _PLACE.match(words[end]):
        end += 1
    if not i < end < len(words) or not _PLACE.match(words[end]):
        return False
    return not _COMMON.match(words[i]) or _REPUBLIC.match(words[end]) is not None


def _is_named(words: Sequence[str], i: int) -> bool:
    """The word belongs to the name that stands after «республики», «города»: at most two words, four of a republic."""
    for length, word in enumerate(reversed(words[:i]), 1):
        if word in _SMALL or length > 4:
            return False
        if _NAMED_BELOW.match(word):
            return length <= (4 if _REPUBLIC.match(word) else 2)
    return False


# titles

_WORD = pattern(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_CAPITAL_WORD = pattern(r"[А-ЯЁ]{2,}(?:-[А-ЯЁ]+)*")
_SENTENCE_ENDS = '.!?:\n«"“(№'
_SETTLEMENT = pattern(r"(?<![А-ЯЁа-яё])(?i:г|с|п|пос|пгт|ст|х|д)\. ?\Z")
_FIXED = {"рф": "РФ", "российской": "Российской", "федерации": "Федерации", "санпин": "СанПиН", "россии": "России"}
_MOST_TEXT = 60_000
"""Characters of the document that are looked through for the words of its title."""


def is_in_capitals(line: str) -> bool:
    """Whether a title is set in capitals, words of one or two letters apart.

    >>> is_in_capitals("О ПОРЯДКЕ и РЕАЛИЗАЦИИ"), is_in_capitals("О МБОУ СОШ № 7 города")
    (True, False)
    """
    words = [word for word in _WORD.findall(line) if len(word) > 2]
    return (len(words) > 1 and all(word.isupper() for word in words)) or line.isupper()


def sentence_case(title: str, text: str = "") -> str:
    """A title set in capitals as a sentence; any other as it stands. ``text`` shows how its words are written.

    >>> sentence_case("О ШКОЛЬНОМ МУЗЕЕ МБОУ СОШ ПРИМЕРСКОГО РАЙОНА")
    'О школьном музее МБОУ СОШ Примерского района'
    """
    if not is_in_capitals(title):
        return title
    written = _written(text[:_MOST_TEXT])
    words = [m[0].lower() for m in _WORD.finditer(title)]
    cased = iter(_cased(words, i, written, m) for i, m in enumerate(_WORD.finditer(title)))
    return _WORD.sub(lambda m: next(cased), title)


def _cased(words: Sequence[str], i: int, written: dict[str, str], m: re.Match[str]) -> str:
    word = words[i]
    known = _FIXED.get(word) or written.get(word)
    opens = i == 0 or m.string[m.start() - 1] in '«"“'
    if known and known.isupper() and len(known) > 1:
        return known
    if known and known != word:
        return known
    if known is None and is_abbreviation(m[0]):
        return m[0]
    if known is None and (_of_place(words, i) or _SETTLEMENT.search(m.string, 0, m.start())):
        return _raised(word)
    return word[0].upper() + word[1:] if opens else word


@lru_cache(maxsize=8)
def _written(text: str) -> dict[str, str]:
    """How the text writes its words inside sentences: in small letters where it does so once."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        if line.isupper() or is_in_capitals(line):
            continue
        for word in _inner_words(line):
            if found.get(word.lower(), "") != word.lower():
                found[word.lower()] = word
    return found


def _inner_words(line: str) -> Iterator[str]:
    """Words of a line that open no sentence and no quotation."""
    for m in _WORD.finditer(line):
        before = line[: m.start()].rstrip()[-1:] if m.start() else ""
        if before and (before not in _SENTENCE_ENDS or m[0].islower()):
            yield m[0]
