"""Someone's own document held against the base: every act it cites, with what is wrong with citing it so on a day.

    check(base, data, name, day) -> Checked

Three steps: the citations of the document (:mod:`ingest`), what the base knows of each (:mod:`kb.checker.cited`), and
the rules that look at both (:mod:`kb.checker.rules`). Nothing is written to the base, and the document is not kept.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import date

from ingest import Citation, Parsed, parse, read
from ingest.law.address import Naming, in_words
from kb.answers import Checked, Reference, Remark
from kb.checker.cited import Cited, Library
from kb.checker.rules import RULES
from kb.russian import LEVELS
from kb.store.acts import act_ref
from kb.store.clock import today
from kb.store.connection import Base, reading

__all__ = ["check", "check_parsed"]

_MARGIN = 60
"""Characters of the document shown on either side of a citation."""


def check(base: Base, data: bytes, name: str, at: date | None = None) -> Checked:
    """Every act that somebody's document cites, with what is wrong with citing it so at ``at`` (None: today).

    The document (``data``: the bytes of the file ``name``) is read and not kept.

    Raises:
        KnowledgeBaseError: no such base.
        ingest.SourceError: the document cannot be read.
    """
    return check_parsed(base, parse(read(data, name)), at)


def check_parsed(base: Base, parsed: Parsed, at: date | None = None) -> Checked:
    """:func:`check` of a document that was parsed already.

    Raises:
        KnowledgeBaseError: no such base.
    """
    with reading(base) as db:
        return _checked(db, parsed, at or today())


def _checked(db: sqlite3.Connection, parsed: Parsed, day: date) -> Checked:
    """Every citation of the document, in order, with remarks on it as of ``day``."""
    library = Library(db, day)
    lines = _line_starts(parsed.document.text)
    references = tuple(
        _reference(db, library.cited(citation), parsed.document.text, bisect_right(lines, citation.start))
        for citation in _worth_checking(parsed)
    )
    found = Counter(reference.level for reference in references)
    return Checked(
        parsed.document.name, day.isoformat(), references, {level: found[level] for level in LEVELS if found[level]}
    )


def _worth_checking(parsed: Parsed) -> Iterator[Citation]:
    """Citations that name an act. «Настоящий приказ» speaks of the document itself, «указанный закон» of an act that
    was named before, and a title's own mentions are of the act that bears the title."""
    for citation in parsed.citations:
        if citation.relation != "self" and citation.form != "anaphora" and citation.by is None:
            yield citation


def _reference(db: sqlite3.Connection, cited: Cited, text: str, line: int) -> Reference:
    remarks = tuple(remark for rule in RULES for remark in rule(cited))
    citation, naming = cited.citation, Naming(cited.row.naming) if cited.row else Naming.LAW
    return Reference(
        start=citation.start,
        end=citation.end,
        line=line,
        exact=citation.exact,
        before=_before(text, citation.start),
        after=_after(text, citation.end),
        act=act_ref(db, cited.row.id) if cited.row else None,
        units=tuple(in_words(unit.eid, naming) for unit in cited.units),
        ground=cited.status.ground if cited.status else None,
        level=_worst(remarks),
        remarks=remarks,
    )


def _worst(remarks: tuple[Remark, ...]) -> str:
    return next((level for level in LEVELS if any(remark.level == level for remark in remarks)), "fine")


def _line_starts(text: str) -> list[int]:
    """Where each line begins: bisecting them numbers lines from 1, as an editor does."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _before(text: str, at: int) -> str:
    line = text.rfind("\n", 0, at) + 1
    return text[line:at] if at - line <= _MARGIN else "…" + text[at - _MARGIN : at].partition(" ")[2]


def _after(text: str, at: int) -> str:
    line = text.find("\n", at)
    line = len(text) if line < 0 else line
    return text[at:line] if line - at <= _MARGIN else text[at : at + _MARGIN].rpartition(" ")[0] + "…"
