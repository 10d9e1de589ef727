"""The unit that typed words name: its address, and the annex it is of - «пункт 2 Порядка», «приложение, пункт 2».

An annex is named by its number, which is a step of the address, or by a word: by the one it is called by, or by
«приложение» alone where it is the only one. Which annex of the act that is, tells :mod:`kb.store.find.unit`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from ingest import HERE, find_addresses
from ingest.law.address import RANK, Address, Step
from ingest.law.annexes import COMPONENTS, component_name
from ingest.law.numbering import ORDINAL, canonical
from kb.store.find.sheet import Sheet

ANY_ANNEX = ""
"""An annex that is called «приложение» and has no number."""


class Where(NamedTuple):
    """What the words name inside an act.

    Attributes:
        addresses: the units, several for «пункты 2 и 3»; () for the act, or the annex, as a whole.
        annexes: words that annexes are called by, the outer one first: «приложение к Положению» is
            ("Положение", ANY_ANNEX).
    """

    addresses: tuple[Address, ...] = ()
    annexes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.addresses or self.annexes)

    def __str__(self) -> str:
        """In words, leaf first."""
        units = ", ".join(map(str, self.addresses))
        return " ".join(filter(None, (units, *(f"({name or 'приложение'})" for name in reversed(self.annexes)))))

    @property
    def article(self) -> str:
        """Number of the first article named, "" when none is."""
        steps = (step for address in self.addresses for step in address.steps)
        return next((step.number for step in steps if step.kind == "статья"), "")


WHOLE = Where()
"""The act as a whole."""

_UNIT_WORD = re.compile(
    r"§|(?<!\w)(?:(?:пп?|ч|ст|абз|гл|разд|подразд|прил|примеч|предл)(?![а-я])"
    r"|(?:подп|пункт|стат|част|абзац|глав|раздел|подраздел|парагр|прилож|примечан|преамбул|предложен|таблиц|строк|позици))"
)
"""A word for a unit: where there is none, there is no address, and its large pattern need not even be compiled."""

_GLUED = re.compile(r"(?:(?<!\w)|(?<=\d))(ст|ч|пп|п|абз|гл|разд|прил)\.?\s?(?=\d)")
_WORD = (
    r"(?:стат(?:ь[а-я]{1,2}|ей)|ст\.?|(?:под)?пункт[а-я]{0,2}|част[а-я]{1,3}|глав[а-я]{1,2}|(?:под)?раздел[а-я]{0,2})"
)
_NUMBER_FIRST = re.compile(
    rf"(?:^\s*(?P<number>\d{{1,4}}(?:\.\d{{1,2}})?)|(?<![\w.-])(?:(?P<counted>\d{{1,3}})-?(?:[аы]?[яй]|ой|ую|е)|(?P<ordinal>{ORDINAL})))"
    rf"\s+(?P<word>{_WORD})(?![а-я])(?(number)(?=\s+\S*[^\s\d])|(?!\s*(?:№\s*)?[\d\"]|\s+{ORDINAL}))"
)
"""«16 статья 273-фз», «2-я часть статьи 5», «вторая часть статьи 5»."""
_AFTER_A_WORD = re.compile(rf"{_WORD}\s*\Z")
_ROMAN = re.compile(r"(?<!\w)((?:(?:под)?раздел|глав|част|разд|гл)[а-я]{0,3}\.?\s*)([ivxlc]+(?:\.\d+)?)(?!\w)")
_LETTER = re.compile(
    r"(?<!\w)(?:(?:под)?пункт[а-я]{0,2}|пп?\.?|подп\.?)\s*\"?([а-я](?:\.?\d{1,2})?)\"?\)?"
    r"(?=\s*(?:,|$)|\s+(?:п|ч|ст|абз|подп|пп)(?:[\s.\d]|ункт|аст|ат))"
)
"""A letter is a subpoint's, with or without quotes: «подпункт а пункта 2», «п. б п. 2»."""
_RARE = re.compile(
    r"(?<!\w)(?P<stem>преамбул|примечани|таблиц|наименовани|подпараграф)[а-я]{0,2}(?:\s+(?P<number>\d+(?:[.-]\d+)*))?(?:\s+к\b)?"
)
_STEMS = {
    "преамбул": "преамбула",
    "примечани": "примечание",
    "таблиц": "таблица",
    "наименовани": "наименование",
    "подпараграф": "подпараграф",
}
_ANNEX = (
    r"(?<!\w)(?:(?:приложени[а-я]{1,3}|прил\.?)(?!\w|\s*(?:№\s*)?\d)|(?:(?:типов|федеральн|примерн|административн)[а-я]{2,4}\s+)?"
    rf"(?P<stem>{'|'.join(stem.lower() for stem in COMPONENTS)})[а-я]{{0,4}})(?!\w)"
)
_NAMED = re.compile(_ANNEX)
_UNNAMED = re.sub(r"\?P<stem>", "?:", _ANNEX)
_UPWARD = re.compile(rf"\s+(?:к\s+)?{_UNNAMED}(?:\s+(?:к\s+)?{_UNNAMED})*")
_DOWNWARD = re.compile(rf"(?:к\s+)?{_UNNAMED}(?:(?:\s*,\s*|\s+)(?:к\s+)?{_UNNAMED})*\s*,?\s*\Z")
_ALONE = re.compile(rf"{_UNNAMED}(?:\s+к\s+{_UNNAMED})*")


