"""What full text finds: documents with all the words, then with most of them, then with at least one."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, replace

from ingest.law.text import fold
from kb.answers.found import Filters, Hit
from kb.search import cards
from kb.search.corpus import COLLECTION
from kb.search.engine import Any, Everything, Found, Node, Order, Scored, Without
from kb.search.expand import expand
from kb.search.hits import Shower
from kb.search.marks import Marks, marks_of
from kb.search.opened import Opened
from kb.search.passages import Cutter
from kb.search.query import Clause, Query

LITTLE = 3
"""When most of the words are found in fewer documents than that, those with at least one of them follow."""

FEW = 5
"""When all words together are found in fewer documents, those with most of the words follow."""

MOST_EXACT = 1_000
"""Documents whose text is read when an exact form is asked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which of the found documents are wanted: the page, from 1, of so many; what stands first; whether scores are
    explained."""

    number: int
    size: int
    order: Order
    explain: bool

    @property
    def offset(self) -> int:
        """How many stand before the page."""
        return (self.number - 1) * self.size


class ByWords:
    """One query asked of an open index.

    Attributes:
        hints: sentences on what was found otherwise than it was asked for.
        relaxed: what has only some of the words was needed.
    """

    def __init__(self, db: sqlite3.Connection, index: Opened, query: Query, filters: Filters, page: Page) -> None:
        self._db, self._index, self._query, self._filters, self._page = db, index, query, filters, page
        self._wanted = expand(query.clauses, index.lexicon)
        self._exact = [clause for clause in query.clauses if clause.exact and not clause.unwanted]
        self._patterns = [_forms_pattern(clause) for clause in self._exact]
        self.hints: list[str] = []
        self.relaxed = False

    def found(self, strict: bool) -> Found:
        """The asked page of what has all the words; where that is little, unless ``strict``, of what has most."""
        every = self._wanted.all()
        if every is None:
            return self._filtered()
        found = self._exactly(every) if self._exact else self._of_page(every, self._filters)
        plain = all(clause.plain for clause in self._query.clauses)
        if strict or not plain or found.total >= FEW or len(self._wanted.parts) < 2:
            return found
        return self._widened(every, found)

    def hits(self, found: tuple[Scored, ...], at: str | None) -> tuple[Hit, ...]:
        """What was found as it is shown; ``at``: ISO day whose wordings and statuses are shown, None for today's."""
        forms = frozenset(fold(form) for clause in self._exact for form in clause.forms)
        marks = Marks(forms=forms) if self._exact else marks_of(self._wanted.all())
        cutter = Cutter(marks, self._index.lexicon)
        return tuple(Shower(self._db, cutter, self._patterns, at, self._page.explain).hits(found))

    # Finding

    def _of_page(self, node: Node, filters: Filters) -> Found:
        page = self._page
        return self._index.searcher.find(node, filters, page.offset, page.size, order=page.order)

    def _first(self, node: Node, count: int) -> Found:
        return self._index.searcher.find(node, self._filters, 0, count, order=self._page.order)

    def _filtered(self) -> Found:
        """No words wanted: everything that the filters, and the unwanted words, leave."""
        if not (self._filters or self._wanted.unwanted):
            return Found(0, ())
        unwanted = self._wanted.unwanted
        return self._of_page(Without(Everything(), Any(unwanted)) if unwanted else Everything(), self._filters)

    def _widened(self, every: Node, found: Found) -> Found:
        """What has all the words, then what has most of them, then, where even that is little, at least one."""
        offset, size = self._page.offset, self._page.size
        widest, said = found, ""
        first = self._first(every, FEW).hits if found.total else ()
        for wider, words in (
            (self._wanted.most(), "где есть большинство слов"),
            (self._wanted.any(), "где есть хотя бы одно слово"),
        ):
            more = self._first(wider, offset + size) if wider else widest
            if more.total <= widest.total:
                continue
            widest, said = more, f"{said} или хотя бы одно" if said else words
            if more.total >= LITTLE:
                break
            first = _joined(first, more.hits)
        if not said:
            return found
        self.relaxed = True
        self.hints.append(self._said(found.total) + said + ".")
        hits = _joined(first, widest.hits) if self._page.order is Order.RELEVANCE else widest.hits
        return replace(widest, hits=hits[offset : offset + size])

    def _said(self, total: int) -> str:
        if not total:
            return "Всех слов вместе нет нигде; показано, "
        others = "дальше - " if self._page.order is Order.RELEVANCE else "показано и то, "
        return f"Все слова вместе есть {_in_documents(total)}; {others}"

    def _exactly(self, node: Node) -> Found:
        """Documents whose text has the very forms asked for: the lemmas' documents, read one by one."""
        candidates = self._index.searcher.keys(node, self._filters, MOST_EXACT + 1)
        kept = frozenset(key for key in candidates[:MOST_EXACT] if self._says(key))
        if len(candidates) > MOST_EXACT:
            self.hints.append(f"Точная форма проверена только в {MOST_EXACT} документах, где этих слов больше всего.")
        if not kept:
            return Found(0, ())
        return self._of_page(node, replace(self._filters, keys=kept))

    def _says(self, key: str) -> bool:
        text = (
            cards.collection_text(self._db, key.removeprefix(COLLECTION))
            if key.startswith(COLLECTION)
            else cards.full_text(self._db, key)
        )
        return all(pattern.search(text) for pattern in self._patterns)


def _forms_pattern(clause: Clause) -> re.Pattern[str]:
    forms = r"[^\w\n]+".join(re.sub("[её]", "[её]", re.escape(form)) for form in clause.forms)
    return re.compile(rf"(?<!\w){forms}(?!\w)", re.IGNORECASE)


def _joined(first: tuple[Scored, ...], others: tuple[Scored, ...]) -> tuple[Scored, ...]:
    """``first``, then those of the others that it does not have."""
    known = {hit.key for hit in first}
    return (*first, *(hit for hit in others if hit.key not in known))


def _in_documents(count: int) -> str:
    return f"в {count} документе" if count % 10 == 1 and count % 100 != 11 else f"в {count} документах"
