"""Addresses of units in running text: «пунктах 1 - 3, 5 и 7 части 2 статьи 8», «ст. 28 ч. 3 п. 15.1», «этой статьи».

One compiled pass finds every *mention* (a unit's word with its numbers); neighbouring mentions are then joined into
addresses by what stands between them. Three ways of joining, in the order of :data:`_JOINTS`:

    upward    «пункт 2 части 3 статьи 8»                  leaf first, the larger unit in the genitive
    downward  «статья 43, часть 2», «ст. 28 ч. 3»          root first, nominative or abbreviated
    shared    «пункт 2 части 3 и часть 4 статьи 8»         an enumeration whose last member names the root for all
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from itertools import product
from operator import attrgetter
from typing import NamedTuple

from ingest.law.address import RANK, Address, Step
from ingest.law.numbering import ORDINAL, canonical, expand, ordinal_value
from ingest.law.pattern import pattern
from ingest.law.text import DASHES, SUPERSCRIPT_DIGITS

HERE = ""
"""Number of a step that says «this»: «настоящей статьи», «этого пункта»; the reader of the address fills it in."""


class AddressMention(NamedTuple):
    """Units named in one place, in the order named, ranges expanded; steps numbered :data:`HERE` are relative."""

    start: int
    end: int
    addresses: tuple[Address, ...]


class _Number(Enum):
    """Whether a word names one unit, several, or may name either («части», «ст.»)."""

    SINGULAR = "singular"
    PLURAL = "plural"
    EITHER = "either"


class _Mention(NamedTuple):
    start: int
    end: int
    kind: str
    numbers: tuple[str, ...]
    nominative: bool


class _Word(NamedTuple):
    """What a unit's word says: of which kind the unit is, whether there are several, that the word is no genitive."""

    kind: str
    number: _Number
    nominative: bool


_FORMS = {  # kind → first letter of its word, and the rest in every case and number, abbreviations among them
    "статья": ("Сс", r"тать(?:ями|ям|ях|я|и|е[йюё]?|ю|ёй)|татей|т\.\s?ст\.|тст\.|т\.|т(?=\s\d)"),
    "часть": ("Чч", r"аст(?:ями|ям|ях|ью|ь|и|ей)|\.\s?ч\.|ч\.|\.|(?=\s?\d)"),
    "подпункт": ("Пп", r"одпункт(?:ами|ам|ах|ов|ом|а|у|е|ы)?|одп\.|\.\s?п\.|п\.?"),
    "пункт": ("Пп", r"ункт(?:ами|ам|ах|ов|ом|а|у|е|ы)?|\.|(?=\s?\d)"),
    "абзац": ("Аа", r"бзац(?:ами|ам|ах|ев|ем|а|у|е|ы)?|бз\."),
    "глава": ("Гг", r"лав(?:ами|ам|ах|ой|а|ы|е|у)?|л\."),
    "подраздел": ("Пп", r"одраздел(?:ами|ам|ах|ов|ом|а|у|е|ы)?|одразд\."),
    "раздел": ("Рр", r"аздел(?:ами|ам|ах|ов|ом|а|у|е|ы)?|азд\."),
    "параграф": ("Пп§", r"(?<=[Пп])араграф(?:ами|ам|ах|ов|ом|а|у|е|ы)?|(?<=§)§?"),
    "приложение": ("Пп", r"риложени(?:ями|ям|ях|ем|е|я|ю|и|й)|рил\."),
}
_KINDS = tuple(_FORMS)
_NOMINATIVE = frozenset(
    "статья статью часть пункт пункты подпункт подпункты абзац абзацы глава главы раздел разделы параграф "
    "приложение".split()
)
_SINGULAR = pattern(
    r"(?i:(?:под)?пункт(?:а|у|е|ом)|часть|частью|стать(?:е|ю|ей|ёй)|абзац(?:а|у|е|ем)|глав(?:а|у|ой)|(?:под)?раздел(?:а|у|е|ом))"
)
"""Forms that can name one unit only: «частью 1-2» is one part, «части 1-2» may be two."""
_PLURAL = ("ах", "ях", "ам", "ям", "ами", "ями", "ов", "ев", "ей", "пункты", "абзацы", "разделы", "параграфы")

