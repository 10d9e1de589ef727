"""What comes into force next, and what cites what is gone."""

from __future__ import annotations

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
class DeadReference:
    """A place of a document of the base that cites what is no longer in force.

    ``by``: the citing act, None when a collection of the file ``source_name`` cites; ``unit`` its eid, ``where`` in
    words; ``cited_unit``: eid of the cited unit when that alone is gone, ``cited_where`` in words.
    """

    by: ActRef | None
    source_name: str
    unit: str
    where: str
    exact: str
    cited: ActRef
    cited_unit: str | None
    cited_where: str | None
    ground: str
