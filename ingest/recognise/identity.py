"""Which act a kind word, the words after it, and a number make: kind and issuers settled."""

from __future__ import annotations

from datetime import date

from ingest.law.act_id import latin
from ingest.law.dates import ImpossibleDate, read_date
from ingest.law.issuers import resolve
from ingest.law.organisations import names_organisation
from ingest.law.pattern import pattern
from ingest.law.stems import stems

_OF_RUSSIA = pattern(
    r"\s*(?:РФ|Российской\s+Федерации|РСФСР|СССР|Союза\s+ССР|Союза\s+Советских\s+Социалистических\s+Республик)?\s*\Z"
)
_CITY = pattern(r"(?<![А-Яа-яЁё])г\.\s*(?=[А-ЯЁ])")
_SUBJECT = pattern(r"\s+об?\s+[а-яё]")
_ACTING = pattern(r"\A(?i:(?:временно\s+)?исполняющ(?:ий|ая|его|ей)\s+обязанности|врио|и\.\s?о\.)\s+(?=[А-Яа-яЁё]{3})")
"""Who acts for a governor or a minister issues that office's acts."""
_HEADS = ("директор", "заведующая", "заведующий", "ректор", "руководитель", "начальник")
_HEAD = pattern(rf"\s*(?:{'|'.join(word.removesuffix('ая').removesuffix('ий') for word in _HEADS)})[а-яё]*\s+")
"""Who heads an organisation and signs its orders: «приказ директора МБОУ СОШ № 7» is an order of the school."""
_FIXED: dict[tuple[str, tuple[str, ...]], str] = {  # (kind as written, issuers) → the kind it is
    ("postanovlenie", ("pravitelstvo",)): "pp",
    ("rasporyazhenie", ("pravitelstvo",)): "rp",
    ("postanovlenie", ("ks",)): "ks",
    ("opredelenie", ("ks",)): "opredelenie",
}


def settle(kind: str, phrase: str, number: str | None, day: date | None) -> tuple[str, tuple[str, ...]]:
    """Kind and issuers from the kind word, the words after it, and the number.

    A number with «-ФЗ» is of a federal law whatever the word; «Закон РФ» implies no issuer; an указ nobody is named for
    is the President's.
    """
    upper = (number or "").upper()
    if upper.endswith("-ФКЗ"):
        return "fkz", ()
    if upper.endswith("-ФЗ") and kind in ("zakon", "fz", "kodeks", "akt"):
        return "fz", ()
    if kind in ("fz", "fkz", "pp", "rp"):
        return kind, ()
    phrase = _ACTING.sub("", cities_named(phrase.strip(" ,")))
    if kind in ("zakon", "kodeks"):
        phrase = _SUBJECT.split(phrase)[0]  # «Кодекс Республики Примерия об административных правонарушениях»
        return (
            ("zakon", ())
            if _OF_RUSSIA.match(phrase)
            else ("zakon", resolve(phrase, day) or (latin("-".join(stems(phrase)))[:40],))
        )
    if (head := _HEAD.match(phrase.lower())) and names_organisation(phrase[head.end() :]):
        phrase = phrase[head.end() :]
    issuers = resolve(phrase, day) if phrase else ()
    if kind == "ukaz" and not issuers:
        issuers = ("prezident",)
    fixed = _FIXED.get((kind, issuers))
    return (fixed, () if fixed in ("pp", "rp") else issuers) if fixed else (kind, issuers)


def of_own_head(issuers: tuple[str, ...]) -> bool:
    """Whether nobody but a head of an organisation is named: «приказом директора», said in a paper of its own.

    >>> of_own_head(resolve("директора")), of_own_head(resolve("Минпросвещения России"))
    (True, False)
    """
    return issuers in {resolve(word) for word in _HEADS}


def cities_named(phrase: str) -> str:
    """The phrase with «г. Примерска» spelled out as «города Примерска»: one body, one name."""
    return _CITY.sub("города ", phrase) if "г." in phrase else phrase


def day_or_problem(wording: str | None) -> tuple[date | None, str | None]:
    """The day, or the sentence that says why there is none."""
    if not wording:
        return None, None
    try:
        return read_date(wording), None
    except ImpossibleDate as error:
        return None, f"Дата в ссылке на акт не читается: {error}."