_DIGITS = rf"(?>\d{{1,4}}(?:\(\d{{1,3}}\))?(?:[.^]\d{{1,3}}|[{DASHES}]\d{{1,3}}(?!\d))*[{SUPERSCRIPT_DIGITS}⁻˙]*)"
"""A dash stands inside a number or between two: the number is taken whole, not divided in every way."""
_ROMAN = rf"[IVXLC]{{1,7}}(?:[.{DASHES}]\d{{1,2}})?[{SUPERSCRIPT_DIGITS}]*"
_QUOTED = rf"[«\"“„'][а-яa-z](?:[.{DASHES}]?\d{{1,2}}|[{SUPERSCRIPT_DIGITS}]+)?[»\"”']"
_BARE = rf"(?<!\d, )[а-яa-z](?:[{DASHES}]?\d{{1,2}}|[{SUPERSCRIPT_DIGITS}]+)?(?=\)|\s+(?:п|ч|ст|подп)\b|\s*[,;.]?\s*$)"
_ITEM = rf"(?:{_DIGITS}|{_QUOTED}|{_ROMAN}|{ORDINAL}|{_BARE}\)?)"
_BETWEEN = rf"(?:\s*[{DASHES}]\s*|\s*,\s*(?:(?:и|или)\s+)?|\s+(?:и|или|либо|по)\s+)"
_FIRST = "АаГгПпРрСсЧч§"
_WORDS = tuple(rf"(?<=[{first}])(?:{rest})" for first, rest in _FORMS.values())
_WORD = pattern(rf"[{_FIRST}](?:{'|'.join(f'({word})' for word in _WORDS)})")
_MENTION = pattern(  # a character class stands first: the engine then skips to it without trying the rest
    rf"(?P<word>[{_FIRST}](?<![А-Яа-яЁёA-Za-z][{_FIRST}])(?:{'|'.join(_WORDS)}))(?![а-яё])"
    rf"(?:(?:[^\S\n]*|[^\S\n]*\n(?!\d+(?:\.\d+)*[.)]))(?:№\s*)?(?P<list>{_ITEM}(?:{_BETWEEN}(?:№\s*)?{_ITEM}(?![а-яё]))*)(?:(?=(?:ч|ст)\.\s?\d)|(?![\dа-яёА-Яa-zA-Z%]|[{DASHES}][а-яё]|\s+(?:год|г\.|мин))))?"
)
_THIS = pattern(
    r"(?<![А-Яа-яЁё])(?:[Нн]астоящ|[Уу]казанн|[Нн]азванн|[Ээ]т|[Дд]анн|[Тт])(?:ого|его|ой|ей|им|ым|ом|ем|ую|ую|их|ых|ий|ая|и|а|у)(?:\s+же)?\s+\Z"
)
_AFTER_ORDINAL = pattern(r"(?:предложени(?:ями|ям|ях|ем|е|я|ю|и|й)|абзац(?:ами|ам|ах|ев|ем|а|у|е|ы)?)(?![а-яё])")
_ORDINALS_END_HERE = pattern(rf"(?<![а-яё])(?P<list>{ORDINAL}(?:{_BETWEEN}{ORDINAL})*)\s+\Z", re.IGNORECASE)
_ORDINALS_FOLLOW = pattern(rf"\s+(?P<list>{ORDINAL}(?:{_BETWEEN}{ORDINAL})*)(?![а-яё])")
_ORDINAL_FOLLOWS = pattern(rf"\s+{ORDINAL}")
_ITEMS = pattern(rf"(?P<item>{_ITEM})(?P<after>{_BETWEEN})?")
_RANGE = pattern(rf"\s*(?:[{DASHES}]|\sпо\s)\s*")
_COMPOUND = pattern(rf"(\d{{1,4}})[{DASHES}](\d{{1,3}})")
_GAP = pattern(  # never over a paragraph's end: «Статья 5» above «Абзац первый …» is a heading
    r"(?P<up>[^\S\n]+)|(?P<comma>[^\S\n]*,[^\S\n]*(?:а также[^\S\n]+)?)"
    r"|(?P<and>[^\S\n]*,?[^\S\n]+(?:и|или|либо)[^\S\n]+(?:(?:в|к|по|из|с)[^\S\n]+)?)|(?P<bracket>[^\S\n]*\([^\S\n]*)"
)


