"""What an act calls its numbered units, read from how its text refers to itself.

«в части 2 настоящей статьи» → laws; «в пункте 2 настоящей статьи» → acts of the civil type; «часть вторая настоящей
статьи» → acts whose parts have no numbers and are counted (the Labour code).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.document import Span
from ingest.law.address import Naming
from ingest.law.pattern import pattern
from ingest.law.text import DASHES, SUPERSCRIPT_DIGITS

_NUMBERS = rf"\ \d[\d{SUPERSCRIPT_DIGITS}⁻.,и{DASHES} ]{{0,60}}"
_OWN = pattern(
    rf"""
    (?<![А-Яа-яё])
    (?: (?P<part>[Чч]аст(?:ью|ь|и|ей|ям|ях|ями){_NUMBERS})
      | (?P<point>[Пп]ункт(?:ами|ам|ах|ов|ом|а|у|е|ы)?{_NUMBERS})
      | (?P<counted>[Чч]аст(?:ью|ь|и|ей|ям|ях|ями)\ (?:перв|втор|трет|четв|пят|шест|седьм|восьм|девят|десят)
                    [а-я, \-–]{{0,50}})
    )
    (?<=\ )(?:настоящей\ статьи|стать(?:ей|и|е|ю)\ \d[\d{SUPERSCRIPT_DIGITS}⁻.]*\ настоящ)
    """,
    re.VERBOSE,
)
_HERE = " настоящей статьи"
_ELSEWHERE = (" настоящего Кодекса", " настоящего Федерального закона", " настоящего Закона", " настоящего закона")


class Custom(NamedTuple):
    """``naming``: names of the numbered units; ``counted``: unnumbered paragraphs are части, cited by ordinal;
    ``untitled``: articles have no headings, their text begins beside the label."""

    naming: Naming
    counted: bool
    untitled: bool = False


def custom_of(text: str, start: int, end: int, has_articles: bool, quotations: Sequence[Span], known: Naming) -> Custom:
    """The custom of the component between ``start`` and ``end``; references inside quotations are of another act.

    ``known`` stands where an act with articles never refers to its own units.
    """
    if not has_articles:
        return Custom(Naming.DECREE, False)
    seen = (
        _count(text, start, end, (_HERE,), quotations) or _count(text, start, end, _ELSEWHERE, quotations) or Counter()
    )
    if not seen:
        return Custom(known if known is Naming.CIVIL else Naming.LAW, False)
    counted = seen["counted"] > seen["part"] + seen["point"]
    return Custom(Naming.CIVIL if seen["point"] > max(seen["part"], seen["counted"]) else Naming.LAW, counted)


def _count(text: str, start: int, end: int, anchors: Sequence[str], quotations: Sequence[Span]) -> Counter[str]:
    """How often each custom shows before the anchors."""
    seen: Counter[str] = Counter()
    for anchor in anchors:
        for at in _places(text, start, end, anchor, quotations):
            line = text.rfind("\n", max(start, at - 110), at) + 1
            for m in _OWN.finditer(text, max(start, at - 110, line), at + len(anchor)):
                seen[m.lastgroup or "part"] += 1
    return seen


def _places(text: str, start: int, end: int, anchor: str, quotations: Sequence[Span]) -> Iterator[int]:
    """Where the anchor stands outside quotations."""
    at, q = text.find(anchor, start, end), 0
    while at >= 0:
        while q < len(quotations) and quotations[q].end <= at:
            q += 1
        if q == len(quotations) or at < quotations[q].start:
            yield at
        at = text.find(anchor, at + 1, end)
