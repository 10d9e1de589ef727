"""What cites what is gone."""

from __future__ import annotations

from dataclasses import dataclass

from kb.answers.act import ActRef


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
