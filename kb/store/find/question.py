"""What a person typed to name an act or a unit of it, taken apart: «273-фз 28 ч3 п15.1», «пп рф 1241», «тк рф ст 81».

Read apart in this order, each reading cutting its words out: edition, day, address, well-known name, kind, number. What
is left are other words. Nothing is looked up in a base here: :mod:`kb.store.find.act` does that for commands and
programs, :mod:`kb.search.direct` for the search, and both understand the same words.
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
from ingest.law.text import fold
from ingest.recognise.addresses import find_addresses

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
_REVERSED = re.compile(r"^\s*(\d{1,4}(?:\.\d{1,2})?)\s+(статья|ст\.?|пункт|часть)\s+(?=\S*\D)")
_DECREE = re.compile(r"(?:^\s*|(?<!\w))пп(?=\s+рф(?!\w)|\s*(?:№|n)|\s+\d{3})|^\s*пп(?=\s+\d)")
"""«пп» that is a decree of the Government and not a subpoint: «пп рф», «пп № 5», «пп 1678», and «пп 5» at the start."""

_UNIT_WORD = re.compile(
    r"§|(?<!\w)(?:(?:пп?|ч|ст|абз|гл|разд|подразд|прил|примеч|предл)(?![а-я])"
    r"|(?:подп|пункт|стат|част|абзац|глав|раздел|подраздел|парагр|прилож|примечан|преамбул|предложен|таблиц|строк|позици))"
)
"""A word for a unit: where there is none, there is no address, and its large pattern need not even be compiled."""

_GLUED = re.compile(r"(?<!\w)(ст|ч|пп|п|абз|гл|разд|прил)\.?\s?(?=\d)")
_NUMBER = re.compile(
    r"(?:(?P<sign>№|(?<!\w)n)\s*)?(?<![\w.])"
    r"(?P<number>(?:[а-я]{1,3}-)?\d+(?:[./-]\d+){0,6}"  # «нт-1106/08», «542/1»
    r"(?:\s?[-/]\s?(?:ф[з3]|фк[з3]|[а-я]{1,3})|[а-я]{1,2})?(?:/[а-я]{1,2}(?:-[а-я])?)?)(?!\w)"  # «149-фз», «09-10/пз-н»
    r"(?!\s*(?:год[а-у]?|лет|дн[яе]|дней|месяц|час|класс|процент|%|руб)(?:\w|\b))"
)
_BARE = re.compile(r"(?<![\w.])(\d{1,4}(?:[.-]\d{1,3}){0,2})(?![\w.])")
_PLAIN = str.maketrans("–—‑−«»;,", "----    ")
_ASKING = frozenset(
    "ли действует действуют действующий действующая действующее еще сейчас сегодня текст утратил утратила силу".split()
)
"""Words that ask about an act beside its name: «действует ли СанПиН 1.2.3685-21?»."""
_EMPTY = _ASKING | frozenset(
    "рф россии российской федерации от года г год номер правительства президента ред редакции акт".split()
)
"""Words that may stand beside a name and name nothing: «постановление 1678 действует ли»."""
_NAME_AND_NUMBER = re.compile(r"(?P<name>[^\d]{2,100}?) (?P<number>\d{1,4}(?:\.\d{1,2})*)")
_WORD = re.compile(r"[а-яa-z]+|\d[\d./-]*")


@dataclass(frozen=True, slots=True)
class Question:
    """A question read as a name.

    Attributes:
        kinds: slugs of kinds that its kind word may mean, empty when it has none.
        number: the act's number, None when it is named otherwise.
        day: day of signing; edition: ISO day of the edition asked for.
        known: slugs of well-known acts that its name may mean.
        address: steps of the unit, () for the act as a whole; ``bare``: a number left over, a unit without its word.
        rest: words that are none of these.
        firm: it can hardly be anything but a name: it has a number sign, a suffix, a kind word, or no other words.
    """

    kinds: frozenset[str]
    number: str | None
    day: date | None
    edition: str | None
    known: tuple[str, ...]
    address: tuple[Step, ...]
    bare: str
    rest: tuple[str, ...]
    firm: bool

    def unit(self, naming: Naming) -> Address | None:
        """The unit it names in an act whose numbered parts are called so, None for the act as a whole.

        A number without a word is an article's, in a decree a point's: «273-фз 28 ч3», «пп 1241 п 2».
        """
        steps = self.address
        if self.bare and not any(step.kind == "статья" for step in steps):
            first = Step("пункт" if naming is Naming.DECREE else "статья", canonical(self.bare))
            steps = (first, *(step for step in steps if RANK[step.kind] > RANK[first.kind]))
        return Address(steps) if steps else None


@lru_cache(maxsize=256)
def read(typed: str) -> Question:
    """Take the typed words apart, as if they named an act; they may well name none.

    >>> (asked := read("пп рф 1241 от 13.07.2022 п. 2")).number, str(asked.day), [step.number for step in asked.address]
    ('1241', '2022-07-13', ['2'])
    """
    text = _REVERSED.sub(r"\2 \1 ", fold(typed[:LONGEST])).translate(_PLAIN)
    edition, text = _cut_edition(text)
    day, text = _cut_day(text)
    address, without = _cut_address(_GLUED.sub(r" \1. ", _DECREE.sub("постановление", text)))
    known, bare = _known(without, address)
    if known:
        return Question(frozenset(), None, day, edition, known, address, bare, (), True)
    kinds, without = _cut_kind(without)
    number, signed, without = _cut_number(without)
    bare, without = _cut_bare(without) if number else ("", without)
    rest = tuple(word for word in _WORD.findall(without.replace("№", " ")) if word not in _EMPTY)
    firm = bool(day and kinds) if number is None else signed or bool(kinds) or not number.isdecimal() or not rest
    return Question(kinds, number, day, edition, (), address, bare, rest, firm)


def _cut_edition(text: str) -> tuple[str | None, str]:
    m = _EDITION.search(text)
    if not m:
        return None, text
    try:
        iso = read_date(m["day"]).isoformat() if m["day"] else f"{m['year']}-12-31"
    except ImpossibleDate:
        return None, text
    return iso, f"{text[: m.start()]} {text[m.end() :]}"


def _cut_day(text: str) -> tuple[date | None, str]:
    m = _DAY.search(text)
    if not m:
        return None, text
    try:
        return read_date(m["day"]), f"{text[: m.start()]} {text[m.end() :]}"
    except ImpossibleDate:
        return None, text


def _cut_address(text: str) -> tuple[tuple[Step, ...], str]:
    """Steps of the addresses in the text from the largest unit down, one of a kind, and the text without them."""
    if not _UNIT_WORD.search(text):
        return (), text
    steps: dict[str, Step] = {}
    kept, at = "", 0
    for mention in find_addresses(text):
        if not mention.addresses or not mention.addresses[0].steps:
            continue
        for step in mention.addresses[0].steps:
            if step.number:
                steps.setdefault(step.kind, step)
        kept, at = kept + text[at : mention.start] + " ", mention.end
    return tuple(sorted(steps.values(), key=lambda step: RANK[step.kind])), kept + text[at:]


def _known(text: str, address: tuple[Step, ...]) -> tuple[tuple[str, ...], str]:
    """Well-known acts of that name, and a number after the name («гк 196») that must be an article's."""
    words, bare = text.replace("?", " ").split(), ""
    name = " ".join(words)
    acts = by_name(name)
    if not acts:
        name = " ".join(word for word in words if word not in _ASKING)
        acts = by_name(name)
    if not acts and (m := _NAME_AND_NUMBER.fullmatch(name)):
        acts, bare = by_name(m["name"]), m["number"]
    article = next((step.number for step in address if step.kind == "статья"), bare)
    return tuple(act.act_id.slug for act in (of_article(acts, article) if article else acts)), bare if acts else ""


def _cut_kind(text: str) -> tuple[frozenset[str], str]:
    for pattern, kinds in _KIND_WORDS:
        if m := pattern.search(text):
            return kinds, f"{text[: m.start()]} {text[m.end() :]}"
    return frozenset(), text


def _cut_number(text: str) -> tuple[str | None, bool, str]:
    """The number with a sign, else the first number; and whether it had the sign."""
    found = list(_NUMBER.finditer(text))
    m = next((m for m in found if m["sign"]), found[0] if found else None)
    if m is None:
        return None, False, text
    number = re.sub(r"\s", "", m["number"]).replace("ф3", "фз").replace("фк3", "фкз")
    return number, bool(m["sign"]), f"{text[: m.start()]} {text[m.end() :]}"


def _cut_bare(text: str) -> tuple[str, str]:
    m = _BARE.search(text)
    return (m[1], f"{text[: m.start()]} {text[m.end() :]}") if m else ("", text)
