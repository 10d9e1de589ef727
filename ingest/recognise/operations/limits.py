"""What an order leaves out, and what alone it reaches: «за исключением статьи 5», «в части пунктов 2 и 3».

Such words stand anywhere about a clause - before its verb, behind it, in brackets after the act - and the units in them
are no objects of it. So they are found first and blanked in the line; when the clauses are read, each is given to the
one that it stands at. What it names becomes addresses where the address of the order is known (:func:`limited`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.law.address import Address
from ingest.law.dates import DATE
from ingest.law.part import SHARES, SPARES, Except, Only, Part
from ingest.law.pattern import pattern
from ingest.parsed import Citation
from ingest.recognise.operations.annexes import NAMED_ANNEX, called
from ingest.recognise.operations.line import ACT, Line
from ingest.recognise.operations.named import units_named


class Limit(NamedTuple):
    """One such phrase, ``start`` and ``end`` in the masked line. ``spares``: it leaves out, else it alone is reached;
    ``units``: () where it was not understood what; ``act``: named in it («статьи 2 Федерального закона № 3»)."""

    start: int
    end: int
    words: str
    spares: bool
    units: tuple[Address, ...] = ()
    act: Citation | None = None


_STAYS = (
    r"(?:сохраня[ею]т\s+(?:свою?е?\s+)?(?:силу|действие)|продолжа[ею]т\s+(?:действовать|применяться)"
    r"|оста[её]тся\s+в\s+силе|остаются\s+в\s+силе|не\s+утрачива[ею]т\s+сил[уы])"
)
_NEXT_SENTENCE = r"(?<=\.\s)(?=(?:положени|нормы|стать|част|пункт|глав)[а-я]{1,3}\s)"
"""«… утратившим силу. Положения статьи 5 продолжают применяться.»"""
_FACE = pattern(
    rf"(?<![а-яё])(?:(?P<spares>{SPARES}|(?:при\s+этом|{_NEXT_SENTENCE})(?=[^;]{{0,200}}?{_STAYS}))|(?P<partly>частично(?![а-яё]))"
    rf"|(?P<shares>{SHARES}))",
    re.IGNORECASE,
)
_STEMS = (
    "исключени", "изъяти", "исключая", "не считая", "не затраг", "не касаясь", "вычетом",
    "кроме", "помимо", "сохран", "оставив", "оставляя", "при этом",
    "сохраня", "продолжа", "остает", "остаёт", "остаются", "не утрачив",
    "части", "той мере",
)  # fmt: skip
"""One of these is in every face: the cheap question before the pattern."""
_PRINTED = pattern(SPARES)
_STOP = pattern(r"[;:]|\.\s+(?=[А-ЯЁ])|\.?\s*\Z")
_PROVISIONS = pattern(r"\s*(?:(?:[Пп]оложени|[Нн]орм|предписани)[а-я]{0,3}\s+)?")
_JOINING = pattern(r"\s*(?:,\s*)?(?:(?:и|а\s+также|либо|или|кроме)\s+)?(?:(?:положени|норм)[а-я]{0,3}\s+)?")
_OF_ACT = pattern(rf"\s*{ACT}+")
_THEY_STAY = pattern(rf",?\s*(?:котор[а-я]{{2,3}}\s+)?{_STAYS}")
_ITEM = rf"(?:{ACT}|(?:статью|часть|(?:под)?пункт|(?:под)?пункты|абзац|абзацы|главу|раздел|параграф|приложение)\s)"
_NEXT_ITEM = pattern(rf"\s*(?:,\s*(?:(?:и|а\s+также)\s+)?|(?:и|а\s+также)\s+)(?={_ITEM})")
_AT_END = pattern(r"[\s,)]*")
_ORDER_GOES_ON = pattern(rf"\s*,\s*(?=(?:слов|цифр|числ|знак|после|перед)[а-я]{{0,3}}\s|[Сс]\s+{DATE})")
"""«по тексту, за исключением пункта 3, слово …»."""


def limits(line: Line, verbs: Sequence[int]) -> list[Limit]:
    """Every such phrase of the line, in order. ``verbs``: where verbs of change stand, which none of them runs over."""
    found: list[Limit] = []
    lowered = line.masked.lower()
    if not any(stem in lowered for stem in _STEMS):
        return found
    for face in _FACE.finditer(line.masked):
        if not found or face.start() >= found[-1].end:
            found.append(_limit(line, face, verbs))
    return found


def _limit(line: Line, face: re.Match[str], verbs: Sequence[int]) -> Limit:
    masked, start = line.masked, face.start()
    stop = _STOP.search(masked, face.end())
    last = min([stop.start() if stop else len(masked), *(verb for verb in verbs if verb >= face.end())])
    bracketed = masked[:start].rstrip().endswith("(")
    if bracketed and (closing := masked.find(")", face.end(), last)) >= 0:
        last = closing
    if face["partly"]:
        return _worded(line, start, face.end(), False)
    spares = face["spares"] is not None
    units, act, end = _units(line, face.end(), last)
    following = _NEXT_ITEM.match(masked, end, last) or _ORDER_GOES_ON.match(masked, end, last)
    if units and (following or _AT_END.fullmatch(masked, end, last)):
        return _worded(line, start, end, spares)._replace(units=units, act=act)
    return _worded(line, start, _end_of_words(masked, face.end(), last), spares)


def _worded(line: Line, start: int, end: int, spares: bool) -> Limit:
    words = " ".join(line.text[line.start + start : line.start + end].split()).rstrip(" ,.")[:400]
    words = words.lower() if words.isupper() else words[:1].lower() + words[1:]
    if spares and words.startswith("кроме "):  # what is printed after «кроме» is a list of units
        words = f"за исключением {words[6:]}"
    elif spares and not _PRINTED.match(words):
        words = f"за исключением: {words}"
    return Limit(start, end, words, spares)


def _units(line: Line, start: int, last: int) -> tuple[tuple[Address, ...], Citation | None, int]:
    """The units that stand right behind the face, the act that they are said to be of, and where that ends."""
    at = _end(_PROVISIONS, line.masked, start, last)
    units: tuple[Address, ...] = ()
    for named in units_named(line.masked, at, last):
        if named.anchor or named.start > _end(_JOINING, line.masked, at, last):
            break
        units, at = (*units, *named.addresses), named.end
    annex = NAMED_ANNEX.match(line.masked, at, last)
    if annex:
        units = tuple(unit._replace(component=called(annex)) for unit in units or (Address(),))
        at = annex.end()
    if any(step.kind in ("наименование", "предложение") for unit in units for step in unit.steps):
        return (), None, at
    name = None
    if units and (act := _OF_ACT.match(line.masked, at, last)):
        name, at = line.act_at(line.masked.index(ACT, at)), act.end()
        if name.component != "main":  # «пунктов 5 и 6 Правил, утвержденных указанным постановлением»
            units = tuple(unit._replace(component=name.component) for unit in units)
    return units, name, _end(_THEY_STAY, line.masked, at, last)


def _end(of: re.Pattern[str], masked: str, at: int, last: int) -> int:
    m = of.match(masked, at, last)
    return m.end() if m else at


def _end_of_words(masked: str, start: int, last: int) -> int:
    """Words that were not understood run to the end, or to a further act of the list where they name none."""
    inner = masked.find(ACT, start, last)
    item = next((m for m in _NEXT_ITEM.finditer(masked, start, last) if masked.startswith(ACT, m.end())), None)
    return item.start() if item and item.end() == inner else last


def without(line: Line, found: Iterable[Limit]) -> Line:
    """The line with these phrases blanked."""
    masked = line.masked
    for limit in found:
        masked = masked[: limit.start] + " " * (limit.end - limit.start) + masked[limit.end :]
    return replace(line, masked=masked)


# where an order's address is known


def limited(
    addresses: Sequence[Address], limit: Limit, formal: Callable[[Address], Address]
) -> list[tuple[Address, Part | None]]:
    """The targets of an order and what it touches in each. ``formal`` names a unit after the form of its number."""
    named = [_below(unit, addresses) for unit in limit.units]
    units = [unit for unit in named if unit is not None]
    all_spared = limit.spares and all(any(_holds(unit, address) for unit in units) for address in addresses)
    if not units or len(units) < len(named) or all_spared:
        return [(address, Except(words=limit.words) if limit.spares else Only(limit.words)) for address in addresses]
    if not limit.spares:
        return [(unit, None) for unit in units]
    reached = [address for address in addresses if not any(_holds(unit, address) for unit in units)]
    spared = [tuple(formal(unit) for unit in units if _holds(address, unit)) for address in reached]
    return [(address, Except(of) if of else None) for address, of in zip(reached, spared, strict=True)]


def _below(unit: Address, addresses: Sequence[Address]) -> Address | None:
    """The unit in full: «части 2» of «статью 3, за исключением части 2»; None where it is in none of the targets, or it
    cannot be told in which."""
    full = {unit.under(address) if unit.steps else unit for address in addresses}
    fitting = [found for found in full if any(_holds(a, found) or _holds(found, a) for a in addresses)]
    return fitting[0] if len(fitting) == 1 else None


def _holds(address: Address, unit: Address) -> bool:
    """Is the unit the one addressed, or in it."""
    same = address.component in ("main", unit.component)
    return same and unit.steps[: len(address.steps)] == address.steps
