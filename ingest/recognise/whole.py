"""The whole of parsing, in the order of dependence: head, structure, notes, citations, operations, dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Document
from ingest.parsed import Citation, Operation, Parsed, Problem, Requisites
from ingest.recognise import citations, requisites
from ingest.recognise.approval import with_approval
from ingest.recognise.unit_map import UnitMap

NOT_UNDERSTOOD = (
    "Что это за документ, не понято: реквизиты акта в начале документа не найдены, на страницу со ссылками он не похож."
    " Если это акт, назовите его вид, дату, номер и название в исправлении (docs/corrections.md)."
)


def recognise(document: Document) -> Parsed:
    """Everything the recognisers find. A page that is not an act has no units, only sections and citations."""
    warnings = tuple(Problem(w.message, w.start, w.rule) for w in document.warnings)
    head, problems = requisites.recognise(document)
    if head is None:
        return _page(document, warnings, problems)
    return _act(document, head, (*warnings, *problems))


def _page(document: Document, warnings: tuple[Problem, ...], headless: tuple[Problem, ...]) -> Parsed:
    from ingest.recognise import page

    cited, odd = citations.recognise(document, None, UnitMap(()))
    if excerpt := _excerpt(document, cited, (*warnings, *headless, *odd)):
        return excerpt
    if page.is_part_of_act(document):
        return _headless(document, (*warnings, *headless))
    sections = page.recognise(document)
    found = Parsed(document, page=sections, citations=cited, problems=(*warnings, *odd))
    if found.is_collection:
        return _doubted(found)
    return replace(found, problems=(*warnings, Problem(NOT_UNDERSTOOD, None, "requisites"), *odd))


def _excerpt(document: Document, cited: tuple[Citation, ...], problems: tuple[Problem, ...]) -> Parsed | None:
    """Instructions cut out of an amending act, without its head; None when the text orders no change."""
    from ingest.recognise import operations, structure

    if not operations.candidates(document):
        return None
    units, _, odd_units = structure.recognise(document, None)
    ordered, odd_operations = operations.recognise(document, None, units, cited)
    if not ordered:
        return None
    problems = (*problems, *odd_units, *odd_operations)
    return _doubted(Parsed(document, units=units, citations=cited, operations=ordered, problems=problems))


def _headless(document: Document, problems: tuple[Problem, ...]) -> Parsed:
    """A piece of an act that does not say of which: its units, the notes on them and what they cite."""
    from ingest.recognise import commencement, edition_notes, operations, structure
    from ingest.recognise.structure.asides import asides

    units, _, odd_units = structure.recognise(document, None)
    places = UnitMap(units)
    notes = edition_notes.recognise(document, places, None)
    cited, odd_citations = citations.recognise(document, None, places)
    ordered, odd_operations = operations.recognise(document, None, units, cited)
    clauses = commencement.recognise(document, None, units, cited)
    problems = (*problems, *odd_units, *odd_citations, *odd_operations)
    return _doubted(Parsed(document, None, None, units, cited, ordered, notes, clauses, problems, asides(document)))


def _act(document: Document, head: Requisites, problems: tuple[Problem, ...]) -> Parsed:
    # imported here: a page need not pay for the recognisers of acts
    from ingest.recognise import commencement, edition_notes, operations, structure
    from ingest.recognise.citations import own_units
    from ingest.recognise.structure.asides import asides

    units, naming, odd_units = structure.recognise(document, head)
    head = replace(head, naming=naming)
    places = UnitMap(units)
    notes = edition_notes.recognise(document, places, head)
    cited, odd_citations = citations.recognise(document, head, places)
    ordered, odd_operations = operations.recognise(document, head, units, cited)
    cited, astray = own_units.settle(document, head, units, _without_targets(cited, ordered), ordered)
    cited = with_approval(document, head, cited)
    clauses = commencement.recognise(document, head, units, cited)
    dated = commencement.dated(ordered, clauses, document, units)
    problems = (*problems, *odd_units, *odd_citations, *odd_operations, *astray)
    return _doubted(Parsed(document, head, None, units, cited, dated, notes, clauses, problems, asides(document)))


def _doubted(parsed: Parsed) -> Parsed:
    """The same with what reading left over."""
    from ingest.recognise.doubts import doubts

    return replace(parsed, problems=(*parsed.problems, *doubts(parsed)))


def _without_targets(cited: tuple[Citation, ...], ordered: Sequence[Operation]) -> tuple[Citation, ...]:
    """The citations without bare addresses that stand beside orders: they are of the act that the orders change."""
    ordering = {_topmost(operation.within) for operation in ordered}
    if not ordering:
        return cited
    return tuple(c for c in cited if c.form != "internal" or "настоящ" in c.exact or _topmost(c.within) not in ordering)


def _topmost(eid: str) -> str:
    """The article or point that holds the unit, in an annex with the annex before it."""
    steps = eid.split("__")
    return "__".join(steps[: 2 if steps[0].startswith("att_") else 1])
