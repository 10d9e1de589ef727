"""Sentences of legal Russian: «ст. 7598», «29 дек. 2012 г.», «подп. "а" п. 2» do not end one.

Every full stop (or «!», «?», «…») before a capital letter, a quote or a digit is a candidate; the rules of
:data:`RULES` are asked in order, the first with an opinion decides, and a candidate nobody objects to is a border.
Where the same signs may end a sentence or not («в 2012 г. Правительство»), the rule says so: :func:`split` names these
places, and who counts sentences to change one must not rely on them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import cached_property, lru_cache
from typing import NamedTuple

from ingest.document import Span
from ingest.law.issuers import issuers
from ingest.law.pattern import pattern


class Verdict(Enum):
    """What a rule says of a candidate. Of the doubtful ones the first is told as a border, the second is not."""

    ENDS = "ends"
    GOES_ON = "goes on"
    MAY_END = "may end"
    MAY_GO_ON = "may go on"


ENDS, GOES_ON, MAY_END, MAY_GO_ON = Verdict

_CANDIDATE = pattern(r"(?P<mark>[.!?…](?<![.!?…]{2})[.!?…]*[»\"”)]*)\s+(?=[А-ЯЁA-Z«\"“(\d])|(?P<line>\n+)")
_LAST_WORD = pattern(r"[^\s.!?…«\"“(]*\Z")
_FOLLOWING = pattern(r"[«\"“(]*([\w-]*\.?)")
_LONGEST = 6
"""Letters of the longest word of which a rule speaks."""


class Candidate:
    """A place where a sentence may end: the word before the mark, the mark, and what follows the space."""

    def __init__(self, text: str, start: int, m: re.Match[str]) -> None:
        self.text, self.start, self.after = text, start, m.end()
        last = _LAST_WORD.search(text, max(start, m.start() - _LONGEST - 1), m.start())
        self.word, self.mark = last[0] if last else "", m["mark"]
        self.at = m.start() - len(self.word)
        self.low = self.word.lower()
        self.following = text[m.end()]

    @cached_property
    def before(self) -> str:
        """What stands before the word in its sentence, the last characters of it."""
        return self.text[max(self.start, self.at - 60) : self.at]

    @cached_property
    def next(self) -> str:
        """The first word after the space, with a full stop if it has one."""
        m = _FOLLOWING.match(self.text, self.after)
        return m[1] if m else ""

    @property
    def counted(self) -> bool:
        """A number stands right before the word: «20 кв. м», «5 тыс. руб»."""
        return _COUNTED.search(self.before) is not None

    def ends(self) -> Verdict:
        """A word that may be the last one is the last one, unless the next may be a name inside a sentence."""
        return MAY_END if _may_be_a_name(self.next) or not self.following.isalpha() else ENDS


_COUNTED = pattern(r"\d\s*(?:(?:тыс|млн|млрд|кв|куб|пог)\.?\s*)*\Z")
_BEFORE_NUMBER = frozenset("ст п пп подп ч абз гл разд подразд прил рис табл стр т вып № кн".split())
"""Abbreviations that a number, a letter or a Roman numeral follows."""
_BEFORE_WORD = frozenset("см ср ред утв изм доп напр гос мин".split())
"""Abbreviations that what they speak of follows: «в ред. Закона»."""
_BEFORE_NAME = frozenset(
    "ул пл пр просп пер бул наб ш пос дер с д корп оф стр проф акад ген тов гр о оз гор доц инж".split()
)
_AROUND_NAME = frozenset("обл респ р-н окр край г".split())
"""«обл. Примерская» and «Примерская обл.»."""
_MONTHS = frozenset("янв февр фев мар апр июн июл авг сент сен окт нояб ноя дек".split())
_MEASURES = frozenset("руб коп тыс млн млрд м см мм км га кг ц л мин сек час ч кв куб шт экз чел мес дн".split())
_RANK = pattern(r"(?:\d|\b[IVX]+)\s*\Z")
_LABEL = pattern(r"\s*(?:(?:Статья|Глава|Раздел|Параграф|§)\s+)?(?:[\dIVXLC]+(?:[.-]\d+)*|[а-яёА-ЯЁ]\d{0,2})")
_YEAR = pattern(r"\d{2,4}\s*\Z")
_THAT_IS = pattern(r"\b[тТ]\.\s?\Z")
_AND = pattern(r"\bи\s+\Z")
_ADJECTIVE = pattern(r"[А-ЯЁ][а-яё-]+(?:ая|ой|ую|ий|ого|ому|ом|ый)\s+\Z")
_INITIALS_AFTER = pattern(r"(?P<name>[А-ЯЁ][а-яё-]+)\s+(?:[А-ЯЁ]\.\s?)?\Z")
_SURNAME = pattern(
    r"[А-ЯЁ][а-яё-]+(?:[оеё]в|[иы]н|[сц]к(?:ий|ой|их|ого|ому|им|ая)|ко|[уюя]к|[иы]х|ян|дзе|швили)(?:а|у|ым|ом|е|ой|ы)?"
)


def _number_of_item(at: Candidate) -> Verdict | None:
    """«1. Настоящий …», «1.1. …», «Статья 5. …» at the start of a paragraph is a label, not a sentence."""
    if at.at - at.start > 20 or (at.start and at.text[at.start - 1] != "\n"):
        return None
    return GOES_ON if _LABEL.fullmatch(at.text, at.start, at.at + len(at.word)) else None


def _within_quotes(at: Candidate) -> Verdict | None:
    """«Школа. Дом»: a stop inside what is quoted may be the name's own; so may one inside brackets."""
    said = at.text[at.start : at.after]
    inside = any(said.count(opening) > said.count(closing) for opening, closing in ("«»", "()", "“”"))
    return MAY_END if inside and at.mark[-1] not in "»”)" else None


