"""The whole of parsing, in the order of dependence: head, structure, notes, citations, operations, dates."""

from __future__ import annotations

from dataclasses import replace

from ingest.document import Document
from ingest.parsed import Parsed, Problem
from ingest.recognise import citations, commencement, edition_notes, operations, page, requisites, structure
from ingest.recognise.unit_map import UnitMap


def recognise(document: Document) -> Parsed:
    """Everything the recognisers find. A page that is not an act has no units, only sections and citations."""
    warnings = tuple(Problem(w.message, w.start, w.rule) for w in document.warnings)
    head, head_problems = requisites.recognise(document)
    if head is None:
        sections = page.recognise(document)
        cited, cited_problems = citations.recognise(document, None, UnitMap(()))
        return Parsed(
            document,
            page=sections,
            citations=cited,
            problems=(*warnings, *(() if sections else head_problems), *cited_problems),
        )
    units, naming, unit_problems = structure.recognise(document, head)
    head = replace(head, naming=naming)
    places = UnitMap(units)
    notes = edition_notes.recognise(document, units, head)
    cited, cited_problems = citations.recognise(document, head, places)
    ordered, operation_problems = operations.recognise(document, head, units, cited)
    clauses = commencement.recognise(document, head, units, cited)
    dated = tuple(o._replace(effective=commencement.effective(o.within, clauses)) for o in ordered)
    problems = (*warnings, *head_problems, *unit_problems, *cited_problems, *operation_problems)
    return Parsed(document, head, None, units, cited, dated, notes, clauses, problems)
