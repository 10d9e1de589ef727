"""Bodies that issue acts: one identity through a body's names, cases and years.

The list itself is data (``issuers.yml``). A body that the list does not know - a region's ministry, a city's duma -
gets a key made of its own words with the case endings cut, so that every case of one name gives one key.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.law.act_id import latin
from ingest.law.organisations import names_organisation, organisation_key
from ingest.law.pattern import pattern
from ingest.law.reference import entries
from ingest.law.stems import stems


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body under one identity.

    Attributes:
        slug: ASCII key, letters and hyphens.
        name: full name, nominative; short: official short name.
        others: older and other names.
        first, last: the days between which it bore this identity, None where not certain or not ended.
        successors: slugs of the bodies that took over.
        parents: slugs of the ministries it was under; a head prints them above its own name.
    """

    slug: str
    name: str
    short: str
    others: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    successors: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()

    @property
    def genitive(self) -> str:
        """The full name as it follows a kind word: «Министерства юстиции Российской Федерации»."""
        return genitive(self.name)

    @property
    def since(self) -> int | None:
        """Year of the first day."""
        return self.first.year if self.first else None

    @property
    def until(self) -> int | None:
        """Year of the last day."""
        return self.last.year if self.last else None

    def existed(self, day: date) -> bool:
        """Whether the body bore this identity on that day, as far as its days are known."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


_ADJECTIVE_GENITIVE = (  # ending → ending; the longer before the shorter
    ("ая", "ой"),
    ("яя", "ей"),
    ("ое", "ого"),
    ("ее", "его"),
    ("ший", "шего"),
    ("ий", "ого"),
    ("ый", "ого"),
    ("ой", "ого"),
)
_NOUN_GENITIVE = (
    ("ия", "ии"),
    ("ка", "ки"),
    ("га", "ги"),
    ("а", "ы"),
    ("о", "а"),
    ("е", "я"),
    ("ь", "я"),
    ("й", "я"),
)


def genitive(name: str) -> str:
    """A body's full name in the genitive: the adjectives that open it and its first noun change, the rest stands.

    >>> genitive("Федеральная служба по труду и занятости")
    'Федеральной службы по труду и занятости'
    """
    words = name.split()
    for i, word in enumerate(words):
        if word == "и":
            continue
        for ending, of in _ADJECTIVE_GENITIVE:
            if word.endswith(ending) and len(word) > 4 and i + 1 < len(words):
                words[i] = word[: -len(ending)] + of
                break
        else:
            words[i] = _noun_genitive(word)
            break
    return " ".join(words)


def _noun_genitive(word: str) -> str:
    for ending, of in _NOUN_GENITIVE:
        if word.endswith(ending):
            return word[: -len(ending)] + of
    return word if word.isupper() else word + "а"


@lru_cache(maxsize=1)
def issuers() -> dict[str, Issuer]:
    """Every listed body by its slug, in the order of the list."""
    return {
        entry.key: Issuer(
            entry.key,
            entry.fields["name"],
            entry.fields["short"],
            entry.many("other"),
            entry.day("since"),
            entry.day("until", end_of_year=True),
            entry.many("next"),
            entry.many("of"),
        )
        for entry in entries("issuers.yml")
    }


def issuer(slug: str) -> Issuer | None:
    """The listed body of that slug."""
    return issuers().get(slug)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[str, ...]]:
    """Stems of a name → slugs that bear it; every name also without «Российской Федерации»."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    shortened: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for body in issuers().values():
        for name in (body.name, body.short, *body.others):
            words = stems(name)
            found[" ".join(words)][body.slug] = None
            bare = " ".join(word for word in words if word != "рф")
            if bare not in _NEVER_BARE:
                shortened[bare][body.slug] = None
    for bare, slugs in shortened.items():
        if bare not in found or slugs.keys() & found[bare].keys():
            found[bare].update(slugs)
    return {key: tuple(slugs) for key, slugs in found.items()}