def _month(at: Candidate) -> Verdict | None:
    """«29 дек. 2012 г.»"""
    return GOES_ON if at.low in _MONTHS and at.following.isdigit() else None


def _year(at: Candidate) -> Verdict | None:
    """«2012 г. № 273», «2012 г. "О …"» go on; «основан в 1920 г. Отчет» ends; «г. Москва» is a town."""
    if at.low not in ("г", "гг") or not (at.low == "гг" or _YEAR.search(at.before)):
        return None
    return at.ends() if at.following.isalpha() else GOES_ON


def _and_so_on(at: Candidate) -> Verdict | None:
    """«и т. д. Учебники», «и др. Учебники»; «т. е.» never ends one."""
    if at.low in ("д", "п", "е") and _THAT_IS.search(at.before):
        return GOES_ON if at.low == "е" else at.ends()
    if at.low == "т":
        return GOES_ON
    if at.low in ("др", "пр") and _AND.search(at.before):
        return at.ends()
    return MAY_END if at.low == "др" else None


def _measure(at: Candidate) -> Verdict | None:
    """«100 руб. Отчет», «20 кв. м. Отчет»; «100 руб. 50 коп.» and «5 тыс. 300 руб.» go on."""
    if at.low not in _MEASURES or not at.counted:
        return None
    if at.following.isdigit():
        return GOES_ON if at.low in ("руб", "тыс", "млн", "млрд", "ч", "мин", "км", "м") else MAY_END
    return at.ends()


def _abbreviation_and_number(at: Candidate) -> Verdict | None:
    """«ст. 7598», «п. "а"», «ч. III»: an abbreviation with what it counts; «5 ч. Она» may be five parts."""
    if at.low not in _BEFORE_NUMBER:
        return None
    return GOES_ON if not at.counted or not at.following.isalpha() else MAY_END


def _abbreviation_and_word(at: Candidate) -> Verdict | None:
    """«см. Правила», «в ред. Закона»."""
    return GOES_ON if at.low in _BEFORE_WORD else None


def _place(at: Candidate) -> Verdict | None:
    """«ул. Ленина», «д. 5», «проф. Белов»; «инвалид I гр. Льгота» ends."""
    if at.low not in _BEFORE_NAME or not (at.following.isupper() or at.following.isdigit()):
        return None
    return at.ends() if at.low == "гр" and _RANK.search(at.before) else GOES_ON


def _around_name(at: Candidate) -> Verdict | None:
    """«обл. Примерская» goes on, «в Примерскую обл. Ответ» ends; «г. Москва»."""
    if at.low not in _AROUND_NAME:
        return None
    return at.ends() if at.low != "г" and _ADJECTIVE.search(at.before) else GOES_ON


def _in_honour(at: Candidate) -> Verdict | None:
    """«им. М.В. Ломоносова», «им. "Радуги"»; «назначается им. Срок» looks like «им. Ленина»."""
    if at.low != "им":
        return None
    return GOES_ON if (at.next.endswith(".") and len(at.next) == 2) or not at.following.isalpha() else MAY_GO_ON


