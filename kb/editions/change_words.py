"""Verbs that change words inside units: replace, insert, delete, replace everywhere.

Each takes the tree and one change, and either rewords leaves or raises :class:`Refused` and leaves all as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest import read_marker
from ingest.law.part import Everywhere, Heading, Onward, Sentence
from kb.editions import words
from kb.editions.cases import counterparts
from kb.editions.model import Change, Refused
from kb.editions.tree import Node, Tree, headed_text

_LONGEST_LABEL = 32
"""Characters: «Статья 1234.12-12. », «12.12.12.12) »."""
NO_WORDS = "поручение не называет слов"


class Passage(NamedTuple):
    """Where words are sought: a leaf's words from ``start`` to ``end``."""

    node: Node
    start: int
    end: int


def replace_words(tree: Tree, change: Change, day: str) -> None:
    """«слова "А" заменить словами "Б"»: the one place where the old words stand."""
    old, new = _both(change)
    if change.inflected:
        _replace_inflected(tree, change)
        return
    node, at = _once(tree, change, old)
    new = _raised(new) if node.words[at : at + 1] == _raised(old)[:1] != old[:1] else new
    tree.reword(node, words.replaced(node.words, at, old, new))


def delete_words(tree: Tree, change: Change, day: str) -> None:
    """«слова "А" исключить»."""
    old = _said(change.old)
    node, at = _once(tree, change, old)
    if node.words[at] != old[0] and node.words[at].isupper():
        raise Refused(f"слова «{old}» стоят {tree.where(node.eid)} с прописной буквы, без них не с чего начать")
    tree.reword(node, words.deleted(node.words, at, old))


def insert_words(tree: Tree, change: Change, day: str) -> None:
    """«после слов "А" дополнить словами "Б"»; without «после слов» they go before the closing mark of the unit, of the
    sentence or of the heading that is named."""
    new = _said(change.new)
    if change.old:
        node, at = _once(tree, change, change.old)
        tree.reword(node, words.inserted(node.words, at + len(change.old), new))
        return
    node, start, end = _only(tree, change)
    text = node.words
    tree.reword(node, text[:start] + words.appended(text[start:end], new) + text[end:])


def replace_everywhere(tree: Tree, change: Change, day: str) -> None:
    """«по тексту слова "А" заменить словами "Б"»: every place, at least one; where the words stand in other forms too,
    these as well, but not where each of several units was named."""
    old, new = _both(change)
    if change.inflected or (change.part != Everywhere() and _stands_otherwise(tree, change)):
        _replace_inflected(tree, change)
        return
    found = [(passage.node, _positions(passage, old)) for passage in _sought_in(tree, change)]
    if not any(at for _, at in found):
        raise Refused(f"слова «{old}» не найдены {tree.where(change.eid)}")
    for node, places in found:
        text = node.words
        for at in reversed(places):
            text = words.replaced(text, at, old, new) if new else words.deleted(text, at, old)
        tree.reword(node, text)


# what verbs of units need too


def headed(tree: Tree, change: Change) -> Node:
    """The unit whose heading is changed."""
    if not change.eid:
        raise Refused("наименование акта стоит в его реквизитах, а не в единицах текста")
    return tree.find(change.eid)


def heading_of(tree: Tree, node: Node) -> str:
    """The heading lines of a unit: all the words of its own that a container has, the first line of an article that is
    a leaf.

    Raises:
        Refused: it has none.
    """
    heading = headed_text(node.kind, node.words)[0] if node.leaf else node.words
    if not heading:
        raise Refused(f"у единицы нет наименования: {tree.where(node.eid, bare=True)}")
    return heading


def only(tree: Tree, nodes: Sequence[Node], change: Change) -> Node:
    """The one leaf of a unit that was said to be changed as one paragraph."""
    if len(nodes) != 1:
        raise Refused(
            f"{tree.where(change.eid, bare=True)} состоит из нескольких абзацев, и не сказано, какой из них меняется"
        )
    return nodes[0]


# inside


