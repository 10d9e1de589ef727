"""One search, from what was typed to a page of results."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock

from ingest.law.address import Naming
from ingest.law.text import fold
from kb.search import cards, corpus, direct, query, ranking, spelling
from kb.search.analysis import Lexicon
from kb.search.cards import Card
from kb.search.corpus import COLLECTION, item_place
from kb.search.engine import (
    LISTED,
    NO_FACETS,
    REQUISITES,
    TITLE,
    Everything,
    Filters,
    Found,
    Node,
    Order,
    Scored,
    Searcher,
    Without,
)
from kb.search.engine import Any as AnyOf
from kb.search.expand import Wanted, expand
from kb.search.fields import read_fields, titled
from kb.search.index import IndexDamaged, Pointer, State, folder_of, forms_of, open_searcher, pointer
from kb.search.index import state as state_of
from kb.search.passages import Wanted as Marks
from kb.search.passages import cut, whole
from kb.search.query import Clause, Query
from kb.search.results import Hit, Results
from kb.search.similar import like

MOST_SIZE = 100
"""Hits of a page at most."""

FEW = 5
"""When all words together are found in fewer documents, those with most of the words follow."""

MOST_EXACT = 1_000
"""Documents whose text is read when an exact form is asked for."""

ITEM_KINDS = {"guidance": "Рекомендации", "step": "Шаг инструкции", "link": "Ссылка"}


@dataclass(slots=True)
class _Opened:
    pointer: Pointer
    searcher: Searcher
    lexicon: Lexicon


_open: dict[Path, _Opened] = {}
_states: dict[Path, tuple[tuple[float, ...], State]] = {}
_lock = Lock()


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
        self.db, self.path, self.page, self.size, self.order, self.explain = db, path, page, size, order, explain
        self.query: Query = query.parse(typed)
        day = at or self.query.at
        self.at = day.isoformat() if day else None
        self.hints = list(self.query.hints)
        self.opened = self._opened()
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
            return replace(empty, hint=" ".join(self.hints))
        clauses = self.query.clauses
        wanted = expand(clauses, self.lexicon)
        found, relaxed = self._found(wanted, strict=bool(named))
        if not clauses and not self.query.fields and not self.at:
            self.hints.append("В запросе нет слов.")
        hits = tuple(self._hits(found.hits, wanted))
        better = self._did_you_mean() if found.total < FEW and not named else None
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
        found = like(document, self.lexicon, self.opened.searcher, self.opened.pointer.documents, self.size)
        return tuple(self._hits(found, Wanted((), (), ())))

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
        """What has all the words, then what has most of them, or at least one where nothing has most."""
        for wider, said in (
            (wanted.most(), "где есть большинство слов"),
            (wanted.any(), "где есть хотя бы одно слово"),
        ):
            more = self._ask(wider, self.filters, 0, offset + self.size) if wider else found
            if more.total <= found.total:
                continue
            self.hints.append(self._said(found.total) + said + ".")
            if self.order is not Order.RELEVANCE:
                return replace(more, hits=more.hits[offset : offset + self.size]), True
            first = self._ask(every, self.filters, 0, FEW).hits if found.total else ()
            known = {hit.key for hit in first}
            hits = (*first, *(hit for hit in more.hits if hit.key not in known))
            return Found(more.total, hits[offset : offset + self.size], more.facets), True
        return found, False

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
        assert self.opened is not None and self.path is not None
        return spelling.suggest(self.query.typed, self.lexicon, self.opened.searcher, forms_of(self.path))

    # Showing

    def _hits(self, found: tuple[Scored, ...], wanted: Wanted) -> Iterator[Hit]:
        exact = [clause for clause in self.query.clauses if clause.exact and not clause.unwanted]
        forms = frozenset(fold(form) for clause in exact for form in clause.forms)
        marks = Marks(forms=forms) if exact else ranking.marks(wanted.all())
        patterns = [_forms_pattern(clause) for clause in exact]
        known = cards.cards(self.db, (hit.key for hit in found))
        for hit in found:
            if hit.key.startswith(COLLECTION):
                shown = self._item(hit, marks)
            else:
                card = known.get(hit.key)
                place = cards.place_of(self.db, hit.key, patterns) if patterns else hit.place
                shown = self._act(hit._replace(place=place), card, marks) if card else None
            if shown:
                yield shown

    def _act(self, hit: Scored, card: Card, marks: Marks) -> Hit:
        eid, unit = "", ""
        shown = whole(card.title or card.label, marks, self.lexicon)
        if hit.place == LISTED:
            shown = whole(f"В подборке: {'; '.join(cards.listed_in(self.db, card.act))}", marks, self.lexicon)
        elif hit.place not in (REQUISITES, TITLE):
            heading = cards.heading(self.db, card.act, hit.place) or ""
            text = cards.leaf(self.db, card.act, hit.place, self.at) or ""
            text = text if heading in text else f"{heading}\n{text}".strip()
            shown = cut(text, marks, self.lexicon) or shown
            eid, unit = hit.place, direct.unit_name(hit.place, Naming(card.naming))
        told = ranking.explain(hit, card.status, card.cited) if self.explain else ()
        return Hit(
            card.act,
            card.kind,
            card.number,
            card.date,
            card.title,
            card.label,
            card.status,
            eid,
            unit,
            shown,
            hit.score,
            told,
        )

    def _item(self, hit: Scored, marks: Marks) -> Hit | None:
        item = cards.item(self.db, hit.key.removeprefix(COLLECTION), hit.place)
        if item is None:
            return None
        told = ranking.explain(hit, "", 0) if self.explain else ()
        label = f"{ITEM_KINDS.get(item.kind, item.kind)}: {item.section}"
        return Hit(
            "",
            item.kind,
            None,
            None,
            item.collection_title,
            label,
            "",
            item_place(item.position),
            item.section,
            cut(item.text, marks, self.lexicon),
            hit.score,
            told,
            item.collection,
        )

    # The index

    def _opened(self) -> _Opened | None:
        """The open index, a fresh one when it was replaced; None, with a hint, when there is none."""
        if self.path is None:
            self.hints.append("База открыта в памяти: у неё нет поискового индекса, ищется только по реквизитам.")
            return None
        said = pointer(self.path)
        now = self._state()
        if now.message:
            self.hints.append(now.message)
        if said is None:
            return None
        with _lock:
            known = _open.get(self.path)
            if known is None or known.pointer != said:
                try:
                    known = _Opened(said, open_searcher(self.path, said), Lexicon(forms_of(self.path)))
                except (IndexDamaged, OSError) as error:
                    self.hints.append(
                        f"{error} Ищется только по реквизитам. Постройте индекс заново: kb index {self.path}"
                    )
                    return None
                _open[self.path] = known
            return known

    def _state(self) -> State:
        """How the index stands to the base, worked out anew only when one of them was written to."""
        assert self.path is not None
        files = (self.path, self.path.with_name(self.path.name + "-wal"), folder_of(self.path) / "current")
        stamp = tuple(_mtime(file) for file in files)
        known = _states.get(self.path)
        if known is None or known[0] != stamp:
            known = _states[self.path] = (stamp, state_of(self.path, self.db))
        return known[1]


def _mtime(path: Path) -> float:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0.0


def _forms_pattern(clause: Clause) -> re.Pattern[str]:
    forms = r"[^\w\n]+".join(re.sub("[её]", "[её]", re.escape(form)) for form in clause.forms)
    return re.compile(rf"(?<!\w){forms}(?!\w)", re.IGNORECASE)


def _in_documents(count: int) -> str:
    return f"в {count} документе" if count % 10 == 1 and count % 100 != 11 else f"в {count} документах"
