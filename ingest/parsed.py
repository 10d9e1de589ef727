"""What is known of a document after parsing: the records of docs/parse-contract.md, as frozen value objects.

Spans count characters of :attr:`ingest.document.Document.text`. Eids are unique within a document; units stand in
document order, a parent before its children, and every paragraph of text lies in exactly one *leaf* unit:
a container has no text of its own (its first paragraph is then the leaf «абзац первый», ``…__al_1``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from ingest.document import Document, Span
from ingest.law.act_id import ActId
from ingest.law.address import Naming


@dataclass(frozen=True, slots=True)
class Requisites:
    """The act's own head.

    Attributes:
        id: identity (kind, issuers, date, number).
        title: without outer quotes and full stop; None when the head gives none.
        start, end: span of the head in the text.
        adopted: (body, day) pairs of adoption lines: «Принят Государственной Думой 21 декабря 2012 года».
        registered: Minjust registration (day, number) when a stamp gives it.
        place: place of signing («Москва, Кремль»).
        signed_by: signature as printed.
        naming: what the act calls its numbered units.
    """

    id: ActId
    title: str | None
    start: int
    end: int
    adopted: tuple[tuple[str, date], ...] = ()
    registered: tuple[date | None, str] | None = None
    place: str | None = None
    signed_by: str | None = None
    naming: Naming = Naming.LAW


class Unit(NamedTuple):
    """A structural unit. ``number`` is canonical («15.1», «б»), None where the unit has none; ``heading`` without the
    unit's own label («Статья 28. Компетенция …» → «Компетенция …»). ``component``: "main" or the eId of its annex."""

    eid: str
    parent: str | None
    kind: str
    number: str | None
    heading: str | None
    start: int
    end: int
    component: str = "main"


class Citation(NamedTuple):
    """A mention of an act (or of one of its units) in running text.

    ``within`` is the eid of the smallest unit it stands in ("" in the head); ``addresses`` are eids in the cited act;
    ``component`` the cited component: "main", or the word an annex is called by («Правила»).
    ``relation``: cites, amends, repeals, approves, based_on, supersedes, self. ``status``: resolved, ambiguous,
    unknown.
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
    repeal,
    renumber, replace_everywhere, suspend, other. ``old``/``new``: wording without the outer quotes; for insert_words
    ``old`` is the wording after which to insert ("" = at the end); for renumber the new numbers stand in ``new``.
    ``occurrence``: which sentence or part it is confined to («второе предложение»), "" when none.
    ``inflected``: «в соответствующих числе и падеже»."""

    start: int
    end: int
    within: str
    verb: str
    target: Target
    old: str | None = None
    new: str | None = None
    effective: Effective = Effective()
    occurrence: str = ""
    inflected: bool = False


class Note(NamedTuple):
    """An editor's note: ``by`` did ``verb`` to the unit ``within`` ("" = the act as a whole). Spans never overlap."""

    start: int
    end: int
    within: str
    verb: str
    by: ActId
    exact: str


class Commencement(NamedTuple):
    """A clause on force. ``scope``: eids it speaks of, ("main",) for the whole act; ``rule`` in words of the formula
    («10 days after publication»); ``basis``: clause or default; ``retroactive``: «распространяется на правоотношения
    с»."""

    scope: tuple[str, ...]
    start_date: date | None
    rule: str
    until: date | None
    start: int
    end: int
    basis: str = "clause"
    retroactive: date | None = None


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
    def not_of_the_act(self) -> list[Span]:
        """What editors and publishers put into the text: to be cut from the wording of units, in no order."""
        return [*self.document.notes, *self.asides, *(Span(note.start, note.end) for note in self.notes)]

    def as_json(self) -> dict[str, Any]:
        """The object of docs/parse-contract.md."""
        doc = self.document
        return {
            "source": {"name": doc.name, "format": doc.format, "sha256": doc.sha256},
            "text": doc.text,
            "act": _requisites(self.act),
            "page": _page(self.page),
            "aliases": [{"scheme": scheme, "value": value} for scheme, value in doc.aliases],
            "units": [unit._asdict() for unit in self.units],
            "citations": [_citation(c) for c in self.citations],
            "operations": [_operation(o) for o in self.operations],
            "notes": [
                {"in": n.within, "verb": n.verb, "by": _act(n.by), "start": n.start, "end": n.end} for n in self.notes
            ],
            "commencement": [
                {
                    "scope": list(c.scope),
                    "from": _iso(c.start_date),
                    "rule": c.rule,
                    "until": _iso(c.until),
                    "start": c.start,
                    "end": c.end,
                    "basis": c.basis,
                    "retroactive": _iso(c.retroactive),
                }
                for c in self.commencement
            ],
            "problems": [{"start": p.start, "message": p.message, "rule": p.rule} for p in self.problems],
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _act(act: ActId | None) -> dict[str, Any]:
    if act is None:
        return {"id": None, "kind": None, "issuers": [], "number": None, "date": None}
    return {
        "id": act.slug,
        "kind": act.kind,
        "issuers": list(act.issuers),
        "number": act.number,
        "date": _iso(act.date),
    }


def _requisites(head: Requisites | None) -> dict[str, Any] | None:
    if head is None:
        return None
    return {
        **_act(head.id),
        "title": head.title,
        "start": head.start,
        "end": head.end,
        "iri": head.id.iri,
        "naming": str(head.naming),
        "adopted": [{"by": body, "date": day.isoformat()} for body, day in head.adopted],
        "registered": None
        if head.registered is None
        else {"date": _iso(head.registered[0]), "number": head.registered[1]},
        "place": head.place,
        "signed_by": head.signed_by,
    }


def _citation(c: Citation) -> dict[str, Any]:
    return {
        "start": c.start,
        "end": c.end,
        "exact": c.exact,
        "in": c.within,
        **_act(c.act),
        "title": c.title,
        "addresses": list(c.addresses),
        "component": c.component,
        "relation": c.relation,
        "status": c.status,
        "candidates": list(c.candidates),
        "edition": _iso(c.edition),
        "form": c.form,
        "by": c.by.slug if c.by else None,
    }


def _operation(o: Operation) -> dict[str, Any]:
    target = {
        "id": o.target.act.slug if o.target.act else None,
        "component": o.target.component,
        "eid": o.target.eid,
        "title": o.target.title,
    }
    effective = {
        "from": _iso(o.effective.start),
        "basis": o.effective.basis,
        "missing": o.effective.missing,
        "until": _iso(o.effective.until),
    }
    return {
        "start": o.start,
        "end": o.end,
        "in": o.within,
        "verb": o.verb,
        "target": target,
        "old": o.old,
        "new": o.new,
        "effective": effective,
        "occurrence": o.occurrence,
        "inflected": o.inflected,
    }


def _page(page: Page | None) -> dict[str, Any] | None:
    if page is None:
        return None
    sections = [
        {
            "title": s.title,
            "start": s.start,
            "end": s.end,
            "text": s.text,
            "steps": list(s.steps),
            "links": [{"text": text, "url": url} for text, url in s.links],
        }
        for s in page.sections
    ]
    return {"title": page.title, "sections": sections}
