"""Superscripts that a careless conversion flattened in addresses: «статью 2091» between 209 and 210 is 209¹.

Only in documents that show no superscript and no decimal number at all. Decided from evidence, reported always:

* an act is changed in the order of its units, so a number that breaks the order and fits when split is split;
* a unit is added where the one before it stands: adding 21 and 31 to one article cannot both be literal;
* new wording that ends with «;» goes before something, so its number is not the last of its list;
* no act numbers its units as high as 2420.
Where more than one reading remains the number stays as it is printed, and that is reported too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.law.address import RANK, Address, Step
from ingest.law.numbering import sort_key
from ingest.law.pattern import pattern
from ingest.parsed import Problem

_KEPT = pattern(r"\d[⁰¹²³⁴⁵⁶⁷⁸⁹]|(?:стать|част|пункт|подпункт)[а-я]{1,3}\s+\d+[.^]\d")
_HIGHEST = {"статья": 1600, "часть": 60, "пункт": 300, "подпункт": 150, "глава": 80}
_DEEPEST = {"статья": 60, "часть": 30, "пункт": 40, "подпункт": 40, "глава": 20}
_LITERAL, _SPLIT, _SELDOM, _IMPOSSIBLE, _DISORDER = 0.0, 1.0, 5.0, 5.0, 10.0
_USUAL = 15
"""Few numbers have so many units inserted after them."""


def lost(text: str) -> bool:
    """Whether the document may have lost its superscripts."""
    return _KEPT.search(text) is None


@dataclass(frozen=True, slots=True)
class Mention:
    """A numbered unit as an instruction names it. ``above``: its larger units as printed; ``added``: it is new;
    ``before_more``: its wording ends with «;»; ``at``: offset for the report."""

    whole: tuple[object, ...]
    above: tuple[Step, ...]
    step: Step
    added: bool
    before_more: bool
    at: int


Readings = dict[tuple[tuple[object, ...], tuple[Step, ...], Step], str]
"""(act and component, larger units, unit as printed) → its true number."""


def readings(
    mentions: Iterable[Mention], highest: dict[tuple[object, ...], int] | None = None
) -> tuple[Readings, list[Problem]]:
    """Numbers to be read otherwise than printed, and a report for each. ``highest``: last article of an act, where
    known.
    """
    lists: dict[tuple[object, ...], list[Mention]] = {}
    for mention in mentions:
        if mention.step.kind in _HIGHEST and mention.step.number.isdecimal():
            lists.setdefault((mention.whole, mention.above, mention.step.kind), []).append(mention)
    found: Readings = {}
    problems: list[Problem] = []
    for key, members in lists.items():
        whole = key[0]
        top = (highest or {}).get(whole) if isinstance(whole, tuple) and members[0].step.kind == "статья" else None
        _read_list(_distinct(members), top or _HIGHEST[members[0].step.kind], found, problems)
    return found, problems


def _distinct(members: list[Mention]) -> list[Mention]:
    """Consecutive mentions of one number count once; it is new if any of them says so."""
    out: list[Mention] = []
    for member in members:
        if out and out[-1].step == member.step:
            last = out[-1]
            out[-1] = Mention(
                last.whole,
                last.above,
                last.step,
                last.added or member.added,
                last.before_more or member.before_more,
                last.at,
            )
        else:
            out.append(member)
    return out


def _read_list(members: Sequence[Mention], top: int, found: Readings, problems: list[Problem]) -> None:
    options = [_options(member, members, top) for member in members]
    if all(len(o) == 1 for o in options) or not _is_flattened(members, options):
        return
    best = _cheapest([[n for n, _ in o] for o in options], [[c for _, c in o] for o in options])
    for i, member in enumerate(members):
        printed, read = member.step.number, best[i]
        rivals = [n for n, cost in options[i] if n not in (printed, read) and cost < _IMPOSSIBLE and _fits(n, best, i)]
        key = (member.whole, member.above, member.step)
        if read != printed and not rivals:
            found[key] = read
            problems.append(
                Problem(
                    f"Номер «{printed}» прочитан как {read}: надстрочные цифры в источнике потеряны",
                    member.at,
                    "flattened-superscript",
                )
            )
        elif read != printed:
            several = " или ".join(sorted({read, *rivals}, key=sort_key))
            problems.append(
                Problem(
                    f"Номер «{printed}» может значить {several}: надстрочные цифры в источнике потеряны, "
                    "номер оставлен как напечатан",
                    member.at,
                    "flattened-superscript",
                )
            )


def _is_flattened(members: Sequence[Mention], options: Sequence[Sequence[tuple[str, float]]]) -> bool:
    """Whether the list as printed cannot be: wording that ends with «;» is a slip too common to prove it alone."""
    numbers = [int(member.step.number) for member in members]
    falls = any(after < before for before, after in pairwise(numbers))
    return falls or any(
        choices[0][1] == _IMPOSSIBLE and not (member.before_more and len(members) <= 2)
        for member, choices in zip(members, options, strict=True)
    )


def _fits(number: str, chosen: Sequence[str], i: int) -> bool:
    key = sort_key(number)
    return (i == 0 or sort_key(chosen[i - 1]) <= key) and (i + 1 == len(chosen) or key <= sort_key(chosen[i + 1]))


def _options(member: Mention, members: Sequence[Mention], top: int) -> list[tuple[str, float]]:
    """Readings of one number with what each costs."""
    number = member.step.number
    literal = _IMPOSSIBLE if int(number) > top or _cannot_be_new(member, members) else _LITERAL
    out = [(number, literal)]
    for cut in range(1, len(number)):
        stem, raised = number[:cut], number[cut:]
        if raised[0] == "0" or int(stem) > top or int(raised) > _DEEPEST[member.step.kind]:
            continue
        out.append((f"{stem}.{raised}", _SPLIT if int(raised) <= _USUAL else _SELDOM))
    return out


def _cannot_be_new(member: Mention, members: Sequence[Mention]) -> bool:
    """A new unit printed so stands in the middle of its list, or leaves a gap to another new unit."""
    if not member.added or len(member.step.number) < 2:
        return False
    if member.before_more:
        return True
    numbers = sorted({int(m.step.number) for m in members if m.added and len(m.step.number) >= 2})
    mine = int(member.step.number)
    return any(abs(n - mine) > 1 and not set(range(min(n, mine) + 1, max(n, mine))) <= set(numbers) for n in numbers)


def _cheapest(names: Sequence[Sequence[str]], costs: Sequence[Sequence[float]]) -> list[str]:
    """One reading for each place, least cost in all; every step back in the order costs :data:`_DISORDER`."""
    table: list[list[tuple[float, int]]] = [[(cost, -1) for cost in costs[0]]]
    for i in range(1, len(names)):
        row = []
        for name, cost in zip(names[i], costs[i], strict=True):
            key = sort_key(name)
            steps = [
                (total + (_DISORDER if sort_key(before) > key else 0.0), j)
                for j, (before, (total, _)) in enumerate(zip(names[i - 1], table[-1], strict=True))
            ]
            total, j = min(steps)
            row.append((total + cost, j))
        table.append(row)
    at = min(range(len(table[-1])), key=lambda j: table[-1][j][0])
    out = []
    for i in range(len(names) - 1, -1, -1):
        out.append(names[i][at])
        at = table[i][at][1]
    return out[::-1]


def reread(address: Address, whole: tuple[object, ...], found: Readings) -> Address:
    """The address with every number read as decided; larger units are looked up as printed."""
    if not found:
        return address
    steps = []
    for i, step in enumerate(address.steps):
        number = found.get((whole, _larger(address.steps[:i]), step), step.number)
        steps.append(Step(step.kind, number))
    return Address(tuple(steps), address.component)


def _larger(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Larger units that decide a list: an article's number is unique in its act whatever the chapter."""
    return tuple(step for step in steps if RANK[step.kind] >= RANK["статья"])


def mentions_of(
    address: Address, whole: tuple[object, ...], added: bool, before_more: bool, at: int
) -> Iterable[Mention]:
    """Every numbered step of the address; only its last unit is the new one."""
    for i, step in enumerate(address.steps):
        last = i + 1 == len(address.steps)
        yield Mention(whole, _larger(address.steps[:i]), step, added and last, before_more and last, at)
