"""From which day: an ordered table of small rules, each reading one wording of time (docs/law.md, 5).

A rule takes the words after «вступает в силу» and the facts known of the act, and answers with a day (None where a fact
is missing) and how it is counted, in words that do not depend on the act: «10 days after publication». The first rule
that holds decides, so what is said more narrowly stands above: a floor («но не ранее …») above the days it bounds, «со
дня опубликования» above «после опубликования», a bare date last, for dates stand in the names of acts too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from ingest.document import Document
from ingest.law.dates import DATE, date_or_none
from ingest.law.pattern import pattern


class Facts(NamedTuple):
    """Days that rules count from; None where the source does not tell."""

    published: date | None
    signed: date | None


class When(NamedTuple):
    """A wording of time read: the day if it can be known, how it is counted, and which of :data:`RULES` read it."""

    day: date | None
    rule: str
    found_by: str = ""


_NUMBERS = {  # «через шесть …» and «по истечении шести …»
    "один": 1, "одного": 1, "два": 2, "двух": 2, "три": 3, "трех": 3, "трёх": 3, "четыре": 4, "четырех": 4,
    "четырёх": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6, "семь": 7, "семи": 7, "восемь": 8, "восьми": 8,
    "девять": 9, "девяти": 9, "десять": 10, "десяти": 10, "двенадцать": 12, "двенадцати": 12,
    "четырнадцать": 14, "четырнадцати": 14, "пятнадцать": 15, "пятнадцати": 15, "восемнадцать": 18,
    "восемнадцати": 18, "двадцать": 20, "двадцати": 20, "тридцать": 30, "тридцати": 30, "сорок": 40, "сорока": 40,
    "сорок пять": 45, "сорока пяти": 45, "шестьдесят": 60, "шестидесяти": 60, "девяносто": 90, "девяноста": 90,
    "сто": 100, "ста": 100, "сто двадцать": 120, "ста двадцати": 120, "сто пятьдесят": 150, "ста пятидесяти": 150,
    "сто восемьдесят": 180, "ста восьмидесяти": 180, "двести семьдесят": 270, "двухсот семидесяти": 270,
    "триста шестьдесят": 360, "трехсот шестидесяти": 360, "триста шестьдесят пять": 365,
    "трехсот шестидесяти пяти": 365,
}  # fmt: skip
_UNITS: dict[str, Callable[[int], tuple[int, str]]] = {
    "дн": lambda n: (n, "day"),
    "де": lambda n: (n, "day"),
    "не": lambda n: (7 * n, "day"),
    "ме": lambda n: (n, "month"),
    "по": lambda n: (6, "month"),  # «через полгода»
    "го": lambda n: (n, "year"),
    "ле": lambda n: (n, "year"),
}
AMOUNT = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})".replace(" ", "[ ]")
"""Pattern source of a number, for verbose patterns too; group n."""
_ITS = (
    r"(?:(?:его|ее|её|их)\s+)?(?:первого\s+)?(?:официального\s+)?(?:(?:его|ее|её|их)\s+)?"
    r"(?:опубликования|обнародования)"
)
_SIGNED = r"(?:(?:его|ее|её|их)\s+)?(?:подписания|принятия|утверждения|издания)"
_FROM = rf"(?:после|со|с)\s+(?:(?:дня|даты|момента)\s+)?(?:{_ITS}|(?P<signed>{_SIGNED}))"
_SPAN = pattern(
    rf"""
    (?:по\s+истечении|через)\s+
    (?:{AMOUNT}(?:-(?:ти|и|х))?\s*)?   # none: «через месяц»
    (?:\([а-яё\s]{{2,30}}\)\s*)?                     # the same in words, or in figures
    (?:календарных\s+|рабочих\s+)?
    (?P<unit>дн|ден|недел|месяц|год|лет|полгода|полугода)[а-яё]*\s+
    {_FROM}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ON_PUBLICATION = pattern(rf"(?:со|с)\s+(?:дня|момента|даты)\s+{_ITS}", re.IGNORECASE)
