"""Corrections by people, as the public API answers with them."""

from __future__ import annotations

from dataclasses import dataclass

from kb.answers.act import ActRef, Corrected


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of an overlay file and what became of it.

    ``of``: the words that name what is corrected; ``act`` and ``operation``: ids of what they fit, None: nothing;
    ``state``: applied, overruled, unfit; ``order``: state and reason of the corrected order itself, None for an act.
    """

    corrected: Corrected
    file: str
    line: int
    of: str
    act: ActRef | None
    operation: str | None
    state: str
    reason: str | None
    order: tuple[str, str | None] | None
