"""The body that an act's preamble says decides: «… Дума Примерского района решила:», where the head names none."""

from __future__ import annotations

from ingest.law.pattern import pattern

_FURTHEST = 3000
"""Characters below the head within which a preamble ends."""
_DECIDES = pattern(
    r"[ \n](?:постановляет|постановил[аио]?|решает|решил[аио]?|приказывает|распоряжается"
    r"|п о с т а н о в л я е т|р е ш и л[ аио]*)[ ]?:?(?=\n|$)",
)
_NAME = (
    r"(?<![А-Яа-яЁё-])(?:[А-ЯЁ][а-яё-]+(?:ая|ое|ий|ый|ой) (?:[а-яё-]+(?:ая|ое|ий|ый|ой) ){0,3})?"
    r"(?:Правительство|Губернатор|Администрация|Коллегия|Кабинет|Совет|Дума|Собрание|Хурал|Курултай|Комитет|Комиссия"
    r"|Управление|Управа|Департамент|Министерство|Служба|Агентство|Инспекция|Палата|Мэрия|Президиум"
    r"|(?:(?<=ая )|(?<=, ))(?:дума|администрация|комиссия|управа)|(?:(?<=[ое]е )|(?<=, ))собрание)"
    r"(?![а-яё])[^,;:.]{0,160}\Z"
)
_BODY = pattern(_NAME)


def deciding_body(text: str, start: int) -> str:
    """Name of the body in the nominative, "" when no preamble below ``start`` names one.

    >>> deciding_body("На основании статьи 44 Примерская районная дума решила:\\n1. Отметить.", 0)
    'Примерская районная дума'
    """
    verb = _DECIDES.search(text, start, start + _FURTHEST)
    if verb is None:
        return ""
    line = max(start, text.rfind("\n", start, max(start, verb.start() - 1)) + 1)
    body = _BODY.search(text, max(line, verb.start() - 220), verb.start())
    return body[0].strip() if body else ""


def names_decider(line: str, below: str) -> bool:
    """Whether a line is the name of a body alone, and the one below it says that it decides.

    >>> names_decider("Примерская областная Дума", "решила:"), names_decider("О примерах", "решила:")
    (True, False)
    """
    return _BODY.match(line) is not None and _DECIDES.fullmatch(f" {below}") is not None
