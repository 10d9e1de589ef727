"""Operations: what an amending act orders to change in other acts (docs/law.md, 4).

A paragraph becomes a masked :mod:`line <.line>`, its grammar gives :mod:`clauses <.clauses>`, the :mod:`walk <.walker>`
adds what is inherited from the :mod:`leads <.leads>` above, :mod:`targets <.targets>` names the units as the target act
does, and :mod:`wording <.wording>` cuts the new text between them.

line, quotes, annexes, superscripts   a paragraph without what is not its own language; numbers put right
clauses, zone                         clauses, and one of them while its verb is read:
  exchanges, provisions, parts          verbs of words, verbs of units, the units they act on
walker, leads, owners, context, draft   the walk: what is inherited, and what it hands on
targets, wording, annexed             drafts to operations, and their new wording, in quotes or in an annex
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Document
from ingest.parsed import Citation, Operation, Problem, Requisites, Unit
from ingest.recognise.operations.targets import operations_of
from ingest.recognise.operations.walker import Walker, candidates

__all__ = ["candidates", "recognise"]


def recognise(
    document: Document, head: Requisites | None, units: Sequence[Unit], citations: Sequence[Citation]
) -> tuple[tuple[Operation, ...], tuple[Problem, ...]]:
    """Every operation that the document orders, in order of the text, one for each unit changed.

    Quoted wording is data of the operation, never searched for operations itself; editor's notes are passed over.
    ``effective`` is left unknown (:mod:`ingest.recognise.commencement` dates it) but for the last day of a suspension.
    """
    if not candidates(document):
        return (), ()
    walker = Walker(document, head, units, citations)
    operations, problems = operations_of(list(walker.drafts()), document.text)
    return tuple(operations), (*walker.problems, *problems)
