"""Acts that are cited by a name instead of a number: «ТК РФ», «закон об образовании», «ФГОС ООО».

The list is data (``known_acts.yml``). A name may fit several acts - parts of a code, an act and the one before it; the
day of the citing text and the article cited narrow the choice, and what stays several is ambiguous.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.law.act_id import ActId
from ingest.law.address import Naming
from ingest.law.reference import Entry, entries
from ingest.law.stems import stem, stems
from ingest.law.text import SUPERSCRIPT_DIGITS, level


@dataclass(frozen=True, slots=True)
class KnownAct:
    """An act and the names it goes by.

    Attributes:
        act_id: its identity.
        title: official title without quotes.
        names: short and colloquial names, nominative.
        naming: what the numbered parts of its articles are called.
        since: day of signing; until: last day in force, None while it is.
        articles, chapters, sections: numbers of the first and the last one, given where acts share a name (parts of a
            code).
    """

    act_id: ActId
    title: str
    names: tuple[str, ...]
    naming: Naming = Naming.LAW
    since: date | None = None
    until: date | None = None
    articles: tuple[int, int] | None = None
    chapters: tuple[int, int] | None = None
    sections: tuple[int, int] | None = None


@lru_cache(maxsize=1)
def known_acts() -> dict[str, KnownAct]:
    """Every listed act by its slug, in the order of the list."""
    return {entry.key: _read(entry) for entry in entries("known_acts.yml")}


def _read(entry: Entry) -> KnownAct:
    of_kind, *rest = entry.fields["act"].split(" ")
    bodies = tuple(sorted(rest.pop(0).split("+"))) if not rest[0][0].isdecimal() else ()
    day = date.fromisoformat(rest[0])
    number = rest[1] if len(rest) > 1 else None
    return KnownAct(
        ActId(of_kind, bodies, day, number, None if number or of_kind == "konstituciya" else entry.fields["title"]),
        entry.fields["title"],
        entry.many("names"),
        Naming.CIVIL
        if entry.fields.get("naming") == "civil"
        else Naming.DECREE
        if of_kind not in _OF_ARTICLES
        else Naming.LAW,
        day,
        entry.day("until", end_of_year=True),
        _ends(entry.fields.get("articles")),
        _ends(entry.fields.get("chapters")),
        _ends(entry.fields.get("sections")),
    )


def _ends(span: str | None) -> tuple[int, int] | None:
    """«454-1109» → (454, 1109)."""
    first, _, last = (span or "").partition("-")
    return (int(first), int(last)) if last else None


_OF_ARTICLES = frozenset({"fz", "fkz", "zakon", "konstituciya"})


def by_id(slug: str) -> KnownAct | None:
    """The listed act of that slug (``fz-2012-12-29-273``)."""
    return known_acts().get(slug)


def titled(title: str) -> tuple[KnownAct, ...]:
    """The listed acts of that very title."""
    return tuple(known_acts()[slug] for slug in _titles().get(level(title), ()))


def by_name(phrase: str, day: date | None = None) -> tuple[KnownAct, ...]:
    """The acts a name may mean, newest first; () when no listed act bears it.

    The name may stand in any case, quoted or not, with or without «Федеральный закон» before «О …».
    With ``day`` - that of the citing text - only acts of that time, if there are any; without it, only acts in force.

    >>> [act.act_id.slug for act in by_name("Трудового кодекса РФ")]
    ['fz-2001-12-30-197']
    """
    return _by_name(phrase, day)


@lru_cache(maxsize=8192)
def _by_name(phrase: str, day: date | None) -> tuple[KnownAct, ...]:
    slugs = _titles().get(level(phrase)) or _names().get(_key(phrase)) or ()
    acts = [known_acts()[slug] for slug in slugs]
    timely = [act for act in acts if (act.until is None if day is None else _in_time(act, day))]
    return tuple(sorted(timely or acts, key=lambda act: act.since or date.min, reverse=True))


def _in_time(act: KnownAct, day: date) -> bool:
    return (act.since is None or act.since <= day) and (act.until is None or day <= act.until)


def of_article(acts: tuple[KnownAct, ...], number: str) -> tuple[KnownAct, ...]:
    """Of acts that share a name, those that hold the article ``number`` («454», «25.1»); all when none does."""
    digits = re.match(r"\d+", number)
    if not digits:
        return acts
    holding = tuple(act for act in acts if act.articles and act.articles[0] <= int(digits[0]) <= act.articles[1])
    return holding or acts


@lru_cache(maxsize=1)
def _titles() -> dict[str, tuple[str, ...]]:
    """Title, levelled → slugs of the acts that bear it. Titles stand in quotes and are not inflected."""
    return _grouped((level(act.title), slug) for slug, act in known_acts().items())


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    """Key of a short name → slugs of the acts that bear it."""
    return _grouped((_key(name), slug) for slug, act in known_acts().items() for name in act.names)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, slug in pairs:
        found[key][slug] = None
    return {key: tuple(slugs) for key, slugs in found.items()}


_LEADING = frozenset({"федеральн", "конституционн", "закон", "рф"})


@lru_cache(maxsize=8192)
def _key(phrase: str) -> str:
    """Stems of a name without «Федеральный закон» before «О …» and without «Российской Федерации»."""
    words = stems(phrase)
    about = next((i for i, word in enumerate(words[:5]) if word in ("о", "об", "обо")), None)
    if about is not None and _LEADING.issuperset(words[:about]):
        words = words[about:]
    while len(words) > 2 and words[-1] == "рф" and words[-2] in ("в",):
        words = words[:-2]
    bare = [word for word in words if word != "рф"]
    return " ".join(bare)


_STATE = "(?:РФ|Российской Федерации|России)"
_SINGULAR = {"закон": "(?:а|у|ом|е)?", "кодекс": "(?:а|у|ом|е)?"}
"""Words that name an act in the singular only: «законами о недрах» names none."""


def _word_pattern(word: str, first: bool, last: bool) -> str:
    """One word of a name in any case: abbreviations, numbers and short words as they stand, others by their stem.

    Inside a name «Российской Федерации» may be put in after «закон» and «кодекс»: «Закон РФ о …».
    """
    if word == "РФ":
        return _STATE
    if word in ("о", "об"):
        return "[Оо]б?"
    if not _inflected(word):
        return re.escape(word)
    cut = stem(word)
    either = word[0].islower() and (first or word in _SINGULAR)  # «Семейного Кодекса РФ»
    opening = f"[{word[0].upper()}{word[0]}]" if either else word[0]
    pattern = opening + word[1 : len(cut)].replace("ё", "[её]") + _SINGULAR.get(word.lower(), r"\w{0,4}")
    return f"{pattern}(?: {_STATE})?" if word.lower() in _SINGULAR and not last else pattern


def _inflected(word: str) -> bool:
    return len(word) >= 4 and word[-1].islower() and word.replace("-", "").isalpha()


class _Tree(dict[str, "_Tree"]):
    """Names as a tree of their words' patterns, so that names which begin or end alike share that; "" ends a name."""

    def add(self, words: list[str]) -> None:
        branch = self
        for i, word in enumerate(words, 1):
            branch = branch.setdefault(_word_pattern(word, i == 1, i == len(words)), _Tree())
        branch[""] = _Tree()

    def source(self) -> str:
        """Pattern source that prefers longer names."""
        by_tail: defaultdict[str, list[str]] = defaultdict(list)
        for word, below in sorted(self.items(), reverse=True):
            if word:
                by_tail[below._tail()].append(word)
        return _either([_either(words) + tail for tail, words in by_tail.items()])

    def _tail(self) -> str:
        if not any(self):
            return ""
        return f"(?: {self.source()})?" if "" in self else " " + self.source()


