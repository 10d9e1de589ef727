"""How it is said that the words of a unit on a day are not known: one wording for every face."""

from __future__ import annotations

from typing import Protocol

from kb.answers.text import Since
from kb.russian import russian_day


class Unit(Protocol):
    """A unit on a day, as an answer or as the base has it."""

    @property
    def kind(self) -> str: ...
    @property
    def number(self) -> str | None: ...
    @property
    def text(self) -> str | None: ...
    @property
    def leaf(self) -> int: ...
    @property
    def known(self) -> bool: ...
    @property
    def differs(self) -> Since | None: ...


def words_of(unit: Unit, day: str | None) -> str:
    """The unit's words on the day; of a unit whose words are not known, that they are not, in square brackets."""
    if unit.known or not unit.leaf:
        return unit.text or ""
    number = f"{unit.kind.capitalize()} {unit.number}. " if unit.number else ""
    return f"[{number}{untold(unit.differs, day)}]"


def untold(hidden: Since | None, day: str | None) -> str:
    """«Текст на 01.09.2022 неизвестен: позже изменён (Федеральный закон …).»"""
    by = hidden.by if hidden else ()
    named = f" ({'; '.join(act.label for act in by)})" if by else ""
    return f"Текст на {russian_day(day or '')} неизвестен: {hidden_by(hidden, day)}{named}."


def hidden_by(hidden: Since | None, day: str | None) -> str:
    """What hides the words: a change made later, or one that may not have been in force yet."""
    days = [hidden.day] if hidden and hidden.day else [act.date for act in hidden.by] if hidden else []
    if any((one or "~") > (day or "") for one in days):
        return "позже изменён"
    return "вступило ли уже в силу изменение, база не знает"
