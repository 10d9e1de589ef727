"""An act as every face answers with it: its short record, its passport, its text."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.law.kinds import kind as kind_of


@dataclass(frozen=True, slots=True)
class ActRef:
    """An act as a list or a link shows it.

    ``date``: ISO day of signing or None; ``status``: today's, as in :data:`kb.russian.STATUSES`; ``has_text``: the base
    holds its text; ``model``: a model act, no law; ``times_cited``: citations of it.
    """

    id: str
    kind: str
    number: str | None
    date: str | None
    title: str | None
    label: str
    status: str
    has_text: bool
    model: bool
    times_cited: int

    @property
    def short(self) -> str:
        """«273-ФЗ», «ПП РФ № 1241», as a margin or a chart has room for."""
        of_kind = kind_of(self.kind)
        if not self.number:
            return self.label
        bare = of_kind.suffix and self.number.endswith(of_kind.suffix)
        return self.number if bare else f"{of_kind.short} № {self.number}"


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issued the act."""

    id: str
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A file that holds the act. ``size`` in bytes; ``parser``: the version that read it; ``edition``: day of its
    latest amendment; ``speaks``: its text is shown."""

    sha256: str
    name: str
    format: str | None
    size: int
    parser: str
    known_from: str
    edition: str | None
    speaks: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """That a person has put something right: who, when (ISO), on what ground; ``put``: (field, value), ``was``: the
    same fields as the documents have them, None where they say nothing."""

    id: str
    who: str
    day: str
    why: str
    put: tuple[tuple[str, str], ...]
    was: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Adopted:
    """Who adopted or considered the act, as its head says («» where it does not), when (ISO), by which protocol."""

    by: str
    day: str
    protocol: str | None


@dataclass(frozen=True, slots=True)
class Clause:
    """What the act says of its own force. ``scope`` holds eIds, ("main",) is the whole act; ``rule``: how the day is
    counted; ``basis``: clause or default; ``retroactive``: since when it applies to relations that arose before."""

    scope: tuple[str, ...]
    in_force_from: str | None
    rule: str
    in_force_until: str | None
    basis: str
    retroactive: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much stands around the act. ``amended_by`` and ``amends`` count acts, the others count places."""

    units: int
    cites: int
    cited_by: int
    amended_by: int
    amends: int


@dataclass(frozen=True, slots=True)
class Passport:
    """Everything known of an act beside its text. Days are ISO text, None: unknown.

    ``edition``: day of the last amendment that its source takes in; ``aliases``: (scheme, value);
    ``collections``: (id, title) of those that list it. By the head of its text: ``adopted``, the day on which the first
    body adopted it, ``adoptions``, all of them, ``signed_by``, the signature. ``approved_by``: the act that its stamp
    names; ``approves``: acts whose stamps name it.
    """

    act: ActRef
    issuers: tuple[Issuer, ...]
    status_ground: str | None
    in_force_from: str | None
    in_force_until: str | None
    published: str | None
    registered: str | None
    registered_on: str | None
    edition: str | None
    known_from: str
    naming: str
    iri: str
    aliases: tuple[tuple[str, str], ...]
    sources: tuple[SourceRef, ...]
    clauses: tuple[Clause, ...]
    counts: Counts
    collections: tuple[tuple[str, str], ...]
    corrected: tuple[Corrected, ...] = ()
    adopted: str | None = None
    adoptions: tuple[Adopted, ...] = ()
    signed_by: str | None = None
    approved_by: ActRef | None = None
    approves: tuple[ActRef, ...] = ()

    @property
    def source(self) -> SourceRef | None:
        """The file whose text is shown."""
        return next((source for source in self.sources if source.speaks), None)


@dataclass(frozen=True, slots=True)
class Milestones:
    """What a list says beside an act's status: since when it is so (of one that is repealed or not yet in force), the
    last change that its text takes in and the next one. Days are ISO text, None: none known."""

    since: str | None
    changed: str | None
    changes: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """How others cite the act, or its unit: by ГОСТ Р 7.0.100-2018, and in running text with the edition of a day;
    ``of``, ``to``: the act so cited in the genitive and the dative, which a unit is put before."""

    act: str
    unit: str | None
    reference: str
    inline: str
    of: str
    to: str
