"""A body's name as documents print it, in the genitive, put as a list of bodies has it.

Only what the words themselves show is changed: a noun that is not in :data:`_NOUNS` stays in the case it is printed in.
"""

from __future__ import annotations

import re

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
        учреждение учреждения | организация организации | школа школы | гимназия гимназии
        лицей лицея | колледж колледжа
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