def find_addresses(text: str, start: int = 0, end: int | None = None) -> list[AddressMention]:
    """Every address in ``text[start:end]``, in order, spans not overlapping. Linear in the length."""
    mentions = list(_mentions(text, start, len(text) if end is None else end))
    return _joined(text, mentions)


def read_addresses(text: str) -> tuple[Address, ...]:
    """The addresses that a person typed: the whole of ``text`` read as one address; () when it is none.

    >>> [str(a) for a in read_addresses("пункты 1 - 2 и 5 части 2 статьи 8")]
    ['пункт 1 части 2 статьи 8', 'пункт 2 части 2 статьи 8', 'пункт 5 части 2 статьи 8']
    """
    return tuple(address for mention in find_addresses(text.strip()) for address in mention.addresses)


def _mentions(text: str, start: int, end: int) -> Iterator[_Mention]:
    before = _ordinals_before(text, start, end)
    larger: _Mention | None = None
    for m in _MENTION.finditer(text, start, end):
        while before and before[0].start < m.start():
            yield before.pop(0)
        if before and before[0].start < m.end():
            continue
        if mention := _mention(text, m, start, end):
            yield mention
            if text[mention.start - 1] != "(":
                larger = mention
            elif larger and (beside := _NEXT_BESIDE.match(text, mention.end, end)):
                numbers = _numbers(beside["list"], _Number.PLURAL)
                yield _Mention(*beside.span("list"), larger.kind, numbers, False)
    yield from before


_NEXT_BESIDE = pattern(
    rf"\)(?:,\s*|\s+и\s+)(?P<list>{_DIGITS}(?:{_BETWEEN}{_DIGITS})*)(?=\s*\((?:част|пункт|абзац)|\s+[А-ЯЁ])"
)
"""«статьям 19 (часть 1), 46 (части 1 и 2) и 55 Конституции», as the Constitutional Court enumerates."""


def _mention(text: str, m: re.Match[str], start: int, end: int) -> _Mention | None:
    """The unit word with its numbers; without numbers it must be «this» one."""
    word, listed = m.group("word", "list")
    kind, number, nominative = _read_word(word)
    if listed is None:
        this = _THIS.search(text, max(start, m.start() - 16), m.start()) if len(word) > 3 else None
        return _Mention(this.start(), m.end(), kind, (HERE,), False) if this else None
    if kind == "подпункт" and len(word) <= 4:
        kind = _short_pp(listed, text, m.end(), end)
    return _Mention(m.start(), m.end(), kind, _numbers(listed, number), nominative)


@lru_cache(maxsize=1024)
def _read_word(word: str) -> _Word:
    found = _WORD.match(f"{word} 1")  # of the abbreviations some count only before a number
    kind = _KINDS[(found.lastindex or 1) - 1] if found else ""
    nominative = word.lower() in _NOMINATIVE or word.endswith(".") or len(word) <= 2
    return _Word(kind, _grammatical_number(word), nominative)


def _grammatical_number(word: str) -> _Number:
    """What the form of a unit's word tells of how many units it names."""
    if _SINGULAR.fullmatch(word):
        return _Number.SINGULAR
    return _Number.PLURAL if word.endswith(_PLURAL) else _Number.EITHER


_POINT_FOLLOWS = pattern(r"\s+[Пп](?:\.|ункт)")


def _short_pp(listed: str | None, text: str, at: int, end: int) -> str:
    """«пп. 1, 2 ч. 3» are пункты; «пп. "а"» and «пп. 1 п. 2» are подпункты."""
    return "подпункт" if listed and (not listed[0].isdigit() or _POINT_FOLLOWS.match(text, at, end)) else "пункт"