def take_unit(sheet: Sheet, whole: bool) -> Where:
    """Take the words of a unit off the sheet. ``whole``: they are all of a unit, so that an annex may stand alone."""
    if not (whole or _UNIT_WORD.search(sheet.text)):
        return WHOLE
    _rewrite(sheet)
    mentions: list[tuple[Address, ...]] = []
    annexes: tuple[str, ...] = ()
    after = len(sheet.text)
    for mention in reversed(find_addresses(sheet.text)):
        if any(step.number == HERE for address in mention.addresses for step in address.steps):
            continue
        start, end, named = _with_annex(sheet.text, mention.start, mention.end)
        outer = mentions.pop(0) if mentions and _is_of(sheet.text[mention.end : after], mentions[0]) else (Address(),)
        sheet.take(start, end)
        mentions.insert(0, tuple(Address((*o.steps, *a.steps)) for o in outer for a in mention.addresses))
        after = start
        annexes = annexes if named in ((), annexes) else (*named, *annexes)
    if m := _RARE.search(sheet.text) if mentions or whole else None:
        sheet.take(*m.span())
        mentions.append((Address((Step(_STEMS[m["stem"]], canonical(m["number"] or "")),)),))
    if whole and not annexes and (m := _ALONE.search(sheet.text)):
        annexes = _called(m[0], upward=True)
        sheet.take(*m.span())
    return Where(tuple(_merged(mentions)), annexes)


def _is_of(between: str, following: tuple[Address, ...]) -> bool:
    """«пункт 1 приложения 1 приложения 2», «… к приложению 2»: an annex of the annex that follows."""
    return between.strip() in ("", "к") and all([s.kind for s in a.steps] == ["приложение"] for a in following)


def _rewrite(sheet: Sheet) -> None:
    """What people write otherwise than acts do, as acts do."""
    sheet.rewrite(_GLUED, lambda m: f" {m[1]}. ")
    text = sheet.text
    sheet.rewrite(_NUMBER_FIRST, lambda m: m[0] if _AFTER_A_WORD.search(text[: m.start()]) else _number_last(m))
    sheet.rewrite(_LETTER, lambda m: f'подпункт "{m[1]}"')
    sheet.rewrite(_ROMAN, lambda m: m[1] + m[2].upper())


def _number_last(m: re.Match[str]) -> str:
    return f"{m['word']} {m['number'] or m['counted'] or m['ordinal']}"


def _with_annex(text: str, start: int, end: int) -> tuple[int, int, tuple[str, ...]]:
    """The address with the annex that is named right after it, or right before it."""
    if m := _UPWARD.match(text, end):
        return start, m.end(), _called(m[0], upward=True)
    if m := _DOWNWARD.search(text, 0, start):
        return m.start(), end, _called(m[0], upward=" к " in m[0])
    return start, end, ()


def _called(words: str, upward: bool) -> tuple[str, ...]:
    """The annexes that the words call, the outer one first."""
    names = [component_name(m["stem"]) if m["stem"] else ANY_ANNEX for m in _NAMED.finditer(words)]
    return tuple(reversed(names) if upward else names)


def _merged(mentions: Sequence[tuple[Address, ...]]) -> Iterator[Address]:
    """«ст 28, абзац 2»: mentions of different kinds are steps of one address; others name units of their own."""
    kinds = [step.kind for addresses in mentions for step in addresses[0].steps]
    if len(set(kinds)) < len(kinds):
        yield from (address for addresses in mentions for address in addresses)
        return
    for parts in product(*mentions) if mentions else ():
        steps = [step for address in parts for step in address.steps]
        yield Address(tuple(sorted(steps, key=lambda step: RANK[step.kind])))