_NEVER_BARE = frozenset({"", "банк", "ск", "вс", "кс"})
"""Short names that say nothing without «России»."""
_LONGEST = 22
"""Words of the longest listed name, with room."""

_HEAD = pattern(
    r"федеральн|государственн|министерств|служб|агентств|комитет|департамент|администрац|мэр|правительств|президент"
    r"|губернатор|глав|дум|совет|собран|управлен|комисс|инспекц|палат|прокуратур|суд|банк|фонд|съезд|президиум|пленум"
    r"|мин[а-я]{3,}|рос[а-я]{3,}"
)
"""How a word goes on that opens the name of a body, as a stem."""
_STATES = frozenset({"рф", "рсфср", "ссср"})
_TOKEN = pattern(r"[А-Яа-яЁёA-Za-z0-9]+(?:-[А-Яа-яЁёA-Za-z0-9]+)*|[,;]")


def resolve(phrase: str, day: date | None = None) -> tuple[str, ...]:
    """Slugs, sorted and unique, of the bodies that a phrase names in any case; () when it names none.

    ``day`` tells bodies apart that shared a name in turn; without it the latest bearer is meant.

    >>> resolve("Минпросвещения России и Рособрнадзора"), resolve("Мэрии городского округа Тольятти")
    (('minprosveshcheniya', 'rosobrnadzor'), ('meri-gorodsk-okrug-tolyatt',))
    """
    return _resolve(phrase, day)


@lru_cache(maxsize=8192)
def _resolve(phrase: str, day: date | None) -> tuple[str, ...]:
    words = _words(phrase)
    if names_organisation(phrase) and not _longest(words, 0)[1]:
        return tuple(filter(None, (organisation_key(phrase),)))
    found: set[str] = set()
    subdivisions: set[str] = set()
    at = 0
    while at < len(words):
        if words[at] in (",", "и"):
            at += 1
            continue
        end, names = _known(words, at)
        if not names:
            end = _unknown_end(words, at)
            own = [word for word in words[at:end] if word not in (",", "и")]
            names = _parent(own) if _is_subdivision(own) else ()
            if not names and own and not _STATES.issuperset(own):
                (subdivisions if _is_subdivision(own) else found).add(_own_slug(own))
        if names:
            found.add(_bearer(names, day))
        at = end
    if not any(slug in issuers() or slug.startswith("ministerstv-") for slug in found):
        # else a ministry's head names its department below it
        found |= subdivisions
    found.discard("")
    return tuple(sorted(found))


_SUBDIVISION = pattern(r"(?:[а-я-]+(?:н|ов|ск) ){0,2}(?:департамент|управлен|отдел|секретариат) (?!рф)[а-я]")
_REGIONAL = pattern(r"город|област|кра[йя]?$|республик|округ|район|поселен|муниципальн|администрац|мэр")


def _is_subdivision(words: list[str]) -> bool:
    """Whether the stems name a part of a federal body by its task: «Департамент общего образования …».

    What has a place in its name is a body of that place: «Департамент образования города Москвы».
    """
    return _SUBDIVISION.match(" ".join(words)) is not None and not any(map(_REGIONAL.match, words))


def _parent(words: list[str]) -> tuple[str, ...]:
    """The listed name that the words end with, after a noun and a task: that body's act it is."""
    if _longest(words, 1)[1]:  # «Управление Роспотребнадзора», without a task: of some place
        return ()
    for at in range(2, len(words)):
        end, names = _longest(words, at)
        if names and all(word == "рф" for word in words[end:]):
            return names
    return ()


_JOINT_NUMBER = pattern(r"\d+[а-яё]?/.*\d")


