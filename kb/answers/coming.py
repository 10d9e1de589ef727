"""What takes effect on the days ahead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.answers.act import ActRef


@dataclass(frozen=True, slots=True)
class Event:
    """Something that takes effect on a day (ISO; None: it will, and the day is not known).

    ``what``: begins, ends (an act or, with ``unit``, a unit of it), changes, suspended, resumes; ``by``: the act that
    orders it, None when the act itself does; ``reason``: why the day is not known.
    """

    day: str | None
    what: str
    act: ActRef
    unit: str | None
    where: str | None
    verb: str | None
    by: ActRef | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class EventsOfAct:
    """All that one act (``by``; None: the act itself) does to another on a day, in one line.

    ``what`` as of an :class:`Event`, "changes" where the events differ; ``unit``: the first unit it happens to, None
    when it happens to the act as a whole; ``units``: to how many.
    """

    day: str | None
    what: str
    act: ActRef
    by: ActRef | None
    unit: str | None
    where: str | None
    units: int


def by_acts(events: Iterable[Event]) -> tuple[EventsOfAct, ...]:
    """The events, all that one act does to another on a day in one line, in their order."""
    lines: dict[tuple[str, str, str, bool], list[Event]] = {}
    for event in events:
        by = event.by.id if event.by else ""
        lines.setdefault((event.day or "", event.act.id, by, bool(event.unit)), []).append(event)
    return tuple(map(_line, lines.values()))


def _line(events: Sequence[Event]) -> EventsOfAct:
    first = events[0]
    what = first.what if len({event.what for event in events}) == 1 else "changes"
    units = len({event.unit for event in events if event.unit})
    return EventsOfAct(first.day, what, first.act, first.by, first.unit, first.where, units)
