"""What a person typed to name an act or a unit of it, taken apart: «273-фз 28 ч3 п15.1», «пп рф 1241», «тк рф ст 81».

Read apart in this order, each reading taking its words off the sheet: edition, day, unit, well-known name, kind,
number. The words that are left keep their place in what was typed and are never dropped: whoever asked decides what
they mean. A command refuses them (:mod:`kb.store.find.place`), the search looks for them inside what is named
(:mod:`kb.search.direct`). Nothing is looked up in a base here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.law.address import RANK, Address, Naming, Step
from ingest.law.dates import DATE, ImpossibleDate, read_date
from ingest.law.known_acts import by_name, of_article
from ingest.law.numbering import canonical
from kb.store.find.sheet import Left, Sheet
from kb.store.find.where import Where, take_unit

LONGEST = 500
"""Characters of a question that are read; no act is named in more."""

_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    (r"фкз|федеральн\w+ конституционн\w+ закон\w*", frozenset({"fkz"})),
    (r"фз|ф3|федеральн\w+ закон\w*", frozenset({"fz"})),
    (r"закон\w*(?: рф| российской федерации)?", frozenset({"fz", "fkz", "zakon"})),
    (r"кодекс\w*", frozenset({"fz", "zakon"})),
    (r"ук\.?|указ\w*(?: президента)?", frozenset({"ukaz"})),
    (r"пп|постановлени\w+(?: правительства)?|пост\.?", frozenset({"pp", "postanovlenie", "ks"})),
    (r"рп|распоряжени\w+(?: правительства)?|расп\.?", frozenset({"rp", "rasporyazhenie"})),
    (r"приказ\w*|пр\.", frozenset({"prikaz"})),
    (r"письм\w+|писем", frozenset({"pismo"})),
    (r"инструкци\w+", frozenset({"instrukciya"})),
    (r"решени\w+", frozenset({"reshenie"})),
    (r"санпин\w*|сп|гн", frozenset({"sanpin", "postanovlenie"})),
    (r"гост\w*", frozenset({"gost"})),
)
_KIND_WORDS = [(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), kinds) for pattern, kinds in _KINDS]
_EDITION = re.compile(
    rf"(?<!\w)(?:в\s+)?ред(?:\.|акции|акция)?\s+(?:от\s+)?(?:(?P<day>{DATE})|(?P<year>(?:19|20)\d\d)(?:\s*г(?:ода|\.)?)?)",
    re.IGNORECASE,
)
_DAY = re.compile(rf"(?:(?<!\w)от\s+)?(?<![\d.])(?P<day>{DATE})", re.IGNORECASE)
_DECREE = re.compile(r"(?:^\s*|(?<!\w))пп(?=\s+рф(?!\w)|\s*(?:№|n)|\s+\d{3})|^\s*пп(?=\s+\d)")
"""«пп» that is a decree of the Government and not a subpoint: «пп рф», «пп № 5», «пп 1678», and «пп 5» at the start."""

_NUMBER = re.compile(
    r"(?:(?P<sign>№|(?<!\w)n)\s*)?(?<![\w.])"
    r"(?P<number>(?:[а-я]{1,3}-)?\d+(?:[./-]\d+){0,6}"  # «нт-1106/08», «542/1»
    r"(?:\s?[-/]\s?(?:ф[з3]|фк[з3]|[а-я]{1,3})|[а-я]{1,2})?(?:/[а-я]{1,2}(?:-[а-я])?)?)(?!\w)"  # «149-фз», «09-10/пз-н»
    r"(?!\s*(?:год[а-у]?|лет|дн[яе]|дней|месяц|час|класс|процент|%|руб)(?:\w|\b))"
)
_BARE = re.compile(r"\d{1,4}(?:[.-]\d{1,3}){0,2}")
_SIGNS = re.compile("[–—‑−]")
_QUOTES = re.compile("[«»“”„]")
_BREAKS = re.compile('[«»“”„";,]')
_ASKING = frozenset(
    "ли действует действуют действующий действующая действующее еще сейчас сегодня текст утратил утратила силу".split()
)
"""Words that ask about an act beside its name: «действует ли СанПиН 1.2.3685-21?»."""
_EMPTY = _ASKING | frozenset(
    "рф россии российской федерации от года г год номер правительства президента ред редакции акт".split()
)
"""Words that may stand beside a name and name nothing: «постановление 1678 действует ли»."""
_THIS = frozenset(
    "настоящего настоящей настоящему настоящем этого этой этому этом данного данной данному акта документа к".split()
)
"""Words of a unit's address that point to the act at hand: «статья 5 настоящего закона», «приложение к приказу»."""
_NAME_AND_NUMBER = re.compile(r"(?P<name>[^\d]{2,100}?) (?P<number>\d{1,4}(?:\.\d{1,2})*)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question read as a name.

    Attributes:
        kinds: slugs of kinds that its kind word may mean, empty when it has none.
        number: the act's number, None when it is named otherwise.
        day: day of signing; edition: ISO day of the edition asked for.
        known: slugs of well-known acts that its name may mean.
        where: the unit, by its words; ``bare``: a number left over, a unit without its word.
        rest: words that are none of these, in order.
        firm: it can hardly be anything but a name: it has a number sign, a suffix, a kind word, or no other words.
    """

    kinds: frozenset[str]
    number: str | None
    day: date | None
    edition: str | None
    known: tuple[str, ...]
    where: Where
    bare: Left | None
    rest: tuple[Left, ...]
    firm: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are left."""
        return tuple(left.word for left in self.rest)

    def unit(self, naming: Naming) -> tuple[Where, tuple[Left, ...]]:
        """The unit it names in an act whose numbered parts are called so, and the words that are left beside it.

        A number without a word is an article's, in a decree a point's: «273-фз 28 ч3», «пп 1241 п 2». Where such a unit
        is named already, or a larger one cannot be put above it, the number is a word that nobody has read.
        """
        if self.bare is None:
            return self.where, self.rest
        first = Step("пункт" if naming is Naming.DECREE else "статья", canonical(self.bare.word))
        addresses = self.where.addresses or (Address(),)
        if any(RANK[step.kind] == RANK[first.kind] for address in addresses for step in address.steps):
            return self.where, tuple(sorted((*self.rest, self.bare), key=lambda left: left.start))
        placed = tuple(
            Address(tuple(sorted((*address.steps, first), key=lambda step: RANK[step.kind]))) for address in addresses
        )
        return self.where._replace(addresses=placed), self.rest


@lru_cache(maxsize=256)
def read(typed: str) -> Question:
    """Take the typed words apart, as if they named an act; they may well name none.

    >>> (asked := read("пп рф 1241 от 13.07.2022 п. 2")).number, str(asked.day), str(asked.where)
    ('1241', '2022-07-13', 'пункт 2')
    """
    sheet, edition, day, where = _begun(typed)
    known, bare = _known(sheet, where)
    if known:
        return Question(frozenset(), None, day, edition, known, where, bare, _left(sheet), True)
    kinds = _take_kind(sheet)
    number, signed = _take_number(sheet)
    bare = _take_bare(sheet) if number else None
    rest = _left(sheet)
    firm = bool(day and kinds) if number is None else signed or bool(kinds) or not number.isdecimal() or not rest
    return Question(kinds, number, day, edition, (), where, bare, rest, firm)


@lru_cache(maxsize=256)
def read_unit(typed: str) -> Question:
    """Take apart words that name a unit of an act at hand: they may name that act too, «статья 5 настоящего закона».

    >>> [(left.word, left.start) for left in read_unit("пункт 2 абракадабры").rest]
    [('абракадабры', 8)]
    """
    sheet, edition, day, where = _begun(typed, whole=True)
    known, of_name = _known(sheet, where) if where else ((), None)
    kinds = _take_kind(sheet)
    number, signed = _take_number(sheet, of_act=True)
    bare = of_name or _take_bare(sheet)
    rest = tuple(left for left in _left(sheet) if left.word not in _THIS)
    return Question(kinds, number, day, edition, known, where, bare, rest, signed)


def _begun(typed: str, whole: bool = False) -> tuple[Sheet, str | None, date | None, Where]:
    """What both readings take first. ``whole``: the words are of a unit, so that an annex may stand alone."""
    sheet = Sheet(typed[:LONGEST])
    sheet.rewrite(_SIGNS, lambda m: "-")
    sheet.rewrite(_QUOTES, lambda m: '"')
    edition, day = _take_edition(sheet), _take_day(sheet)
    if not whole:
        sheet.rewrite(_DECREE, lambda m: "постановление")
    where = take_unit(sheet, whole)
    sheet.rewrite(_BREAKS, lambda m: " ")
    return sheet, edition, day, where


def _left(sheet: Sheet) -> tuple[Left, ...]:
    return tuple(left for left in sheet.left() if left.word not in _EMPTY)


def _take_edition(sheet: Sheet) -> str | None:
    m = _EDITION.search(sheet.text)
    if not m:
        return None
    try:
        iso = read_date(m["day"]).isoformat() if m["day"] else f"{m['year']}-12-31"
    except ImpossibleDate:
        return None
    sheet.take(*m.span())
    return iso


def _take_day(sheet: Sheet) -> date | None:
    m = _DAY.search(sheet.text)
    if not m:
        return None
    try:
        day = read_date(m["day"])
    except ImpossibleDate:
        return None
    sheet.take(*m.span())
    return day


def _known(sheet: Sheet, where: Where) -> tuple[tuple[str, ...], Left | None]:
    """Well-known acts of that name, and a number after the name («гк 196») that must be an article's.

    Among other words the name counts where a unit is named beside it, or where it ends with the state: «статья 29
    закона об образовании сайт», «тк рф увольнение».
    """
    words = list(sheet.left())
    for told in (words, [left for left in words if left.word not in _ASKING], _among(words, bool(where))):
        name, bare = " ".join(left.word for left in told), None
        acts = by_name(name)
        if not acts and (m := _NAME_AND_NUMBER.fullmatch(name)):
            acts, bare = by_name(m["name"]), told[-1]
        if acts:
            sheet.drop(told)
            article = where.article or (bare.word if bare else "")
            return tuple(act.act_id.slug for act in (of_article(acts, article) if article else acts)), bare
    return (), None


def _among(words: list[Left], unit: bool) -> list[Left]:
    """The longest run of first or last words that is a well-known name; ``unit``: a unit is named beside it."""
    for size in range(len(words) - 1, 0, -1):
        for run in (words[:size], words[-size:]):
            if (unit or run[-1].word == "рф") and by_name(" ".join(left.word for left in run)):
                return run
    return []


def _take_kind(sheet: Sheet) -> frozenset[str]:
    for pattern, kinds in _KIND_WORDS:
        if m := pattern.search(sheet.text):
            sheet.take(*m.span())
            return kinds
    return frozenset()


def _take_number(sheet: Sheet, of_act: bool = False) -> tuple[str | None, bool]:
    """The number with a sign, else the first number; and whether it had the sign. ``of_act``: among numbers of units,
    so that it must have a sign, or letters."""
    found = list(_NUMBER.finditer(sheet.text))
    m = next((m for m in found if m["sign"]), None)
    if m is None:
        m = next((m for m in found if not of_act or re.search("[а-я/]", m["number"])), None)
    if m is None:
        return None, False
    number = re.sub(r"\s", "", m["number"]).replace("ф3", "фз").replace("фк3", "фкз")
    sheet.take(*m.span())
    return number, bool(m["sign"])


def _take_bare(sheet: Sheet) -> Left | None:
    number = next((left for left in sheet.left() if _BARE.fullmatch(left.word)), None)
    if number:
        sheet.drop([number])
    return number
