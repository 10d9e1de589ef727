"""What a search is asked and gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


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
        at: ISO day on which the act must be in force as far as the base knows; ``statuses`` are those of that day, or
            of today.
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


class Fragment(NamedTuple):
    """A run of a passage; ``marked``: it is what was searched for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class DirectHit:
    """An act, or a unit of it, that the query names by its requisites.

    Attributes:
        act: acts.id.
        kind, number, date, title, label: as in table ``act_records``; status: on the day of the results.
        eid: the unit named, "" for the act as a whole.
        unit: that unit in words, "" for the act.
        passage: beginning of the unit's text, or the title.
        note: a sentence when something of the request could not be done («такой единицы в тексте нет»), "" otherwise.
        inside: words of the query beside the name, which are looked for in what it names.
    """

    act: str
    kind: str
    number: str | None
    date: str | None
    title: str | None
    label: str
    status: str
    eid: str = ""
    unit: str = ""
    passage: tuple[Fragment, ...] = ()
    note: str = ""
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A found act, or (``collection`` set) a found piece of a thematic page.

    Attributes:
        act: acts.id, "" for a piece of a collection.
        kind, number, date, title, label: as in table ``act_records``; for a collection kind is guidance, step or link.
        status: on the day of the results.
        eid, unit: the best unit's eid and name in words; "" when the title or requisites matched.
        passage: its text cut at sentence borders.
        score: what the results are ordered by.
        explanation: sentences telling how the score came about; () unless asked for.
        collection: collections.id, "" for an act.
    """

    act: str
    kind: str
    number: str | None
    date: str | None
    title: str | None
    label: str
    status: str
    eid: str
    unit: str
    passage: tuple[Fragment, ...]
    score: float
    explanation: tuple[str, ...] = ()
    collection: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One line of a facet: what to filter by, how a person calls it, how many of the results have it."""

    value: str
    title: str
    documents: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Counts of one property: ``name`` is kind, issuer, year, status or collection; ``title`` is Russian."""

    name: str
    title: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results.

    Attributes:
        query: as typed.
        direct: acts and units the query names by requisites; several when it is ambiguous.
        hits: found by words, best first.
        total: how many were found by words, over all pages.
        page, size: which page, from 1, and how many hits it may hold.
        facets: counts over all that was found.
        hint: sentences for the user about how the query was understood, "" when there is nothing to say.
        did_you_mean: a better spelling that would find something, None when there is none.
        relaxed: not all words were found together, so some of the hits hold only most of them.
        at: ISO day that the search was confined to, and whose statuses are told; None for today's state.
        order: what stands first, as in :class:`kb.search.engine.Order`.
        by_words: words were looked for; without an index only acts named by requisites are found.
        instead: the words as typed find nothing: this is what ``did_you_mean`` finds.
    """

    query: str
    direct: tuple[DirectHit, ...] = ()
    hits: tuple[Hit, ...] = ()
    total: int = 0
    page: int = 1
    size: int = 20
    facets: tuple[Facet, ...] = field(default=())
    hint: str = ""
    did_you_mean: str | None = None
    relaxed: bool = False
    at: str | None = None
    order: str = "relevance"
    by_words: bool = True
    instead: bool = False

    @property
    def pages(self) -> int:
        """Number of pages."""
        return -(-self.total // self.size) if self.size else 0
