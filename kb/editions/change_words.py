"""Verbs that change words inside units: replace, insert, delete, replace everywhere.

Each takes the tree and one change, and either rewords leaves or raises :class:`Refused` and leaves all as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.editions import words
from kb.editions.cases import counterparts
from kb.editions.model import Change, Refused
from kb.editions.tree import Node, Tree

HEADING = "наименование"
NO_WORDS = "поручение не называет слов"


def replace_words(tree: Tree, change: Change, day: str) -> None:
    """«слова "А" заменить словами "Б"»: the one place where the old words stand."""
    of_whole_unit(change)
    old, new = _both(change)
    if change.inflected:
        _replace_inflected(tree, change)
        return
    node, at = _span(tree, change, _sought_in(tree, change), old)
    tree.reword(node, words.replaced(node.words, at, old, new))


def delete_words(tree: Tree, change: Change, day: str) -> None:
    """«слова "А" исключить»."""
    of_whole_unit(change)
    old = _said(change.old)
    node, at = _span(tree, change, _sought_in(tree, change), old)
    tree.reword(node, words.deleted(node.words, at, old))


def insert_words(tree: Tree, change: Change, day: str) -> None:
    """«после слов "А" дополнить словами "Б"»; without «после слов» they go before the unit's closing mark."""
    of_whole_unit(change)
    new = _said(change.new)
    nodes = _sought_in(tree, change)
    if change.old:
        node, at = _span(tree, change, nodes, change.old)
        tree.reword(node, words.inserted(node.words, at + len(change.old), new))
        return
    node = only(tree, nodes, change)
    tree.reword(node, words.appended(node.words, new))


def replace_everywhere(tree: Tree, change: Change, day: str) -> None:
    """«по тексту слова "А" заменить словами "Б"»: every place, at least one."""
    old, new = _both(change)
    if change.inflected:
        _replace_inflected(tree, change)
        return
    found = [(node, words.positions(node.words, old)) for node in _sought_in(tree, change)]
    if not any(at for _, at in found):
        raise Refused(f"слова «{old}» не найдены {tree.where(change.eid)}")
    for node, places in found:
        text = node.words
        for at in reversed(places):
            text = words.replaced(text, at, old, new) if new else words.deleted(text, at, old)
        tree.reword(node, text)


# what verbs of units need too


def of_whole_unit(change: Change) -> None:
    """Refuse what is said of a part that is no unit: a row, a position, a drawing."""
    if change.occurrence and not change.occurrence.endswith("предложение") and change.occurrence != HEADING:
        raise Refused(f"меняется часть единицы, которая сама не единица: {change.occurrence}")


def headed(tree: Tree, change: Change) -> Node:
    """The unit whose heading is changed."""
    if not change.eid:
        raise Refused("наименование акта стоит в его реквизитах, а не в единицах текста")
    return tree.find(change.eid)


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


def _sought_in(tree: Tree, change: Change) -> list[Node]:
    """The leaves that the words of a change are sought in; the heading line alone for «наименование»."""
    if change.occurrence == HEADING:
        return [headed(tree, change)]
    return list(tree.leaves(tree.find(change.eid) if change.eid else None))


def _span(tree: Tree, change: Change, nodes: Sequence[Node], old: str) -> tuple[Node, int]:
    """The leaf and the offset of the only occurrence of the old words, inside the sentence if one is named."""
    place = tree.where(change.eid)
    if change.occurrence.endswith("предложение"):
        node = only(tree, nodes, change)
        start, end = words.sentence(node.words, change.occurrence, place)
        _, at = words.once([node.words[start:end]], old, place)
        return node, start + at
    number, at = words.once([node.words for node in nodes], old, place)
    return nodes[number], at


def _replace_inflected(tree: Tree, change: Change) -> None:
    """Every form of the old words, wherever it stands, by the same form of the new; refused where a form may be two."""
    pairs = counterparts(change.old or "", change.new or "")
    found = [
        (node, at, form, _counterpart(pairs[form], form, tree.where(node.eid)))
        for node in _sought_in(tree, change)
        for at, form in _forms_in(node.words, pairs).items()
    ]
    if not found:
        raise Refused(f"слова «{change.old}» ни в одной форме не найдены {tree.where(change.eid)}")
    for node, at, form, new in sorted(found, key=lambda f: -f[1]):
        tree.reword(node, words.replaced(node.words, at, form, new))


def _forms_in(text: str, forms: Iterable[str]) -> dict[int, str]:
    """Offset → the longest form that stands there."""
    return {at: form for form in sorted(forms, key=len) for at in words.positions(text, form)}


def _counterpart(candidates: set[str], form: str, place: str) -> str:
    if len(candidates) != 1:
        several = " или ".join(f"«{c}»" for c in sorted(candidates))
        raise Refused(f"форма «{form}» {place} неоднозначна: {several}")
    (new,) = candidates
    return new
