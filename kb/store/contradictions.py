"""Several sources of one act that do not say the same: told to a person, never settled in silence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from ingest.law.text import level
from kb.russian import russian_day
from kb.store.rows import ActRow, ProblemRow, SourceRow, StatementRow, select
from kb.store.source import source_text, tag
from kb.store.speaker import RULE

_FIELDS = {
    "title": "название",
    "published": "дата опубликования",
    "in_force_from": "дата вступления в силу",
    "in_force_until": "срок действия",
    "registered": "номер регистрации в Минюсте",
}


def contradictions(db: sqlite3.Connection, act: ActRow, statements: Sequence[StatementRow]) -> list[ProblemRow]:
    """Problem rows for sources that state otherwise than the act's row, or whose text differs at the same edition."""
    found = [problem for s in statements for problem in _different_facts(db, act, s)]
    if len(statements) > 1:  # every text gives one
        found += _different_texts(db, act)
    return list(dict.fromkeys(found))


def _different_facts(db: sqlite3.Connection, act: ActRow, stated: StatementRow) -> Iterator[ProblemRow]:
    """What one source states otherwise; marks and case apart, words that are the same."""
    for field, words in _FIELDS.items():
        said, kept = getattr(stated, field), getattr(act, field)
        if said and kept and said != kept and level(said) != level(kept):
            (name,) = db.execute("SELECT name FROM sources WHERE id = ?", (stated.source,)).fetchone()
            sentence = f"В файле «{name}» {words} другое: «{_shown(said)}», в базе - «{_shown(kept)}»"
            yield _problem(act, stated.source, name, field, sentence)


def _different_texts(db: sqlite3.Connection, act: ActRow) -> list[ProblemRow]:
    """Texts of the same edition are expected to be the same words."""
    rivals = select(db, SourceRow, "WHERE act = ? AND id <> ? AND edition IS ?", (act.id, act.source, act.edition))
    if not rivals:
        return []
    own = _words(db, act.source)
    return [
        _problem(
            act,
            s.id,
            s.name,
            "text",
            f"Текст в файле «{s.name}» отличается от текста той же редакции, который взят в базу",
        )
        for s in rivals
        if _words(db, s.id) != own
    ]


def _words(db: sqlite3.Connection, source: int | None) -> str:
    return "".join(level(source_text(db, source)).split())


def _problem(act: ActRow, source: int, name: str, field: str, sentence: str) -> ProblemRow:
    return ProblemRow(
        f"{tag(source)}:{act.id}:{field}", source, name, act.id, None, "contradiction", f"{sentence} ({RULE})."
    )


def _shown(value: str) -> str:
    return russian_day(value) if len(value) == 10 and value[4] == "-" else value
