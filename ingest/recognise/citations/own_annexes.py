"""The act's own annex, cited as a whole, without a number or by a letter: «(приложение)», «в приложении А».

изменения согласно приложению · по форме согласно приложению к настоящему Порядку · список (приложение)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.law.address import Address
from ingest.law.annexes import COMPONENTS
from ingest.law.pattern import pattern
from ingest.parsed import Requisites
from ingest.recognise.citations.annex_names import FIRST_ANNEX
from ingest.recognise.citations.draft import Draft, Piece
from ingest.recognise.unit_map import UnitMap

_OWN_ANNEX = pattern(
    rf"""
    [Пп]риложени (?<![А-Яа-яЁё].{9}) (?:ем|е|ю|я|и) (?![а-яё])
    (?P<of> \s+ к \s+ (?: настоящ[а-яё]{{2,3}} (?:\s+[а-яё]+(?:ому|ым|им))? \s+ (?P<this> [А-ЯЁа-яё]+ )
                        | (?:{"|".join(COMPONENTS)})[а-яё]{{0,4}} (?=\s*[.,;:)\n]) ) )?
    """,
    re.VERBOSE,
)
_LETTERED = pattern(r"(?<![А-Яа-яЁё])[Пп]риложени(?:ем|е|ю|я|и)\s+[«\"]?(?P<letter>[А-ЯA-Z])(?![А-Яа-яЁёA-Za-z])[»\"]?")
_LEAD = pattern(r"(?:(?P<bracket>\(\s*)|(?:[Сс]огласно|\b[Пп]о\s+(?:форме|образцу|списку|перечню))\s+)\Z")
_CLOSED = pattern(r"\s*(?:[.,;:)\n]|\Z)")
_WHOLE_ACT = pattern(r"(?i:постановлени|приказ|распоряжени|решени|закон|указ|письм)")
"""«приложение к настоящему приказу» is the order's, though the words stand in another annex of it."""


def own_annexes(text: str, hidden: Callable[[int], bool], head: Requisites | None, units: UnitMap) -> Iterator[Draft]:
    """A draft for each, in reading order; none where the act, or the annex that speaks, has several to choose from."""
    if head is None or "риложени" not in text:
        return
    yield from _by_letter(text, hidden, head, units)
    for m in _OWN_ANNEX.finditer(text):
        at = m.start()
        if hidden(at) or text[at - 1 : at] in ("", "\n") or not (m["of"] or _is_alone(text, m)):
            continue
        whole = m["this"] and _WHOLE_ACT.match(m["this"])
        holder = None if whole else _annex_around(units.at(at))
        annexes = [unit.eid for unit in units.units if unit.kind == "приложение" and unit.parent == holder]
        if len(annexes) == 1:
            yield _mention(at, m.end(), head, Address.from_eid(annexes[0], head.naming))
        elif not annexes and holder is None:
            yield _mention(at, m.end(), head, Address((FIRST_ANNEX,)))


def _by_letter(text: str, hidden: Callable[[int], bool], head: Requisites, units: UnitMap) -> Iterator[Draft]:
    """«по форме приложения Б»: only such letters as annexes of the act have."""
    lettered = {unit.number: unit.eid for unit in units.units if unit.kind == "приложение" and unit.parent is None}
    for m in _LETTERED.finditer(text) if any(number and number.isalpha() for number in lettered) else ():
        eid = lettered.get(m["letter"].lower())
        if eid and not hidden(m.start()) and text[m.start() - 1 : m.start()] not in ("", "\n"):
            yield _mention(m.start(), m.end(), head, Address.from_eid(eid, head.naming))


def _is_alone(text: str, m: re.Match[str]) -> bool:
    """Whether no other act is named of which the annex could be: a bracket holds it alone, a phrase ends with it."""
    lead = _LEAD.search(text, max(0, m.start() - 24), m.start())
    if lead and lead["bracket"]:
        return text.startswith(")", m.end())
    return lead is not None and _CLOSED.match(text, m.end()) is not None


def _annex_around(eid: str) -> str | None:
    """The innermost annex of the act that a unit stands in."""
    steps = eid.split("__")
    while steps and not steps[-1].startswith("att_"):
        steps.pop()
    return "__".join(steps) or None


def _mention(start: int, end: int, head: Requisites, annex: Address) -> Draft:
    own = head.id
    pieces = [Piece(start, end, (annex,))]
    return Draft(
        start, end, own.kind, "annex", own.issuers, own.date, own.number, addresses=[annex], pieces=pieces, act=own
    )