def drop_parents(slugs: tuple[str, ...], number: str | None) -> tuple[str, ...]:
    """The bodies of an act's head without a ministry that stands there only as the parent of the body below it.

    A joint act of a ministry and its own service has a number from each of them, joined by «/»; then both stay.
    """
    if len(slugs) < 2 or (number and _JOINT_NUMBER.match(number)):
        return slugs
    parents = {parent for slug in slugs if (body := issuer(slug)) for parent in body.parents}
    return tuple(slug for slug in slugs if slug not in parents)


def _words(phrase: str) -> list[str]:
    """Stems and connectors («и», «,») of a phrase; a state named twice in a row counts once."""
    words: list[str] = []
    for token in _TOKEN.findall(phrase.replace("\n", " , ")):
        cut = "," if token in ",;" else "".join(stems(token))
        if cut == "федерац" and words and words[-1] == "российск":
            words[-1] = "рф"
        elif cut:
            words += _REGIONS.get(cut, (cut,))
    return words


_REGIONS = {  # stem of a region's abbreviation or of a spelling of its own → stems of its name
    "спб": ("санкт-петербург",),
    "хма": ("ханты-мансийск", "автономн", "округ"),
    "хмао-югр": ("ханты-мансийск", "автономн", "округ", "югр"),
    "округ-югр": ("округ", "югр"),
    "округа-югр": ("округ", "югр"),
    "округе-югр": ("округ", "югр"),
    "яна": ("ямало-ненецк", "автономн", "округ"),
    "кбр": ("кабардино-балкарск", "республик"),
    "кчр": ("карачаево-черкесск", "республик"),
}
"""Only those that one region goes by: «РК», «РБ», «МО» may be of several."""


def _known(words: list[str], at: int) -> tuple[int, tuple[str, ...]]:
    """The longest listed name that begins at word ``at`` and is not continued by words of a longer, unlisted one."""
    end, found = _longest(words, at)
    while found and end < len(words) and words[end] == "рф":
        end += 1
    return (end, found) if found and _is_end(words, end) else (at, ())


def _longest(words: list[str], at: int) -> tuple[int, tuple[str, ...]]:
    """The longest listed name that begins at word ``at``, whatever follows it."""
    names = _by_name()
    for end in range(min(len(words), at + _LONGEST), at, -1):
        if words[end - 1] in (",", "и"):
            continue
        if found := names.get(" ".join(word for word in words[at:end] if word != ",")):
            return end, found
    return at, ()


def _is_end(words: list[str], at: int) -> bool:
    if at >= len(words):
        return True
    return words[at] in (",", "и") and (at + 1 >= len(words) or _starts_name(words, at + 1))


def _starts_name(words: list[str], at: int) -> bool:
    while at < len(words) and words[at] in (",", "и"):
        at += 1
    return at >= len(words) or _HEAD.match(words[at]) is not None or bool(_longest(words, at)[1])


def _unknown_end(words: list[str], at: int) -> int:
    end = at + 1
    while end < len(words) and not (words[end] in (",", "и") and _starts_name(words, end + 1)):
        end += 1
    return end


def _own_slug(words: list[str]) -> str:
    """Key of an unlisted body; of a very long name the first words and the last, which name its region."""
    kept = words if len(words) <= 12 else words[:9] + words[-3:]
    return latin(re.sub(r"\d+", "", " ".join(kept)))


def _bearer(slugs: tuple[str, ...], day: date | None) -> str:
    """Of the bodies that bore a name in turn: the one of that day, else the nearest in time, else the latest."""
    bodies = [issuers()[slug] for slug in slugs]
    if day is not None:
        return min(bodies, key=lambda body: _distance(body, day)).slug
    return max(bodies, key=lambda body: (body.last is None, body.last or date.max, body.first or date.min)).slug


def _distance(body: Issuer, day: date) -> tuple[int, int]:
    """Days between ``day`` and the body's time, then how vaguely that time is known."""
    before = (body.first - day).days if body.first and day < body.first else 0
    after = (day - body.last).days if body.last and day > body.last else 0
    return before + after, (body.first is None) + (body.last is None)
