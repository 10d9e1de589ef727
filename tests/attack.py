"""Texts made to slow a regular expression down, derived from its own parse tree, and how its time grows on them.

A pattern becomes slow where it repeats: each repetition that may be long gives attacks - what must stand before it,
then what it repeats, again and again, then something that fits nothing. A searched pattern tries from every place, so
what begins a match is repeated too.
"""

from __future__ import annotations

import random
import re
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import inf, log2
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any, NamedTuple

LONG = 6
"""A repetition of fewer rounds cannot be made slow."""

LETTERS = ' \n\t1аАIa.,-–«"()№;:/бвги\u00a0ё₽_'
"""Signs to choose from where a set takes many; the rest come from the pattern itself."""

BARE = (" ", "\n", "а", "А", "1", "а ", "1 ", "1, ", "1-", "1.", "(", "«", '"', "\n\n", "а.", "- ", "IV", "a", "А. ")
"""What is tried on every pattern."""

ENDS = ("", "\x00", "\n\x00")
Node = tuple[Any, Any]


class Attack(NamedTuple):
    """A text of any length: what it begins with, what is repeated, what it ends with."""

    before: str
    pump: str
    after: str

    def text(self, length: int) -> str:
        return self.before + self.pump * (length // len(self.pump)) + self.after


def attacks(source: re.Pattern[str], rounds: int) -> list[Attack]:
    """Attacks on the pattern, each once, the same at every run; ``rounds``: how often each repetition is tried."""
    dice = random.Random(source.pattern.encode(errors="surrogatepass"))
    tree = list(_parser.parse(source.pattern, source.flags))
    found = [Attack("", pump, after) for pump in BARE for after in ENDS[:2]]
    for _ in range(rounds):
        for before, pump in _pumps(tree, "", dice):
            found += [Attack(before, pump, after) for after in ENDS]
            found.append(Attack("", before + pump, "\x00"))
        whole = _sample(tree, dice)
        found += [Attack("", cut, "\x00") for cut in (whole, whole[:-1], whole[: len(whole) // 2])]
    return [attack for attack in dict.fromkeys(found) if attack.pump]


def _pumps(nodes: Sequence[Node], before: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    """What stands before each long repetition, and what one or several rounds of it may be."""
    for kind, value in nodes:
        if kind in _REPEATS:
            _, most, body = value
            if most == op.MAXREPEAT or most >= LONG:
                yield before, _sample(body, dice)
                yield before, _sample(body, dice) + _sample(body, dice)
        for inner in _inside(kind, value):
            yield from _pumps(list(inner), before, dice)
        before += _sample([(kind, value)], dice)


_REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}


def _inside(kind: Any, value: Any) -> list[Any]:
    """The sequences that a node holds."""
    if kind in _REPEATS:
        return [value[2]]
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind is op.BRANCH:
        return list(value[1])
    if kind is op.ATOMIC_GROUP:
        return [value]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    if kind is op.GROUPREF_EXISTS:
        return [branch for branch in value[1:] if branch]
    return []


def _sample(nodes: Any, dice: random.Random) -> str:
    """Something that the nodes match, what lookarounds ask left out."""
    return "".join(_of_node(kind, value, dice) for kind, value in nodes)


def _of_node(kind: Any, value: Any, dice: random.Random) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.NOT_LITERAL:
        return dice.choice([letter for letter in LETTERS if letter != chr(value)])
    if kind is op.ANY:
        return dice.choice(LETTERS.replace("\n", ""))
    if kind is op.IN:
        return _of_set(value, dice)
    if kind in _REPEATS:
        least, most, body = value
        rounds = dice.randint(least, max(least, min(int(most), least + 2)))
        return "".join(_sample(body, dice) for _ in range(rounds))
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return ""
    inner = _inside(kind, value)
    return _sample(dice.choice(inner), dice) if inner else ""


def _of_set(members: Any, dice: random.Random) -> str:
    """A sign of the set, a common one where it has any."""
    own = [chr(value) for kind, value in members if kind is op.LITERAL]
    own += [chr(at) for kind, value in members if kind is op.RANGE for at in {value[0], value[1]}]
    letters = [letter for letter in dict.fromkeys([*LETTERS, *own]) if _takes(members, letter)]
    return dice.choice(letters) if letters else ""


_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdecimal(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    op.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
    op.CATEGORY_NOT_WORD: lambda letter: not (letter.isalnum() or letter == "_"),
}


def _takes(members: Any, letter: str) -> bool:
    negated = members[0][0] is op.NEGATE
    found = any(
        (kind is op.LITERAL and value == ord(letter))
        or (kind is op.RANGE and value[0] <= ord(letter) <= value[1])
        or (kind is op.CATEGORY and _CATEGORIES[value](letter))
        for kind, value in members
    )
    return found != negated


class TooSlow(Exception):
    """A call was stopped by the clock."""


@contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    """The engine of `re` looks for signals as it goes: even a match without end is stopped."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


SHORT = 500
"""Signs that are tried first: the quick growth of a bad pattern shows already."""
MEASURABLE = 0.2
PATIENCE = 3.0
ENOUGH = 0.2
"""Seconds that a pattern may take on 100,000 signs, however they grow."""
WORST = 1.3
"""The power of the length that the time may grow by."""


def grows(
    call: Callable[[str], object], attack: Attack, longest: int, length: int = SHORT, enough: float = ENOUGH
) -> float | None:
    """Seconds that ``longest`` signs would take, when they grow too fast; None: they do not, or it is nothing.

    ``length``: where to begin; ``enough``: seconds that ``longest`` signs may take, however they grow. What looks bad
    is doubled until it takes long enough to be measured, and measured twice.
    """
    length = min(length, longest)
    once = _seconds(call, attack.text(length))
    while once * (longest / length) ** 2 > enough:
        twice = _seconds(call, attack.text(2 * length))
        if twice >= PATIENCE:
            return inf
        power = log2(twice / once)
        if twice > MEASURABLE and power >= WORST:
            once, twice = (min(t, _seconds(call, attack.text(n))) for t, n in ((once, length), (twice, 2 * length)))
            power = log2(twice / once)
        whole = twice * (longest / (2 * length)) ** power
        if power < WORST or whole < enough:
            return None
        if twice > MEASURABLE:
            return whole
        length, once = 2 * length, twice
    return None


def _seconds(call: Callable[[str], object], text: str) -> float:
    """Of the processor; PATIENCE for a call that was stopped."""
    began = time.process_time()
    try:
        with _stopped_after(PATIENCE):
            call(text)
    except TooSlow:
        return PATIENCE
    return max(time.process_time() - began, 1e-9)
