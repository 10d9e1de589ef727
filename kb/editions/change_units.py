"""Verbs that change units: restate, add, repeal, renumber, suspend.

Each takes the tree and one change (renumbering all that one phrase orders), and either changes the tree or raises
:class:`Refused` and leaves all as it was. ``day`` is the first day of force: a new unit is known by it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.recognise.structure.markers import read_marker
from kb.editions import words
from kb.editions.change_words import HEADING, headed, of_whole_unit, only
from kb.editions.model import Change, Refused, UnitState
from kb.editions.splice import splice
from kb.editions.tree import Node, Tree


def restate(tree: Tree, change: Change, day: str) -> None:
    """«изложить в следующей редакции»: a unit with everything in it, its heading, or one of its sentences."""
    of_whole_unit(change)
    new = _wording(change)
    if change.occurrence == HEADING:
        _restate_heading(tree, change, new)
        return
    node = tree.find(change.eid)
    if change.occurrence:
        leaf = only(tree, list(tree.leaves(node)), change)
        start, end = words.sentence(leaf.words, change.occurrence, tree.where(change.eid))
        tree.reword(leaf, leaf.words[:start] + new + leaf.words[end:])
        return
    tree.replace(node, splice(node.eid, new, node.component, tree.counted, tree.naming), day)


def add(tree: Tree, change: Change, day: str) -> None:
    """«дополнить …»: a unit by its number, paragraphs at the end of a unit, a sentence."""
    of_whole_unit(change)
    new = _wording(change)
    if change.occurrence.endswith("предложение"):
        leaf = only(tree, list(tree.leaves(tree.find(change.eid) if change.eid else None)), change)
        number = words.sentence_number(change.occurrence)
        tree.reword(leaf, words.with_sentence(leaf.words, new, number, tree.where(change.eid)))
    elif change.eid in tree.index and not is_paragraph(change.eid):
        _add_paragraphs(tree, tree.index[change.eid], new, day)
    else:
        tree.insert(splice(change.eid, new, _component(tree, change.eid), tree.counted, tree.naming), day)


def repeal(tree: Tree, change: Change, day: str) -> None:
    """«признать утратившим силу», «исключить»: a unit or a sentence. Of the whole act the status changes, not the
    text."""
    if not change.eid:
        return
    of_whole_unit(change)
    if change.occurrence.endswith("предложение"):
        leaf = only(tree, list(tree.leaves(tree.find(change.eid))), change)
        span = words.sentence(leaf.words, change.occurrence, tree.where(change.eid))
        tree.reword(leaf, words.without_sentence(leaf.words, span))
        return
    tree.remove(tree.find(change.eid))


def renumber(tree: Tree, together: Sequence[Change], day: str) -> None:
    """«пункты 4 - 6 считать соответственно пунктами 5 - 7»."""
    if all(is_paragraph(change.eid) for change in together):
        return  # paragraphs are counted: those put in before them have moved them already
    tree.renumber([(change.eid, change.new or "") for change in together])


def suspend(tree: Tree, change: Change, day: str) -> None:
    """«приостановить до … действие»: the wording stays as it is; the unit must be there."""
    if change.eid:
        tree.find(change.eid)


def is_paragraph(eid: str) -> bool:
    """Is the unit an абзац: counted, not numbered."""
    return eid.rpartition("__")[2].startswith("al_")


# inside


def _wording(change: Change) -> str:
    if change.new is None:
        raise Refused("новой редакции нет в тексте поручения")
    return change.new


def _restate_heading(tree: Tree, change: Change, new: str) -> None:
    node = headed(tree, change)
    if not node.words or node.kind == "приложение":
        raise Refused(f"у единицы нет наименования: {tree.where(change.eid, bare=True)}")
    lines = node.words.split("\n")
    tree.reword(node, "\n".join([new, *lines[1:]]) if node.leaf else new)


def _add_paragraphs(tree: Tree, node: Node, new: str, day: str) -> None:
    """«пункт 3 дополнить абзацами …»: they go after the last paragraph of the unit's own."""
    marker = read_marker(new)
    if marker.end and marker.number == node.number:
        raise Refused(f"единица уже есть: {tree.where(node.eid, bare=True)}")
    last = node.children[-1] if node.children else None
    if last is not None and last.kind != "абзац":
        raise Refused(f"{tree.where(node.eid, bare=True)} кончается не абзацем, место новых абзацев не названо")
    number = max((int(n.number or 0) for n in node.children if n.kind == "абзац"), default=1)
    for line in new.split("\n"):
        if line.strip():
            number += 1
            eid = f"{node.eid}__al_{number}"
            tree.insert([UnitState(eid, eid, node.eid, "абзац", str(number), node.component, line, True)], day)


def _component(tree: Tree, eid: str) -> str:
    """The annex that the new unit goes into."""
    node = None
    head = eid.rpartition("__")[0]
    while head and node is None:
        node = tree.index.get(head)
        head = head.rpartition("__")[0]
    return node.component if node else "main"
