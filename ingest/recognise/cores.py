"""The hard core of a citation: a date and a number, in whatever order and spelling they stand.

    от 13 июля 2022 г. № 1241 · от 13.07.22 №1241 · № 149 от 27.07.2006 ФЗ · 273-Ф3 · «20» августа 2013 года N 1015

Numbers that are not of acts (pages, places in «Собрание законодательства», registrations) are masked first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.document import Span
from ingest.law.act_id import SECOND_NUMBER, tidy_number
from ingest.law.dates import DATE
from ingest.law.pattern import pattern
from ingest.law.text import DASHES


class Core(NamedTuple):
    """Date and number as they stand. ``date`` is the date's own wording (read it with ``read_date``), either may be
    None.
    """

    start: int
    end: int
    date: str | None
    number: str | None
    bare: bool = False
    """True for a number that names its kind itself («273-ФЗ») and stands without «№»."""


_LAW_SUFFIX = r"(?:Ф\s?К\s?[З3]|Ф\s?[З3]|фк[з3]|ф[з3])(?![А-Яа-яЁё]|-[а-яё])"
_SHORT_WORD = (
    r"(?i:об?|во?|ко?|со?|и|а|у|я|за|из|от|до|по|на|не|ни|но|же|он|мы|вы|их|её|ее|его|для|или|при|без|под|над|как|что"
    r"|это|все|так|там|тут|год|рук|дир|зам|инв|РФ|СЗ)"
)
"""Words that stand after a dash without being the tail of a number: «№ 5 - о мерах», against «№ 696 - з»."""
_SIMPLE_NUMBER = pattern(
    rf"\s*(?P<number>б/н|\d{{1,3}}\s?[{DASHES}]?\s?{_LAW_SUFFIX}|(?:[А-ЯЁA-Zа-я]{{1,6}}[{DASHES}/.]){{0,3}}(?:[А-ЯЁA-Zа-я]{{1,6}})?\d{{1,7}}[а-яА-ЯA-Za-z]{{0,3}}@?"
    rf"(?:(?:[{DASHES}]|\s?[{DASHES}]\s?(?=[ФфрР\d]))[А-ЯЁа-яёA-Za-z\d]{{1,8}}@?(?![а-яё])|[/.][А-ЯЁа-яёA-Za-z\d]{{1,8}}@?){{0,6}}(?:[^\S\n]+{_LAW_SUFFIX}"
    rf"|\s?[{DASHES}]\s?(?:[IVXХ]{{1,4}}(?![А-ЯЁA-Zа-яё])|(?!{_SHORT_WORD}[^А-Яа-яЁё-])[А-ЯЁа-яё]{{1,3}}(?![А-Яа-яЁё-])))?{SECOND_NUMBER}?)"
)
_SIGN = pattern(
    r"[№NФф](?:(?<=№)№?|(?<=N)(?<![A-Za-zА-Яа-я]N)(?=\s?[\dА-ЯA-Z])|(?<=[Фф])\s?[Кк]?\s?[Зз3](?![А-Яа-яЁё\d]))"
)
_DIGITS_BEFORE = pattern(rf"(?<![\dА-Яа-яA-Za-z/.{DASHES}])\d{{1,3}}\s?[{DASHES}]?\s?\Z")
_DIGITS_AFTER = pattern(rf"\s?[{DASHES}]?\s?(\d{{1,3}})(?![\d/]|\.\d)")
_MORE = pattern(rf"(?:\s*,\s*|\s+и\s+)(?P<number>\d{{1,5}}(?:[{DASHES}/][А-ЯЁа-яё\d]{{1,6}})?)(?!\d|\.\d|[А-Яа-яЁё])")
_GOES_ON = pattern(r"\s*(?:от\s|№|N\s?\d|[«\"“]|об?\s|-\d)")
_DATE_BEFORE = pattern(
    rf"(?:\b[Оо]т\s*)?(?P<date>{DATE})(?:\s*[А-Я]?\s*(?:г\.\s*Москва)?)?[\s,]*(?:за\s*)?\Z", re.IGNORECASE
)
_DATE_AFTER = pattern(rf"\s*,?\s*от\s*(?P<date>{DATE})(?:[^\S\n]*(?P<suffix>{_LAW_SUFFIX}))?", re.IGNORECASE)
_DIGIT = pattern(r"\d")
_NOT_AN_ACT = pattern(
    r"(?:регистрационн\w+|рег\.|приложени\w+|форм\w+|таблиц\w+|образ\w+|лот\w*|[сон]ош|школ\w*|гимнази\w*|лице[йяею]\w*|сад\w*|д/с|интернат\w*"
    r"|училищ\w*|колледж\w*|техникум\w*|больниц\w*|поликлиник\w*|счет\w*|квартир\w*|дом\w*|телефон\w*)\s*\Z",
    re.IGNORECASE,
)

_PUBLICATION = pattern(
    r"(?:Собрани[еяию]м? законодательства|Собрани[еяию]м? актов|Ведомост(?:и|ях|ей|ям)\b"
    r"|Бюллетен[ьяе]\w* |Российск(?:ая|ой) газет[аеы]|Свод законов|Собрание постановлений|СЗ РФ\b"
    r"|САПП\b|//|\((?=[А-ЯЁ«\"])(?=[^()\d]{3,160}(?:19|20)\d\d(?: г\.)?, (?:№|N) ?\d)(?=[^()]*, ст))"
)
_IN_BRACKETS_END = pattern(r"[^()]{0,8000}+(?:\([^()]{0,400}+\)[^()]{0,8000}+){0,40}+\)")
_OUT_OF_BRACKETS = pattern(
    r"[^();\n]{0,120}(?:[;,]?\s*(?:\d{4}|№\s*\d[\d\s(),/-]*|N\s*\d+|ст\.\s*\d[\d,\s-]*|\([^()]{0,40}\)|[IVX]+|[Чч]\.\s*\d)\s*[,;]?\s*){1,400}"
)


def published_at(text: str) -> list[Span]:
    """Spans of references to places of publication («(Собрание законодательства Российской Федерации, 2012, № 53, ст.
    7598)»).

    They name issues and articles of a gazette: aliases of an act, never acts (docs/law.md, 1).
    """
    spans: list[Span] = []
    for m in _PUBLICATION.finditer(text):
        if spans and m.start() < spans[-1].end:
            continue
        opened = m[0] == "(" or text.rfind("(", max(0, m.start() - 3), m.start()) >= 0
        tail = (_IN_BRACKETS_END if opened else _OUT_OF_BRACKETS).match(text, m.end())
        if tail:
            spans.append(Span(m.start(), tail.end()))
    return spans


def find_cores(text: str, masked: Sequence[Span] = ()) -> Iterator[Core]:
    """Every date-and-number of the text outside the masked spans, in order, not overlapping."""
    at, last = 0, 0
    for m in _SIGN.finditer(text):
        while at < len(masked) and masked[at].end <= m.start():
            at += 1
        if m.start() < last or (at < len(masked) and masked[at].start <= m.start()):
            continue
        core = _signed(text, m, last) if m[0][0] in "№N" else _bare(text, m, last)
        if core:
            last = core.end
            yield core
        while core and m[0] == "№№" and (more := _MORE.match(text, last)):
            last = more.end()
            yield Core(more.start("number"), last, None, tidy_number(more["number"]), bare=True)


def _signed(text: str, sign: re.Match[str], floor: int) -> Core | None:
    number = _SIMPLE_NUMBER.match(text, sign.end())
    if number is None:
        return None
    start, end, day, suffix = sign.start(), number.end(), None, None
    if before := _date_before(text, sign.start(), floor):
        start, day = before.start(), before["date"]
    elif _NOT_AN_ACT.search(text, max(floor, sign.start() - 24), sign.start()):
        return None
    elif after := _DATE_AFTER.match(text, number.end()):
        end, day, suffix = after.end(), after["date"], after["suffix"]
    return Core(start, end, day, _with_suffix(number["number"], suffix))


def _date_before(text: str, at: int, floor: int) -> re.Match[str] | None:
    """The date that ends where the number begins. «от» is tried first: a search from every character costs ten times
    more.
    """
    low = max(floor, at - 48)
    if not _DIGIT.search(text, max(low, at - 14), at):
        return None
    preposition = text.rfind("от", low, at)
    if preposition >= 0 and (m := _DATE_BEFORE.match(text, preposition, at)):
        return m
    return _DATE_BEFORE.search(text, low, at)


def _bare(text: str, suffix: re.Match[str], floor: int) -> Core | None:
    """«273-ФЗ», «ФЗ-273» without a number sign."""
    digits = _DIGITS_BEFORE.search(text, max(floor, suffix.start() - 6), suffix.start())
    if digits is None or (digits[0][-1].isspace() and _GOES_ON.match(text, suffix.end())):
        # «ст. 3 ФЗ от …»: the digits before belong to what stands there
        after = _DIGITS_AFTER.match(text, suffix.end())
        if after is None:
            return None
        number, dated = _with_suffix(after[1], suffix[0]), _DATE_AFTER.match(text, after.end())
        return Core(suffix.end(), (dated or after).end(), dated["date"] if dated else None, number, bare=True)
    start, end, day = digits.start(), suffix.end(), None
    if before := _date_before(text, digits.start(), floor):
        start, day = before.start(), before["date"]
    elif after := _DATE_AFTER.match(text, suffix.end()):
        end, day = after.end(), after["date"]
    return Core(start, end, day, _with_suffix(text[digits.start() : suffix.end()], None), bare=True)


_GLUED_SUFFIX = pattern(rf"(?<=\d)\s*[{DASHES}]?\s*({_LAW_SUFFIX})$")


@lru_cache(maxsize=16384)
def _with_suffix(number: str, suffix: str | None) -> str | None:
    """«149 ФЗ», «149 - Ф3» and «149» … «ФЗ» apart → «149-ФЗ»."""
    if suffix:
        number = f"{number}-{suffix}"
    return tidy_number(_GLUED_SUFFIX.sub(lambda m: "-" + re.sub(r"\s", "", m[1]).upper().replace("3", "З"), number))
