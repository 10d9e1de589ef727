"""Citations that an act makes of itself, brought to the units it has; what is found nowhere is told.

A drafter calls a unit by its word, a conversion by the form of its number («пункт 2 статьи 1» of an amending law is its
«2)»), and points of an annex without the annex. An address that names no unit is read as the one unit it can only
mean. One that fits several or none is told by a problem; it stays a citation only where the words say that it is of
this act («настоящего», «приложения»), for it may be of one that nothing names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from ingest.document import Document
from ingest.law.address import in_words
from ingest.law.pattern import pattern
from ingest.parsed import Citation, Operation, Problem, Requisites, Unit
from ingest.recognise.addresses import find_addresses, is_relative
from ingest.recognise.citations.attachment import naming_of
from ingest.recognise.citations.own_place import filled, place_of

_ANY_FORM = pattern(r"(?<![a-z])(?:para|point|subpara|al)_")
"""Prefixes of steps that are taken one for another: a unit is called by its word or by the form of its number."""
_SAYS_OWN = pattern(r"настоящ|\sприложени|\s(?:постановлени|приказ|решени|распоряжени|указ)[а-яё]{1,2}\Z")
_POINTS_BACK = pattern(r"(?:указанн|названн)[а-яё]{2,3} (?:стать|част|пункт|подпункт)")
"""«пункта 3 указанной статьи»: of one named before, which need not be the one that says so."""


_OF_WHOLE_ACT = pattern(r"\s(?i:постановлени|приказ|решени|распоряжени|указ)[а-яё]{0,2}\Z")
"""«пункта 2 настоящего приказа» in an annex is of the order that has the annex."""
_REPEATED = pattern(r"(?:para|point)_(?P<first>\d+)__[a-z]+_(?P<whole>(?P=first)-\d+)(?![\d-])")
"""«подпункт 1.4 пункта 1»: the number says both, and the unit has one step."""
_NEW_PARAGRAPHS = pattern(r":\n[«\"“„]")


def settle(
    document: Document,
    head: Requisites,
    units: Sequence[Unit],
    cited: Sequence[Citation],
    ordered: Sequence[Operation],
) -> tuple[tuple[Citation, ...], tuple[Problem, ...]]:
    """The citations with those of the act itself settled, and a problem for each address that is of no unit of it."""
    text, own = document.text, _OwnUnits(units, text=document.text)
    settled: list[Citation] = []
    problems: list[Problem] = []
    at = 0
    for c in cited:
        while at < len(ordered) and ordered[at].end <= c.start:
            at += 1
        if c.relation != "self" or not c.addresses:
            settled.append(c)
        elif at < len(ordered) and (of := _wording(text, ordered[at], c)):
            settled.append(_of_target(c, of))
        elif not own.is_label(c):
            named = own.named(c, head)
            astray = [eid for eid in named if eid not in own and not _inside_range(eid, named, c, own)]
            if astray and _POINTS_BACK.search(c.exact):
                continue
            if astray:
                said = ", ".join(f"«{in_words(eid, head.naming)}»" for eid in astray)
                problems.append(Problem(f"Адрес {said} в тексте не найден.", c.start, "citation-address"))
            if not astray or c.form != "internal" or _SAYS_OWN.search(c.exact):  # else of an act that nobody names
                settled.append(_placed(c, tuple(eid for eid in named if eid in own or eid in astray)))
    return tuple(settled), tuple(problems)


def _wording(text: str, order: Operation, c: Citation) -> Operation | None:
    """The order inside whose quoted words a citation stands: what says «настоящая статья» there is the changed act."""
    if not (order.start <= c.start < order.end):
        return None
    opens = _opening(text, order.start, order.end)
    if 0 <= opens < c.start:
        return order
    said = text[max(order.start, text.rfind("\n", order.start, c.start)) : c.start]
    opened = sum(said.count(sign) for sign in "«“„") - sum(said.count(sign) for sign in "»”")
    return order if opened > 0 or said.count('"') % 2 else None


@lru_cache(maxsize=4)
def _opening(text: str, start: int, end: int) -> int:
    """Where new wording of paragraphs opens in an order («… в следующей редакции:⏎"…»), -1 when none does."""
    opening = _NEW_PARAGRAPHS.search(text, start, end)
    return opening.start() if opening else -1


def _of_target(c: Citation, order: Operation) -> Citation:
    """The citation as one of the act that the order changes; «настоящая статья» is the one the order speaks of."""
    target = order.target
    naming = naming_of(target.act)
    place = place_of(target.eid, naming)
    named = [address for mention in find_addresses(c.exact) for address in mention.addresses]
    addresses = tuple(at.eid(naming) for address in named if (at := filled(address, place)))
    status = "resolved" if target.act else "unknown"
    return c._replace(act=target.act, addresses=addresses, component=target.component, relation="cites", status=status)


class _OwnUnits:
    """Units of the act by their eIds and by the ends of those."""

    def __init__(self, units: Sequence[Unit], text: str) -> None:
        self._text = text
        self._eids = {unit.eid for unit in units}

    def __contains__(self, eid: str) -> bool:
        return eid.partition("__sent_")[0] in self._eids

    def is_label(self, c: Citation) -> bool:
        """«Глава 36. (Статьи 292 - 308)»: what a unit that is no more held, no citation."""
        return c.form == "internal" and c.exact.startswith("Стат") and self._text[c.end : c.end + 2] in (")", ")\n")

    def named(self, c: Citation, head: Requisites) -> tuple[str, ...]:
        """The addresses of a citation settled. A number in several steps tells where it stands: «пункта 2.2», said in
        article 4, needs nothing of that place."""
        named = tuple(self.settled(c, eid) for eid in c.addresses)
        if "." not in c.exact or all(eid in self for eid in named):
            return named
        said = [address for mention in find_addresses(c.exact) for address in mention.addresses]
        if len(said) != len(named) or not all("." in at.steps[0].number and not is_relative(at) for at in said):
            return named
        return tuple(
            eid if eid in self or (alone := self.settled(c, at.eid(head.naming))) not in self else alone
            for eid, at in zip(named, said, strict=True)
        )

    def settled(self, c: Citation, eid: str) -> str:
        """The eId of the one unit that the address means, the address as it is said when there is none or several."""
        within: list[str] = []
        if "att_" in c.within and not _OF_WHOLE_ACT.search(c.exact):
            within = [at for at in (c.within, *_above(c.within)) if at.rpartition("__")[2].startswith("att_")]
        if c.component.startswith("att_"):
            within.append(c.component)
        unit, _, sentence = eid.partition("__sent_")
        if sentence and (unit := self.settled(c, unit)) in self:
            return f"{unit}__sent_{sentence}"  # sentences are no units of their own
        for inside in (*(f"{annex}__{eid}" for annex in within), eid):
            if inside in self:
                return inside
        whole = _REPEATED.sub(r"point_\g<whole>", eid)
        found = set(self._ending(eid)) or set(self._below(eid)) or set(self._ending(whole))
        near = f"{within[0]}__" if within else ""
        found = {unit for unit in found if unit.startswith(near) and (near or not unit.startswith("att_"))} or found
        if "al_" not in eid:
            found = {unit for unit in found if "__al_" not in unit} or found
        said = f"{c.component}__{eid}" if c.component.startswith("att_") else eid
        return found.pop() if len(found) == 1 else said

    def _ending(self, eid: str) -> Sequence[str]:
        """Units of that eId, or of one that ends with it, whatever its steps are called."""
        return self._lookups[0].get(_ANY_FORM.sub("", eid), ())

    def _below(self, eid: str) -> Iterator[str]:
        """Units of that number at any depth: «пункт 3 статьи 126» of an article whose part 1 alone has points. The
        first paragraph of a unit that has one is the unit."""
        holder, _, last = eid.rpartition("__")
        if last == "al_1" and holder in self:
            yield holder
        yield from self._lookups[1].get((holder, _ANY_FORM.sub("", last)), ())

    @cached_property
    def _lookups(self) -> tuple[dict[str, list[str]], dict[tuple[str, str], list[str]]]:
        """Units by every end of their eIds, and by what holds them and their last step: made at the first miss."""
        by_end: defaultdict[str, list[str]] = defaultdict(list)
        by_holder: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for eid in self._eids:
            end = _ANY_FORM.sub("", eid)
            last = end.rpartition("__")[2]
            while end:
                by_end[end].append(eid)
                end = end.partition("__")[2]
            for holder in _above(eid):
                by_holder[holder, last].append(eid)
        return by_end, by_holder


def _above(eid: str) -> Iterator[str]:
    """The units that hold a unit, the nearest first."""
    while "__" in eid:
        eid = eid.rpartition("__")[0]
        yield eid


def _inside_range(eid: str, named: Sequence[str], c: Citation, own: _OwnUnits) -> bool:
    """Whether a number stands inside a range whose ends are: «статьи 18 - 24» takes what is left between them."""
    ends = [i for i, other in enumerate(named) if other in own]
    ranged = any(sign in c.exact for sign in "-–—−") or " по " in c.exact
    return ranged and bool(ends) and min(ends) < named.index(eid) < max(ends)


def _placed(c: Citation, named: tuple[str, ...]) -> Citation:
    """The citation of these units, told from its annex where all are of it."""
    annex = f"{c.component}__"
    if c.component.startswith("att_") and all(eid.startswith(annex) for eid in named):
        return c._replace(addresses=tuple(eid.removeprefix(annex) for eid in named))
    return c._replace(addresses=named, component="main" if c.component.startswith("att_") else c.component)
