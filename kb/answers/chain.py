"""Who changed an act, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass

from kb.answers.act import ActRef, Corrected


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One amending act and what it touched: ``units`` are eids ("" = the act as a whole), ``verbs`` what it did;
    ``naming``: what the act that the units are of calls them."""

    by: ActRef
    units: tuple[str, ...]
    verbs: tuple[str, ...]
    basis: tuple[str, ...]
    states: tuple[str, ...]
    in_force_from: str | None
    corrected: tuple[Corrected, ...] = ()
    naming: str = "law"


@dataclass(frozen=True, slots=True)
class Chain:
    """Who amended the act (or a unit, with everything below), by the amending act's day; then what it amends itself."""

    act: ActRef
    naming: str
    unit: str | None
    amended_by: tuple[ChainEntry, ...]
    amends: tuple[ChainEntry, ...]
