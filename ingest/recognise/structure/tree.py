"""Nodes of the outline before they become units: what stands under what."""

from __future__ import annotations

from ingest.recognise.structure.markers import Form

TABLE = "таблица"
COUNTED = "counted"
"""Form of a часть that has no number and is counted."""


class Paragraph:
    """One paragraph of a node's own text, or one table (``table``)."""

    __slots__ = ("end", "start", "table")

    def __init__(self, start: int, end: int, table: bool = False) -> None:
        self.start, self.end, self.table = start, end, table


class Node:
    """A unit in the making.

    Attributes:
        kind: Russian kind; prefix: first part of its eId; number: canonical, "" for none.
        form: how it is labelled (:class:`Form` or :data:`COUNTED`).
        heading: wording of its heading, None without one.
        start, end: its own extent; children may reach further, until the tree is closed.
        parent: what it stands in, until the tree is closed.
        found_by: the rule that fired.
        items: its paragraphs and child nodes in order.
        counts: how many children it has of each form.
        chained: its eId begins with its parent's eId.
        void: a label without wording, left where a unit was repealed.
        several: numbers as printed of units repealed together («106 - 107»), "" for one unit.
    """

    __slots__ = (
        "chained",
        "counts",
        "end",
        "form",
        "found_by",
        "heading",
        "items",
        "kind",
        "number",
        "parent",
        "prefix",
        "several",
        "start",
        "void",
    )

    def __init__(
        self,
        kind: str,
        prefix: str,
        number: str,
        form: Form | str,
        start: int,
        end: int,
        parent: Node | None,
        found_by: str = "",
        chained: bool = True,
    ) -> None:
        self.kind, self.prefix, self.number, self.form = kind, prefix, number, form
        self.start, self.end, self.parent, self.found_by, self.chained = start, end, parent, found_by, chained
        self.heading: str | None = None
        self.void = False
        self.several = ""
        self.items: list[Node | Paragraph] = []
        self.counts: dict[Form | str, int] = {}
        if parent is not None:
            parent.items.append(self)
            parent.counts[form] = parent.counts.get(form, 0) + 1
