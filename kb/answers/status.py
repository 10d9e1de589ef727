"""Status on a day, and why a unit reads as it does."""

from __future__ import annotations

from dataclasses import dataclass

from kb.answers.act import ActRef, Corrected


@dataclass(frozen=True, slots=True)
class StatusOnDay:
    """Status of an act, or of a unit of it, on a day.

    ``code``: in_force, amended (in force, its text is not the first one), not_yet, suspended, partly_repealed
    (all but what the ground names is gone), repealed, unknown;
    ``ground``: why, as sentences; ``changed_by``: acts that have changed it by then; ``doubts``: sentences on changes
    that were not applied, so that the text may be otherwise than shown. Days are ISO text, None: not known.
    """

    act: ActRef
    unit: str | None
    where: str | None
    at: str
    code: str
    ground: str
    in_force_from: str | None
    in_force_until: str | None
    changed_by: tuple[ActRef, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What an act orders of another.

    ``unit``: eid in the ordering act, ``where`` the same in words; ``words``: the passage that orders it, ``span`` its
    place in the text of ``source`` (SHA-256); ``clause``: the words that set its day, ``published`` the day they count
    from; ``target``: eid of the unit that is changed; ``part``: what it touches in it, "" for all of it; ``found_by``:
    the rule that read it.
    """

    id: str
    by: ActRef
    unit: str
    where: str
    verb: str
    target: str
    old: str | None
    new: str | None
    in_force_from: str | None
    in_force_until: str | None
    basis: str
    clause: str | None
    published: str | None
    missing: str | None
    state: str
    reason: str | None
    words: str
    source: str
    span: tuple[int, int]
    corrected: tuple[Corrected, ...]
    part: str
    found_by: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A unit's words for a time. ``since`` "": as its source has it; ``pieces``: what differs from the wording before;
    ``hash``: SHA-256 chained to the one before; ``made_by``: the orders that made it, in order."""

    since: str
    until: str | None
    text: str
    pieces: tuple[tuple[str, str], ...]
    hash: str
    known_from: str
    made_by: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a unit reads as it does: every wording it had, and the orders that bear on it and made none.

    ``source``: name of the file that its first wording comes from, None when it was put in later; ``edition``: ISO day
    of the latest change that this file takes in, None: it tells of none; ``sentences``: the same told in words.
    """

    act: ActRef
    naming: str
    unit: str
    where: str
    status: StatusOnDay
    source: str | None
    edition: str | None
    wordings: tuple[Wording, ...]
    others: tuple[Order, ...]
    sentences: tuple[str, ...]
