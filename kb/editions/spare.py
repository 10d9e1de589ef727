"""A repeal that leaves something out: all of a unit, or of the act, goes but what is spared and what it stands in."""

from __future__ import annotations

import re

from kb.editions.model import Change, Refused
from kb.editions.tree import Node, Tree

_APPROVES = re.compile(r"(?i)прилага|приложени|утвердить|одобрить")
_NUMBERED = re.compile(r"(?i)приложени\w*\s+(?:№\s*|N\s*)?(?P<number>\d{1,3})")


def spare(tree: Tree, change: Change) -> None:
    """Take out what the change reaches and does not spare.

    Raises:
        Refused: what is spared is not there, or it approves annexes and it is not said which of them stay.
    """
    top = tree.find(change.eid) if change.eid else tree.root
    kept = {id(tree.find(eid)) for eid in change.spared}
    kept |= {id(annex) for annex in _approved(tree, change)} if top is tree.root else set()
    around: set[int] = set()
    found = _marked(top, kept, around)
    if found != len(kept):
        raise Refused(f"{change.part}: этого нет {tree.where(change.eid)}")
    _take_out(tree, top, kept, around)


def _marked(node: Node, kept: set[int], around: set[int]) -> int:
    """How many of the kept are in the unit; what they stand in is put into ``around``."""
    if id(node) in kept:
        return 1 + sum(_marked(child, kept, around) for child in node.children)
    found = sum(_marked(child, kept, around) for child in node.children)
    if found:
        around.add(id(node))
    return found


def _take_out(tree: Tree, node: Node, kept: set[int], around: set[int]) -> None:
    if id(node) in kept:
        return
    if id(node) not in around:
        tree.remove(node)
        return
    for child in node.children:
        if child.alive:
            _take_out(tree, child, kept, around)


def _approved(tree: Tree, change: Change) -> list[Node]:
    """The annex that a spared unit of a decree approves stays with it."""
    annexes = [node for node in tree.root.children if node.alive and node.kind == "приложение"]
    of_body = [tree.find(eid) for eid in change.spared if not eid.startswith("att_")]
    if not annexes or not any(_APPROVES.search(leaf.words) for node in of_body for leaf in tree.leaves(node)):
        return []
    numbers = {m["number"] for node in of_body for leaf in tree.leaves(node) for m in _NUMBERED.finditer(leaf.words)}
    if len(annexes) == 1 or numbers >= {annex.number for annex in annexes}:
        return annexes
    if not numbers:
        raise Refused(f"{change.part}: не сказано, какое из приложений остаётся в силе")
    return [annex for annex in annexes if annex.number in numbers]
