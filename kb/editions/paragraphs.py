"""Paragraphs that an order names otherwise than by their number.

«Последний абзац», «дефис второй», «часть третья» of an article whose parts have no numbers.
"""

from __future__ import annotations

import re

from ingest.law.part import Dash, LastParagraph
from ingest.law.text import DASHES
from kb.editions.model import Change, Refused
from kb.editions.tree import Node, Tree

_PART = re.compile(r"(?P<article>(?:.*__)?art_[^_]+)__para_(?P<number>\d+)(?:__(?P<below>.+))?")
_GOES_ON = re.compile(rf"[а-яё{DASHES}]")
_DASH = re.compile(rf"[{DASHES}]\s")


def by_number(tree: Tree, change: Change) -> Change:
    """The change as one of the paragraph that it names so; any other change as it is.

    Raises:
        Refused: the unit has no such paragraph.
    """
    match change.part:
        case LastParagraph():
            return change._replace(eid=_last(tree, tree.find(change.eid)).eid, part=None)
        case Dash(number) if number:
            return change._replace(eid=_dashed(tree, change, number).eid, part=None)
    part = _PART.fullmatch(change.eid)
    article = tree.index.get(part["article"]) if part and change.eid not in tree.index else None
    if part is None or article is None or article.leaf or any(is_part(child) for child in article.children):
        return change
    return change._replace(eid=_counted(tree, change, article, int(part["number"]), part["below"] or ""))


def is_part(node: Node) -> bool:
    """Whether the unit is a part of an article by the form of its number, «1.», whatever the act calls it."""
    return node.eid.rpartition("__")[2].startswith("para_")


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
        raise Refused(f"{tree.where(change.eid)} нет такого абзаца: {change.part}")
    return own[number - 1]


def _counted(tree: Tree, change: Change, article: Node, number: int, below: str) -> str:
    """The eId of what is called by the turn of its part: the paragraph that the part is, or a unit of its list."""
    parts = _parts(article)
    if number == len(parts) + 1 and change.verb == "add" and not below:
        return f"{article.eid}__al_{1 + sum(child.kind == 'абзац' for child in article.children)}"
    if not 1 <= number <= len(parts):
        raise Refused(f"единицы нет: {tree.where(change.eid, bare=True)}")
    part = parts[number - 1]
    if below:
        same = part[0].eid if below == "al_1" else f"{article.eid}__{below}"
        in_list = len(part) > 1 or part is parts[-1]
        if same in {node.eid for node in part} or (change.verb == "add" and in_list and same not in tree.index):
            return same
        raise Refused(f"единицы нет: {tree.where(change.eid, bare=True)}")
    if len(part) > 1:
        raise Refused(f"{tree.where(change.eid, bare=True)} - перечень, и не сказано, что в нем меняется")
    return part[0].eid


def _parts(article: Node) -> list[list[Node]]:
    """The article's paragraphs and lists as its parts: a list belongs to the part that opens it."""
    parts: list[list[Node]] = []
    for child in article.children:
        before = parts[-1][-1].words if parts else ""
        if child.kind == "абзац" and not before.endswith((":", ",")) and not _GOES_ON.match(child.words):
            parts.append([child])
        elif parts:
            parts[-1].append(child)
        else:
            parts.append([child])
    return parts