def _initials(at: Candidate) -> Verdict | None:
    """«М.В. Мишустин», «А. С. Орлов»; after «Орлов А.С.» a sentence may begin."""
    if len(at.word) != 1 or not at.word.isupper() or not at.following.isalpha():
        return None
    if at.next[1:] == "." and at.next[:1].isupper():
        return GOES_ON
    if at.before[-1:].isspace() and at.before.rstrip()[-1:].isdigit():
        return ENDS  # «Класс 5 А.»
    before = _INITIALS_AFTER.search(at.before)
    named, surname = before is not None and _SURNAME.fullmatch(before["name"]), _SURNAME.fullmatch(at.next)
    if named:
        return MAY_END if surname else ENDS
    return GOES_ON if surname or at.before.rstrip()[-1:] == "." else MAY_GO_ON


RULES: tuple[Callable[[Candidate], Verdict | None], ...] = (
    _number_of_item,
    _initials,
    _month,
    _year,
    _and_so_on,
    _measure,
    _abbreviation_and_number,
    _abbreviation_and_word,
    _place,
    _around_name,
    _in_honour,
    _within_quotes,
)
"""Asked in order."""


def ends_abbreviated(text: str) -> bool:
    """Whether the full stop that the text ends with is of an abbreviation too: «100 руб.», «до 2025 г.», «и т.д.».

    >>> ends_abbreviated("Плата - 100 руб."), ends_abbreviated("Отчет сдает музей.")
    (True, False)
    """
    m = _STOP_AT_END.search(text)
    if m is None:
        return False
    low, before = m["word"].lower(), text[: m.start()]
    counted = _COUNTED.search(before) is not None
    return (
        (low in _MEASURES and counted)
        or (low in ("г", "гг") and _YEAR.search(before) is not None)
        or (low in ("д", "п") and _THAT_IS.search(before) is not None)
        or (low in ("др", "пр") and _AND.search(before) is not None)
    )


_STOP_AT_END = pattern(r"(?P<word>[^\s.!?…«\"“(]{1,40})\.\s{0,20}\Z")


class Sentences(NamedTuple):
    """``spans`` in order, without the spaces between them; ``doubts``: where a sentence may end or go on, each the end
    of the mark that stands there."""

    spans: list[Span]
    doubts: list[int]


def split(text: str) -> Sentences:
    """The sentences, and where their borders are in doubt. A line's end always ends one.

    >>> split("Принято в 2012 г. Правительство решает.").doubts
    [17]
    """
    spans: list[Span] = []
    doubts: list[int] = []
    start = 0
    for m in _CANDIDATE.finditer(text):
        if m["line"]:
            stop = m.start()
        else:
            stop = m.end("mark")
            verdict = _verdict(Candidate(text, start, m))
            if verdict in (MAY_END, MAY_GO_ON):
                doubts.append(stop)
            if verdict in (GOES_ON, MAY_GO_ON):
                continue
        if stop > start:
            spans.append(Span(start, stop))
        start = m.end()
    if text[start:].strip():
        spans.append(Span(start, len(text.rstrip())))
    return Sentences(spans, doubts)


def sentences(text: str) -> list[Span]:
    """Spans of the sentences, in order.

    >>> t = 'В ред. ст. 28 и подп. "а" п. 2 от 29 дек. 2012 г. № 273-ФЗ. Вступает в силу.'
    >>> [t[s:e] for s, e in sentences(t)][1]
    'Вступает в силу.'
    """
    return split(text).spans


def _verdict(at: Candidate) -> Verdict:
    if at.mark[0] != "." or at.mark.startswith("..") or len(at.word) > _LONGEST:
        return _within_quotes(at) or ENDS
    return next((verdict for rule in RULES if (verdict := rule(at)) is not None), ENDS)


def _may_be_a_name(word: str) -> bool:
    """A word that has its capital inside a sentence too: of a body's name, letters alone, an initial."""
    bare = word.rstrip(".")
    if len(bare) < 2:
        return bare != word or bare not in _BEGINNINGS
    return bare.isupper() or bare in _names()


_BEGINNINGS = frozenset("А В И К О С У Я".split())
"""Words of one letter that open a sentence."""


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Capitalised words of the names of bodies: «Правительство», «Российская», «Москвы»."""
    return frozenset(
        word
        for body in issuers().values()
        for name in (body.name, body.genitive, body.short, *body.others)
        for word in name.split()
        if word[0].isupper()
    )
