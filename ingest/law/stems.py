"""Words with their case endings cut, so that «Министерство юстиции» and «Министерством юстиции» compare as equal.

This is no linguistic stemmer: it only has to give one form for the cases of one name, fast and without a dictionary.
"""

from __future__ import annotations

from functools import lru_cache

from ingest.law.pattern import pattern

_WORD = pattern(r"[а-яa-z0-9]+(?:-[а-яa-z0-9]+)*")
_ENDING = pattern(
    r"(?<=[а-я]{4})(?:иями|иях|ией|ию|ии|ия)$|(?<=[а-я]{3})(?:ями|ами|ыми|ими|ого|его|ому|ему|ая|яя|ое|ее|ые|ие|ой|ей|ый|ий|ую|юю|ом|ем|ым|им|ых|их|ах|ях|ов|ев"
    r"|ью|ья|а|я|о|е|ы|и|у|ю|ь|й)$"
)
_STROY = pattern(r"стро(?:й|я|ю|ем|е)$")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The word without its ending, in lower case, ё as е; at least three letters stay.

    >>> stem("Министерством"), stem("СЛУЖБЫ"), stem("Минстроя"), stem("РФ")
    ('министерств', 'служб', 'минстрой', 'рф')
    """
    word = word.lower().replace("ё", "е")
    if "стро" in word and _STROY.search(word):
        return _STROY.sub("строй", word)
    return _ENDING.sub("", word)


def stems(phrase: str) -> list[str]:
    """Stems of a phrase's words in order, marks dropped; «Российской Федерации», «России» and «РФ» are all «рф».

    >>> stems("Министерства юстиции Российской Федерации")
    ['министерств', 'юстиц', 'рф']
    """
    found: list[str] = []
    for word in _WORD.findall(phrase.lower().replace("ё", "е")):
        cut = stem(word)
        if cut == "федерац" and found and found[-1] == "российск":
            found[-1] = "рф"
        else:
            found.append("рф" if word == "россии" else cut)
    return found
