"""Annexes cited as wholes: by the name of what an act approves, or as «приложение к приказу …»."""

from __future__ import annotations

from ingest.law.address import Address, Step
from ingest.law.annexes import COMPONENTS, component_name
from ingest.law.pattern import pattern
from ingest.recognise.citations.draft import Draft

COMPONENT = (
    r"(?P<component>(?:[Уу]казанн\w+ |[Тт]ипово\w+ |[Фф]едеральн\w+ |[Пп]римерн\w+ |[Аа]дминистративн\w+ "
    r"|[Мм]етодическ\w+ |[Ее]дин\w+ |[Вв]ременн\w+ |[Оо]бщи\w+ |[Сс]анитарн\w+ )?"
    r"(?P<stem>(?i:" + "|".join(COMPONENTS) + r"))[а-яё]{0,4})\b"
)
"""Pattern source of the name that an annex bears, in any case; its stem is a key of ``COMPONENTS``."""
APPROVED = (
    r"(?:утв(?:ержд[её]нн?\w*|\.)|(?:направл|довед|одобр)[её]нн\w+|введ[её]нн\w+\s+в\s+действие"
    r"|принят(?:ого|ому|ой|ом|ым|ыми|ых))\s+(?:указанным\s+|названным\s+)?"
)
"""Pattern source of what parts an annex's name from the act that brings it: «утверждённых», «направленных» письмом."""
FIRST_ANNEX = Step("приложение", "1")
"""The only annex: structure numbers annexes that bear no number by their turn."""
_ANNEX_AS_A_WHOLE = pattern(r"(?<![А-Яа-яЁё])[Пп]риложени(?:е|ю|ем|и)\s+к\s+\Z")
_APPROVED_ALONE = pattern(rf"(?<![а-яё]){APPROVED}\Z|утвержд[её]н[аоы]?\s+\Z|[а-яё»\"”]\s\(\Z")
"""Before the act; a bracket that holds it alone says the same: «Порядком применения взысканий (приказ … № 185)»."""
_NAME_OF_ANNEX = pattern(r"(?<![А-Яа-яЁё])" + COMPONENT)


def in_only_annex(address: Address) -> Address:
    """The address inside the only annex: «пункт 2 приложения»."""
    return Address((FIRST_ANNEX, *address.steps), address.component)


def name_annexes(text: str, drafts: list[Draft]) -> None:
    """Give each draft that cites an annex as a whole that annex."""
    _name_components(text, drafts)
    _name_annexes(text, drafts)


def _name_components(text: str, drafts: list[Draft]) -> None:
    """«Правилами …, утверждёнными постановлением …» without an address: the annex is cited as a whole."""
    for i, draft in enumerate(drafts):
        if draft.component != "main" or draft.pointing or draft.kind in ("fz", "fkz"):
            continue
        if _APPROVED_ALONE.search(text, max(0, draft.start - 40), draft.start):
            floor = max(drafts[i - 1].end if i else 0, draft.start - 600, text.rfind("\n", 0, draft.start))
            draft.component = approved_name(text, floor, draft.start) or "main"


def _name_annexes(text: str, drafts: list[Draft]) -> None:
    """«в приложении к приказу …» without a number or a unit: the only annex is cited as a whole."""
    for i, draft in enumerate(drafts):
        if draft.addresses:
            continue
        floor = max(drafts[i - 1].full_end if i else 0, draft.start - 20)
        if m := _ANNEX_AS_A_WHOLE.search(text, floor, draft.start):
            draft.addresses.append(Address((FIRST_ANNEX,)))
            draft.start = m.start()


def approved_name(text: str, start: int, end: int) -> str | None:
    """The annex's name before «утверждённого»: the first capitalised one, for names hold such words themselves
    («Положения о порядке»).
    """
    names = list(_NAME_OF_ANNEX.finditer(text, start, end))
    chosen = next((m for m in names if m["component"][0].isupper()), names[-1] if names else None)
    return component_name(chosen["stem"]) if chosen else None
