"""What the base holds on acts, for those who make their rows: many acts at once, one question a table."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from ingest.law.text import level
from kb.store.corrected import corrected_facts
from kb.store.rows import AMONG, MentionRow, SourceRow, StatementRow, among, columns, select

Held = TypeVar("Held", StatementRow, SourceRow)


class Heard(NamedTuple):
    """What citations say of an act: one of them, the title that the most give, the commonest number."""

    one: MentionRow
    title: str | None
    number: str | None


class Evidence(NamedTuple):
    """What the row of one act is made of.

    Attributes:
        statements: the speaker's head first, then other heads, then cards.
        heard: None where a statement gives the title, or nothing cites the act.
        texts: sources that hold the act, in the order in which the base came to know them and their editions.
        speaks: the one of them that its text is taken from.
        known_from: the day of the first source that names the act.
        cited: how many citations point at it.
        corrected: columns of its row that people have put right.
    """

    statements: Sequence[StatementRow]
    heard: Heard | None
    texts: Sequence[SourceRow]
    speaks: SourceRow | None
    known_from: str
    cited: int
    corrected: Mapping[str, str] = MappingProxyType({})

    @property
    def named(self) -> StatementRow | MentionRow:
        """The weightiest that names the act: its kind, issuers, number and day."""
        if self.statements:
            return self.statements[0]
        if self.heard:
            return self.heard.one
        raise ValueError("акт никто не называет")

    def first(self, field: str) -> str | None:
        """The field as the weightiest statement that has it gives it."""
        return next((value for statement in self.statements if (value := getattr(statement, field))), None)


def gather(db: sqlite3.Connection, acts: Sequence[str]) -> dict[str, Evidence]:
    """Act → what there is on it; acts that nothing names are left out."""
    asked = among(acts)
    speaks = dict(db.execute(f"SELECT id, source FROM act_records WHERE id {AMONG}", asked))
    statements = _by_act(select(db, StatementRow, f"WHERE act {AMONG}", asked))
    texts = _by_act(select(db, SourceRow, f"WHERE act {AMONG} ORDER BY known_from, coalesce(edition, ''), id", asked))
    stated = dict(db.execute(_STATED, asked))
    mentioned = {act: (times, day) for act, times, day in db.execute(_MENTIONED, asked)}
    heard = _heard(db, [act for act in mentioned if not any(s.title for s in statements[act])])
    corrected = corrected_facts(db, acts)
    found = {}
    for act in acts:
        if act in stated or act in mentioned:
            speaker, (cited, day) = speaks.get(act), mentioned.get(act, (0, "9999"))
            found[act] = Evidence(
                _ranked(statements[act], speaker),
                heard.get(act),
                texts[act],
                next((text for text in texts[act] if text.id == speaker), None),
                min(day, stated.get(act, day)),
                cited,
                corrected.get(act, {}),
            )
    return found


def _ranked(statements: list[StatementRow], speaker: int | None) -> list[StatementRow]:
    if len(statements) < 2:  # as of almost every act
        return statements
    return sorted(statements, key=lambda s: (s.source != speaker, s.role != "head", s.source, s.start))


_STATED = f"""
    SELECT n.act, min(s.known_from) FROM statements n JOIN sources s ON s.id = n.source
    WHERE n.act {AMONG} GROUP BY n.act
"""
_MENTIONED = f"""
    SELECT n.act, sum(n.times), min(s.known_from) FROM mentions n JOIN sources s ON s.id = n.source
    WHERE n.act {AMONG} GROUP BY n.act
"""


def _by_act(rows: Iterable[Held]) -> defaultdict[str, list[Held]]:
    found: defaultdict[str, list[Held]] = defaultdict(list)
    for row in rows:
        found[row.act or ""].append(row)
    return found


def _heard(db: sqlite3.Connection, acts: Sequence[str]) -> dict[str, Heard]:
    """Act → what citations say of it; of an act that thousands cite no more is held than its own mentions."""
    rows = db.execute(f"SELECT {columns(MentionRow)} FROM mentions WHERE act {AMONG} ORDER BY act, source", among(acts))
    found = {}
    for act, of_act in groupby(map(MentionRow._make, rows), key=attrgetter("act")):
        mentions = list(of_act)
        found[act] = Heard(mentions[0], best_title(m.title for m in mentions), _commonest(m.number for m in mentions))
    return found


def best_title(titles: Iterable[str | None]) -> str | None:
    """The title most sources give (quotes, dashes and case apart), then the longer, then the first by alphabet."""
    given = [title for title in titles if title]
    if len(set(given)) < 2:
        return given[0] if given else None
    votes = Counter(map(level, given))
    return min(given, key=lambda t: (-votes[level(t)], -len(t), t), default=None)


def _commonest(values: Iterable[str | None]) -> str | None:
    votes = Counter(value for value in values if value)
    return min(votes, key=lambda value: (-votes[value], value), default=None)
