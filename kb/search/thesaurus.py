"""Equal and broader wordings (``language/synonyms.yml``), found by the terms of their words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kb.search.analysis import Lexicon
from kb.search.engine import Node, Phrase, Slots
from kb.search.language import broader, synonyms, synonyms_fingerprint
from kb.search.nodes import phrase, stripped

EQUAL, BROADER = 0.9, 0.5
"""How much a synonym and a broader word count."""


class Thesaurus:
    """Groups of equal wordings, found by the terms of their words.

    Working them out of ``synonyms.yml`` takes as long as many a search, so what comes of it is kept beside the forms:
    first term of a wording → the wordings that begin so, each with what else says the same and how much that counts.
    """

    _made: tuple[Lexicon, Thesaurus] | None = None

    def __init__(self, lexicon: Lexicon) -> None:
        self._noted = lexicon.noted(synonyms_fingerprint()) or _worked_out(lexicon).get
        self._entries = lru_cache(maxsize=None)(self._read)

    @classmethod
    def of(cls, lexicon: Lexicon) -> Thesaurus:
        """The thesaurus of the lexicon, made once."""
        if cls._made is None or cls._made[0] is not lexicon:
            cls._made = (lexicon, cls(lexicon))
        return cls._made[1]

    @staticmethod
    def keep(lexicon: Lexicon) -> None:
        """Keep what is worked out of the synonyms, so that a search need not; the words of it as well."""
        if lexicon.noted(synonyms_fingerprint()) is None:
            lexicon.note(synonyms_fingerprint(), _worked_out(lexicon))
            lexicon.save()

    def _read(self, first: str) -> list[tuple[Slots, tuple[tuple[Node, float], ...]]]:
        noted = self._noted(first)
        return [_entry(_slots(own), others) for own, others in json.loads(noted)] if noted else []

    def longest(self, run: Sequence[tuple[str, ...]]) -> tuple[int, tuple[tuple[Node, float], ...]]:
        """How many words from the start of the run are the longest known wording, and what else says the same."""
        if not run:
            return 0, ()
        best: tuple[int, list[tuple[Node, float]]] = (0, [])
        for first in run[0]:
            for slots, others in self._entries(first):
                length = _matches(slots, run)
                if length > best[0]:
                    best = (length, list(others))
                elif length and length == best[0]:
                    best[1].extend(other for other in others if other not in best[1])
        return best[0], tuple(best[1])


def _worked_out(lexicon: Lexicon) -> dict[str, str]:
    """First term → wordings, as JSON."""
    lexicon.prefetch(wording for group in synonyms() for wording in group)
    lexicon.prefetch(wording for narrow, wide in broader() for wording in (narrow, *wide))
    found: dict[str, list[tuple[Slots, list[tuple[Slots, float]]]]] = {}
    for own, others in _wordings(lexicon):
        for first in own[0] if own and others else ():
            found.setdefault(first, []).append((own, others))
    return {first: json.dumps(entries, ensure_ascii=False) for first, entries in found.items()}


def _wordings(lexicon: Lexicon) -> Iterator[tuple[Slots, list[tuple[Slots, float]]]]:
    """Each wording of ``synonyms.yml``, what else says the same, and how much that counts."""

    def slots(wording: str) -> Slots:
        return stripped(tuple(lexicon.terms(wording)))

    for group in synonyms():
        equal = list(map(slots, group))
        for own in equal:
            yield own, [(other, EQUAL) for other in equal if other and other != own]
    for narrow, wide in broader():
        yield slots(narrow), [(other, BROADER) for other in map(slots, wide) if other]


def _slots(noted: list[list[str]]) -> Slots:
    return tuple(map(tuple, noted))


def _entry(own: Slots, others: list[tuple[list[list[str]], float]]) -> tuple[Slots, tuple[tuple[Node, float], ...]]:
    nodes = ((phrase(_slots(other)), factor) for other, factor in others)
    return own, tuple((node, factor / _length(node)) for node, factor in nodes if node is not None)


def _length(node: Node) -> float:
    """Words of a phrase, a little less: the scores of its words add up, and it stands for one word."""
    return 0.8 * len(node.slots) if isinstance(node, Phrase) else 1.0


def _matches(slots: Slots, run: Sequence[tuple[str, ...]]) -> int:
    """Number of words of the run that the wording takes, 0 when it is not there. Stop words must stand alike."""
    if len(slots) > len(run):
        return 0
    for slot, terms in zip(slots, run, strict=False):
        if bool(slot) != bool(terms) or (slot and set(slot).isdisjoint(terms)):
            return 0
    return len(slots)
