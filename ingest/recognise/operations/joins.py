"""What may stand between an act and a unit that one order names, and the words there that mean nothing known.

«Статью 2 Закона № 5», «в Законе № 5 статью 2», «Закон № 5 и статью 2 Закона № 6»: such joins say of which act the unit
is. Any other words before a unit - «Закон № 5, минуя статью 2» - may spare it or single it out, and nobody can list
them all. So the joins are the table here, and what is in none of them is a limit that was not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from ingest.law.dates import DATE
from ingest.law.part import UNCLEAR
from ingest.law.pattern import pattern
from ingest.recognise.operations.annexes import NAMED_ANNEX
from ingest.recognise.operations.limits import Limit
from ingest.recognise.operations.line import ACT, WORDS, Line
from ingest.recognise.operations.named import Named, brings, units_named

_OF_FORCE = ("repeal", "suspend", "extend")
_OF_UNITS = (*_OF_FORCE, "restate")
"""Verbs of whole units. Those of words name in their own grammar what stands before a unit («слова … в пункте 3»)."""

_SEPARATOR = r"[\s)]*(?:,\s*)?(?:(?:и|а\s+также|либо|или)\s+)?"
_LABEL = r"(?:(?:\d{1,3}(?:\.\d{1,3})*|[а-яa-z])[.)])"
_SAID_BEFORE = (
    _LABEL, DATE, rf"(?:с|со|до|по)\s+{DATE}", r"[«\"]?\d{4}\s+год[ау]", "включительно", "что", "также", "кроме того",
    "и", "а", "в", "во", "из", "по", "внести", "следующ[а-я]{2}", "(?:изменени|дополнени)[а-я]{1,2}",
    "действи[ея]", "применение", r"срок[а-я]{0,2}(?:\s+действия)?", "(?:положени|норм|предписани|требовани)[а-я]{0,3}",
    "(?:следующей|новой|прилагаемой)?\\s*редакции", "(?:строк|позици|граф|таблиц|сноск|столб|колонк)[а-я]{1,4}", r"\d+",
    "(?:нумерационный|текст|слова|цифры)", "(?:постановля|приказыва|реша|распоряжа)[а-я]{1,2}", "решил[аи]?",
    "(?:установить|определить)", r"утративш[а-я]{2,3}\s+силу",
    "к\\s+(?:[а-яё]+му\\s+)?[а-яё]+[уюм]",
)  # fmt: skip
_KNOWN_BEFORE = pattern(rf"(?:[\s,()–-]|(?<![а-яё\d])(?:{'|'.join(_SAID_BEFORE)})(?![а-яё\d]))*", re.IGNORECASE)
"""What stands before the first unit of an order: a label, a day, «действие», «положения»."""
_LISTED = pattern(rf"{_SEPARATOR}(?:(?:в|из|к)\s+)?")
_AT_PLACE = pattern(
    rf"""[\s,)]*(?:(?:следующ[а-я]{{2}}\s+)?(?:изменени|дополнени)[а-я]{{1,2}})?[\s,:]*{_LABEL}?\s*
    (?:(?:также|с\s+{DATE})[\s,]*)?(?:(?:в|из|по)\s+)?""",
    re.VERBOSE,
)
_SAID_AS_PLACE = pattern(r"(?<![а-яё])(?:[Вв]о?|[Ии]з)\s[^;]*\Z")
_GROUND = pattern(
    r"(?i:соответстви|основани|исполнени|в\s+связи|согласно|руководств|с\s+изменени[^;]*внес[её]нн|в\s+редакции)[^;]*\Z"
)
"""«на основании статьи 13 Закона № 131», «с изменениями, внесенными пунктом 2 …»: that act is no object."""
_OF_NEXT = pattern(
    rf"\s*(?:к\s+)?(?:[^{ACT};:]{{1,600}}?(?:утвержд[её]нн|принят|вносятся)[а-я]{{0,3}}\s+[а-я\s]{{0,40}})?"
)
"""From a unit to the act that it is of: «пункт 3 Правил, утвержденных постановлением …»."""
_SENTENCE = pattern(rf";|\.\s+(?=[А-ЯЁ{ACT}])")
_PHRASE_END = pattern(
    rf"""[,;:(){ACT}{WORDS}]|\.\s+(?=[А-ЯЁ])|\.?\s*\Z
    |\s+(?:(?:и|а\s+также)\s+{ACT}|(?:с|до|по)\s+{DATE}|в\s+(?:следующ|нов|прилага)|(?:слов|цифр|числ)[а-я]{{0,3}}\s|утративш)""",
    re.VERBOSE,
)
_ACT_NAME = pattern(f"{ACT}+")


class _Item(NamedTuple):
    """An act, a unit or a verb of the line, in its order; ``unit`` of a unit alone, ``verb`` its entry of the table;
    ``under``: the verb that it stands behind, else the one before which it stands."""

    start: int
    end: int
    unit: Named | None = None
    verb: str = ""
    under: str = ""

    @property
    def is_act(self) -> bool:
        return self.unit is None and not self.verb


def unexplained(line: Line, verbs: Sequence[re.Match[str]]) -> list[Limit]:
    """Every unit of the line, with the words before it, that no known join ties to an act, in order. ``verbs``: none in
    an item of a list."""
    masked, items = line.masked, _items(line.masked, verbs)
    found: list[Limit] = []
    for i, (before, item) in enumerate(pairwise(items), 1):
        if item.unit is None or (found and item.start < found[-1].end) or _joined(masked, items, i):
            continue
        start = before.end if before.is_act else _after_lead(masked, before.end, item.start)
        end = _end(masked, items, i)
        words = " ".join(line.text[line.start + start : line.start + end].split()).strip(" ,.()")[:400]
        if words:
            found.append(Limit(start, end, f"{UNCLEAR} «{words[:1].lower()}{words[1:]}»", True))
    return found


def _items(masked: str, verbs: Sequence[re.Match[str]]) -> list[_Item]:
    acts = (_Item(m.start(), m.end()) for m in _ACT_NAME.finditer(masked))
    units = (_Item(unit.start, unit.end, unit) for unit in units_named(masked, 0, len(masked)) if not unit.anchor)
    said = _verbs(masked, [_Item(verb.start(), verb.end(), None, verb.lastgroup or "") for verb in verbs])
    under = said[0].verb if said else "repeal"  # an item of a list
    found = [_Item(0, 0, None, "start")]
    for item in sorted((*acts, *units, *said), key=lambda item: item.start):
        under = item.verb or under
        found.append(item._replace(under=under))
    return found


def _verbs(masked: str, said: Sequence[_Item]) -> list[_Item]:
    """Without those of «признать утратившим силу Закон № 5, продлив статью 2»: a converb beside the verb of a whole act
    is no order of its own, but words that are not known."""
    main = next((verb.verb for verb in said if not _is_converb(masked, verb)), "")
    if main in _OF_FORCE and said[0].verb in _OF_FORCE:
        return [verb for verb in said if not _is_converb(masked, verb)]
    return [verb for verb in said if not main or verb.verb not in _OF_FORCE or not _is_converb(masked, verb)]


def _is_converb(masked: str, verb: _Item) -> bool:
    return re.match(r"[а-яё]+ив(?![а-яё])|признав(?![а-яё])", masked[verb.start : verb.end], re.IGNORECASE) is not None


def _joined(masked: str, items: Sequence[_Item], i: int) -> bool:
    """Is it known what the unit has to do with what stands before it."""
    before, item = items[i - 1], items[i]
    between = masked[before.end : item.start]
    if before.is_act and not _SENTENCE.search(between):
        return _joined_to_act(masked, items, i)
    if item.under not in _OF_UNITS or (before.unit is None and ACT not in masked):
        return True
    between = masked[_after_lead(masked, before.end, item.start) : item.start]
    if before.unit is not None and before.unit.place and NAMED_ANNEX.match(between):
        return True
    if _KNOWN_BEFORE.fullmatch(between) or (_GROUND.search(between) and _is_of_next(masked, items, i)):
        return not _trails(masked, items, i) and not _listed_with_next(masked, items, i)
    return False


def _joined_to_act(masked: str, items: Sequence[_Item], i: int) -> bool:
    act, item = items[i - 1], items[i]
    between, around = masked[act.end : item.start], masked[items[i - 2].end : act.start]
    if _is_of_next(masked, items, i):
        return _LISTED.fullmatch(between) is not None or any(_GROUND.search(said) for said in (between, around))
    if item.unit is not None and item.unit.place and _LISTED.fullmatch(between):
        return True
    if item.unit is not None and between.isspace() and item.under == "add" and brings(masked, item.unit):
        return True
    said_as_place = any(_SAID_AS_PLACE.search(said) for said in _before_act(masked, items, i - 1))
    return _AT_PLACE.fullmatch(between) is not None and (said_as_place or _GROUND.search(around) is not None)


def _before_act(masked: str, items: Sequence[_Item], act: int) -> Iterator[str]:
    """The words before the act, and before the units that are said to be of it («в приложении 1 к постановлению …»)."""
    for i in range(act, 0, -1):
        yield masked[items[i - 1].end : items[i].start]
        if items[i - 1].unit is None:
            return


def _trails(masked: str, items: Sequence[_Item], i: int) -> bool:
    """«Закон № 5 признать утратившим силу, статью 2»: the object stands before the verb, and no other verb follows."""
    verb = items[i - 1]
    return (
        verb.verb in _OF_FORCE
        and items[i - 2].is_act
        and not _SENTENCE.search(masked, verb.end, items[i].start)
        and not any(item.verb for item in items[i:])
        and not _is_of_next(masked, items, i)
        and not any(_SAID_AS_PLACE.search(said) for said in _before_act(masked, items, i - 2))
    )


def _listed_with_next(masked: str, items: Sequence[_Item], i: int) -> bool:
    """«статью 2, Закон № 5», «статью 2 отменить Закон № 5»: of which act the unit is, is not said."""
    unit, after, last = items[i], *[*items[i + 1 : i + 3], None, None][:2]
    if after and after.verb in _OF_FORCE and last and last.is_act and unit.unit and not unit.unit.place:
        return not masked[after.end : last.start].strip() and not any(item.verb for item in items[i + 2 :])
    between = masked[unit.end : after.start] if after and after.is_act else ""
    return bool(between.strip()) and _LISTED.fullmatch(between) is not None


def _is_of_next(masked: str, items: Sequence[_Item], i: int) -> bool:
    """Does the unit, or the enumeration that it begins, belong to the act behind it."""
    for unit, after in pairwise(islice(items, i, None)):
        if after.is_act:
            return _OF_NEXT.fullmatch(masked, unit.end, after.start) is not None
        if after.unit is None or not _LISTED.fullmatch(masked, unit.end, after.start):
            return False
    return False


def _after_lead(masked: str, start: int, end: int) -> int:
    """Where the sentence of a unit begins, or what a colon leads to, between these."""
    sentence = max((m.end() for m in _SENTENCE.finditer(masked, start, end)), default=start)
    return max(sentence, masked.rfind(":", sentence, end) + 1)


def _end(masked: str, items: Sequence[_Item], i: int) -> int:
    """To the end of the phrase, with the act that the unit is said to be of."""
    end = items[i].end
    if _is_of_next(masked, items, i):
        end = next(item.end for item in items[i:] if item.is_act)
    stop = _PHRASE_END.search(masked, end)
    verb = next((item.start for item in items[i:] if item.verb), len(masked))
    return min(stop.start() if stop else len(masked), verb)
