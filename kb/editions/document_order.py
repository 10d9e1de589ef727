"""Everything that ever stood in an act, in one order: the order of the text, with what is gone in its old place."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.law.numbering import sort_key
from kb.editions.model import Life
from kb.editions.tree import Node, Tree


def in_order(tree: Tree, known: Mapping[str, Life]) -> list[Life]:
    """The lives in document order, a parent before its children; eIds that no unit bears any more stand by number."""
    placed: dict[str, None] = {}

    def walk(node: Node) -> None:
        if node.eid in known:
            placed.setdefault(node.eid)
        for child in node.children:
            walk(child)

    walk(tree.root)
    children: dict[str | None, list[str]] = {}
    for eid in placed:
        children.setdefault(known[eid].parent, []).append(eid)
    for eid in sorted(known, key=lambda e: (e.count("__"), e)):
        if eid not in placed:
            _put(children.setdefault(known[eid].parent, []), eid, known)
    out: list[Life] = []

    def emit(parent: str | None) -> None:
        for eid in children.get(parent, ()):
            out.append(known[eid])
            emit(eid)

    emit(None)
    return out


def _put(siblings: list[str], eid: str, known: Mapping[str, Life]) -> None:
    """Put the eId after the last sibling of its kind with a smaller number."""
    key = sort_key(known[eid].number or "0")
    at = max(
        (
            i + 1
            for i, other in enumerate(siblings)
            if known[other].kind == known[eid].kind and sort_key(known[other].number or "0") < key
        ),
        default=0,
    )
    siblings.insert(at, eid)
