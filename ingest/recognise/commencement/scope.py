"""Of what a clause on force speaks: the whole act, or units of it by their eIds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ingest.law.address import RANK, Address, Naming, Step
from ingest.law.pattern import pattern
from ingest.parsed import Citation, Unit
from ingest.recognise.addresses import HERE, find_addresses

_ITSELF = pattern(
    r"(?i:настоящ(?:ий|ее|ая|ие|его|ей|им|их)\s+(?!стать|част|пункт|подпункт|абзац|глав|раздел)(?=[а-яё]))"
    r"|(?:\A|\n)[\d. ]*(?:Указ|Приказ|Постановление|Распоряжение|Решение|Закон)\s"
)
_SUBJECT = pattern(
    r"(?:\A|[\n.])\s*(?:\d+[.)]\s*)?(?:Установить,\s+что\s+)?(?:Настоящ(?:ий|ее|ая|ие)|настоящ(?:ий|ее|ая|ие)|Указ|Приказ|Постановление|Распоряжение|Решение|Закон)(?![а-яё])[^.;]{0,200}\Z"
)
_ANNEX = pattern(r"(?:изменени|положени|правил|порядк|утвержд)", re.IGNORECASE)


class Scopes:
    """Reads subjects of clauses of one act."""

    def __init__(self, naming: Naming, units: Sequence[Unit], citations: Sequence[Citation]) -> None:
        self.naming, self.units = naming, units
        self._others = [c for c in citations if c.addresses and c.relation != "self"]
        self._other_starts = [c.start for c in self._others]
        self._starts = [unit.start for unit in units]

    def of_subject(self, subject: str, begin: int) -> tuple[str, ...]:
        """What the words before (or after) the verb name, ``begin`` being where they stand in the text: eIds,
        ("main",) for the act; () when they name something else.
        """
        if not (found := self.of_units(subject, begin)):
            return ("main",) if _SUBJECT.search(subject) else ()
        of_this = _ITSELF.search(subject) or any(map(_relative, _addresses(subject)))
        return found if of_this else ()

    def of_units(self, words: str, begin: int) -> tuple[str, ...]:
        """eIds of the units of this act that the words name, each once."""
        mentions = [m for m in find_addresses(words) if not self._of_another(begin + m.start)]
        here = self._place(begin)
        eids = (self._eid(_filled(address, here), words) for m in mentions for address in m.addresses)
        return tuple(dict.fromkeys(filter(None, eids)))

    def _of_another(self, at: int) -> bool:
        """The address is of an act that the clause cites («статьи 5 Федерального закона … (в редакции настоящего
        …)»).
        """
        i = bisect_right(self._other_starts, at) - 1
        return i >= 0 and at < self._others[i].end

    def _place(self, begin: int) -> Address:
        at = bisect_right(self._starts, begin) - 1
        if at < 0:
            return Address()
        try:
            return Address.from_eid(self.units[at].eid, self.naming)
        except ValueError:
            return Address()

    def _eid(self, address: Address | None, subject: str) -> str:
        if address is None or not address.steps:
            return ""
        eid = address.eid(self.naming if self.naming is not Naming.CIVIL else Naming.LAW)
        if _ANNEX.search(subject) and address.steps[0].kind in ("пункт", "подпункт"):
            annexes = [u.eid for u in self.units if u.kind == "приложение" and u.parent is None]
            return f"{annexes[0]}__{eid}" if len(annexes) == 1 else ""
        return eid


def _addresses(words: str) -> list[Address]:
    return [address for mention in find_addresses(words) for address in mention.addresses]


def _relative(address: Address) -> bool:
    return any(step.number == HERE for step in address.steps)


def _filled(address: Address, place: Address) -> Address | None:
    """«настоящей статьи» and missing larger units, taken from where the clause stands."""
    steps: list[Step] = []
    for step in address.steps:
        if step.number == HERE:
            at = next((i for i, known in enumerate(place.steps) if known.kind == step.kind), None)
            if at is None:
                return None
            steps = list(place.steps[: at + 1])
        else:
            steps.append(step)
    return Address(tuple(sorted(steps, key=lambda s: RANK[s.kind])), address.component)
