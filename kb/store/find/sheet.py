"""The typed words on a sheet from which each reading takes what it understood; what stays was understood by none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ingest.law.text import fold, level

_WORD = re.compile(r"\w+(?:[./-]+\w+)*")


_IDLE = frozenset("о об от и в на по к с из рф россии российской федерации года г ред".split())


class Left(NamedTuple):
    """A word that nothing has read: in lower case, ё as е; and where it stands in what was typed."""

    word: str
    start: int
    end: int


class Sheet:
    """``text``: what is still to be read, in lower case, ё as е; what was taken has left one space."""

    def __init__(self, typed: str) -> None:
        self.text = fold(typed)
        same = len(self.text) == len(typed)
        self._places = list(range(len(typed))) if same else [i for i, sign in enumerate(typed) for _ in fold(sign)]

    def take(self, start: int, end: int) -> None:
        """What stands there is understood."""
        self.text = f"{self.text[:start]} {self.text[end:]}"
        self._places[start:end] = self._places[start : start + 1] or [0]

    def drop(self, words: Iterable[Left]) -> None:
        """These words are understood."""
        for word in words:
            kept = [
                " " if word.start <= at < word.end else sign for sign, at in zip(self.text, self._places, strict=True)
            ]
            self.text = "".join(kept)

    def rewrite(self, what: re.Pattern[str], otherwise: Callable[[re.Match[str]], str]) -> None:
        """Write each match so that the readings know it; its words keep their place."""
        kept, places, done = "", [], 0
        for m in what.finditer(self.text):
            new = otherwise(m)
            kept += self.text[done : m.start()] + new
            places += self._places[done : m.start()]
            places += [self._places[m.start() + min(i, m.end() - m.start() - 1)] for i in range(len(new))]
            done = m.end()
        if done:
            self.text, self._places = kept + self.text[done:], places + self._places[done:]

    def left(self) -> Iterator[Left]:
        """The words that were not taken, in order."""
        for m in _WORD.finditer(self.text):
            places = self._places[m.start() : m.end()]
            yield Left(m[0], min(places), max(places) + 1)


def unsaid(left: Iterable[Left], said: str) -> tuple[Left, ...]:
    """The words that ``said`` - the name of an act, the heading of an annex - does not hold, endings apart.

    >>> [one.word for one in unsaid(Sheet("порядка кружков и мостов").left(), "Порядок кружков")]
    ['мостов']
    """
    words = f" {level(said)}"
    return tuple(one for one in left if one.word not in _IDLE and f" {_stem(one.word)}" not in words)


def quoted(typed: str, left: Iterable[Left]) -> str:
    """The words as they were typed, to be named in a sentence."""
    return ", ".join(f"«{typed[one.start : one.end]}»" for one in left)


def _stem(word: str) -> str:
    return word if len(word) < 5 else word[: max(4, len(word) - 3)]