def _ordinals_before(text: str, start: int, end: int) -> list[_Mention]:
    """«второе предложение», «первый и второй абзацы», and «предложение второе»: the number is an ordinal in words."""
    found: list[_Mention] = []
    if text.find("редложени", start, end) < 0 and text.find("бзац", start, end) < 0:
        return found
    for m in _AFTER_ORDINAL.finditer(text, start, end):
        kind = "предложение" if text[m.start()] == "п" else "абзац"
        listed = _ORDINALS_END_HERE.search(text, max(start, m.start() - 60), m.start())
        if listed and (kind == "предложение" or not _ORDINAL_FOLLOWS.match(text, m.end(), end)):
            found.append(
                _Mention(listed.start(), m.end(), kind, _numbers(listed["list"].lower(), _Number.PLURAL), False)
            )
        elif kind == "предложение" and (after := _ORDINALS_FOLLOW.match(text, m.end(), end)):
            found.append(_Mention(m.start(), after.end(), kind, _numbers(after["list"], _Number.PLURAL), False))
    return found


@lru_cache(maxsize=16384)
def _numbers(listed: str, of: _Number) -> tuple[str, ...]:
    """«1 - 3, 5 и 7» → 1, 2, 3, 5, 7."""
    out: list[str] = []
    pending = ""
    items = list(_ITEMS.finditer(listed))
    heads = Counter(c[1] for m in items if (c := _COMPOUND.fullmatch(m["item"])))
    for m in items:
        value = _value(m["item"])
        if pending:
            out += expand(pending, value)
        elif (c := _COMPOUND.fullmatch(m["item"])) and heads[c[1]] == 1 and _is_range(int(c[1]), int(c[2]), of):
            out += expand(c[1], c[2])
        elif m["after"] and _RANGE.fullmatch(m["after"]):
            pending = value
            continue
        else:
            out.append(value)
        pending = ""
    return tuple(dict.fromkeys([*out, pending] if pending else out))


def _is_range(first: int, last: int, of: _Number) -> bool:
    """«5-7» between digits without spaces has two ends only if it can grow: «242-1» is one number."""
    return last > first and of is not _Number.SINGULAR and (of is _Number.PLURAL or last - first < 100)


def _value(item: str) -> str:
    if item[0].isalpha() and len(item) > 3 and (value := ordinal_value(item)) is not None:
        return str(value)
    return canonical(item)


def _joined(text: str, mentions: list[_Mention]) -> list[AddressMention]:
    """Neighbours joined into chains, chains that share a root given it."""
    chains = _chains(text, mentions)
    found: list[AddressMention] = []
    root: tuple[Address, ...] = ()
    for at in range(len(chains) - 1, -1, -1):
        chain = chains[at]
        addresses = _addresses(text, chain)
        if root and at + 1 < len(chains) and _shares_root(text, chain, chains[at + 1], root[0]):
            addresses = tuple(_inherit(address, root[0]) for address in addresses)
        start, end = (chain[0].start, chain[0].end) if len(chain) == 1 else _span(text, chain)
        found.append(AddressMention(start, end, addresses))
        root = addresses
    return found[::-1]


def _span(text: str, chain: list[_Mention]) -> tuple[int, int]:
    """Where a chain begins and ends: behind the bracket of «статьи 168 (часть первая)»."""
    end: int = max(map(_end, chain))
    bracketed = text.startswith(")", end) and "(" in text[chain[0].end : chain[-1].start]
    return min(map(_start, chain)), end + bracketed


def _chains(text: str, mentions: list[_Mention]) -> list[list[_Mention]]:
    chains: list[list[_Mention]] = []
    i = 0
    while i < len(mentions):
        chain = [mentions[i]]
        step = 0
        while i + 1 < len(mentions) and (joint := _joint(text, mentions, i)) and step in (0, joint):
            step = joint
            i += 1
            chain.append(mentions[i])
        chains.append(chain)
        i += 1
    return chains


_start, _end = attrgetter("start"), attrgetter("end")
_UP, _DOWN = 1, 2


