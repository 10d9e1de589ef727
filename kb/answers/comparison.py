"""Two days of an act, or two editions of it, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from kb.answers.act import ActRef


@dataclass(frozen=True, slots=True)
class UnitDifference:
    """A unit that is not the same on two days.

    ``what``: added, removed, reworded, renumbered, moved, unknown (changed, and the words of one of the days are not
    known: ``pieces`` say so in square brackets); ``before``, ``after``: its eId on the earlier and the later day,
    ``was``, ``where`` the same in words; ``pieces``: (sign, words) with "=" in both, "-" only before, "+" only after;
    ``by``: the acts that made it, () when none is named; ``days``: since when each of them is in force there, None not
    known.
    """

    what: str
    before: str | None
    after: str | None
    was: str | None
    where: str | None
    pieces: tuple[tuple[str, str], ...]
    by: tuple[ActRef, ...]
    days: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two days of an act.

    ``naming``: what it calls its numbered units, for saying eIds in words.
    ``stated``: names of the two files when both texts are editions that an editor stated, () when the texts follow
    from operations.
    ``caution``: sentences on a day whose text is told by an editor's notes alone.
    """

    act: ActRef
    since: str
    until: str
    unit: str | None
    stated: tuple[str, ...]
    differences: tuple[UnitDifference, ...]
    naming: str
    caution: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the base that does not hold: the table, the row's key, a sentence for the person."""

    table: str
    key: str
    message: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit that the computed and the stated text give otherwise. ``pieces``: "-" only computed, "+" only stated;
    ``reasons``: sentences; ``explained``: a known fact makes the difference."""

    unit: str
    where: str
    pieces: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    explained: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """The text that an editor states (file ``stated``, changes up to ``edition``) beside the one computed from the file
    ``first`` by the orders of amending acts; ``agreed`` counts units that are the same in both."""

    act: ActRef
    first: str
    stated: str
    edition: str
    agreed: int
    disagreements: tuple[Disagreement, ...]
