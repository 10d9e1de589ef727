"""What is wanted → a question for the engine: lemmas for forms, synonyms beside words, question words dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.law.text import fold
from kb.search.analysis import Lexicon
from kb.search.engine import All, Any, Best, Node, Prefix, Without
from kb.search.language import question_words, requisite_words
from kb.search.nodes import phrase, word, words
from kb.search.query import Clause
from kb.search.thesaurus import Thesaurus

SOFT = 0.35
"""How much a word of requisites counts where not all words are found."""

_YEAR = re.compile(r"(?:19|20)\d\d")


class Wanted(NamedTuple):
    """The parts of a question: each of ``parts`` is one word, phrase or group of synonyms; ``unwanted`` may be empty.
    ``forms``: the typed forms behind each part."""

    parts: tuple[Node, ...]
    unwanted: tuple[Node, ...]
    forms: tuple[tuple[str, ...], ...]

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
            for part, forms in zip(self.parts, self.forms, strict=True)
        )
        return self._without(Any(weighed, least))

    def _without(self, node: Node) -> Node:
        return Without(node, Any(self.unwanted)) if self.unwanted else node


def expand(clauses: Sequence[Clause], lexicon: Lexicon) -> Wanted:
    """Turn clauses into parts of a question."""
    thesaurus = Thesaurus.of(lexicon)
    parts: list[Node] = []
    typed: list[tuple[str, ...]] = []
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
            typed[-1] += clause.forms
        elif node is not None:
            parts.append(node)
            typed.append(tuple(form for c in clauses[at : at + taken] for form in c.forms))
        at += taken
    return Wanted(tuple(parts), tuple(unwanted), tuple(typed))


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
    typed = words(run[: max(1, taken)] or [lexicon[clauses[at].forms[0]]])
    if typed is None:
        return 1, None
    return max(1, taken), Best(((typed, 1.0), *others)) if others else typed


def _node(clause: Clause, lexicon: Lexicon) -> Node | None:
    if clause.prefix:
        return Prefix(clause.forms[0])
    slots = tuple(lexicon[form] for form in clause.forms)
    if clause.phrase:
        return phrase(slots)
    return word(slots[0])


def _is_soft(form: str) -> bool:
    return _YEAR.fullmatch(form) is not None or fold(form).startswith(requisite_words())
