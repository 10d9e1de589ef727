"""What consolidation reads and gives: frozen value objects, no base behind them.

A *change* is one operation of an amending act, dated; a *version* is the wording of one unit from a day on. Days are
ISO text, so that they compare and print as they are; "" is «since we know it».
"""

from __future__ import annotations

from typing import NamedTuple

from ingest.law.part import Part


class UnitState(NamedTuple):
    """A unit as the source has it. ``words``: a leaf's wording, label included; of a container the lines of its own
    heading, "" when it has none. ``wid``: identity that survives renumbering."""

    eid: str
    wid: str
    parent: str | None
    kind: str
    number: str | None
    component: str
    words: str
    leaf: bool


class Stand(NamedTuple):
    """A unit's wording on a day, in the order of the text; ``wid``: identity through renumbering, the eId where that is
    all that is known."""

    eid: str
    words: str
    wid: str


class Change(NamedTuple):
    """An operation on the act (ingest.parsed.Operation), its unit named by eId in the act.

    ``start``: first day of force, None when it is not known, and then ``missing`` says which fact is. ``adopted``:
    day of signing of the amending ``act``; ``position``: order in it; ``place``: span of the instruction, one for
    changes that one phrase orders together («пункты 4 - 6 считать соответственно пунктами 5 - 7»); ``spared``: eIds of
    what ``part`` leaves out.
    """

    id: str
    act: str
    adopted: str
    position: int
    verb: str
    eid: str
    old: str | None = None
    new: str | None = None
    start: str | None = None
    missing: str | None = None
    part: Part | None = None
    inflected: bool = False
    place: tuple[int, int] = (0, 0)
    spared: tuple[str, ...] = ()


class Version(NamedTuple):
    """Wording of a unit from ``since`` until ``until`` (exclusive; None: still). ``made_by``: ids of the changes that
    made it, in order, () for the source's own; ``hash``: SHA-256 chained to the unit's version before."""

    eid: str
    wid: str
    since: str
    until: str | None
    words: str
    made_by: tuple[str, ...]
    hash: str
    leaf: bool


class Life(NamedTuple):
    """A unit that stands or stood: its place in the act and the days of its life. In order of the text."""

    eid: str
    wid: str
    parent: str | None
    kind: str
    number: str | None
    component: str
    leaf: bool
    since: str
    until: str | None


class Refusal(NamedTuple):
    """A change that was not applied (or waits), and why, in words for a person."""

    change: str
    reason: str


class Consolidated(NamedTuple):
    """The act through time. ``applied``: ids in the order of application, future days included."""

    units: tuple[Life, ...]
    versions: tuple[Version, ...]
    applied: tuple[str, ...]
    refused: tuple[Refusal, ...]
    pending: tuple[Refusal, ...]


class Refused(Exception):
    """A change does not fit exactly. ``str(error)`` is the reason, a Russian sentence; nothing has been changed."""
