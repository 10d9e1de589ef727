"""Verbs that change units: restate, add, repeal, renumber, suspend.

Each takes the tree and one change (renumbering all that one phrase orders), and either changes the tree or raises
:class:`Refused` and leaves all as it was. ``day`` is the first day of force: a new unit is known by it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest import read_marker
from ingest.law.address import Address, Step
from ingest.law.part import Becomes, Except, Heading, Sentence
from kb.editions import words
from kb.editions.change_words import headed, heading_of, only
from kb.editions.model import Change, Refused, UnitState
from kb.editions.paragraphs import is_part
from kb.editions.spare import spare
from kb.editions.splice import splice, splice_annex
from kb.editions.tree import Node, Tree, headed_text


def restate(tree: Tree, change: Change, day: str) -> None:
    """«изложить в следующей редакции»: a unit with everything in it, its heading, or one of its sentences."""
    new = _wording(change)
    if isinstance(change.part, Heading):
        _restate_heading(tree, change, new)
        return
    node = tree.find(change.eid)
    if isinstance(change.part, Sentence):
        leaf = only(tree, list(tree.leaves(node)), change)
        start, end = words.sentence(leaf.words, change.part, tree.where(change.eid))
        tree.reword(leaf, leaf.words[:start] + new + leaf.words[end:])
        return
    if _of_its_text(node, change):
        tree.reword(node, _with_text(node, new))
        return
    if node.kind == "приложение":
        tree.replace(node, splice_annex(node.eid, new, node.words), day)
        return
    former = next((leaf.words for leaf in tree.leaves(node)), "")
    tree.replace(node, splice(node.eid, new, node.component, tree.counted, tree.naming, former), day)


def add(tree: Tree, change: Change, day: str) -> None:
    """«дополнить …»: a unit by its number, paragraphs at the end of a unit, a sentence."""
    new = _wording(change)
    if isinstance(change.part, Sentence):
        leaf = only(tree, list(tree.leaves(tree.find(change.eid) if change.eid else None)), change)
        tree.reword(leaf, words.with_sentence(leaf.words, new, change.part.number, tree.where(change.eid)))
    elif change.eid in tree.index and not is_paragraph(change.eid):
        _add_paragraphs(tree, tree.index[change.eid], new, day)
    elif change.eid.startswith("att_") and "__" not in change.eid:
        tree.insert(splice_annex(change.eid, new), day)
    else:
        tree.insert(splice(change.eid, new, _component(tree, change.eid), tree.counted, tree.naming), day)


def repeal(tree: Tree, change: Change, day: str) -> None:
    """«признать утратившим силу», «исключить»: a unit, all but what is spared, or a sentence. Of the whole act the
    status changes, not the text."""
    if isinstance(change.part, Except):
        spare(tree, change)
        return
    if not change.eid:
        return
    if isinstance(change.part, Sentence):
        leaf = only(tree, list(tree.leaves(tree.find(change.eid))), change)
        span = words.sentence(leaf.words, change.part, tree.where(change.eid))
        tree.reword(leaf, words.without_sentence(leaf.words, span))
        return
    node = tree.find(change.eid)
    if _of_its_text(node, change):
        raise Refused(
            f"{tree.where(change.eid, bare=True)} - весь текст единицы, без него осталось бы одно наименование"
        )
    tree.remove(node)


def renumber(tree: Tree, together: Sequence[Change], day: str) -> None:
    """«пункты 4 - 6 считать соответственно пунктами 5 - 7», «текст статьи 8 считать пунктом 1»."""
    together = [_of_unnumbered_text(tree, change) for change in together]
    if any(change.part for change in together):
        if len(together) > 1:
            raise Refused("единицы одного вида становятся единицами другого, и не одна")
        _become(tree, together[0], day)
        return
    if all(is_paragraph(change.eid) for change in together):
        return  # paragraphs are counted: those put in before them have moved them already
    tree.renumber([(change.eid, change.new or "") for change in together])


def suspend(tree: Tree, change: Change, day: str) -> None:
    """«приостановить до … действие»: the wording stays as it is; the unit, and what is spared, must be there."""
    for eid in (change.eid, *change.spared):
        if eid:
            tree.find(eid)


def is_paragraph(eid: str) -> bool:
    """Is the unit an абзац: counted, not numbered."""
    return eid.rpartition("__")[2].startswith("al_")


# inside


def _of_unnumbered_text(tree: Tree, change: Change) -> Change:
    """«часть первую считать частью 1»: of an article of one part without a number, what is said of its text."""
    above, _, own = change.eid.rpartition("__")
    article = tree.index.get(above)
    if own != "para_1" or change.new != "1" or change.eid in tree.index or article is None:
        return change
    if sum(child.kind == "абзац" for child in article.children) > 1:
        return change
    kind = Address.from_eid(change.eid, tree.naming).steps[-1].kind
    return change._replace(eid=above, part=Becomes(kind))


def _of_its_text(node: Node, change: Change) -> bool:
    """Is the change of the only paragraph of an article, which is kept with the article's heading."""
    return node.eid != change.eid and bool(headed_text(node.kind, node.words)[0])


