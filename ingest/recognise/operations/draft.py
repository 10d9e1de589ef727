"""A clause with everything inherited: what the walk over an act hands to those who name units and cut wordings."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.law.address import Address
from ingest.recognise.operations.context import Context
from ingest.recognise.operations.zone import Clause


@dataclass(frozen=True, slots=True)
class Draft:
    """One change; its units still stand in words, not yet as eIds."""

    clause: Clause
    within: str
    start: int
    end: int
    target: Context
    addresses: tuple[Address, ...]
    added: tuple[Address, ...]
    old: str | None
    new: str | None
    new_start: int | None