def _joint(text: str, mentions: list[_Mention], i: int) -> int:
    """How mention i continues in mention i+1: upward, downward, or not at all (0)."""
    here, after = mentions[i], mentions[i + 1]
    if after.start - here.end > 24:
        return 0
    if text[here.start - 1] == "(" and i and RANK[mentions[i - 1].kind] < RANK[after.kind] < RANK[here.kind]:
        return _DOWN if _fills_bracket(text, mentions, i) else 0
    gap = _GAP.fullmatch(text, here.end, after.start)
    if here.end != after.start and gap is None and not _after_stop(text, here.end, after.start):
        return 0
    kind = gap.lastgroup if gap else "up"
    larger = RANK[after.kind] < RANK[here.kind] or (after.kind, here.kind) == ("часть", "глава")
    if larger:
        return (
            _UP
            if kind == "up"
            and not (after.nominative and len(text[after.start : after.end]) > 12 and not here.nominative)
            else 0
        )
    in_bracket = kind == "bracket" and _fills_bracket(text, mentions, i + 1)
    if (
        RANK[after.kind] > RANK[here.kind]
        and kind in ("up", "comma", "bracket")
        and (in_bracket or (after.nominative and here.nominative))
    ):
        follows_up = (
            i + 2 < len(mentions)
            and RANK[mentions[i + 2].kind] < RANK[after.kind]
            and text[after.end : mentions[i + 2].start].isspace()
        )
        return 0 if follows_up and kind == "comma" else _DOWN
    return 0


_STOP = pattern(r"\.[^\S\n]+")


def _after_stop(text: str, end: int, start: int) -> bool:
    """«п.5.6. ст. 15»: the stop after a number ends no sentence, a small letter follows."""
    return text[start].islower() and _STOP.fullmatch(text, end, start) is not None


def _fills_bracket(text: str, mentions: list[_Mention], i: int) -> bool:
    """Whether mention i, or it and what it is a part of, is all that a bracket holds: «статьи 168 (часть первая)»,
    «статьи 125 (пункт "а" части 4)»."""
    end = mentions[i].end
    if i + 1 < len(mentions) and text[end : mentions[i + 1].start].isspace():
        end = mentions[i + 1].end
    return text.startswith(")", end)


def _addresses(text: str, chain: list[_Mention]) -> tuple[Address, ...]:
    """Every combination of the numbers named at each level, in reading order; a bracket is of the last number only:
    «статьи 20, 21, 23 (часть 1)».
    """
    if len(chain) == 1:
        return _combined(((chain[0].kind, chain[0].numbers),))
    largest, *smaller = sorted(chain, key=lambda m: RANK[m.kind])
    levels = tuple([(m.kind, m.numbers) for m in smaller])
    if len(largest.numbers) == 1 or "(" not in text[largest.end : largest.end + 2]:
        return _combined(((largest.kind, largest.numbers), *levels))
    *alone, last = largest.numbers
    return _combined(((largest.kind, tuple(alone)),)) + _combined(((largest.kind, (last,)), *levels))


@lru_cache(maxsize=1024)
def _combined(levels: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Address, ...]:
    kinds = [kind for kind, _ in levels]
    return tuple(Address(tuple(map(Step, kinds, numbers))) for numbers in product(*(numbers for _, numbers in levels)))


def _shares_root(text: str, chain: list[_Mention], after: list[_Mention], root: Address) -> bool:
    """An enumeration goes on: only «,», «и», «или» between, and the next address, with what it shares itself, has a
    larger unit than this one's root."""
    end, start = max(map(_end, chain)), min(map(_start, after))
    gap = _GAP.fullmatch(text, end, start) if 0 < start - end <= 24 else None
    if gap is None or gap.lastgroup not in ("comma", "and"):
        return False
    return min(RANK[step.kind] for step in root.steps) < min(RANK[m.kind] for m in chain)


def _inherit(address: Address, root: Address) -> Address:
    """What stands above the last member of an enumeration stands above the others.

    «абзаце первом и пункте 2 части 3»: both are of часть 3.
    """
    rank = RANK[address.steps[0].kind]
    above = tuple(step for step in root.steps[:-1] if RANK[step.kind] < rank)
    return Address(above + address.steps, address.component)
