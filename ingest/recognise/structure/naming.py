"""What an act calls its numbered units, read from how its text refers to itself.

«в части 2 настоящей статьи» → laws; «в пункте 2 настоящей статьи» → acts of the civil type; «часть вторая настоящей
статьи» → acts whose parts have no numbers and are counted (the Labour code).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.document import Span
from ingest.law.address import Naming
from ingest.law.text import DASHES, SUPERSCRIPT_DIGITS

_NUMBERS = rf" \d[\d{SUPERSCRIPT_DIGITS}⁻.,и{DASHES} ]{{0,60}}"
_OWN = re.compile(
    rf"(?<![А-Яа-яё])(?:(?P<part>[Чч]аст(?:ью|ь|и|ей|ям|ях|ями){_NUMBERS})|(?P<point>[Пп]ункт(?:ами|ам|ах|ов|ом|а|у|е|ы)?{_NUMBERS})"
    r"|(?P<counted>[Чч]аст(?:ью|ь|и|ей|ям|ях|ями) (?:перв|втор|трет|четв|пят|шест|седьм|восьм|девят|десят)[а-я, \-–]{0,50}))"
    r"(?<= )настоящей статьи"
)
_ANCHOR = " настоящей статьи"


class Custom(NamedTuple):
    """``naming``: names of the numbered units; ``counted``: unnumbered paragraphs are части, cited by ordinal;
    ``untitled``: articles have no headings, their text begins beside the label."""

    naming: Naming
    counted: bool
    untitled: bool = False


def custom_of(text: str, start: int, end: int, has_articles: bool, quotations: tuple[Span, ...] = ()) -> Custom:
    """The custom of the component between ``start`` and ``end``; references inside quotations are of another act."""
    if not has_articles:
        return Custom(Naming.DECREE, False)
    seen = {"part": 0, "point": 0, "counted": 0}
    for at in _anchors(text, start, end, quotations):
        line = text.rfind("\n", max(start, at - 90), at) + 1
        for m in _OWN.finditer(text, max(start, at - 90, line), at + len(_ANCHOR)):
            seen[m.lastgroup or "part"] += 1
    counted = seen["counted"] > seen["part"] + seen["point"]
    return Custom(Naming.CIVIL if seen["point"] > max(seen["part"], seen["counted"]) else Naming.LAW, counted)


def _anchors(text: str, start: int, end: int, quotations: tuple[Span, ...]) -> list[int]:
    """Where the text says «настоящей статьи» outside quotations."""
    found, at, q = [], text.find(_ANCHOR, start, end), 0
    while at >= 0:
        while q < len(quotations) and quotations[q].end <= at:
            q += 1
        if q == len(quotations) or at < quotations[q].start:
            found.append(at)
        at = text.find(_ANCHOR, at + 1, end)
    return found