def _both(change: Change) -> tuple[str, str]:
    return _said(change.old), _said(change.new)


def _said(wording: str | None) -> str:
    if wording is None:
        raise Refused(NO_WORDS)
    return wording


def _sought_in(tree: Tree, change: Change) -> list[Passage]:
    """Every leaf of the unit but those spared; of «наименование» its line alone, of a sentence the sentence alone."""
    if isinstance(change.part, (Heading, Sentence)):
        return [_only(tree, change)]
    leaves = tree.leaves(tree.find(change.eid) if change.eid else None)
    if isinstance(change.part, Onward):
        leaves = tree.onward(tree.find(change.eid))
    spared = {leaf.eid for eid in change.spared for leaf in tree.leaves(tree.find(eid))}
    return [Passage(leaf, 0, len(leaf.words)) for leaf in leaves if leaf.eid not in spared]


def _only(tree: Tree, change: Change) -> Passage:
    """The heading, the sentence, or the one paragraph that the unit is."""
    if isinstance(change.part, Heading):
        node = headed(tree, change)
        return Passage(node, 0, len(heading_of(tree, node)))
    leaf = only(tree, list(tree.leaves(tree.find(change.eid) if change.eid else None)), change)
    if isinstance(change.part, Sentence):
        return Passage(leaf, *words.sentence(leaf.words, change.part, tree.where(change.eid)))
    return Passage(leaf, 0, len(leaf.words))


def _positions(passage: Passage, sought: str) -> list[int]:
    """Where the words stand in the passage; the unit's own number is none of its words."""
    node, start, end = passage
    found = words.positions(node.words, sought)
    if found and found[0] < _LONGEST_LABEL:
        start = max(start, read_marker(node.words).end)
    return [at for at in found if at >= start and at + len(sought) <= end]


def _once(tree: Tree, change: Change, old: str) -> tuple[Node, int]:
    """The leaf and the offset of the only occurrence of the old words; with a capital letter it counts as well.

    Raises:
        Refused: not found, or found more than once.
    """
    forms = dict.fromkeys((old, _raised(old)))
    passages = _sought_in(tree, change)
    found = [(passage.node, at) for form in forms for passage in passages for at in _positions(passage, form)]
    if len(found) != 1:
        raise Refused(words.not_once(old, len(found), tree.where(change.eid)))
    return found[0]


def _raised(wording: str) -> str:
    return wording[:1].upper() + wording[1:]


def _stands_otherwise(tree: Tree, change: Change) -> bool:
    """Do the old words stand in another form than the order quotes, one that they are known to have."""
    old, new = _both(change)
    try:
        forms = [form for form in counterparts(old, new) if words.levelled(form) != words.levelled(old)]
    except Refused:
        return False
    return any(_positions(passage, form) for passage in _sought_in(tree, change) for form in forms)


def _replace_inflected(tree: Tree, change: Change) -> None:
    """Every form of the old words, wherever it stands, by the same form of the new; refused where a form may be two."""
    pairs = counterparts(change.old or "", change.new or "")
    found = [
        (passage.node, at, form, _counterpart(pairs[form], form, tree.where(passage.node.eid)))
        for passage in _sought_in(tree, change)
        for at, form in _forms_in(passage, pairs).items()
    ]
    if not found:
        raise Refused(f"слова «{change.old}» ни в одной форме не найдены {tree.where(change.eid)}")
    for node, at, form, new in sorted(found, key=lambda f: -f[1]):
        tree.reword(node, words.replaced(node.words, at, form, new))


def _forms_in(passage: Passage, forms: Iterable[str]) -> dict[int, str]:
    """Offset → the longest form that stands there."""
    return {at: form for form in sorted(forms, key=len) for at in _positions(passage, form)}


def _counterpart(candidates: set[str], form: str, place: str) -> str:
    if len(candidates) != 1:
        several = " или ".join(f"«{c}»" for c in sorted(candidates))
        raise Refused(f"форма «{form}» {place} неоднозначна: {several}")
    (new,) = candidates
    return new
