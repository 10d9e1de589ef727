"""The door between the search and a search library: what is indexed, what is asked, what comes back.

An engine indexes :class:`Document` s and answers trees of :class:`Node` s. Everything that a person sees (the query
language, passages, facets' titles, explanations) is above this door and the same for every engine, so another one
needs only this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from kb.errors import KnowledgeBaseError


class Piece(NamedTuple):
    """A run of text inside a document. ``place``: eid of the unit, or one of :data:`REQUISITES`, :data:`TITLE`,
    :data:`LISTED`. ``weight``: how many times more than a word of plain text a word here counts."""

    place: str
    text: str
    weight: float


GAP = 8
"""Empty positions between pieces, so that no phrase runs over a border."""

REQUISITES = "#requisites"
TITLE = "#title"
LISTED = "#listed"
"""Title of a collection that lists the act: what the act governs in people's words, when it does not say so itself."""

WEIGHTS = {"requisites": 6.0, "title": 5.0, "heading": 2.0, "text": 1.0, "listed": 1.0}
"""BM25F weights of the fields; each occurrence of a word counts as that many."""


class Document(NamedTuple):
    """What the index knows as one: an act or a collection. ``key``: acts.id, or ``collection:`` and collections.id."""

    key: str
    pieces: Sequence[Piece]


# Questions


@dataclass(frozen=True, slots=True)
class Term:
    """Documents that hold the term."""

    text: str


Slots = tuple[tuple[str, ...], ...]
"""Consecutive positions: each slot lists alternative terms, an empty one is any word (a stop word)."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms at consecutive positions."""

    slots: Slots


@dataclass(frozen=True, slots=True)
class Prefix:
    """Documents with a term that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part matches; scores add up."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least ``least`` parts match; scores add up."""

    parts: tuple[Node, ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class Best:
    """Any part matches; the best score counts, each part's times its factor: a word and its synonyms."""

    parts: tuple[tuple[Node, float], ...]


@dataclass(frozen=True, slots=True)
class Without:
    """``wanted`` and not ``unwanted``."""

    wanted: Node
    unwanted: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document, all scored 1."""


Node = Term | Phrase | Prefix | All | Any | Best | Without | Everything


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions by what the base knows of an act. Empty means no restriction; values of one kind are alternatives.

    Attributes:
        kinds: slugs of kinds («prikaz»).
        issuers: slugs of issuers.
        years: (first, last) year of signing, both included; None where open.
        statuses: in_force, not_yet, partly_repealed, repealed, suspended, unknown.
        collections: collections' ids; the acts they list match.
        keys: documents' keys, when only these are meant.
        at: ISO day on which the act must be in force as far as the base knows.
    """

    kinds: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    years: tuple[int | None, int | None] = (None, None)
    statuses: frozenset[str] = frozenset()
    collections: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    at: str | None = None

    def __bool__(self) -> bool:
        return self != Filters()


class Order(StrEnum):
    """What stands first: what answers best, what was signed last, or what is cited most. Acts without a day come last;
    of one day the greater number first; of equally cited acts the newer."""

    RELEVANCE = "relevance"
    DATE = "date"
    CITED = "cited"


# Answers


class Scored(NamedTuple):
    """A found document. ``words``: the engine's own score; ``prior``: factor for status and citations;
    ``near``: factor for words of the query standing together in one unit; ``place``: that unit."""

    key: str
    score: float
    place: str
    words: float
    prior: float
    near: float


class Facets(NamedTuple):
    """How many of the found documents there are of each value; values as in :class:`Filters`."""

    kind: dict[str, int]
    issuer: dict[str, int]
    year: dict[str, int]
    status: dict[str, int]
    collection: dict[str, int]


NO_FACETS = Facets({}, {}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Found:
    """Answer of an engine: total number of documents, the asked slice of them, best first, and facets."""

    total: int
    hits: tuple[Scored, ...]
    facets: Facets = field(default=NO_FACETS)


class IndexDamaged(KnowledgeBaseError):
    """The index files are not a whole index; the base itself is untouched."""


class Searcher(Protocol):
    """An open index. Methods may be called from several threads, one at a time."""

    def find(
        self,
        node: Node,
        filters: Filters,
        offset: int = 0,
        limit: int = 20,
        facets: bool = True,
        order: Order = Order.RELEVANCE,
    ) -> Found:
        """Documents that match, in the order asked for; equal scores stand in the order of keys."""

    def keys(self, node: Node, filters: Filters, limit: int) -> list[str]:
        """Keys of the best documents, by the words alone: for a caller who reads them all."""

    def count(self, node: Node, filters: Filters) -> int:
        """How many documents match, without scoring them."""

    def frequency(self, term: str) -> int:
        """In how many documents the term stands."""

    def expand(self, prefix: str, limit: int) -> list[str]:
        """Terms that begin so, most frequent first."""

    def close(self) -> None:
        """Release files."""


class Engine(Protocol):
    """A search library behind the door."""

    name: str

    def build(self, folder: Path, base: Path, keys: Iterable[str], forms: Path, workers: int) -> None:
        """Index the documents of these keys into the empty ``folder``; ``forms``: file of
        :class:`kb.search.analysis.Lexicon`."""

    def update(
        self, folder: Path, base: Path, documents: Iterable[Document], removed: Iterable[str], forms: Path
    ) -> None:
        """Replace or add ``documents``, drop ``removed`` keys; the old state stays readable until this returns."""

    def open(self, folder: Path, base: Path) -> Searcher:
        """Read the index.

        Raises:
            IndexDamaged: the files are not a whole index.
        """