_DAY_AFTER = pattern(
    rf"""
    (?: (?:на\s+следующий\s+день|со?\s+следующего\s+дня|со\s+дня,\s+следующего|в\s+день,\s+следующий)\s+
        (?:после|за)\s+(?:дн(?:я|ем|ём)\s+)?
      | (?:после|по\s+истечении)\s+дня\s+ )
    (?:{_ITS}|(?P<signed>{_SIGNED}))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AFTER_PUBLICATION = pattern(rf"(?:после|не\s+ранее|не\s+ранее\s+чем\s+со)\s+(?:дня\s+|даты\s+)?{_ITS}", re.IGNORECASE)
_MONTH_AFTER = pattern(
    rf"""
    (?:с|со)\s+(?:1-го|первого|1)\s+(?:числа|дня)\s+(?:календарного\s+)?месяца,?\s+
    следующего\s+за\s+(?:календарным\s+)?месяцем\s+{_ITS}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ON_SIGNING = pattern(rf"(?:со|с)\s+(?:дня|момента|даты)\s+{_SIGNED}", re.IGNORECASE)
_ON_POSTING = pattern(r"(?:со|с)\s+(?:дня|момента|даты)\s+(?:(?:его|ее|её|их)\s+)?размещения", re.IGNORECASE)
_ON_NOTICE = pattern(
    r"со?\s+(?:дня|даты)\s+(?:получения|направления)\s[^.;]{0,40}?уведомлени|со?\s+(?:дня|даты)\s[^.;]{0,40}?ратификац",
    re.IGNORECASE,
)
_SCHOOL_YEAR = pattern(
    r"со?\s+(?:начала\s+)?(?:(?:20\d\d\s*[-–—/]\s*(?:20)?\d\d|нового|следующего|очередного)\s+)?учебного\s+года",
    re.IGNORECASE,
)
_ON_REGISTRATION = pattern(
    r"(?:со|с|после)\s+(?:(?:дня|момента|даты)\s+)?(?:(?:его|ее|её|их)\s+)?государственной\s+регистрации", re.IGNORECASE
)
_WITH_ANOTHER = pattern(
    r"""
    одновременно\s+со?\s
  | (?:со?\s+(?:дня|даты|момента)\s+|после\s+)
    (?:вступлени[а-я]{1,2}|введени[а-я]{1,2})\s+(?:его\s+)?в\s+(?:силу|действие)
  | в\s+(?:порядке|сроки?)[^.;]{0,60}?(?:установлен|определ|предусмотрен)[а-яё]+\s[^.;]{0,60}?
    (?:закон|устав|указ|постановлени|соглашени|договор)[а-яё]{0,4}(?![а-яё])
  | \A\s*(?:отдельным\s+)?(?:федеральным\s+)?законом(?![а-яё])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AFTER_ANOTHER = pattern(
    r"со?\s+(?:дня|даты|момента)\s+(?:признания\s+утратившим|утраты|прекращения\s+действия)", re.IGNORECASE
)
_HOUR = r"(?:\d{1,2}(?::|\s+час(?:ов|а)?\s*)(?:\d\d(?:\s+минут)?)?(?:\s+часов)?\s+)?"
_FIXED = pattern(rf"(?:(?<![а-яё])с\s+{_HOUR}|\A\s*)(?P<day>{DATE})", re.IGNORECASE)
_FLOOR = pattern(r",?\s*(?:но|и|а\s+также)?\s*не\s+ранее(?:\s+чем)?\s+", re.IGNORECASE)
_PERIOD = pattern(r"(?:1-го|первого|1)\s+числа\s+(?:очередного|следующего|нового)", re.IGNORECASE)
_PERIOD_ONLY = pattern(rf"(?:с|со)\s+{_PERIOD.pattern}[^,;.]{{0,20}}(?:налогов|расчетн|отчетн)", re.IGNORECASE)


def when(words: str, facts: Facts) -> When | None:
    """The first rule that the words satisfy.

    >>> when(" с 1 июля 2020 года", Facts(None, None))
    When(day=datetime.date(2020, 7, 1), rule='fixed date', found_by='fixed')
    """
    for name, rule in RULES.items():
        if found := rule(words, facts):
            return found if found.found_by else found._replace(found_by=name)
    return None


def _not_before(words: str, facts: Facts) -> When | None:
    """«с 1 января 2025 года, но не ранее чем по истечении одного месяца со дня опубликования»: the latest of all."""
    floor = _FLOOR.search(words)
    if floor is None:
        return None
    base = when(words[: floor.start()], facts)
    floors = _FLOOR.split(words[floor.start() :])[1:]
    read = [found for piece in floors if not _PERIOD.match(piece) and (found := _floor(piece, facts))]
    if any(_PERIOD.match(piece) for piece in floors):
        return When(None, f"1st day of the next period, not before {read[0].rule if read else 'publication'}")
    days = [*([base] if base else []), *read]
    if len(days) < 2:
        return days[0] if days else None
    latest = max(found.day for found in days if found.day) if all(found.day for found in days) else None
    return When(latest, f"{_named(days[0])}, not before {_named(days[1])}")


def _named(found: When) -> str:
    return found.day.isoformat() if found.day and found.rule == "fixed date" else found.rule


def _floor(words: str, facts: Facts) -> When | None:
    """«не ранее дня его опубликования», «не ранее чем через месяц …»."""
    return when(words, facts) or when(f"со {words}", facts)


def _span(words: str, facts: Facts) -> When | None:
    """«по истечении десяти дней после дня его официального опубликования», «через месяц после опубликования»."""
    m = _SPAN.search(words)
    if m is None:
        return None
    amount, unit = counted(m["n"], m["unit"])
    of = f"{amount} {unit}{'s' if amount != 1 else ''} after"
    if m["signed"]:
        return When(facts.signed and facts.signed + length(amount, unit) + timedelta(days=1), f"{of} signing")
    return _counted(f"{of} publication", facts)


def counted(number: str | None, unit: str) -> tuple[int, str]:
    """An amount of time in words, its number left out for one.

    >>> counted("шести", "месяцев"), counted(None, "полгода"), counted("5", "лет")
    ((6, 'month'), (6, 'month'), (5, 'year'))
    """
    amount = int(number) if number and number.isdecimal() else _NUMBERS[number.lower()] if number else 1
    return _UNITS[unit[:2].lower()](amount)


def _first_of_month(words: str, facts: Facts) -> When | None:
    """«с первого числа месяца, следующего за месяцем его официального опубликования»."""
    return _counted("first day of the month after publication", facts) if _MONTH_AFTER.search(words) else None


def _next_period(words: str, facts: Facts) -> When | None:
    """«с 1-го числа очередного налогового периода»: the period is a fact of another act."""
    return When(None, "1st day of the next period") if _PERIOD_ONLY.search(words) else None


def _day_after(words: str, facts: Facts) -> When | None:
    """«на следующий день после дня его официального опубликования»."""
    m = _DAY_AFTER.search(words)
    if m and m["signed"]:
        return When(facts.signed and facts.signed + timedelta(days=1), "the day after signing")
    return _counted("the day after publication", facts) if m else None


def _on_registration(words: str, facts: Facts) -> When | None:
    """«после его государственной регистрации и официального опубликования», as charters say."""
    return When(None, "after registration") if _ON_REGISTRATION.search(words) else None


def _on_publication(words: str, facts: Facts) -> When | None:
    """«со дня его официального опубликования»."""
    return When(facts.published, "on publication") if _ON_PUBLICATION.search(words) else None


def _after_publication(words: str, facts: Facts) -> When | None:
    """«после его официального опубликования»: since that day or the next one, which the words do not tell."""
    return When(None, "after publication") if _AFTER_PUBLICATION.search(words) else None


def _on_signing(words: str, facts: Facts) -> When | None:
    """«со дня его подписания», «с момента принятия»."""
    return When(facts.signed, "on signing") if _ON_SIGNING.search(words) else None


def _on_posting(words: str, facts: Facts) -> When | None:
    """«с момента размещения на официальном сайте»: for local acts no publication, and its day nobody tells."""
    return When(None, "on posting") if _ON_POSTING.search(words) else None


def _on_notice(words: str, facts: Facts) -> When | None:
    """«с даты получения последнего письменного уведомления», of treaties."""
    return When(None, "on notification") if _ON_NOTICE.search(words) else None


def _school_year(words: str, facts: Facts) -> When | None:
    """«с 2022/2023 учебного года»: its first day is a fact of the calendar, which may differ."""
    return When(None, "with the school year") if _SCHOOL_YEAR.search(words) else None


def _with_another(words: str, facts: Facts) -> When | None:
    """«одновременно с вступлением в силу Федерального закона …», «со дня вступления в силу …»."""
    return When(None, "with another act") if _WITH_ANOTHER.search(words) else None


def _after_another(words: str, facts: Facts) -> When | None:
    """«со дня признания утратившим силу постановления …»."""
    return When(None, "after the repeal of another act") if _AFTER_ANOTHER.search(words) else None


def _fixed(words: str, facts: Facts) -> When | None:
    """«с 1 сентября 2023 года», «1 сентября 2023 года»."""
    m = _FIXED.search(words)
    return When(date_or_none(m["day"]), "fixed date") if m else None


RULES: dict[str, Callable[[str, Facts], When | None]] = {
    "not-before": _not_before,
    "span": _span,
    "first-of-month": _first_of_month,
    "next-period": _next_period,
    "day-after": _day_after,
    "on-registration": _on_registration,
    "on-publication": _on_publication,
    "after-publication": _after_publication,
    "on-signing": _on_signing,
    "on-posting": _on_posting,
    "on-notice": _on_notice,
    "school-year": _school_year,
    "with-another": _with_another,
    "after-another": _after_another,
    "fixed": _fixed,
}


def _counted(rule: str, facts: Facts) -> When:
    return When(day_of(rule, facts.published), rule)


_RULE_OF_DAYS = re.compile(r"(\d+) (day|month|year)s? after publication")


def day_of(rule: str, published: date | None) -> date | None:
    """The day that a rule counted from publication gives; None when it is no such rule or the publication is unknown.

    «По истечении десяти дней после дня опубликования» is the eleventh day after it.

    >>> day_of("10 days after publication", date(2012, 12, 30)), day_of("on publication", date(2022, 7, 13))
    (datetime.date(2013, 1, 10), datetime.date(2022, 7, 13))
    """
    if published is None:
        return None
    if rule == "on publication":
        return published
    if rule == "the day after publication":
        return published + timedelta(days=1)
    if rule == "first day of the month after publication":
        return published + relativedelta(months=1, day=1)
    if m := _RULE_OF_DAYS.fullmatch(rule):
        return published + length(int(m[1]), m[2]) + timedelta(days=1)
    return None


def length(amount: int, unit: str) -> timedelta | relativedelta:
    """So many days, months or years."""
    if unit == "day":
        return timedelta(days=amount)
    return relativedelta(months=amount) if unit == "month" else relativedelta(years=amount)


def published_on(document: Document) -> date | None:
    """The day of official publication, if the source states it: its card, or a number of publication
    («0001202207130001»).
    """
    if day := date_or_none(document.metadata.get("published")):
        return day
    number = next((value for scheme, value in document.aliases if scheme == "eo_number"), "")
    return date_or_none(f"{number[4:8]}-{number[8:10]}-{number[10:12]}") if re.fullmatch(r"\d{16}", number) else None