def _with_text(node: Node, new: str) -> str:
    heading, _ = headed_text(node.kind, node.words)
    if "\n" in new.strip():
        raise Refused("новая редакция одного абзаца состоит из нескольких")
    return f"{heading}\n{new}"


def _become(tree: Tree, change: Change, day: str) -> None:
    """All the text of an article becomes the first of its numbered units, which it had none of."""
    if not isinstance(change.part, Becomes):
        raise Refused(f"единица не становится другой: {change.part}")
    article, kind = tree.find(change.eid), change.part.unit
    place = tree.where(change.eid, bare=True)
    if article.kind != "статья" or change.new != "1":
        raise Refused(f"{place} не может стать единицей другого вида: {kind} {change.new}")
    if any(is_part(child) for child in article.children):
        raise Refused(f"{place} уже делится на нумерованные единицы")
    heading, text = headed_text(article.kind, "\n".join(_lines(tree, article)))
    of = Address.from_eid(article.eid, tree.naming)
    first = Address((*of.steps, Step(kind, "1"))).eid(tree.naming)
    part = splice(first, f"1. {text}", article.component, tree.counted, tree.naming)
    tree.replace(article, [_container(article, heading), *part], day)


def _lines(tree: Tree, article: Node) -> list[str]:
    """The article's own heading, when it stands apart, and every paragraph."""
    heading = [] if article.leaf else [article.words]
    return [*heading, *(leaf.words for leaf in tree.leaves(article))]


def _container(node: Node, heading: str) -> UnitState:
    parent = node.parent.eid if node.parent else None
    return UnitState(node.eid, node.wid, parent, node.kind, node.number, node.component, heading, False)


def _wording(change: Change) -> str:
    if change.new is None:
        raise Refused("новой редакции нет в тексте поручения")
    return change.new


def _restate_heading(tree: Tree, change: Change, new: str) -> None:
    node = headed(tree, change)
    heading = heading_of(tree, node)
    if node.kind == "приложение":
        raise Refused(f"наименование стоит вместе с пометой об утверждении: {tree.where(change.eid, bare=True)}")
    label = heading[: read_marker(heading).end]
    if label and not read_marker(new).end:  # «наименование статьи 5 изложить так: "Срок"»: the number is no part of it
        new = label + heading[len(label) :][:1] + new
    tree.reword(node, new + node.words[len(heading) :])


def _add_paragraphs(tree: Tree, node: Node, new: str, day: str) -> None:
    """«пункт 3 дополнить абзацами …»: they go after the last paragraph of the unit's own."""
    marker = read_marker(new)
    if marker.end and marker.number == node.number:
        raise Refused(f"единица уже есть: {tree.where(node.eid, bare=True)}")
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
