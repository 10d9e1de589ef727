"""One search, from what was typed to a page of results."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

from ingest.law.text import fold
from kb.search import cards, corpus, direct, query, ranking, spelling
from kb.search.analysis import Lexicon
from kb.search.corpus import COLLECTION
from kb.search.engine import (
    NO_FACETS,
    Everything,
    Filters,
    Found,
    Node,
    Order,
    Scored,
    Without,
)
from kb.search.engine import Any as AnyOf
from kb.search.expand import Wanted, expand
from kb.search.fields import read_fields, titled
from kb.search.opened import opened
from kb.search.passages import Cutter
from kb.search.passages import Wanted as Marks
from kb.search.query import Clause, Query
from kb.search.results import Hit, Results
from kb.search.shown import Shower
from kb.search.similar import like

MOST_SIZE = 100
"""Hits of a page at most."""

LITTLE = 3
"""When most of the words are found in fewer documents than that, those with at least one of them follow."""

FEW = 5
"""When all words together are found in fewer documents, those with most of the words follow."""

MOST_EXACT = 1_000
"""Documents whose text is read when an exact form is asked for."""


def search(
    base: Path | str | sqlite3.Connection,
    typed: str,
    *,
    page: int = 1,
    size: int = 20,
    filters: Filters | None = None,
    at: date | None = None,
    order: Order | str = Order.RELEVANCE,
    explain: bool = False,
) -> Results:
    """See :func:`kb.search.search`."""
    db = corpus.connect(base)
    try:
        return _Search(
            db,
            corpus.path_of(base),
            typed,
            max(1, page),
            min(max(1, size), MOST_SIZE),
            filters or Filters(),
            at,
            Order(order),
            explain,
        ).results()
    finally:
        if db is not base:
            db.close()


def similar(base: Path | str | sqlite3.Connection, act: str, size: int = 5) -> tuple[Hit, ...]:
    """See :func:`kb.search.like`."""
    db = corpus.connect(base)
    try:
        return _Search(db, corpus.path_of(base), "", 1, size, Filters(), None, Order.RELEVANCE, False).like(act)
    finally:
        if db is not base:
            db.close()


class _Search:
    """What one search knows while it runs."""

    def __init__(
        self,
        db: sqlite3.Connection,
        path: Path | None,
        typed: str,
        page: int,
        size: int,
        filters: Filters,
        at: date | None,
        order: Order,
        explain: bool,
    ) -> None:
        self.db, self.page, self.size, self.order, self.explain = db, page, size, order, explain
        self.query: Query = query.parse(typed)
        day = at or self.query.at
        self.at = day.isoformat() if day else None
        self.hints = list(self.query.hints)
        self.opened, wrong = opened(path, db)
        self.hints += wrong
        self.lexicon = self.opened.lexicon if self.opened else Lexicon()
        self.filters, not_understood = read_fields(
            self.query.fields, replace(filters, at=self.at or filters.at), db, self.lexicon
        )
        self.hints += not_understood

    def results(self) -> Results:
        """The page."""
        typed = self.query.typed
        named = direct.find(self.db, self.query.words, self.lexicon)
        empty = Results(typed, named, page=self.page, size=self.size, at=self.at, order=self.order)
        if not typed:
            return replace(empty, hint="Введите слова, номер или название акта.")
        if not named and (missing := direct.absent(self.db, self.query.words)):
            self.hints.append(missing)
        if self.opened is None:
            return replace(empty, hint=" ".join(self.hints), by_words=False)
        clauses = self.query.clauses
        wanted = expand(clauses, self.lexicon)
        found, relaxed = self._found(wanted, strict=bool(named))
        if not clauses and not self.query.fields and not self.at:
            self.hints.append("В запросе нет слов.")
        hits = self._hits(found.hits, wanted)
        better = self._did_you_mean() if (found.total < FEW or relaxed) and not named else None
        facets = titled(found.facets, self.db)
        hint = " ".join(dict.fromkeys(self.hints))
        return replace(
            empty, hits=hits, total=found.total, facets=facets, hint=hint, did_you_mean=better, relaxed=relaxed
        )

    def like(self, act: str) -> tuple[Hit, ...]:
        """Acts like this one."""
        document = next(corpus.documents(self.db, [act]), None)
        if self.opened is None or document is None:
            return ()
        found = like(document, self.lexicon, self.opened.searcher, self.opened.documents, self.size)
        return self._hits(found, Wanted((), (), ()))

    # Finding

    def _found(self, wanted: Wanted, strict: bool) -> tuple[Found, bool]:
        """All words first, then (unless ``strict``) most of them; whether the latter was needed."""
        offset = (self.page - 1) * self.size
        every = wanted.all()
        if every is None:
            return self._filtered(wanted, offset), False
        exact = any(clause.exact and not clause.unwanted for clause in self.query.clauses)
        found = self._exact(every, offset) if exact else self._ask(every, self.filters, offset)
        plain = all(clause.plain for clause in self.query.clauses)
        if strict or not plain or found.total >= FEW or len(wanted.parts) < 2:
            return found, False
        return self._widened(wanted, every, found, offset)

    def _widened(self, wanted: Wanted, every: Node, found: Found, offset: int) -> tuple[Found, bool]:
        """What has all the words, then what has most of them, then, where even that is little, at least one."""
        widest, said = found, ""
        first = self._ask(every, self.filters, 0, FEW).hits if found.total else ()
        for wider, words in (
            (wanted.most(), "где есть большинство слов"),
            (wanted.any(), "где есть хотя бы одно слово"),
        ):
            more = self._ask(wider, self.filters, 0, offset + self.size) if wider else widest
            if more.total <= widest.total:
                continue
            widest, said = more, f"{said} или хотя бы одно" if said else words
            if more.total >= LITTLE:
                break
            first = _joined(first, more.hits)
        if not said:
            return found, False
        self.hints.append(self._said(found.total) + said + ".")
        if self.order is not Order.RELEVANCE:
            return replace(widest, hits=widest.hits[offset : offset + self.size]), True
        hits = _joined(first, widest.hits)
        return Found(widest.total, hits[offset : offset + self.size], widest.facets), True

    def _said(self, total: int) -> str:
        if not total:
            return "Всех слов вместе нет нигде; показано, "
        others = "дальше - " if self.order is Order.RELEVANCE else "показано и то, "
        return f"Все слова вместе есть {_in_documents(total)}; {others}"

    def _filtered(self, wanted: Wanted, offset: int) -> Found:
        """No words wanted: everything that the filters, and the unwanted words, leave."""
        if not (self.filters or wanted.unwanted):
            return Found(0, ())
        node: Node = Without(Everything(), AnyOf(wanted.unwanted)) if wanted.unwanted else Everything()
        return self._ask(node, self.filters, offset)

    def _ask(self, node: Node, filters: Filters, offset: int, limit: int | None = None) -> Found:
        assert self.opened is not None
        return self.opened.searcher.find(node, filters, offset, limit or self.size, order=self.order)

    def _exact(self, node: Node, offset: int) -> Found:
        """Documents whose text has the very forms asked for: the lemmas' documents, read one by one."""
        assert self.opened is not None
        patterns = [_forms_pattern(clause) for clause in self.query.clauses if clause.exact and not clause.unwanted]
        candidates = self.opened.searcher.keys(node, self.filters, MOST_EXACT + 1)
        kept = frozenset(key for key in candidates[:MOST_EXACT] if self._says(key, patterns))
        if len(candidates) > MOST_EXACT:
            self.hints.append(f"Точная форма проверена только в {MOST_EXACT} документах, где этих слов больше всего.")
        if not kept:
            return Found(0, (), NO_FACETS)
        return self._ask(node, replace(self.filters, keys=kept), offset)

    def _says(self, key: str, patterns: list[re.Pattern[str]]) -> bool:
        text = (
            cards.collection_text(self.db, key.removeprefix(COLLECTION))
            if key.startswith(COLLECTION)
            else cards.full_text(self.db, key)
        )
        return all(pattern.search(text) for pattern in patterns)

    def _did_you_mean(self) -> str | None:
        assert self.opened is not None
        return spelling.suggest(self.query.typed, self.lexicon, self.opened.searcher, self.opened.forms)

    def _hits(self, found: tuple[Scored, ...], wanted: Wanted) -> tuple[Hit, ...]:
        exact = [clause for clause in self.query.clauses if clause.exact and not clause.unwanted]
        forms = frozenset(fold(form) for clause in exact for form in clause.forms)
        marks = Marks(forms=forms) if exact else ranking.marks(wanted.all())
        patterns = [_forms_pattern(clause) for clause in exact]
        return tuple(Shower(self.db, Cutter(marks, self.lexicon), patterns, self.at, self.explain).hits(found))


def _forms_pattern(clause: Clause) -> re.Pattern[str]:
    forms = r"[^\w\n]+".join(re.sub("[её]", "[её]", re.escape(form)) for form in clause.forms)
    return re.compile(rf"(?<!\w){forms}(?!\w)", re.IGNORECASE)


def _joined(first: tuple[Scored, ...], others: tuple[Scored, ...]) -> tuple[Scored, ...]:
    """``first``, then those of the others that it does not have."""
    known = {hit.key for hit in first}
    return (*first, *(hit for hit in others if hit.key not in known))


def _in_documents(count: int) -> str:
    return f"в {count} документе" if count % 10 == 1 and count % 100 != 11 else f"в {count} документах"
