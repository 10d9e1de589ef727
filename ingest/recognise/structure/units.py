"""From the tree to units: eIds, spans, and the leaves «абзац» that hold the text (the invariants of ingest.parsed)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ingest.law.address import PREFIXES
from ingest.law.numbering import for_eid
from ingest.parsed import Problem, Unit
from ingest.recognise.structure.tree import COUNTED, TABLE, Node, Paragraph


class Emission:
    """Collects units of one document; eIds are unique over all of them."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.problems: list[Problem] = []
        self._taken: set[str] = set()
        self._repeats: Counter[str] = Counter()

    def main(self, root: Node) -> None:
        """The units of the act's own text."""
        _chain_repeated(root)
        self._children(root, None, "", "", "main")

    def annex(self, root: Node, eid: str, parent: str | None) -> None:
        """The units of an annex under its own eId."""
        _chain_repeated(root)
        self._taken.add(eid)
        number = root.number or None
        self.units.append(Unit(eid, parent, root.kind, number, root.heading, root.start, root.end, eid, root.found_by))
        self._children(root, eid, eid, eid, eid)

    def taken(self, eid: str) -> bool:
        """Whether a unit of that eId exists."""
        return eid in self._taken

    def _children(self, node: Node, parent: str | None, base: str, top: str, component: str) -> None:
        """Children of ``node``, whose eId is ``base``; ``top`` is the component's eId, "" for the act's own text."""
        own = tables = 0
        alive = {(item.prefix, item.number) for item in node.items if isinstance(item, Node) and not item.void}
        for item in node.items:
            if isinstance(item, Node):
                stands_in_way = item.void and (item.prefix, item.number) in alive
                self._node(item, parent, base if item.chained else top, top, component, stands_in_way)
                continue
            if item.table:
                tables += 1
                kind, number, found_by = TABLE, tables, "table"
            else:
                own += 1
                kind, number, found_by = "абзац", own, "paragraph"
            eid = _join(base, f"{PREFIXES[kind]}_{number}")
            self._taken.add(eid)
            self.units.append(Unit(eid, parent, kind, str(number), None, item.start, item.end, component, found_by))

    def _node(self, node: Node, parent: str | None, base: str, top: str, component: str, again: bool) -> None:
        step = f"{node.prefix}_{for_eid(node.number)}" if node.number else node.prefix
        eid = self._unique(_join(base, step), node, again)
        number = node.several or node.number or None
        span = (node.start, node.end)
        self.units.append(Unit(eid, parent, node.kind, number, node.heading, *span, component, node.found_by))
        if not _is_leaf(node):
            self._children(node, eid, eid, top, component)

    def _unique(self, eid: str, node: Node, again: bool) -> str:
        """The eId, marked «-dup2», «-dup3» … when a number repeats.

        ``again`` is set for what is left of a repealed unit whose number was given to another one: the living keeps it.
        """
        if again or eid in self._taken:
            self._repeats[eid] += 1
            marked = f"{eid}-dup{self._repeats[eid] + 1}"
            message = f"Номер повторяется: {node.kind} {node.number}; второй такой единице дан адрес {marked}."
            self.problems.append(Problem(message, node.start, "repeated-number"))
            eid = marked
        self._taken.add(eid)
        return eid


def _is_leaf(node: Node) -> bool:
    """Whether the node has at most one paragraph and nothing else; a lone часть that is only counted adds nothing."""
    if len(node.items) != 1:
        return not node.items
    only = node.items[0]
    if isinstance(only, Paragraph):
        return not only.table
    return only.form == COUNTED and _is_leaf(only)


def _join(base: str, step: str) -> str:
    return f"{base}__{step}" if base else step


def close(node: Node) -> int:
    """Close a tree that is whole: every node reaches to the end of what it holds, and lets go of its parent, so that
    the tree needs no collector of cycles to be forgotten. Returns the node's end."""
    end = node.end
    for item in node.items:
        end = max(end, close(item) if isinstance(item, Node) else item.end)
    node.end, node.parent = end, None
    return end


def _chain_repeated(root: Node) -> None:
    """Numbers that start anew in every section need the section in their eIds; others go without (docs/law.md, 7)."""
    loose = list(_loose(root))
    seen = Counter((node.prefix, node.number) for node in loose)
    restarted = {prefix for prefix in {node.prefix for node in loose} if _restarts(prefix, seen)}
    for node in loose:
        node.chained = node.prefix in restarted


def _loose(node: Node) -> Iterator[Node]:
    """Nodes below whose eIds go without what they stand in."""
    for item in node.items:
        if isinstance(item, Node):
            if not item.chained:
                yield item
            yield from _loose(item)


def _restarts(prefix: str, seen: Counter[tuple[str, str]]) -> bool:
    """Whether numbers of the prefix repeat as a rule, not by a slip."""
    numbers = [count for (kind, _), count in seen.items() if kind == prefix]
    repeated = sum(count > 1 for count in numbers)
    return seen[prefix, "1"] > 1 or seen[prefix, "I"] > 1 or repeated * 4 > len(numbers)
