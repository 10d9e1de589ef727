"""Words of an order that mean nothing known: with them it is told and not applied.

Everything that the rules know of is blanked in the stretch of a clause or a lead - units, acts, annexes, quotations,
rows of tables - and so are the words that orders are made of. What is left may say of what the order is («паспорт
программы», «шапку таблицы»), and whoever applied it without these words would change something larger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.law.dates import DATE
from ingest.law.numbering import ORDINAL
from ingest.law.pattern import pattern
from ingest.recognise.operations.annexes import annexes_named
from ingest.recognise.operations.line import ACT, WORDS, Line
from ingest.recognise.operations.named import units_named
from ingest.recognise.operations.provisions import NEW_UNITS
from ingest.recognise.operations.zone import NOUN, ROW

_GROUND = pattern(
    rf"(?i:в\s+(?:связи|соответствии|целях)|со\s+дня|на\s+(?:основании|территории)|во\s+исполнение|с\s+учетом)"
    rf"[^,;:{ACT}{WORDS}]*"
)
"""Why an order is given, or since when: no words of its address."""
_PUBLISHED = pattern(rf"(?<={ACT})\s*\([^()]*(?:\([^()]*\)[^()]*)*\)")
"""A bracket behind an act: its gazettes, its registration."""
_KNOWN = pattern(
    rf"""(?<![а-яё])(?:
      {DATE}|{ORDINAL}|{NOUN}|{NEW_UNITS.pattern}|точк[а-я]{{1,2}}|запят[а-я]{{2}}|двоеточи[а-я]{{1,2}}
      |во?|из|по|к|ко|на|с|со|до|и|а|или|либо|не|также|кроме|того|после|перед|от|его|ее|её|их|н[ие]м|это[а-яё]{{1,3}}
      |(?:ниже)?следующ[а-я]{{2,3}}|содержани[яю]|редакци[июя]|нов[а-я]{{2,3}}|соответственно|применять|согласно
      |соответствующ[а-я]{{2,3}}|падеж[а-я]{{0,3}}|числ[а-я]{{0,3}}|род[а-я]{{0,3}}|(?:всему\s+)?текст[а-я]{{0,3}}|далее
      |стать[юией]|част[ьи]|(?:под)?пункт[а-я]?|абзац[а-я]?|внести|вносятся|(?:изменени|дополнени|приложени|предложени)[а-я]{{1,3}}|действи[ея]|применени[ея]|срок[а-я]{{0,2}}
      |(?:положени|норм)[а-я]{{0,2}}|года?|гг?|включительно|прилага[а-я]{{2,6}}(?:\s+к\s+подлиннику)?|приводится
      |(?:постановл|приказыва|реша|распоряжа)[а-я]+|решил[аи]?|утративш[а-я]{{2,3}}|сил[уы]|считать|обоих|случаях
      |настоящ[а-я]{{2,3}}(?:\s+(?:[а-яё]+\s+){{0,2}}?(?:закон|кодекс|указ|приказ|постановлени|распоряжени|решени)[а-я]{{0,2}})?|указанн[а-я]{{2,3}}|регистрационный|установить|определить|(?:котор[а-я]{{2,3}}\s+)?(?:утвержд|принят)[а-яё]+
      |(?:последующи|внес[её]нны)ми|не(?:му|й|го)
    )(?![а-яё])""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = pattern(r"[А-ЯЁа-яёA-Za-z-]{2,}")
_TABLE = pattern(r"(?:паспорт|таблиц)[а-я]{0,3}(?:\s+[а-яё-]+(?:ой|ей|ы|и|а)|\s+(?:№\s*)?\d+)*", re.IGNORECASE)


def unread(line: Line, start: int, end: int, known: Iterable[tuple[int, int]] = ()) -> str:
    """The words of ``masked[start:end]`` that nobody read, from the first of them to the last; "" for none. ``known``:
    spans of what was read otherwise."""
    masked = line.masked
    spans = [*known, *((unit.start, unit.end) for unit in units_named(masked, start, end))]
    spans += ((annex.start, annex.end) for annex in annexes_named(masked, start, end))
    spans += (m.span() for of in (ROW, _GROUND, _PUBLISHED) for m in of.finditer(masked, start, end))
    rest = list(masked[start:end])
    for first, last in spans:
        rest[first - start : last - start] = " " * (min(last, end) - first)
    words = list(_WORD.finditer(_KNOWN.sub(lambda m: " " * len(m[0]), "".join(rest))))
    if not words:
        return ""
    at = line.start + start
    return " ".join(line.text[at + words[0].start() : at + words[-1].end()].split())


def names_a_table(words: str) -> bool:
    """«паспорт программы», «таблица»: it says where a row stands, and a row is found by its own name."""
    return _TABLE.fullmatch(words) is not None
