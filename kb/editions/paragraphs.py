"""Paragraphs that an order names otherwise than by their number: «последний абзац», «дефис второй»."""

from __future__ import annotations

import re

from ingest.law.numbering import ORDINAL, ordinal_value
from ingest.law.text import DASHES
from kb.editions.model import Change, Refused
from kb.editions.tree import Node, Tree

LAST = "последний абзац"
_DASHED = re.compile(rf"дефис[а-я]*\s+(?P<which>{ORDINAL})(?:\s+(?:слов|цифр|знак)[а-я]*)?")
_DASH = re.compile(rf"[{DASHES}]\s")


def by_number(tree: Tree, change: Change) -> Change:
    """The change as one of the paragraph that it names so; any other change as it is.

    Raises:
        Refused: the unit has no such paragraph.
    """
    if change.occurrence == LAST:
        return change._replace(eid=_last(tree, tree.find(change.eid)).eid, occurrence="")
    if dashed := _DASHED.fullmatch(change.occurrence):
        number = ordinal_value(dashed["which"]) or 0
        return change._replace(eid=_dashed(tree, change, number).eid, occurrence="")
    return change


def _last(tree: Tree, node: Node) -> Node:
    """A unit of one paragraph is its own last one."""
    living = [child for child in node.children if child.alive]
    if node.leaf:
        return node
    if not living or living[-1].kind != "абзац":
        raise Refused(
            f"{tree.where(node.eid, bare=True)} кончается не абзацем, и не видно, какой абзац назван последним"
        )
    return living[-1]


def _dashed(tree: Tree, change: Change, number: int) -> Node:
    """The paragraph with that dash among those of the unit's own that begin with one; those gone keep their turn."""
    own = [child for child in tree.find(change.eid).children if child.kind == "абзац" and _DASH.match(child.words)]
    if not 1 <= number <= len(own) or not own[number - 1].alive:
        raise Refused(f"{tree.where(change.eid)} нет такого абзаца: {change.occurrence}")
    return own[number - 1]
