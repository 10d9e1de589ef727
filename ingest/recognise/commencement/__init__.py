"""When an act and its parts take effect, as its own text says (docs/law.md, 5), and the default where it is silent.

:mod:`places <.places>` finds the paragraphs that may speak of force, :mod:`reader <.reader>` reads what one says by the
:mod:`wordings <.wordings>` of force, :mod:`scope <.scope>` tells of which units, :mod:`names <.names>` what the act and
its annexes are called, :mod:`counting <.counting>` from which day, and :mod:`deciding <.deciding>` gives each operation
the clause that covers it. A day counted from publication is known only when the source tells the
publication: else the fact that is missing is named. Whatever follows from the act's kind and not from its words is
marked ``default``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from sys import intern

from ingest.document import Document
from ingest.law.act_id import ActId
from ingest.law.address import Naming
from ingest.law.issuers import issuer
from ingest.parsed import Citation, Commencement, Requisites, Unit
from ingest.recognise.commencement.counting import Facts, day_of, published_on
from ingest.recognise.commencement.deciding import dated, deciding, effective
from ingest.recognise.commencement.facts import OTHER_ACT, PUBLICATION, SIGNING, UNKNOWN, missing
from ingest.recognise.commencement.names import Names
from ingest.recognise.commencement.places import asked
from ingest.recognise.commencement.reader import UNCLEAR, Reader
from ingest.recognise.commencement.scope import Scopes

__all__ = [
    "OTHER_ACT",
    "PUBLICATION",
    "SIGNING",
    "UNCLEAR",
    "UNKNOWN",
    "dated",
    "day_of",
    "deciding",
    "effective",
    "missing",
    "recognise",
]

DEFAULTS = {  # kind → rule where the act is silent
    "fz": "10 days after publication",  # ФЗ № 5-ФЗ of 14.06.1994, art. 6
    "fkz": "10 days after publication",
    "pp": "7 days after publication",  # Указ № 763 of 23.05.1996, п. 6
    "ukaz": "7 days after publication",  # the same, п. 5
    "prikaz": "10 days after publication",  # the same, п. 12
}
_DECREE = date(1996, 5, 23)
_BY_DECREE = frozenset({"pp", "ukaz", "prikaz"})


def recognise(
    document: Document, head: Requisites | None, units: Sequence[Unit], citations: Sequence[Citation]
) -> tuple[Commencement, ...]:
    """Clauses of the act on its own force, in order of the text; the default by kind of act last, where no clause is
    general. A text without a head has its own clauses alone.
    """
    facts = Facts(published_on(document), head.id.date if head else None)
    names = Names(head, document.text, units)
    reader = Reader(document.text, facts, Scopes(head.naming if head else Naming.DECREE, units, citations, names))
    found = _once(clause for block in asked(document, head.end if head else 0) for clause in reader.clauses(block))
    if head and not any(map(_begins_all, found)) and (rule := _default(head.id)):
        day = day_of(rule, facts.published)
        span, found_by = (head.start, head.end), intern(f"default/{head.id.kind}")
        found.append(Commencement(("main",), day, rule, None, *span, "default", found_by=found_by))
    return tuple(found)


def _once(clauses: Iterable[Commencement]) -> list[Commencement]:
    """Without those that say nothing more than another: a publisher tells the days of an act above its text too."""
    found: list[Commencement] = []
    for clause in clauses:
        if any(_says(other, clause) for other in found):
            continue
        found = [other for other in found if not _says(clause, other)] + [clause]
    return found


def _says(one: Commencement, other: Commencement) -> bool:
    """Whether one clause says all that the other does."""
    same = one.scope == other.scope
    same = same and other.until in (None, one.until) and other.retroactive in (None, one.retroactive)
    if other.rule in ("expiry", "retroactive"):
        return same and bool(other.until or other.retroactive or one.rule == other.rule)
    return same and one.rule == other.rule and one.start_date == other.start_date


def _default(act: ActId) -> str | None:
    """The rule for acts of its kind; there is none for Soviets, schools, and what was signed before the decree."""
    listed = all(map(issuer, act.issuers)) and (act.kind != "prikaz" or act.issuers)
    of_president = act.kind != "ukaz" or set(act.issuers) <= {"prezident"}
    ruled = act.kind not in _BY_DECREE or (listed and of_president and (act.date is None or act.date >= _DECREE))
    return DEFAULTS.get(act.kind) if ruled else None


def _begins_all(clause: Commencement) -> bool:
    """The clause says when the act as a whole begins."""
    return clause.scope == ("main",) and clause.rule not in ("retroactive", "expiry")
