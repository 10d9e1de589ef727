"""What a clause acts on: units named before (or after) its verb, and where they are said to stand.

«в пункте 3 второе предложение» - the place is пункт 3, the object its second sentence; «пункты 2 и 4» - two objects;
«наименование статьи 5», «последнее предложение подпункта "а"», «примечание к статье 7» - parts that are no numbered
unit.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ingest.law.address import RANK, Address, Step
from ingest.law.pattern import pattern
from ingest.recognise.addresses import find_addresses, is_relative

LAST = "последнее"
"""Number of the step «последнее предложение»."""
ENDING = "последний"
"""Number of the step «последний абзац»."""

_PARTS = pattern(
    r"(?<![а-яё])(?:(?P<last>[Пп]оследн(?:ее|ем|его|ими?|ие|их)\s+предложени[а-я]{1,3})"
    r"|(?P<ending>[Пп]оследн(?:ий|ем|его|ему)\s+абзац[а-я]{0,2}|[Аа]бзац[а-я]{0,2}\s+последн(?:ий|ем|его|ему))"
    r"|(?P<title>[Нн]аименовани[а-я]{1,3}|[Нн]азвани[а-я]{1,3}|[Зз]аголов[а-я]{1,4})"
    r"|(?P<preamble>[Пп]реамбул[а-я]{1,3}|[Вв]водн[а-я]{2,3}\s+част[а-я]{1,3})"
    r"|(?P<remark>[Пп]римечани(?:ями|ям|ях|ем|е|я|ю|и|й)(?:\s+(?P<number>\d{1,3}))?)"
    r"|(?P<annex>[Пп]риложени(?:ем|е|я|ю|и)(?!\s*(?:№|N|\d))))(?![а-яё])"
)
_STEP = {
    "last": ("предложение", LAST),
    "ending": ("абзац", ENDING),
    "title": ("наименование", ""),
    "preamble": ("преамбула", ""),
    "annex": ("приложение", "1"),
}
_PREPOSITION = pattern(r"\s[кв]\s*\Z")
"""«приложения к», cut off where the act's name begins: no letter of an annex."""
_OF = pattern(r"\s+(?:к\s+)?")
_AND_TEXT_OF = pattern(r"\s+и\s+(?:в\s+|по\s+)?текст[а-я]{1,3}\s+")
"""«в наименовании и тексте статьи 12»: both the heading and the unit."""
_PLACE = pattern(r"(?<![а-яё])(?:в|во|из|по|[Вв]нести\s+в|В|Во|Из)\s+(?:нов[а-я]{2,3}\s+)?\Z")
_ANCHOR = pattern(r"(?<![а-яё])(?:после|перед|между|согласно|[Пп]осле|[Пп]еред)\s+\Z")
_AND = pattern(r"\s*(?:,|и|а также|,\s+а также|либо|или)\s*(?:в\s+)?")


_Span = tuple[int, int, tuple[Address, ...]]


class Named(NamedTuple):
    """Units named in one place of a masked line. ``place``: said with «в»; ``anchor``: said with «после», «перед»;
    ``joined``: enumerated with the part before it («в пунктах 1 и 2 и абзаце третьем …»)."""

    start: int
    end: int
    addresses: tuple[Address, ...]
    place: bool
    anchor: bool
    joined: bool = False


def units_named(masked: str, start: int, end: int) -> list[Named]:
    """Every unit or part of a unit named in ``masked[start:end]``, in order; relative addresses («настоящего пункта»)
    left out.
    """
    return list(_units_named(masked, start, end))


@lru_cache(maxsize=256)
def _units_named(masked: str, start: int, end: int) -> tuple[Named, ...]:
    """Cached: the readers of one paragraph ask of the same stretch several times."""
    found: list[Named] = []
    if cut_off := _PREPOSITION.search(masked, max(start, end - 4), end):
        end = cut_off.start()
    mentions = [m for m in find_addresses(masked, start, end) if not any(map(is_relative, m.addresses))]
    spans: list[_Span] = [(m.start, m.end, m.addresses) for m in mentions]
    for m in _PARTS.finditer(masked, start, end):
        if any(s[0] <= m.start() < s[1] for s in spans):  # «пункт 3 примечаний к статье 34»
            continue
        spans = _with_part(masked, spans, m.start(), m.end(), _step(m))
    for first, last, addresses in _sharing(masked, sorted(spans, key=lambda s: s[0])):
        found.append(_part(masked, start, first, last, addresses, found[-1] if found else None))
    return tuple(found)


