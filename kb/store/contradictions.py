"""Several sources of one act that do not say the same: told to a person, never settled in silence."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from ingest.law.text import level
from kb.store.labels import russian_day
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
    if len(statements) < 2:  # every text gives one
        return []
    names = dict(
        db.execute("SELECT id, name FROM sources WHERE id IN (SELECT source FROM statements WHERE act = ?)", (act.id,))
    )
    found = [
        _problem(
            act,
            s.source,
            names[s.source],
            field,
            f"В файле «{names[s.source]}» {words} другое: «{_shown(said)}», в базе - «{_shown(kept)}»",
        )
        for s in statements
        for field, words in _FIELDS.items()
        if (said := getattr(s, field)) and (kept := getattr(act, field)) and level(said) != level(kept)
    ]
    return list(dict.fromkeys(found + _different_texts(db, act)))


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
