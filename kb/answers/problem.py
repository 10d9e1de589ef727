"""What was not read or not understood, and what did not fit."""

from __future__ import annotations

from dataclasses import dataclass

from kb.answers.act import ActRef


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of a source that was not understood, and its place.

    ``act`` or ``collection``: what the source holds; ``start`` counts characters of the source's text, ``words`` stand
    there, or before it where nothing does; ``unit``: eid of the smallest unit around them, ``where`` the same in words.
    None: the problem is of the whole file, or the text has no units there.
    """

    id: str
    name: str
    act: ActRef | None
    collection: str | None
    start: int | None
    unit: str | None
    where: str | None
    words: str | None
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class RefusedOrder:
    """A change that did not fit the text it was meant for: ``by`` orders it of ``act``; ``unit``: eid there, "" = the
    whole, ``where`` in words."""

    by: ActRef
    act: ActRef
    unit: str
    where: str
    verb: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What waits for a person: an order that does not fit, or an act whose orders (``waiting`` of them) wait for its
    day of force.

    ``unit`` and ``verb`` name the order within the act, "" for the act itself; ``telling``: a passage of its old or new
    words where its unit has other orders of that verb, else None; ``words``: the passage that orders it.
    """

    act: str
    label: str
    unit: str
    verb: str
    telling: str | None
    reason: str
    words: str
    waiting: int = 0
