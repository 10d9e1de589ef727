"""Operations: what an amending act orders to change in other acts (docs/law.md, 4).

Three machines stand one behind the other.

**A line is read by its verbs.** A paragraph becomes a masked :mod:`line <.line>`: quotations, names of acts and notes
are runs of one sign each, so that a rule sees the language of the instruction alone. Phrases that only :mod:`limit
<.limits>` an order («за исключением статьи 5») are set aside. Then from the left every verb of the table in
:mod:`clauses <.clauses>` opens a *zone*, from where the clause before ended to where the next verb begins; the readers
of its entry are asked in order, and the first that knows the wording gives :class:`clauses <.zone.Clause>`. Entry and
reader are the name of the rule: «repeal/behind», «delete/row», «repeal/listed».

**Lines are walked in the order of the text** (:mod:`walker <.walker>`), and what one says holds for those below it. Of
each labelled unit of the amending act the walk keeps a :class:`context <.context.Context>`:

===========  ============================================  =======================================================
state        how a unit comes into it                      what its paragraphs mean then
===========  ============================================  =======================================================
nothing      -                                             prose: only a clause that names an act, or quotes words, is
                                                           an order
amending     «Внести в … изменения:», a heading            every clause is an order on that act, in that annex, at
             «Изменения, которые вносятся в …»             those addresses; a verb that no reader knows is `missed`
listing      «Признать утратившими силу:», an annex        a paragraph without a verb is an object of the clause that
             «Перечень …» that such a clause announced     opened the list
===========  ============================================  =======================================================

A unit has the context that its own paragraphs set, else that of the nearest unit around it (:mod:`owners <.owners>`); a
new act empties component and address; «в пункте 3» goes on below the inherited address, «статья 21» starts anew
(:meth:`ingest.law.address.Address.under`). Inside one paragraph the place of a clause is inherited by the next. New
wording moves the walk behind its last paragraph, so that it is never searched for orders.

**A draft becomes operations** (:mod:`targets <.targets>`): numbers put right, units called as the target act calls its
own, one operation for each unit, its wording cut out of the whole.

line, quotes, annexes, superscripts   a paragraph without what is not its own language; numbers put right
clauses, zone                         clauses, and one of them while its verb is read:
  exchanges, provisions, named          verbs of words, verbs of units, the units they act on
  limits, joins                         what an order leaves out; what may stand between an act and its units
  unread                                words of an order that mean nothing known
walker, leads, owners, context, draft   the walk: what is inherited, and what it hands on
targets, namings, wording, annexed    drafts to operations, and their new wording, in quotes or in an annex
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
