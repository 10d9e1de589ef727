"""What a clause acts on: units named before (or after) its verb, and where they are said to stand.

«в пункте 3 второе предложение» - the place is пункт 3, the object its second sentence; «пункты 2 и 4» - two objects;
«наименование статьи 5», «последнее предложение подпункта "а"», «примечание к статье 7» - parts that are no numbered unit.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.law.address import Address, Step
from ingest.recognise.addresses import HERE, find_addresses

LAST = "последнее"
"""Number of the step «последнее предложение»."""

_PARTS = re.compile(
    r"(?<![а-яё])(?:(?P<last>[Пп]оследн(?:ее|ем|его|ими?|ие|их)\s+предложени[а-я]{1,3})"
    r"|(?P<title>[Нн]аименовани[а-я]{1,3}|[Нн]азвани[а-я]{1,3}|[Зз]аголов[а-я]{1,4})"
    r"|(?P<preamble>[Пп]реамбул[а-я]{1,3}|[Вв]водн[а-я]{2,3}\s+част[а-я]{1,3})"
    r"|(?P<remark>[Пп]римечани(?:ями|ям|ях|ем|е|я|ю|и|й)(?:\s+(?P<number>\d{1,3}))?)"
    r"|(?P<annex>[Пп]риложени(?:ем|е|я|ю|и)(?!\s*(?:№|N|\d))))(?![а-яё])"
)
_STEP = {"last": ("предложение", LAST), "title": ("наименование", ""), "preamble": ("преамбула", ""), "annex": ("приложение", "1")}
_OF = re.compile(r"\s+(?:к\s+)?")
_PLACE = re.compile(r"(?<![а-яё])(?:в|во|из|по|[Вв]нести\s+в|В|Во|Из)\s+(?:нов[а-я]{2,3}\s+)?\Z")
_ANCHOR = re.compile(r"(?<![а-яё])(?:после|перед|между|согласно|[Пп]осле|[Пп]еред)\s+\Z")
_AND = re.compile(r"\s*(?:,|и|а также|,\s+а также|либо|или)\s*(?:в\s+)?")


class Part(NamedTuple):
    """Units named in one place of a masked line. ``place``: said with «в»; ``anchor``: said with «после», «перед»."""

    start: int
    end: int
    addresses: tuple[Address, ...]
    place: bool
    anchor: bool


def parts(masked: str, start: int, end: int) -> list[Part]:
    """Every unit or part of a unit named in ``masked[start:end]``, in order; relative addresses («настоящего пункта») left out."""
    found: list[Part] = []
    mentions = [m for m in find_addresses(masked, start, end) if not any(step.number == HERE for a in m.addresses for step in a.steps)]
    spans: list[tuple[int, int, tuple[Address, ...]]] = [(m.start, m.end, m.addresses) for m in mentions]
    for m in _PARTS.finditer(masked, start, end):
        spans = _with_part(masked, spans, m.start(), m.end(), _step(m))
    for first, last, addresses in sorted(spans, key=lambda s: s[0]):
        found.append(_part(masked, start, first, last, addresses, found[-1] if found else None))
    return found


def _step(m: re.Match[str]) -> Step:
    if m["remark"]:
        return Step("примечание", m["number"] or "")
    return Step(*_STEP[m.lastgroup or "last"])


def _with_part(
    masked: str, spans: list[tuple[int, int, tuple[Address, ...]]], start: int, end: int, step: Step
) -> list[tuple[int, int, tuple[Address, ...]]]:
    """The part joined to the unit named right after it («наименование статьи 5»), or standing alone."""
    for i, (first, last, addresses) in enumerate(spans):
        if first >= end and _OF.fullmatch(masked, end, first):
            joined = tuple(Address((*a.steps, step), a.component) for a in addresses)
            return [*spans[:i], (start, last, joined), *spans[i + 1 :]]
    return [*spans, (start, end, (Address((step,)),))]


def _part(masked: str, zone: int, start: int, end: int, addresses: tuple[Address, ...], before: Part | None) -> Part:
    window = max(zone, start - 16)
    place = _PLACE.search(masked, window, start) is not None
    anchor = _ANCHOR.search(masked, window, start) is not None
    if before and not place and not anchor and _AND.fullmatch(masked, before.end, start):
        place, anchor = before.place, before.anchor
    return Part(start, end, addresses, place, anchor)


def under(addresses: tuple[Address, ...], places: tuple[Address, ...]) -> tuple[Address, ...]:
    """Each address continued below each place; without addresses the places themselves. No doubles."""
    if not addresses:
        return places
    return tuple(dict.fromkeys(address.under(place) for place in places or (Address(),) for address in addresses))


def resolve(named: list[Part], context: tuple[Address, ...]) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    """(objects, place): what the parts name in the context, and the context for what follows in the same paragraph."""
    places = tuple(a for part in named if part.place for a in part.addresses)
    objects = tuple(a for part in named if not part.place and not part.anchor for a in part.addresses)
    place = under(places, context)
    return under(objects, place), place if places or not objects else under(objects, place)
