"""Of what a clause on force speaks: the whole act, its annex, or units of it, by their eIds.

The words before the verb are its *subject*, and what the subject begins with decides:

    units     «Статья 5 и пункт 2 части 1 статьи 7»          units of the act, unless the words behind name another
    a name    «Настоящий Закон», «Положение», «Правила …»     the act or its annex, by :mod:`names <.names>`
    content   «Действие статьи 2», «Положения …»,             the units that set it; what is «выдано», «принято» or
              «Размер, установленный пунктом 1»               «заключено» under them has a force of its own
    the rest  «Пропуска …», «Решение комиссии», «Договор»     nothing of this act
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ingest.law.address import RANK, Address, Naming, Step
from ingest.law.pattern import pattern
from ingest.parsed import Citation, Unit
from ingest.recognise.addresses import HERE, AddressMention, find_addresses
from ingest.recognise.commencement.names import MAIN, Names, Scope
from ingest.recognise.commencement.wordings import LABEL

__all__ = ["EXCEPT", "MAIN", "Scope", "Scopes"]

EXCEPT = pattern(r"[,(]?\s*(?:за\s+исключением|кроме)\s+", re.IGNORECASE)
_LEAD = pattern(
    rf"""
    \s*(?:{LABEL}\s*)?                                              # its own label
    (?:[^,.;:]{{1,60}},\s+что\s+)?                                 # «Установить, что»
    (?:при\s+этом\s+|также\s+|и\s+)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_THIS = pattern(r"(?:настоящ|данн)(?:ий|ее|ая|ие|ое|ый|ые|его|ей|их|ого|ой|ых|им|ым|ую|ую)\s+", re.IGNORECASE)
