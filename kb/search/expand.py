"""What is wanted → a question for the engine: lemmas for forms, synonyms beside words, question words dropped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.law.text import fold
from kb.search.analysis import Lexicon
from kb.search.engine import All, Any, Best, Node, Phrase, Prefix, Term, Without
from kb.search.language import broader, question_words, requisite_words, synonyms, synonyms_fingerprint
from kb.search.query import Clause

EQUAL, BROADER, SOFT = 0.9, 0.5, 0.35
"""How much a synonym, a broader word, and (where not all words are found) a word of requisites count."""

_YEAR = re.compile(r"(?:19|20)\d\d")

Slots = tuple[tuple[str, ...], ...]


class Wanted(NamedTuple):
    """The parts of a question: each of ``parts`` is one word, phrase or group of synonyms; ``unwanted`` may be empty.
    ``stem``: the typed forms behind each part, for messages."""

    parts: tuple[Node, ...]
    unwanted: tuple[Node, ...]
    stem: tuple[tuple[str, ...], ...]

    def all(self) -> Node | None:
        """Every part; None when nothing is wanted."""
        return self._without(All(self.parts) if len(self.parts) > 1 else self.parts[0]) if self.parts else None

    def most(self) -> Node | None:
        """At least two thirds of the parts (one of two); None when that is all of them."""
        return self._some(max(1, len(self.parts) * 2 // 3))

    def any(self) -> Node | None:
        """At least one part."""
        return self._some(1)

    def _some(self, least: int) -> Node | None:
        """Words that name a kind, an issuer or a year say less than others where not all are found."""
        if len(self.parts) < 2:
            return None
        weighed = tuple(
            Best(((part, SOFT),)) if all(_is_soft(form) for form in forms) else part
            for part, forms in zip(self.parts, self.stem, strict=True)
        )
        return self._without(Any(weighed, least))

    def _without(self, node: Node) -> Node:
        return Without(node, Any(self.unwanted)) if self.unwanted else node


def expand(clauses: Sequence[Clause], lexicon: Lexicon) -> Wanted:
    """Turn clauses into parts of a question."""
    thesaurus = Thesaurus.of(lexicon)
    parts: list[Node] = []
    stems: list[tuple[str, ...]] = []
    unwanted: list[Node] = []
    clauses = _without_question_words(clauses)
    at = 0
    while at < len(clauses):
        clause = clauses[at]
        taken, node = _plain_run(clauses, at, lexicon, thesaurus) if clause.plain else (1, _node(clause, lexicon))
        if node is not None and clause.unwanted:
            unwanted.append(node)
        elif node is not None and clause.alternative and parts:
            parts[-1] = Any((*(parts[-1].parts if isinstance(parts[-1], Any) else (parts[-1],)), node))
            stems[-1] += clause.forms
        elif node is not None:
            parts.append(node)
            stems.append(tuple(form for c in clauses[at : at + taken] for form in c.forms))
        at += taken
    return Wanted(tuple(parts), tuple(unwanted), tuple(stems))


def _without_question_words(clauses: Sequence[Clause]) -> list[Clause]:
    kept = [
        clause for clause in clauses if not (clause.plain and clause.forms[0].replace("ё", "е") in question_words())
    ]
    return kept if any(not clause.unwanted for clause in kept) else list(clauses)


def _plain_run(clauses: Sequence[Clause], at: int, lexicon: Lexicon, thesaurus: Thesaurus) -> tuple[int, Node | None]:
    """The longest run of plain words from ``at`` that has synonyms, or the one word."""
    run: list[tuple[str, ...]] = []
    for i in range(at, len(clauses)):
        follower = clauses[i + 1] if i + 1 < len(clauses) else None
        if not clauses[i].plain or (follower is not None and follower.alternative):
            break
        run.append(lexicon[clauses[i].forms[0]])
    taken, others = thesaurus.longest(run)
    typed = _words(run[: max(1, taken)] or [lexicon[clauses[at].forms[0]]])
    if typed is None:
        return 1, None
    return max(1, taken), Best(((typed, 1.0), *others)) if others else typed


def _node(clause: Clause, lexicon: Lexicon) -> Node | None:
    if clause.prefix:
        return Prefix(clause.forms[0])
    slots = tuple(lexicon[form] for form in clause.forms)
    if clause.phrase:
        return _phrase(slots)
    return _word(slots[0])


def _words(slots: Sequence[tuple[str, ...]]) -> Node | None:
    """Typed words that need not stand side by side."""
    nodes = tuple(node for node in map(_word, slots) if node is not None)
    return All(nodes) if len(nodes) > 1 else nodes[0] if nodes else None


def _word(terms: tuple[str, ...]) -> Node | None:
    """A form: a number by its whole spelling, an ambiguous word by any of its lemmas; None for a stop word."""
    if not terms:
        return None
    if terms[0][:1].isdecimal() or any(ch.isdecimal() for ch in terms[0]):
        return Term(terms[0])
    return Term(terms[0]) if len(terms) == 1 else Best(tuple((Term(term), 1.0) for term in terms))


def _phrase(slots: Slots) -> Node | None:
    slots = _stripped(slots)
    if not slots:
        return None
    return (
        _word(slots[0])
        if len(slots) == 1
        else Phrase(tuple(slot[:1] if any(ch.isdecimal() for ch in "".join(slot[:1])) else slot for slot in slots))
    )


def _stripped(slots: Slots) -> Slots:
    """Without stop words at the edges."""
    while slots and not slots[0]:
        slots = slots[1:]
    while slots and not slots[-1]:
        slots = slots[:-1]
    return slots


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
        return _stripped(tuple(lexicon.terms(wording)))

    for group in synonyms():
        equal = list(map(slots, group))
        for own in equal:
            yield own, [(other, EQUAL) for other in equal if other and other != own]
    for narrow, wide in broader():
        yield slots(narrow), [(other, BROADER) for other in map(slots, wide) if other]


def _slots(noted: list[list[str]]) -> Slots:
    return tuple(map(tuple, noted))


def _entry(own: Slots, others: list[tuple[list[list[str]], float]]) -> tuple[Slots, tuple[tuple[Node, float], ...]]:
    nodes = ((_phrase(_slots(other)), factor) for other, factor in others)
    return own, tuple((node, factor / _length(node)) for node, factor in nodes if node is not None)


def _is_soft(form: str) -> bool:
    return _YEAR.fullmatch(form) is not None or fold(form).startswith(requisite_words())


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