def _sharing(masked: str, spans: list[_Span]) -> list[_Span]:
    """«последнее предложение подпункта "а" и последнее предложение подпункта "б" пункта 19»: both are of пункт 19."""
    for i in range(len(spans) - 2, -1, -1):
        (start, end, addresses), (following, _, roots) = spans[i], spans[i + 1]
        if not roots[0].steps or not _AND.fullmatch(masked, end, following):
            continue
        rank = RANK[addresses[0].steps[0].kind]
        larger = tuple(step for step in roots[0].steps[:-1] if RANK[step.kind] < rank)
        if RANK[roots[0].steps[0].kind] < rank:
            spans[i] = (start, end, tuple(Address(larger + a.steps, a.component) for a in addresses))
    return spans


def _step(m: re.Match[str]) -> Step:
    if m["remark"]:
        return Step("примечание", m["number"] or "")
    return Step(*_STEP[m.lastgroup or "last"])


def _with_part(masked: str, spans: list[_Span], start: int, end: int, step: Step) -> list[_Span]:
    """The part joined to its neighbours: the unit it is of stands right after it («наименование статьи 5»), what is in
    it right before («пункт 2 примечаний», «пункт 3 приложения»).
    """
    before = next((s for s in spans if s[1] <= start and masked[s[1] : start].isspace()), None)
    after = next((s for s in spans if s[0] >= end and _OF.fullmatch(masked, end, s[0])), None)
    with_text = after is None and step.kind == "наименование"
    if with_text:
        after = next((s for s in spans if s[0] >= end and _AND_TEXT_OF.fullmatch(masked, end, s[0])), None)
    before = before if step.kind in ("примечание", "приложение") else None
    rest = [s for s in spans if s is not before and s is not after]
    above = after[2] if after else (Address(),)
    below = before[2] if before else (Address(),)
    joined = tuple(Address((*a.steps, *_remark(step, a), *b.steps), a.component) for a in above for b in below)
    joined = (*joined, *above) if with_text and after else joined
    return [*rest, (before[0] if before else start, after[1] if after else end, joined)]


def _remark(step: Step, of: Address) -> tuple[Step, ...]:
    """«примечание 2 к статье 290» is the second of its «Примечания. 1. … 2. …»; an annex has «Примечание 2.»."""
    if step.kind != "примечание" or not step.number or all(s.kind != "статья" for s in of.steps):
        return (step,)
    return Step("примечание", ""), Step("пункт", step.number)


def _part(masked: str, zone: int, start: int, end: int, addresses: tuple[Address, ...], before: Named | None) -> Named:
    window = max(zone, start - 16)
    place = _PLACE.search(masked, window, start) is not None
    anchor = _ANCHOR.search(masked, window, start) is not None
    joined = before is not None and _AND.fullmatch(masked, before.end, start) is not None
    if before and joined and not place and not anchor:
        place, anchor = before.place, before.anchor
    return Named(start, end, addresses, place, anchor, joined)


_INSTRUMENTAL = pattern(
    r"\s*(?:част(?:ью|ями)|стать(?:ей|ёй|ями)|[а-яё]+(?:ами|ями|ом|ем|ой|ым|им))(?![а-яё])", re.IGNORECASE
)


def brings(masked: str, part: Named) -> bool:
    """The units are named as what is put in or what others become: «дополнить статью 7 пунктом 3»."""
    return _INSTRUMENTAL.match(masked, part.start) is not None


def under(addresses: tuple[Address, ...], places: tuple[Address, ...]) -> tuple[Address, ...]:
    """Each address continued below each place; without addresses the places themselves. No doubles."""
    if not addresses:
        return places
    return tuple(dict.fromkeys(address.under(place) for place in places or (Address(),) for address in addresses))


def resolve(named: list[Named], context: tuple[Address, ...]) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    """(objects, place): what the parts name in the context, and the context for what follows in the same paragraph."""
    place = context
    group: list[Named] = []
    for part in (p for p in named if p.place):
        if group and not part.joined:
            place, group = under(tuple(a for p in group for a in p.addresses), place), []
        group.append(part)
    places = tuple(a for part in group for a in part.addresses)
    objects = tuple(a for part in named if not part.place and not part.anchor for a in part.addresses)
    place = under(places, place)
    return under(objects, place), place if places or not objects else under(objects, place)
