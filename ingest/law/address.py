"""Address of a unit inside an act: «абзац третий подпункта "б" пункта 2 части 3 статьи 14.1».

An address reads from the leaf up, as lawyers write it; :attr:`Address.steps` run from the root down, as an eId does.

What an act calls its numbered parts decides how a word becomes an eId: in most laws «1.» under an article is a часть
and «1)» a пункт; in civil-type acts «1.» is a пункт and «1)» a подпункт; decrees have пункты «1.» and no articles. eIds
follow the *form* of the number, so they are the same whatever the units are called (docs/law.md, 2 and 7).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ingest.law.numbering import LETTERS, ORDINAL, canonical, for_eid, ordinal_value, ordinal_words
from ingest.law.pattern import pattern


class Naming(StrEnum):
    """What an act calls the numbered units below an article."""

    LAW = "law"  # статья → часть «1.» → пункт «1)» → подпункт «а)»
    CIVIL = "civil"  # статья → пункт «1.» → подпункт «1)»
    DECREE = "decree"  # пункт «1.» → подпункт «а)» or «1)»


PREFIXES = {
    "приложение": "att",
    "часть кодекса": "part",
    "раздел": "sec",
    "подраздел": "subsec",
    "глава": "chp",
    "параграф": "par",
    "подпараграф": "subpar",
    "статья": "art",
    "часть": "para",
    "пункт": "point",
    "подпункт": "subpara",
    "абзац": "al",
    "предложение": "sent",
    "преамбула": "preamble",
    "наименование": "title",
    "примечание": "remark",
    "таблица": "table",
}
"""Kind of unit → first part of its eId."""

KIND_OF_PREFIX = {prefix: kind for kind, prefix in PREFIXES.items()}

_IN_REMARKS = frozenset({"пункт", "подпункт", "абзац", "предложение"})
_UNNUMBERED = frozenset({"преамбула", "наименование"})
_GENITIVE = {
    "приложение": "приложения",
    "часть кодекса": "части",
    "раздел": "раздела",
    "подраздел": "подраздела",
    "глава": "главы",
    "параграф": "параграфа",
    "подпараграф": "подпараграфа",
    "статья": "статьи",
    "часть": "части",
    "пункт": "пункта",
    "подпункт": "подпункта",
    "абзац": "абзаца",
    "предложение": "предложения",
    "преамбула": "преамбулы",
    "наименование": "наименования",
    "примечание": "примечания",
    "таблица": "таблицы",
}


class Step(NamedTuple):
    """One step of an address: the unit's kind (nominative, «пункт») and its canonical number («14.1», «б», «»)."""

    kind: str
    number: str


class Address(NamedTuple):
    """Where in an act.

    Attributes:
        steps: from the root down; () is the whole component.
        component: "main", an annex's eId ("att_1"), or an annex by the word it is called («Правила») when only that
        is known.
    """

    steps: tuple[Step, ...] = ()
    component: str = "main"

    def __bool__(self) -> bool:
        return bool(self.steps) or self.component != "main"

    def __str__(self) -> str:
        """The address in words, leaf first, as a drafter writes it."""
        words = [_words(step, genitive=i > 0) for i, step in enumerate(reversed(self.steps))]
        return " ".join(words)

    @property
    def genitive(self) -> str:
        """The address in words after «кроме»: «пункта 2 статьи 5»; an annex known by its word stands in brackets."""
        words = " ".join(_words(step, genitive=True) for step in reversed(self.steps))
        return words if self.component == "main" else f"{words} ({self.component})".lstrip()

    @classmethod
    def from_words(cls, words: str) -> Address:
        """The address that :attr:`genitive` and ``str`` print, and nothing looser: one unit, each step in full.

        Raises:
            ValueError: not such words.
        """
        printed, _, component = words.strip().removesuffix(")").partition("(")
        steps: list[Step] = []
        at = 0
        while at < len(printed) and (m := _PRINTED_STEP.match(printed, at)):
            steps.append(_read_step(m))
            at = m.end()
        if at < len(printed) or not (steps or component):
            raise ValueError(f"не адрес: {words!r}")
        return cls(tuple(reversed(steps)), component or "main")

    def eid(self, naming: Naming = Naming.LAW) -> str:
        """The eId in an act that names its units so: ``art_28__para_3__point_15-1``; "" for the whole component."""
        return _eid(self.steps, naming)

    @classmethod
    @lru_cache(maxsize=16384)
    def from_eid(cls, eid: str, naming: Naming = Naming.LAW) -> Address:
        """The address that an eId names, its units called as the act calls them.

        Raises:
            ValueError: not an eId.
        """
        steps = []
        for part in eid.split("__") if eid else []:
            prefix, _, number = part.partition("_")
            if prefix not in KIND_OF_PREFIX:
                raise ValueError(f"не eId: {eid!r}")
            steps.append(Step(KIND_OF_PREFIX[prefix], canonical(number.replace("-", "."))))
        return cls(_called(tuple(steps), naming))

    def under(self, parent: Address) -> Address:
        """This address continued below ``parent``: the inherited steps of higher rank, then its own.

        «пункт 2» under «статья 20» is «пункт 2 статьи 20»; «статья 21» under «пункт 2 статьи 20» starts anew.
        """
        if not self.steps:
            return parent
        rank = RANK[self.steps[0].kind]
        remark = next((i for i, s in enumerate(parent.steps, 1) if s.kind == "примечание"), 0)
        inside = remark if self.steps[0].kind in _IN_REMARKS else 0
        kept = tuple(step for i, step in enumerate(parent.steps) if i < inside or RANK[step.kind] < rank)
        return Address(kept + self.steps, parent.component if self.component == "main" else self.component)


