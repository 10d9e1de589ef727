"""An act as one entry of a list: its requisites and status."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ingest.law.kinds import kind as kind_of

COLUMNS = "a.id, a.kind, a.number, a.date, a.title, a.label, a.status, a.has_text, a.model, a.times_cited"
"""Columns of a card, for queries that call the view of acts ``a``."""


@dataclass(frozen=True, slots=True)
class Card:
    """One act in a list. ``date``: ISO or None; ``cited`` counts citations of it; ``held``: its text is in the base."""

    id: str
    kind: str
    number: str | None
    date: str | None
    title: str | None
    label: str
    status: str
    held: bool
    model: bool
    cited: int

    @property
    def short(self) -> str:
        """«273-ФЗ», «ПП РФ № 1241», as a margin or a chart has room for."""
        of_kind = kind_of(self.kind)
        if not self.number:
            return self.label
        return (
            self.number
            if of_kind.suffix and self.number.endswith(of_kind.suffix)
            else f"{of_kind.short} № {self.number}"
        )


def of_row(row: Any) -> Card:
    """The card in a row that starts with :data:`COLUMNS`."""
    identity, kind, number, date, title, label, status, held, model, cited = tuple(row)[:10]
    return Card(identity, kind, number, date, title, label, status, bool(held), bool(model), cited)


def card(base: sqlite3.Connection, act: str) -> Card | None:
    """The card of an act, None when the base has never heard of it."""
    row = base.execute(f"SELECT {COLUMNS} FROM acts a WHERE a.id = ?", (act,)).fetchone()
    return of_row(row) if row else None


def cards(base: sqlite3.Connection, acts: Iterable[str]) -> dict[str, Card]:
    """Cards by id of those of the acts that the base knows."""
    found = (card(base, act) for act in dict.fromkeys(acts))
    return {one.id: one for one in found if one}