_THIS_LATER = pattern(r"(?<![а-яё])настоящ(?:ий|ее|ая|ие|его|ей|им|их)\s+(?=[а-яё])", re.IGNORECASE)
_OF_CONTENT = pattern(
    r"(?:действие\s+|срока?\s+действия\s+|(?:положени[яй]|норм[ыа]?|требовани[яй]|изменени[яй])\s+(?=[а-яё«]))+",
    re.IGNORECASE,
)
"""«Действие положений статьи 2 …»: what follows is spoken of."""
_SET = pattern(
    r"""
    (?:[а-яё-]+(?:ые|ый|ий|ая|ое|ие)\s+){0,2}
    (?: изменени|положени|норм|требовани|правил|порядок|тариф|ставк|размер|цен|норматив|коэффициент|оклад|надбавк|доплат
      | выплат|плат|квот|лимит|показател|запрет|ограничени|льгот|стоимост|величин|индекс|перечен|срок|обязанност
      | полномочи )
    [а-яё]{0,4}(?:\s[^,;:.]{1,100})?,?\s*
    (?: (?:указан|установлен|предусмотрен|перечислен|назван|утвержд[её]н|определ[её]н|введ[её]н|внес[её]н)н[а-яё]{2,3}
      | содержащ[а-яё]{2,4} )\s+(?:в\s+)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""«Тарифы на воду, установленные пунктом 1 настоящего приказа»."""
_SET_BEFORE = pattern(
    r"""
    (?:указан|установлен|предусмотрен|утвержд[её]н|внес[её]н)н[а-яё]{2,3}\s+
    (?=(?:в\s+)?(?:част|пункт|подпункт|стать|абзац|настоящ))
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""«Внесённые пунктом 3 изменения»."""
_GIVEN = pattern(r"[^а-яё]*(?:принят|вынесен|выдан|подписан|заключ[её]н)[а-яё]{1,4}(?![а-яё])", re.IGNORECASE)
_IN_PART = pattern(r"(?<![а-яё])в\s+части\s+(?=[а-яё§])", re.IGNORECASE)
_APPROVE = pattern(
    r"(?:утвердить|принять|установить)\s+(?:и\s+)?(?:(?:прилагаем|согласно|след)[а-яё]*\s+)?(?P<what>[^.;:]*?)\s*(?:,?\s*и\s*)?\Z",
    re.IGNORECASE,
)
_PRONOUN = pattern(r"\s*(?:(?:его|её|ее|их)\s*)?\Z", re.IGNORECASE)
_ATTACHED = pattern(r"\s*(?:прилагаем|утвержд[её]нн|указанн|названн|нов)[а-яё]{2,3}\s+", re.IGNORECASE)
_NAME = pattern(r"(?:(?!\s(?:подлеж[ия]т|подлежат|[а-яё]+(?:[еи]т|[юуая]т)ся)(?![а-яё]))[^,;:(«\"])*")
"""Up to what explains it, or is told of it first: «Устав подлежит регистрации и вступает в силу …»."""


class Scopes:
    """Reads subjects of clauses of one act."""

    def __init__(self, naming: Naming, units: Sequence[Unit], citations: Sequence[Citation], names: Names) -> None:
        self.naming, self.units, self.names = naming, units, names
        self._others = [c for c in citations if c.addresses and c.relation != "self"]
        self._other_starts = [c.start for c in self._others]
        self._starts = [unit.start for unit in units]
        self._by_eid = {unit.eid: unit for unit in units}

    def of_subject(self, subject: str, begin: int) -> Scope:
        """What the words before the verb name, ``begin`` being where they stand in the text; () when they name
        something else than this act."""
        lead = _LEAD.match(subject)
        start = lead.end() if lead else 0
        said = EXCEPT.split(subject[start:], maxsplit=1)[0]
        at = begin + start
        if set_by := (_SET.match(said) or _SET_BEFORE.match(said)):
            return self._set_by(said[set_by.end() :], at + set_by.end())
        if content := _OF_CONTENT.match(said):
            said, at = said[content.end() :], at + content.end()
        mentions = self._mentions(said, at)
        if mentions and not said[: mentions[0].start].strip('« "'):
            return self._units(said, at, mentions) if self._is_own(said, mentions, at) else ()
        if part := _IN_PART.search(said):
            return self.of_units(said[part.end() :], at + part.end()) if self._name(said[: part.start()], at) else ()
        return self._name(said, at)

    def of_units(self, words: str, begin: int) -> Scope:
        """eIds of the units of this act that the words name, each once."""
        return self._units(words, begin, self._mentions(words, begin))

    def of_object(self, words: str, before: str, begin: int) -> Scope:
        """What «ввести … в действие» puts in force: the words inside it or after it; a pronoun, or none, is what
        «Утвердить …» before it approves - of which the file may hold no text: then it is the unit that says so."""
        if not _PRONOUN.fullmatch(words.split(":")[0]) and (found := self.of_subject(_ATTACHED.sub("", words), begin)):
            return found
        approved = _APPROVE.search(before)
        if approved is None:
            return ()
        what = _ATTACHED.sub("", approved["what"])
        here = self._unit(begin)
        if found := (self.names.bare(_name_in(what), self._component(begin)) if what else ()):
            return found
        own = here.rpartition("__")[0] if here.rpartition("__")[2].startswith("al_") else here
        return (own,) if own else ()

    def _set_by(self, words: str, at: int) -> Scope:
        """«… пунктом 1 настоящего приказа», «… настоящим приказом», «… в приложении 2»."""
        if mentions := self._mentions(words, at):
            return self._units(words, at, mentions) if self._is_own(words, mentions, at) else ()
        return self._name(words, at)

    def _name(self, said: str, at: int) -> Scope:
        component = self._component(at)
        if this := _THIS.match(said):
            return self.names.this(said[this.end() :], component)
        name = _name_in(said)
        return () if _GIVEN.match(said, len(name)) else self.names.bare(name, component)

    def _is_own(self, said: str, mentions: Sequence[AddressMention], at: int) -> bool:
        """The units are of this act: the words behind them say so, or say nothing of any act."""
        if _THIS_LATER.search(said) or any(_is_here(a) for m in mentions for a in m.addresses):
            return True
        tail = said[mentions[-1].end :].strip()
        return not tail[:1].isalpha() or tail.startswith("в ") or bool(self._of_name(tail, at))

    def _of_name(self, tail: str, at: int) -> Scope:
        """What the name behind an address is of: «пункт 3 Порядка», «статья 2 настоящего Закона»."""
        if this := _THIS.match(tail):
            return self.names.this(tail[this.end() :], self._component(at))
        words = _name_in(tail).split()
        places = {self._component(at): None, "main": None}
        lengths = range(min(len(words), 4), 0, -1)
        return next((s for n in lengths for p in places if (s := self.names.bare(" ".join(words[:n]), p))), ())

    def _mentions(self, words: str, begin: int) -> list[AddressMention]:
        """The addresses of the words that are not of an act cited there; «подпункт "а" подпункта 1.4» is one."""
        found: list[AddressMention] = []
        for m in find_addresses(words):
            if self._of_another(begin + m.start):
                continue
            if found and words[found[-1].end : m.start] == " " and words[m.start].islower() and len(m.addresses) == 1:
                inner = found.pop()
                joined = tuple(Address(m.addresses[0].steps + a.steps) for a in inner.addresses)
                m = AddressMention(inner.start, m.end, joined)
            found.append(m)
        return found

    def _units(self, words: str, begin: int, mentions: Sequence[AddressMention]) -> Scope:
        here, eids = self._place(begin), list[str]()
        component = self._component(begin)
        stop = len(words)
        for m in reversed(mentions):
            named = self._of_name(words[m.end : stop].strip(), begin + m.end)
            component = ("main" if named == MAIN else named[0]) if named else component
            filled = [_filled(address, here) for address in m.addresses]
            eids = [self._eid(address, component) for address in filled if address and address.steps] + eids
            stop = m.start
        return tuple(dict.fromkeys(eids))

    def _eid(self, address: Address, component: str) -> str:
        """The unit as the act has it: «пункт 7» of rules whose points run through their sections, «часть 2 статьи 4»
        of a chapter that the address does not name; as the address has it where none or several are so."""
        naming = self.naming if self.naming is not Naming.CIVIL else Naming.LAW
        steps = address.steps
        component = "main" if steps[0].kind == "приложение" else component
        text = next((i for i, step in enumerate(steps) if step.kind in ("абзац", "предложение")), len(steps))
        whole = _under(component, address.eid(naming))
        if whole in self._by_eid or text == 0:
            return whole
        formal = Address(steps[:text]).eid(naming)
        found = [unit.eid for unit in self.units if self._is_at(unit, component, formal.split("__"))]
        below = [Address((step,)).eid(naming) for step in steps[text:]]
        return "__".join([found[0] if len(found) == 1 else _under(component, formal), *below])

    def _is_at(self, unit: Unit, component: str, formal: Sequence[str]) -> bool:
        """Whether a unit of the component ends as the address does, and has its other steps above, in order."""
        if _loose(unit.eid.rpartition("__")[2]) != _loose(formal[-1]) or _component_of(unit.eid) != component:
            return False
        above: list[str] = []
        at: Unit | None = unit
        while at is not None:
            above.append(_loose(at.eid.rpartition("__")[2]))
            at = self._by_eid.get(at.parent or "")
        left = iter(reversed(above))
        return not any(part.startswith("att_") for part in above[:-1]) and all(_loose(s) in left for s in formal)

    def here(self, begin: int) -> Scope:
        """The act, or the annex that the place stands in."""
        return (self._component(begin),)

    def _of_another(self, at: int) -> bool:
        """The address is of an act that the clause cites («статьи 5 Федерального закона … (в редакции настоящего
        …)»)."""
        i = bisect_right(self._other_starts, at) - 1
        return i >= 0 and at < self._others[i].end

    def _unit(self, begin: int) -> str:
        at = bisect_right(self._starts, begin) - 1
        return self.units[at].eid if at >= 0 else ""

    def _component(self, begin: int) -> str:
        """ "main", or the topmost annex that the place stands in."""
        return _component_of(self._unit(begin))

    def _place(self, begin: int) -> Address:
        try:
            return Address.from_eid(self._unit(begin), self.naming)
        except ValueError:
            return Address()


def _name_in(said: str) -> str:
    """The words of a name: up to what only explains it."""
    m = _NAME.match(said)
    return m[0].strip() if m else ""


def _component_of(eid: str) -> str:
    first = eid.split("__")[0]
    return first if first.startswith("att_") else "main"


def _under(component: str, eid: str) -> str:
    return eid if component == "main" else f"{component}__{eid}"


def _loose(part: str) -> str:
    """A part of an eId; a numbered item by its number alone, whatever the act calls it."""
    prefix, _, number = part.partition("_")
    return f"item_{number}" if prefix in ("para", "point", "subpara") else part


def _is_here(address: Address) -> bool:
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
