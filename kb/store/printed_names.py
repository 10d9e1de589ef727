"""A body's name as documents print it - in capitals, in the genitive - put as a list of bodies has it.

Only what the words themselves show is changed: a noun that is not in :data:`_NOUNS` stays in the case it is printed in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# capitals

_PLACE = re.compile(r"област|кра[йюея]|республик|округ|район|город|посел|сельс")
_COMMON = re.compile(r"автономн|муниципальн|городск|сельск|районн|краев|областн|внутригородск")
"""Adjectives of places in general: «автономный округ», «городской округ»."""
_REPUBLIC = re.compile(r"республик[аиуе]")
_CITY = re.compile(r"москв[аыеу]|санкт-петербург|севастопол")
_NAMED_BELOW = re.compile(r"республик|округ|район[ае]?$|город[аеу]?$|посел|сел[ао]$|сельс")
"""Words that the name of the place comes after: «города Примерска», «Республики Марий Эл»."""
_ADJECTIVE = re.compile(r".+(?:[оеы]й|ий|ого|его|ому|ему|ая|яя)$")
_SMALL = frozenset({"и", "по", "на", "в", "о", "об", "при", "с", "для"})
_LETTERS = re.compile(r"[а-яё]+")


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


# case

_NOUNS = {
    of: name
    for name, of in (
        line.split()
        for line in """
        администрация администрации | агентство агентства | атаман атамана | врач врача | глава главы | город города
        губернатор губернатора | департамент департамента | дума думы | инспекция инспекции | кабинет кабинета
        канцелярия канцелярии | коллегия коллегии | комиссия комиссии | комитет комитета | край края | курултай курултая
        министерство министерства | мэр мэра | мэрия мэрии | область области | округ округа | палата палаты
        правительство правительства | президент президента | президиум президиума | прокуратура прокуратуры
        район района | республика республики | служба службы | собрание собрания | совет совета | суд суда
        съезд съезда | управление управления | фонд фонда | хурал хурала
        """.replace("\n", "|").split("|")
        if line.strip()
    )
}
"""Genitive → nominative of what bodies and places are called."""
_CITIES = {"москвы": "Москва", "санкт-петербурга": "Санкт-Петербург", "севастополя": "Севастополь"}
"""Cities that issue laws: the name of any other place stands below the noun and keeps its case."""
_APPOSED = {"югры": "Югра", "кузбасса": "Кузбасс"}
"""Second names of regions, after a dash."""
_DECLINED = re.compile(r".+(?:ого|его|ой|ей)$")
_FEMININE = {"ой": "ая", "ей": "яя"}
_NEUTER = {"ого": "ое", "его": "ее"}


def nominative(name: str) -> str:
    """A name printed in the genitive: the adjectives that open it and its first noun change, the rest stands.

    >>> [nominative(name) for name in ("Чувашской Республики", "Примерного края", "города Москвы", "Тынды")]
    ['Чувашская Республика', 'Примерный край', 'Город Москва', 'Тынды']
    """
    words = name.split()
    noun = next((i for i, word in enumerate(words) if not _DECLINED.match(word)), len(words))
    if name.lower() in _CITIES:
        return _CITIES[name.lower()]
    found = _NOUNS.get(words[noun].lower()) if words[noun:] else None
    if found is None:
        return name
    below = words[noun + 1 :]
    if found == "город":
        if " ".join(below).lower() not in _CITIES:
            return name
        below = [_CITIES[below[0].lower()]]
    if below[:1] == ["-"]:
        below = ["-", *(_APPOSED.get(word.lower(), word) for word in below[1:])]
    said = [*(_agreeing(word, found) for word in words[:noun]), _as_printed(found, words[noun]), *below]
    return _capital(" ".join(said))


def _agreeing(adjective: str, noun: str) -> str:
    """The adjective in the nominative, of the noun's gender."""
    for ending in ("ого", "его", "ой", "ей"):
        if adjective.endswith(ending):
            stem = adjective.removesuffix(ending)
            if noun[-1] in "аяь":
                return stem + _FEMININE.get(ending, ending)
            if noun[-1] in "ое":
                return stem + _NEUTER.get(ending, ending)
            return stem + ("ий" if ending == "его" or stem[-1] in "кгхжшщч" else "ый")
    return adjective


def _as_printed(noun: str, printed: str) -> str:
    return _capital(noun) if printed[0].isupper() else noun


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
