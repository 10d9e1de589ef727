"""Somebody's own document held against the base."""

from __future__ import annotations

from dataclasses import dataclass

from kb.answers.act import ActRef


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule of the check says of a citation. ``level``: wrong, doubtful or unknown; ``rule``: its name;
    ``advice``: what to write instead, or do, None when there is nothing to advise."""

    level: str
    rule: str
    message: str
    advice: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation in a document that was checked.

    Attributes:
        start, end, exact: its span in the document's text, and the words; line: its line, from 1.
        before, after: the words of the line around it.
        act: the act it names; None when that was not understood or the base does not know the act.
        units: the units it names, in words.
        ground: the ground of the act's status on the day, None without an act.
        level: of the gravest remark; fine when there is none.
    """

    start: int
    end: int
    line: int
    exact: str
    before: str
    after: str
    act: ActRef | None
    units: tuple[str, ...]
    ground: str | None
    level: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A document held against the base on a day (ISO). ``counts``: references by level, the gravest first."""

    name: str
    day: str
    references: tuple[Reference, ...]
    counts: dict[str, int]