def _either(branches: list[str]) -> str:
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


_SHORT_TEXT = 20_000
"""Characters up to which it is cheaper to look for the names' first words than to compile the pattern."""


def may_name(text: str) -> bool:
    """Whether :func:`pattern` can match in the text: spares a short one the time the pattern takes to compile."""
    return len(text) > _SHORT_TEXT or any(word in text for word in _first_words())


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(_unchanging(name.split(" ")[0]) for act in known_acts().values() for name in act.names)


def _unchanging(word: str) -> str:
    """The letters of a first word that stand in every case of it; a small first letter may be a capital."""
    if not _inflected(word):
        return word
    cut = word[: len(stem(word))].partition("ё")[0]
    return cut[1:] if cut[0].islower() else cut


@lru_cache(maxsize=1)
def pattern() -> str:
    """Pattern source, without groups, of any listed short name in running text, in any case.

    Read the match with :func:`by_name`. Quoted titles are not in it: those follow a kind word and are read by
    ``recognise.titles``.
    """
    names = [name for act in known_acts().values() for name in act.names]
    tree = _Tree()
    for name in names:
        tree.add(name.split(" "))
    letters = "".join(sorted({letter for name in names for letter in (name[0], name[0].upper())}))
    return (
        rf"(?=[{letters}])(?<![^\W{SUPERSCRIPT_DIGITS}])(?<!-){tree.source()}(?![\w-])(?! Республик| [Сс]оюз)"
        rf"(?: (?:в )?{_STATE}(?!\w))?"
    )
