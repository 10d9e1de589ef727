"""Addresses of units in running text: «пунктах 1 - 3, 5 и 7 части 2 статьи 8», «ст. 28 ч. 3 п. 15.1», «этой статьи».

One compiled pass finds every *mention* (a unit's word with its numbers); neighbouring mentions are then joined into
addresses by what stands between them. Three ways of joining, in the order of :data:`_JOINTS`:

    upward    «пункт 2 части 3 статьи 8»                  leaf first, the larger unit in the genitive
    downward  «статья 43, часть 2», «ст. 28 ч. 3»          root first, nominative or abbreviated
    shared    «пункт 2 части 3 и часть 4 статьи 8»         an enumeration whose last member names the root for all
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from operator import attrgetter
from typing import NamedTuple

from ingest.law.address import RANK, Address, Step
from ingest.law.numbering import expand
from ingest.law.pattern import pattern
from ingest.law.text import DASHES
from ingest.recognise.unit_mentions import HERE, Mention, find_mentions

__all__ = ["HERE", "AddressMention", "find_addresses", "is_relative", "read_addresses"]


class AddressMention(NamedTuple):
    """Units named in one place, in the order named, ranges expanded; steps numbered :data:`HERE` are relative."""

    start: int
    end: int
    addresses: tuple[Address, ...]


_SIZE = RANK | {"примечание": RANK["статья"] + 0.5}
"""Order of kinds from the largest to the smallest as text joins them: a remark is to an article, and has points."""
_GAP = pattern(  # never over a paragraph's end: «Статья 5» above «Абзац первый …» is a heading
    r"(?P<up>[^\S\n]+)|(?P<to>[^\S\n]+к[^\S\n]+)|(?P<comma>[^\S\n]*,[^\S\n]*(?:(?:а также|либо|или)[^\S\n]+)?)"
    r"|(?P<and>[^\S\n]*,?[^\S\n]+(?:и|и \(или\)|или|либо)[^\S\n]+(?:(?:в|к|по|из|с)[^\S\n]+)?)"
    r"|(?P<bracket>[^\S\n]*\([^\S\n]*)"
)


def is_relative(address: Address) -> bool:
    """Whether a step says «this»; a remark has no number and says nothing of the kind."""
    return any(step.number == HERE and step.kind != "примечание" for step in address.steps)


def find_addresses(text: str, start: int = 0, end: int | None = None) -> list[AddressMention]:
    """Every address in ``text[start:end]``, in order, spans not overlapping. Linear in the length."""
    mentions = list(find_mentions(text, start, len(text) if end is None else end))
    return _joined(text, _ranged(text, mentions))


_DASH = pattern(rf"\s?[{DASHES}]\s?")


def _ranged(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions; «п. 3 – п. 5», the word said at both ends, is one of all between."""
    kept: list[Mention] = []
    for mention in mentions:
        first = kept[-1] if kept else mention
        ends = (*first.numbers, *mention.numbers)
        if (
            first.kind == mention.kind
            and len(ends) == 2
            and HERE not in ends
            and _DASH.fullmatch(text, first.end, mention.start)
        ):
            kept[-1] = first._replace(end=mention.end, numbers=expand(*ends))
        else:
            kept.append(mention)
    return kept


def read_addresses(text: str) -> tuple[Address, ...]:
    """The addresses that a person typed: the whole of ``text`` read as one address; () when it is none.

    >>> [str(a) for a in read_addresses("пункты 1 - 2 и 5 части 2 статьи 8")]
    ['пункт 1 части 2 статьи 8', 'пункт 2 части 2 статьи 8', 'пункт 5 части 2 статьи 8']
    """
    return tuple(address for mention in find_addresses(text.strip()) for address in mention.addresses)


def _joined(text: str, mentions: list[Mention]) -> list[AddressMention]:
    """Neighbours joined into chains, chains that share a root given it."""
    chains = _chains(text, mentions)
    found: list[AddressMention] = []
    root: tuple[Address, ...] = ()
    for at in range(len(chains) - 1, -1, -1):
        chain = chains[at]
        addresses = _addresses(text, chain)
        if root and at + 1 < len(chains) and _shares_root(text, chain, chains[at + 1], root[0]):
            addresses = tuple(_inherit(address, root[0]) for address in addresses)
        start, end = (chain[0].start, chain[0].end) if len(chain) == 1 else _span(text, chain)
        found.append(AddressMention(start, end, addresses))
        root = addresses
    return found[::-1]


def _span(text: str, chain: list[Mention]) -> tuple[int, int]:
    """Where a chain begins and ends: behind the bracket of «статьи 168 (часть первая)»."""
    end: int = max(map(_end, chain))
    bracketed = text.startswith(")", end) and "(" in text[chain[0].end : chain[-1].start]
    return min(map(_start, chain)), end + bracketed


def _chains(text: str, mentions: list[Mention]) -> list[list[Mention]]:
    chains: list[list[Mention]] = []
    i = 0
    while i < len(mentions):
        chain = [mentions[i]]
        step = 0
        while i + 1 < len(mentions) and (joint := _joint(text, mentions, i)) and step in (0, joint):
            step = joint
            i += 1
            chain.append(mentions[i])
        chains.append(chain)
        i += 1
    return chains


_start, _end = attrgetter("start"), attrgetter("end")
_UP, _DOWN = 1, 2