@lru_cache(maxsize=16384)  # a page says the place of each of its units, and the next reader's page says it again
def in_words(eid: str, naming: Naming = Naming.LAW) -> str:
    """The unit of an eId as a lawyer writes it; an eId that is none of ours stays as it is.

    >>> in_words("art_28__para_3__point_15-1"), in_words("table-7")
    ('пункт 15.1 части 3 статьи 28', 'table-7')
    """
    try:
        return str(Address.from_eid(eid, naming))
    except ValueError:
        return eid


def is_eid(text: str) -> bool:
    """Whether the text is written as an eId is: "art_28__para_3"; not whether any act has it."""
    return all(part.partition("_")[0] in KIND_OF_PREFIX for part in text.split("__"))


RANK = {kind: i for i, kind in enumerate(PREFIXES)}
"""Order of kinds from the largest unit to the smallest."""


@lru_cache(maxsize=16384)  # acts have thousands of places, and most have one number
def _eid(steps: tuple[Step, ...], naming: Naming) -> str:
    return "__".join(
        PREFIXES[step.kind]
        if step.kind in _UNNUMBERED or not step.number
        else f"{PREFIXES[step.kind]}_{for_eid(step.number)}"
        for step in _formal(steps, naming)
    )


def _words(step: Step, genitive: bool) -> str:
    name = _GENITIVE[step.kind] if genitive else step.kind
    if step.kind in _UNNUMBERED or not step.number:
        return name
    name = "части" if step.kind == "часть кодекса" and genitive else "часть" if step.kind == "часть кодекса" else name
    if step.kind == "абзац" and step.number.isdecimal():
        return f"{name} {ordinal_words(int(step.number), 'm', genitive)}"
    if step.kind == "предложение" and step.number.isdecimal():
        return f"{ordinal_words(int(step.number), 'n', genitive)} {name}"
    number = (
        step.number if step.number[:1].isdecimal() or step.number.isascii() else f'"{step.number.replace(".", "")}"'
    )
    return f"{name} {number}"


_KIND_OF_WORD = {word: kind for kind in PREFIXES for word in (kind, _GENITIVE[kind])}
_PLAIN = "|".join(word for word, kind in _KIND_OF_WORD.items() if kind in _UNNUMBERED)
_WORD = "|".join(sorted(_KIND_OF_WORD, key=len, reverse=True))
_NUMBER = rf"(?:{ORDINAL}|\"[^\"]+\"|(?!(?:{_WORD})(?![а-я]))[^\s,()\"]+)"
_PRINTED_STEP = pattern(
    rf"(?:(?P<nth>{ORDINAL}|\d+)\s+предложени[ея]|(?P<plain>{_PLAIN})(?![а-я])"
    rf"|(?P<word>{_WORD})(?![а-я])(?:\s+(?P<number>{_NUMBER})(?!\s+предложени))?)(?:\s+|\Z)"
)


def _read_step(m: re.Match[str]) -> Step:
    if m["nth"]:
        kind, said = "предложение", m["nth"]
    else:
        kind, said = _KIND_OF_WORD[m["plain"] or m["word"]], m["number"] or ""
    value = ordinal_value(said) if said[:1].isalpha() else None
    return Step(kind, canonical(said) if value is None else str(value))


def _formal(steps: tuple[Step, ...], naming: Naming) -> tuple[Step, ...]:
    """Steps named after the form of their numbers.

    часть for «1.» under an article, пункт for «1)» or a decree's «1.», подпункт for «а)» - also where it is called
    «пункт "а" части 3», as the Criminal code does.
    """
    civil = naming is Naming.CIVIL and any(step.kind == "статья" for step in steps)
    remark = next((i for i, step in enumerate(steps) if step.kind == "примечание"), len(steps))
    return tuple(Step(_form(step, civil and i < remark), step.number) for i, step in enumerate(steps))


def _form(step: Step, civil: bool) -> str:
    if step.kind == "пункт" and step.number and step.number[0] in LETTERS:
        return "подпункт"
    return _CIVIL_FORM.get(step.kind, step.kind) if civil and step.number[:1].isdecimal() else step.kind


def _called(steps: tuple[Step, ...], naming: Naming) -> tuple[Step, ...]:
    if naming is Naming.CIVIL and any(step.kind == "статья" for step in steps):
        return tuple(Step(_CIVIL_NAME.get(step.kind, step.kind), step.number) for step in steps)
    return steps


_CIVIL_FORM = {"пункт": "часть", "подпункт": "пункт"}
_CIVIL_NAME = {"часть": "пункт", "пункт": "подпункт"}
