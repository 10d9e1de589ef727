"""A query that names an act, or a unit of it, by requisites: «273-фз 28 ч3 п15.1», «пп рф 1241», «тк рф ст 81», a slug.

Read apart in this order, each reading cutting its words out: edition, day, address, well-known name, kind, number. What
is left must stand in the act's own requisites or title («приказ минцифры 542/1»), else the query is words, not a name.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, replace
from datetime import date

from ingest.law.address import RANK, Address, Naming, Step
from ingest.law.dates import DATE, ImpossibleDate, read_date
from ingest.law.known_acts import by_id, by_name, of_article
from ingest.law.numbering import canonical
from ingest.recognise.addresses import find_addresses
from kb.search import cards
from kb.search.analysis import Lexicon
from kb.search.cards import Card
from kb.search.language import fold
from kb.search.passages import NOTHING, cut
from kb.search.ranking import prior
from kb.search.results import DirectHit, Fragment

MOST = 10
"""Alternatives that are shown when a query names several acts."""

_LONGEST = 300
"""Characters of a query that can still be a name."""

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

_GLUED = re.compile(r"(?<!\w)(ст|ч|пп|п|абз|гл|разд|прил)\.?\s?(?=\d)")
_NUMBER = re.compile(
    r"(?:(?P<sign>№|(?<!\w)n)\s*)?(?<![\w.])"
    r"(?P<number>(?:[а-я]{1,3}-)?\d+(?:[./-]\d+){0,6}"  # «нт-1106/08», «542/1»
    r"(?:\s?[-/]\s?(?:ф[з3]|фк[з3]|[а-я]{1,3})|[а-я]{1,2})?(?:/[а-я]{1,2}(?:-[а-я])?)?)(?!\w)"  # «149-фз», «09-10/пз-н»
    r"(?!\s*(?:год[а-у]?|лет|дн[яе]|дней|месяц|час|класс|процент|%|руб)(?:\w|\b))"
)
_BARE = re.compile(r"(?<![\w.])(\d{1,4}(?:[.-]\d{1,3}){0,2})(?![\w.])")
_PLAIN = str.maketrans("–—‑−«»;,", "----    ")
_EMPTY = frozenset(
    "рф россии российской федерации от года г год номер правительства президента ред редакции акт".split()
)
_NAME_AND_NUMBER = re.compile(r"(?P<name>[^\d]{2,100}?) (?P<number>\d{1,4}(?:\.\d{1,2})*)")
_WORD = re.compile(r"[а-яa-z]+|\d[\d./-]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """A query read as a name.

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


def find(db: sqlite3.Connection, typed: str, lexicon: Lexicon) -> tuple[DirectHit, ...]:
    """Acts or units that the query names, likeliest first; () when it names none."""
    typed = typed.strip()
    if not typed or len(typed) > _LONGEST:
        return ()
    if named := _by_key(db, typed):
        return tuple(_hit(db, card, (), "", None, lexicon) for card in cards.cards(db, named).values())
    reading = read(typed)
    candidates = cards.cards(db, _candidates(db, reading)).values()
    fitting = [card for card in candidates if _fits(card, reading, db, lexicon)]
    exact = {card.act for card in fitting if fold(card.number or "") == reading.number}
    fitting.sort(key=lambda card: (card.act not in exact, -prior(card.status, card.cited, card.held), card.act))
    return tuple(_hit(db, card, reading.address, reading.bare, reading.edition, lexicon) for card in fitting[:MOST])


def absent(db: sqlite3.Connection, typed: str) -> str:
    """A sentence when the query names a well-known act that the base does not have, "" otherwise."""
    if len(typed) > _LONGEST:
        return ""
    known = read(typed).known
    if not known or cards.cards(db, known):
        return ""
    names = (
        f"{act.title}, {act.act_id.number}" if act.act_id.number else act.title for act in map(by_id, known) if act
    )
    return f"В базе нет акта, который назван в запросе: {'; '.join(names)}."


def read(typed: str) -> Reading:
    """Read a query as a name of an act; it may well be none."""
    text = _REVERSED.sub(r"\2 \1 ", fold(typed)).translate(_PLAIN)
    edition, text = _cut_edition(text)
    day, text = _cut_day(text)
    address, without = _cut_address(_GLUED.sub(r" \1. ", _DECREE.sub("постановление", text)))
    known, bare = _known(without, address)
    if known:
        return Reading(frozenset(), None, day, edition, known, address, bare, (), True)
    kinds, without = _cut_kind(without)
    number, signed, without = _cut_number(without)
    bare, without = _cut_bare(without) if number else ("", without)
    rest = tuple(word for word in _WORD.findall(without.replace("№", " ")) if word not in _EMPTY)
    firm = bool(day and kinds) if number is None else signed or bool(kinds) or not number.isdecimal() or not rest
    return Reading(kinds, number, day, edition, (), address, bare, rest, firm)


