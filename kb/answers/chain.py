"""Who changed an act, and what it changes; who cites it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.answers.act import ActRef
from kb.answers.text import UnitChange


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One act at the other end of changes, and the changes; ``naming``: what the act that the changed units are of
    calls them; ``in_force_from``: the first known day of force among them."""

    act: ActRef
    naming: str
    in_force_from: str | None
    changes: tuple[UnitChange, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Who amended the act (or a unit, with everything below), by the amending act's day, those of unknown day last;
    then what it amends itself. ``approved_by``, ``approves``: by stamps of approval."""

    act: ActRef
    naming: str
    unit: str | None
    where: str | None
    amended_by: tuple[ChainEntry, ...]
    amends: tuple[ChainEntry, ...]
    approved_by: ActRef | None = None
    approves: tuple[ActRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One place that cites an act: the words around, the words themselves. ``citing`` None: the collection
    (``collection``: id, title) cites it; ``unit``: eId of the citing unit; ``address``: the first unit cited."""

    citing: ActRef | None
    collection: tuple[str, str] | None
    unit: str
    relation: str
    before: str
    exact: str
    after: str
    address: str | None


@dataclass(frozen=True, slots=True)
class CitedBy:
    """Places that cite the act, or a unit of it and what lies below, newest citing acts first: page ``page`` of
    ``total`` places in all."""

    act: ActRef
    naming: str
    unit: str | None
    total: int
    page: int
    size: int
    passages: tuple[Passage, ...]
