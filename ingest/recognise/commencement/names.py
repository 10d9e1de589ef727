"""The names by which an act calls itself and its annexes: «настоящий Закон», «Положение о совете», «Правила»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.law.annexes import COMPONENTS
from ingest.law.kinds import KINDS
from ingest.law.pattern import pattern
from ingest.law.stems import stem, stems
from ingest.parsed import Requisites, Unit

Scope = tuple[str, ...]
"""eIds; :data:`MAIN` for the act, () for nothing of it."""
MAIN: Scope = ("main",)

_ONE = {"порядок": "порядк", "перечен": "перечн", "список": "списк", "санпин": "правил", "сп": "правил"}
"""Stems of nominatives whose vowel is gone in the other cases, and marks of rules that stand for their name."""
_GENERIC = frozenset({"документ", "акт"})
_ORDERS = frozenset("закон указ постановлен распоряжен приказ решен определен".split())
"""Names of acts that approve others; what they approve has any of the other names."""
_WITHIN_A_LAW = frozenset("кодекс устав основ конституц".split())
_ADJECTIVE = pattern(r"[а-яё-]+(?:[ыио]й|[ая]я|[ое]е|[ыи]е|[оеё]го|[ыи]х|[ыи]м|[оеё]му?|[ую]ю)", re.IGNORECASE)
_CITED = pattern(r"№|(?:^|\s)N\s?\d|\sот\s+\d")


def _key(word: str) -> str:
    return _one(stem(word))


def _keys(phrase: str) -> list[str]:
    return list(map(_one, stems(phrase)))


def _one(cut: str) -> str:
    """One key for all cases of a name; «решени» is what is left of «решением»."""
    return _ONE.get(cut) or (cut.removesuffix("и") if len(cut) > 5 else cut)


_NOUNS = (
    frozenset(_key(word) for kind in KINDS.values() for word in kind.title.split()[-1:] + kind.title.split()[:1])
    | frozenset(map(_key, COMPONENTS.values()))
    | _GENERIC
    | _ORDERS
    | _WITHIN_A_LAW
) - frozenset({"федеральн", "государственн", "санитарн", "федерац", "рф", "союз"})
"""Stems of the words by which acts and annexes are called."""


def noun_of(phrase: str) -> str:
    """Stem of the name that a phrase begins with, adjectives before it skipped; "" when it begins with none.

    >>> noun_of("временная инструкция по делопроизводству"), noun_of("пропуска на стоянку")
    ('инструкц', '')
    """
    for word in phrase.split()[:4]:
        bare = word.strip('«»"“”„,.:;()')
        if (key := _key(bare)) in _NOUNS:
            return key
        if not _ADJECTIVE.fullmatch(bare):
            return ""
    return ""


def _from_noun(phrase: str) -> str:
    """«санитарные правила СП 2.4» → «правила СП 2.4»: a heading need not repeat the adjectives."""
    words = phrase.split()
    while len(words) > 1 and _key(words[0]) not in _NOUNS:
        words.pop(0)
    return " ".join(words)


class Names:
    """The names of one act. ``text``: the document's, ``head``: None for a piece of an act that has none."""

    def __init__(self, head: Requisites | None, text: str, units: Sequence[Unit]) -> None:
        self._own = _own_nouns(head)
        self._title = frozenset(_keys(head.title or "")) if head else frozenset()
        self._head = frozenset(_keys(text[head.start : head.end])) if head else frozenset()
        self._annexes = {
            u.eid: frozenset(_keys(u.heading or "")) for u in units if u.kind == "приложение" and u.parent is None
        }

    def this(self, phrase: str, component: str) -> Scope:
        """What «настоящий …» means in the component: the words after it."""
        noun, here = noun_of(phrase), self._annexes.get(component, frozenset())
        if component != "main" and (noun in _GENERIC or (noun in here and noun not in self._own & _ORDERS)):
            return (component,)
        if noun in self._own or (component == "main" and (not self._own or noun in _GENERIC)):
            return MAIN
        if component != "main":
            return ()
        return self._annex({noun}) or (MAIN if noun in _ORDERS else ())

    def bare(self, phrase: str, component: str) -> Scope:
        """What a name without «настоящий» means in the component; a phrase that cites an act with its number is
        nothing of this one."""
        noun, words = noun_of(phrase), frozenset(_keys(phrase))
        if not noun or _CITED.search(phrase):
            return ()
        if component != "main":
            here = self._annexes.get(component, frozenset())
            return (component,) if words <= here else ()
        if (noun in self._own and words <= self._head | {noun}) or (not self._own and words == {noun}):
            return MAIN
        return self._annex(frozenset(_keys(_from_noun(phrase))))

    def _annex(self, words: frozenset[str] | set[str]) -> Scope:
        """The one annex whose heading has the words; where the title alone has them («Об утверждении СанПиН …»), the
        first."""
        found = [eid for eid, heading in self._annexes.items() if words <= heading]
        if not found and self._annexes and words <= self._title:
            return (next(iter(self._annexes)),)
        return (found[0],) if len(found) == 1 else ()


def _own_nouns(head: Requisites | None) -> frozenset[str]:
    """The act's own names; none for a piece without a head, and for an act whose kind is not known."""
    if head is None or head.id.kind == "akt":
        return frozenset()
    if head.id.kind in ("fz", "fkz", "zakon"):
        return frozenset({"закон"}) | (_WITHIN_A_LAW & frozenset(_keys(head.title or "")))
    title = KINDS[head.id.kind].title if head.id.kind in KINDS else ""
    own = {noun_of(title), noun_of(head.title or "")}
    return frozenset(own - {""})