def _by_key(db: sqlite3.Connection, typed: str) -> list[str]:
    """The act of that slug, or of that identifier in another system."""
    found = [row[0] for row in db.execute("SELECT id FROM acts WHERE id = ?", [typed.lower()])]
    return found or [
        row[0]
        for row in db.execute(
            "SELECT DISTINCT act FROM aliases WHERE value = ? AND scheme <> 'title' ORDER BY act", [typed]
        )
    ]


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
    name, bare = " ".join(text.split()), ""
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
    return re.sub(r"\s", "", m["number"]), bool(m["sign"]), f"{text[: m.start()]} {text[m.end() :]}"


def _cut_bare(text: str) -> tuple[str, str]:
    m = _BARE.search(text)
    return (m[1], f"{text[: m.start()]} {text[m.end() :]}") if m else ("", text)


def _candidates(db: sqlite3.Connection, reading: Reading) -> list[str]:
    if reading.known:
        return list(reading.known)
    if reading.day and not reading.number:
        return cards.of_day(db, reading.day.isoformat(), reading.kinds)
    return cards.by_number(db, reading.number.replace("ф3", "фз").replace("фк3", "фкз")) if reading.number else []


def _fits(card: Card, reading: Reading, db: sqlite3.Connection, lexicon: Lexicon) -> bool:
    if reading.known:
        return True
    if (
        reading.number
        and reading.number.isdecimal()
        and fold(card.number or "") != reading.number
        and not reading.kinds
        and reading.rest
    ):
        return False
    if (reading.kinds and card.kind not in reading.kinds) or (reading.day and card.date != reading.day.isoformat()):
        return False
    if not reading.rest:
        return True
    return reading.firm and _says(card, reading.rest, db, lexicon)


def _says(card: Card, words: tuple[str, ...], db: sqlite3.Connection, lexicon: Lexicon) -> bool:
    """Whether every word stands in the act's requisites or title, or is its year."""
    names = [
        f"{name} {short}"
        for issuer, (name, short) in cards.issuer_names(db).items()
        if issuer in _issuers(db, card.act)
    ]
    text = " ".join([card.label, card.title or "", card.date or "", *names])
    said = {term for terms in lexicon.terms(text) for term in terms}
    return all(not lexicon[word] or not said.isdisjoint(lexicon[word]) for word in words)


def _issuers(db: sqlite3.Connection, act: str) -> set[str]:
    return {row[0] for row in db.execute("SELECT issuer FROM act_issuers WHERE act = ?", [act])}


def _hit(
    db: sqlite3.Connection, card: Card, steps: tuple[Step, ...], bare: str, edition: str | None, lexicon: Lexicon
) -> DirectHit:
    hit = DirectHit(
        card.act, card.kind, card.number, card.date, card.title, card.label, card.status, passage=_plain(card.title)
    )
    naming = Naming(card.naming)
    if bare and not any(step.kind == "статья" for step in steps):
        first = Step("пункт" if naming is Naming.DECREE else "статья", canonical(bare))
        steps = (first, *(step for step in steps if RANK[step.kind] > RANK[first.kind]))
    if not steps:
        return hit
    address = Address(steps)
    if not card.held:
        return replace(hit, unit=str(address), note="Текста акта в базе нет, есть только его карточка.")
    eid = _unit(db, card.act, address, naming)
    if eid is None:
        return replace(hit, unit=str(address), note=f"В тексте акта нет такой единицы: {address}.")
    text = "\n".join(filter(None, (cards.heading(db, card.act, eid), cards.wording(db, card.act, eid, edition))))
    return replace(hit, eid=eid, unit=unit_name(eid, naming), passage=cut(text, NOTHING, lexicon))


def _unit(db: sqlite3.Connection, act: str, address: Address, naming: Naming) -> str | None:
    """The unit's eid: as the address says, else in the only annex that has it, else with the steps between left out."""
    eid = address.eid(naming)
    if cards.has_unit(db, act, eid):
        return eid
    return cards.unit_like(db, act, eid.split("__"))


def unit_name(eid: str, naming: Naming) -> str:
    """The unit in words, leaf first: «пункт 15.1 части 3 статьи 28»; the eid itself when it is none that we can say."""
    try:
        return str(Address.from_eid(eid, naming))
    except ValueError:
        return eid


def _plain(title: str | None) -> tuple[Fragment, ...]:
    return (Fragment(title, False),) if title else ()
