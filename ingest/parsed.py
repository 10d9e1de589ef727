"""What is known of a document after parsing, as frozen value objects; as JSON they are told by :mod:`ingest.contract`.

Spans count characters of :attr:`ingest.document.Document.text`. Eids are unique within a document; units stand in
document order, a parent before its children, and every paragraph of text lies in exactly one *leaf* unit:
a container has no text of its own (its first paragraph is then the leaf «абзац первый», ``…__al_1``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ingest.document import Document, Span
from ingest.law.act_id import ActId
from ingest.law.address import Naming
from ingest.law.part import Part


class Adoption(NamedTuple):
    """Who adopted or considered the act, on which day, by which protocol: «Принят Государственной Думой 21 декабря
    2012 года», «ПРИНЯТО на заседании педагогического совета, протокол № 3 от 12.01.2021»."""

    by: str
    day: date
    protocol: str | None = None


@dataclass(frozen=True, slots=True)
class Requisites:
    """The act's own head.

    Attributes:
        id: identity (kind, issuers, date, number).
        title: without outer quotes and full stop; None when the head gives none.
        start, end: span of the head in the text.
        adopted: what adoption lines and stamps tell.
        registered: Minjust registration (day, number) when a stamp gives it.
        place: place of signing («Москва, Кремль»).
        signed_by: signature as printed.
        naming: what the act calls its numbered units.
        approved_by: the act whose stamp stands above: a положение's order; None where no stamp names one.
    """

    id: ActId
    title: str | None
    start: int
    end: int
    adopted: tuple[Adoption, ...] = ()
    registered: tuple[date | None, str] | None = None
    place: str | None = None
    signed_by: str | None = None
    naming: Naming = Naming.LAW
    approved_by: ActId | None = None


class Unit(NamedTuple):
    """A structural unit. ``number`` is canonical («15.1», «б»), None where the unit has none; ``heading`` without the
    unit's own label («Статья 28. Компетенция …» → «Компетенция …»). ``component``: "main" or the eId of its annex.
    ``found_by``: the rule that fired (docs/parse-contract.md lists the names)."""

    eid: str
    parent: str | None
    kind: str
    number: str | None
    heading: str | None
    start: int
    end: int
    component: str = "main"
    found_by: str = ""


class Citation(NamedTuple):
    """A mention of an act (or of one of its units) in running text.

    ``within`` is the eid of the smallest unit it stands in ("" in the head); ``addresses`` are eids in the cited act;
    ``component`` the cited component: "main", or the word an annex is called by («Правила»).
    ``relation``: cites, amends, repeals, approves, approved_by, based_on, supersedes, self. ``status``: resolved,
    ambiguous, unknown.
    ``candidates``: slugs of acts it may mean when ambiguous. ``edition``: day of the edition cited, if named.
    """

    start: int
    end: int
    exact: str
    within: str
    act: ActId | None
    title: str | None = None
    addresses: tuple[str, ...] = ()
    component: str = "main"
    relation: str = "cites"
    status: str = "resolved"
    candidates: tuple[str, ...] = ()
    edition: date | None = None
    form: str = "full"
    """Which rule found it: full, list, short, title, colloquial, declared, anaphora …"""
    by: ActId | None = None
    """The act whose *title* makes this mention («О внесении изменений в …»); None: the document itself does."""
    title_span: tuple[int, int] | None = None
    """Where the title stands; it is not part of the citation's own span, so that acts named inside a title are
    citations of their own and spans never overlap."""


class Effective(NamedTuple):
    """When an operation takes effect. ``basis``: clause, default, unknown; ``missing`` names the fact that is
    needed.
    """

    start: date | None = None
    basis: str = "unknown"
    missing: str | None = None
    until: date | None = None


class Target(NamedTuple):
    """What an operation changes: the act (None when its name was not understood), component, and the unit's eid ("" =
    whole).
    """

    act: ActId | None
    component: str
    eid: str
    title: str | None = None


class Operation(NamedTuple):
    """One change that an amending act orders. ``verb``: replace_words, insert_words, delete_words, restate, add,
    repeal, renumber, replace_everywhere, suspend, other. ``old``/``new``: wording without the outer quotes; for
    insert_words ``old`` is the wording after which to insert ("" = at the end); for renumber the new numbers stand in
    ``new``. ``part``: what it touches inside the target, None: all of it. ``inflected``: «в соответствующих числе и
    падеже». ``found_by``: the rule that read it («repeal/behind»: the entry of the table of verbs, and its reader)."""

    start: int
    end: int
    within: str
    verb: str
    target: Target
    old: str | None = None
    new: str | None = None
    effective: Effective = Effective()
    part: Part | None = None
    inflected: bool = False
    found_by: str = ""


class Note(NamedTuple):
    """An editor's note: ``by`` did ``verb`` to the unit ``within`` ("" = the act as a whole). Spans never overlap;
    ``found_by`` as of an operation. A note that gives a day alone («с изменениями от 5 мая 2010 г.») has ``by`` of kind
    «akt» without number: the day of an edition, whose act is not known."""

    start: int
    end: int
    within: str
    verb: str
    by: ActId
    exact: str
    found_by: str = ""

    @property
    def names_act(self) -> bool:
        """Whether it tells more of the act than its day."""
        return self.by.kind != "akt" or self.by.number is not None


class Commencement(NamedTuple):
    """A clause on force. ``scope``: eids it speaks of, ("main",) for the whole act; ``rule`` in words of the formula
    («10 days after publication»); ``basis``: clause or default; ``retroactive``: «распространяется на правоотношения
    с»; ``found_by``: the rule that fired (docs/parse-contract.md)."""

    scope: tuple[str, ...]
    start_date: date | None
    rule: str
    until: date | None
    start: int
    end: int
    basis: str = "clause"
    retroactive: date | None = None
    found_by: str = ""


class Problem(NamedTuple):
    """Something not understood: a Russian sentence, its place if it has one, and the rule that noticed."""

    message: str
    start: int | None = None
    rule: str = ""


class Section(NamedTuple):
    """A part of a page that is not an act. ``steps``: numbered steps of an instruction, in order; ``links``: (text,
    URL).
    """

    title: str
    start: int
    end: int
    text: str
    steps: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A thematic page (a school's «Нормативные документы»): its title and sections in order."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything parsing found in one document. Exactly one of ``act`` and ``page`` is set, or neither when nothing
    was understood.
    """

    document: Document
    act: Requisites | None = None
    page: Page | None = None
    units: tuple[Unit, ...] = ()
    citations: tuple[Citation, ...] = ()
    operations: tuple[Operation, ...] = ()
    notes: tuple[Note, ...] = ()
    commencement: tuple[Commencement, ...] = ()
    problems: tuple[Problem, ...] = ()
    asides: tuple[Span, ...] = ()
    """Paragraphs that a publisher put in («ГАРАНТ: См. …»)."""

    @property
    def is_collection(self) -> bool:
        """Whether the page brings anything together: acts, links, steps of an instruction. A blank form does not."""
        page = self.page
        return page is not None and (bool(self.citations) or any(part.links or part.steps for part in page.sections))

    @property
    def not_of_the_act(self) -> list[Span]:
        """What editors and publishers put into the text: to be cut from the wording of units, in no order."""
        return [*self.document.notes, *self.asides, *(Span(note.start, note.end) for note in self.notes)]