def _joint(text: str, mentions: list[Mention], i: int) -> int:
    """How mention i continues in mention i+1: upward, downward, or not at all (0)."""
    here, after = mentions[i], mentions[i + 1]
    if after.start - here.end > 24:
        return 0
    if (
        text[here.start - 1] == "("
        and i
        and here.start - mentions[i - 1].end < 4
        and _SIZE[mentions[i - 1].kind] < _SIZE[after.kind] < _SIZE[here.kind]
    ):
        return _DOWN if _fills_bracket(text, mentions, i) else 0
    gap = _GAP.fullmatch(text, here.end, after.start)
    if gap is None and text[here.end : after.start] == "\n" and text[after.start].islower():
        return _UP if _SIZE[after.kind] < _SIZE[here.kind] and not after.case else 0  # a line broken by its width
    if here.end != after.start and gap is None and not _after_stop(text, here.end, after.start):
        return 0
    kind = gap.lastgroup if gap else "up"
    of_code = (after.kind, here.kind) == ("часть", "глава")
    larger = _SIZE[after.kind] < _SIZE[here.kind] or of_code or _is_below(here, after)
    return _upward(text, here, after, kind) if larger else _downward(text, mentions, i, kind)


def _upward(text: str, here: Mention, after: Mention, kind: str | None) -> int:
    """Whether the larger unit behind holds this one: «пункт 2 части 3»; ``kind``: of what stands between."""
    if kind == "to":
        return _UP if here.kind == "примечание" else 0
    if kind == "comma":  # «пункт 5, статья 5»
        alone = after.kind == "статья" and len(here.numbers) == len(after.numbers) == 1
        return _UP if alone and here.nominative and after.nominative else 0
    apart = after.nominative and len(text[after.start : after.end]) > 12 and not here.nominative
    return _UP if kind == "up" and not apart else 0


def _downward(text: str, mentions: list[Mention], i: int, kind: str | None) -> int:
    """Whether mention i holds the smaller unit behind it: «статья 5, часть 2», «статья 5 (часть 2)»."""
    here, after = mentions[i], mentions[i + 1]
    if _SIZE[after.kind] <= _SIZE[here.kind] or kind not in ("up", "comma", "bracket"):
        return 0
    if kind == "comma" and (here.kind, after.kind) == ("глава", "статья"):
        return 0  # «гл. 4, ст. 19»: articles bear numbers of the whole act
    if not (
        (kind == "bracket" and _fills_bracket(text, mentions, i + 1))
        or (after.case == here.case and (here.nominative or (here.case and kind == "up")))
        or (kind == "up" and after.nominative and len(here.numbers) > 1)
    ):
        return 0
    follows_up = (
        i + 2 < len(mentions)
        and _SIZE[mentions[i + 2].kind] < _SIZE[after.kind]
        and text[after.end : mentions[i + 2].start].isspace()
    )
    return 0 if follows_up and kind == "comma" else _DOWN


def _is_below(here: Mention, after: Mention) -> bool:
    """«подпункт "а" подпункта 1.4»: a letter stands below a number where both are called one."""
    return here.kind == after.kind == "подпункт" and here.numbers[-1].isalpha() and after.numbers[0][:1].isdigit()


_STOP = pattern(r"\.[^\S\n]+")


def _after_stop(text: str, end: int, start: int) -> bool:
    """«п.5.6. ст. 15»: the stop after a number ends no sentence, a small letter follows."""
    return text[start].islower() and _STOP.fullmatch(text, end, start) is not None


def _fills_bracket(text: str, mentions: list[Mention], i: int) -> bool:
    """Whether mention i, or it and what it is a part of, is all that a bracket holds: «статьи 168 (часть первая)»,
    «статьи 125 (пункт "а" части 4)»."""
    end = mentions[i].end
    if i + 1 < len(mentions) and text[end : mentions[i + 1].start].isspace():
        end = mentions[i + 1].end
    return text.startswith(")", end)


def _addresses(text: str, chain: list[Mention]) -> tuple[Address, ...]:
    """Every combination of the numbers named at each level, in reading order; what follows is of the last number only:
    «статьи 20, 21, 23 (часть 1)», «статьями 126, 127 частью второй».
    """
    if len(chain) == 1:
        return _combined(((chain[0].kind, chain[0].numbers),))
    largest, *smaller = sorted(chain, key=lambda m: (_SIZE[m.kind], m.numbers[0].isalpha()))
    levels = tuple([(m.kind, m.numbers) for m in smaller])
    if len(largest.numbers) == 1 or largest is not chain[0]:
        return _combined(((largest.kind, largest.numbers), *levels))
    *alone, last = largest.numbers
    return _combined(((largest.kind, tuple(alone)),)) + _combined(((largest.kind, (last,)), *levels))


@lru_cache(maxsize=1024)
def _combined(levels: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Address, ...]:
    kinds = [kind for kind, _ in levels]
    return tuple(Address(tuple(map(Step, kinds, numbers))) for numbers in product(*(numbers for _, numbers in levels)))


def _shares_root(text: str, chain: list[Mention], after: list[Mention], root: Address) -> bool:
    """An enumeration goes on: only «,», «и», «или» between, and the next address, with what it shares itself, has a
    larger unit than this one's root."""
    end, start = max(map(_end, chain)), min(map(_start, after))
    gap = _GAP.fullmatch(text, end, start) if 0 < start - end <= 24 else None
    if gap is None or gap.lastgroup not in ("comma", "and"):
        return False
    return min(_SIZE[step.kind] for step in root.steps) < min(_SIZE[m.kind] for m in chain)


def _inherit(address: Address, root: Address) -> Address:
    """What stands above the last member of an enumeration stands above the others.

    «абзаце первом и пункте 2 части 3»: both are of часть 3.
    """
    rank = _SIZE[address.steps[0].kind]
    above = tuple(step for step in root.steps[:-1] if _SIZE[step.kind] < rank)
    return Address(above + address.steps, address.component)
