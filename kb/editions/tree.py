"""An act as a tree of units that changes: find by eId, put in, take out, renumber.

A unit taken out stays in its place as dead, so that the order of everything that ever stood is kept; a paragraph
keeps its turn («абзац третий» stays the third when the second loses force).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from ingest.law.address import Naming
from ingest.law.numbering import sort_key
from kb.editions.model import Refused, UnitState
from kb.editions.place import where

_HEADED = frozenset(("sec", "subsec", "chp", "par"))


class Node:
    """A unit. ``eid`` changes on renumbering, ``wid`` never; ``words`` as in :class:`UnitState`."""

    __slots__ = ("alive", "children", "component", "eid", "key", "kind", "leaf", "number", "parent", "wid", "words")

    def __init__(self, state: UnitState, parent: Node | None) -> None:
        self.eid, self.wid, self.kind, self.number = state.eid, state.wid, state.kind, state.number
        self.component, self.words, self.leaf = state.component, state.words, state.leaf
        self.parent, self.alive, self.key = parent, True, sort_key(self.number or "0")
        self.children: list[Node] = []


class Tree:
    """The units of one act.

    Attributes:
        index: eId → living unit.
        naming: what the act calls its numbered units, for the words of refusals.
        touched: eIds whose unit, wording or life has changed since the list was last emptied, in order.
        counted: the act's parts have no numbers, they are counted («часть вторая»).
    """

    def __init__(self, units: Sequence[UnitState], naming: Naming = Naming.LAW) -> None:
        self.naming = naming
        self.index: dict[str, Node] = {}
        self.families: dict[str, dict[str, Node]] = {}
        self.touched: dict[str, None] = {}
        self.counted = any(u.kind == "часть" and not u.words[:1].isdigit() and u.leaf for u in units)
        self.root = Node(UnitState("", "", None, "акт", None, "main", "", False), None)
        for unit in units:
            parent = self.index.get(unit.parent or "", self.root)
            node = Node(unit, parent)
            parent.children.append(node)
            self._enter(node)

    def _enter(self, node: Node) -> None:
        self.index[node.eid] = node
        self.families.setdefault(_family(node.eid), {})[node.eid] = node

    def _leave(self, eid: str) -> None:
        if self.index.pop(eid, None) is not None:
            del self.families[_family(eid)][eid]

    def where(self, eid: str, bare: bool = False) -> str:
        """The unit in words, as this act calls its units: see :func:`kb.editions.place.where`."""
        return where(eid, self.naming, bare)

    def find(self, eid: str) -> Node:
        """The living unit; the only paragraph of a unit is the unit itself («абзац первый» of a пункт of one
        paragraph).

        Raises:
            Refused: no such unit.
        """
        node = self.index.get(eid)
        if node is None and eid.endswith("__al_1"):
            node = self.index.get(eid[: -len("__al_1")])
            node = node if node is not None and node.leaf else None
        if node is None:
            raise Refused(f"единицы нет: {self.where(eid, bare=True)}")
        return node

    def through(self, eid: str) -> str:
        """The eId of a unit of a section that was named with it: units numbered through the text do not name their
        section («пункт 4 раздела III» is «att_1__point_4»)."""
        steps = eid.split("__")
        at = max((i for i, step in enumerate(steps) if step.partition("_")[0] in _HEADED), default=-1)
        section = self.index.get("__".join(steps[: at + 1])) if 0 <= at < len(steps) - 1 else None
        if eid in self.index or section is None:
            return eid
        short = "__".join([*(step for step in steps[:at] if step.partition("_")[0] == "att"), *steps[at + 1 :]])
        first = next((child for child in section.children if child.alive), None)
        numbered_through = first is not None and not first.eid.startswith(f"{section.eid}__")
        if short in self.index:
            return short if section in self._around(self.index[short]) else eid
        return short if numbered_through else eid

    def _around(self, node: Node) -> Iterator[Node]:
        while node.parent is not None:
            node = node.parent
            yield node

    def leaves(self, node: Node | None = None) -> Iterator[Node]:
        """Living leaves of a unit (of the act when None), in order."""
        node = node or self.root
        if node.leaf:
            yield node
        for child in node.children:
            if child.alive:
                yield from self.leaves(child)

    def onward(self, node: Node) -> Iterator[Node]:
        """Living leaves of the unit and of all that stands behind it in its annex, or in the act itself."""
        first = next(self.leaves(node), node)
        of_component = [leaf for leaf in self.leaves() if leaf.component == node.component]
        yield from of_component[of_component.index(first) :]

    def reword(self, node: Node, words: str) -> None:
        """Give the unit other words."""
        if node.words != words:
            node.words = words
            self.touched[node.eid] = None

    def replace(self, node: Node, states: Sequence[UnitState], since: str) -> None:
        """Put new wording, cut into units (the first is the unit itself), in place of the unit and all below it."""
        before = {n.eid: n for n in self._below(node)}
        for old in before.values():
            self._leave(old.eid)
            self.touched[old.eid] = None
        fresh = [self._keeping(state, before.get(state.eid), since) for state in states]
        node.words, node.leaf = fresh[0].words, fresh[0].leaf
        gone = [child for child in node.children if child.eid not in {state.eid for state in states}]
        node.children = []
        self._enter(node)
        self.touched[node.eid] = None
        for state in fresh[1:]:
            self._attach(state, self.index[state.parent or ""], last=True)
        for child in gone:
            self._bury(child, node)

    def insert(self, states: Sequence[UnitState], since: str) -> None:
        """Put in a new unit with what is below it (the first has its parent's eId), by its number among its kind.

        Raises:
            Refused: its number is taken, or there is nothing to put it in.
        """
        first = states[0]
        if first.eid in self.index and first.kind != "абзац":
            raise Refused(f"единица уже есть: {self.where(first.eid, bare=True)}")
        parent = self._home(first)
        if first.kind == "абзац" and self._paragraphs(parent) + 1 < int(first.number or "1"):
            raise Refused(f"предыдущего абзаца нет: {self.where(first.eid, bare=True)}")
        if parent.leaf:
            self._open(parent)
        if first.eid in self.index:
            self._make_room(self.index[first.eid])
        self._attach(self._keeping(first, None, since), parent)
        for state in states[1:]:
            self._attach(self._keeping(state, None, since), self.index[state.parent or ""], last=True)

    def remove(self, node: Node) -> None:
        """Take the unit out with everything below it."""
        for gone in self._below(node):
            if gone.alive:
                gone.alive = False
                self._leave(gone.eid)
                self.touched[gone.eid] = None

    def renumber(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Give units other numbers, all at once: (eId, new number) pairs; everything below follows.

        Raises:
            Refused: a unit is not there, or a number would be taken twice.
        """
        moved = [(self.find(eid), number) for eid, number in pairs]
        leaving = {node.eid for node, _ in moved}
        for node, number in moved:
            eid = renumbered(node.eid, number)
            if eid in self.index and eid not in leaving:
                raise Refused(f"номер занят: {self.where(eid, bare=True)}")
        bodies = [(node, number, list(self._below(node))) for node, number in moved]
        for _, _, body in bodies:
            for unit in body:
                if unit.alive:
                    self._leave(unit.eid)
                self.touched[unit.eid] = None
        for node, number, body in bodies:
            self._rename(node, number, body)

    # inside

    def _rename(self, node: Node, number: str, body: list[Node]) -> None:
        old, new = node.eid, renumbered(node.eid, number)
        node.number, node.key = number, sort_key(number)
        labelled = node if node.words else next((n for n in body if n.leaf), node)  # «2. Музей:» is a paragraph of 2.
        labelled.words = _relabelled(labelled.words, old, number)
        for unit in body:
            if unit is node or unit.eid.startswith(f"{old}__"):  # an article's eId does not name its chapter
                unit.eid = new + unit.eid[len(old) :]
            if unit.alive:
                self._enter(unit)
            self.touched[unit.eid] = None

    def _keeping(self, state: UnitState, before: Node | None, since: str) -> UnitState:
        """The state with the identity of the unit it replaces, or with a new one."""
        if before is not None:
            return state._replace(wid=before.wid)
        return state._replace(wid=f"{state.eid}@{since}")

    def _attach(self, state: UnitState, parent: Node, last: bool = False) -> None:
        node = Node(state, parent)
        parent.children.insert(len(parent.children) if last else _place(parent.children, node), node)
        self._enter(node)
        self.touched[node.eid] = None

    def _bury(self, node: Node, parent: Node) -> None:
        """Keep a unit that new wording left out as dead, in its order."""
        for gone in self._below(node):
            gone.alive = False
        node.parent = parent
        parent.children.insert(_place(parent.children, node), node)

    def _open(self, leaf: Node) -> None:
        """Turn a leaf into a container of its first paragraph; the heading of an article stays with the article."""
        heading, paragraph = headed_text(leaf.kind, leaf.words)
        leaf.leaf, leaf.words = False, heading
        state = UnitState(
            f"{leaf.eid}__al_1", leaf.wid + "__al_1", leaf.eid, "абзац", "1", leaf.component, paragraph, True
        )
        self.touched[leaf.eid] = None
        self._attach(state, leaf)

    def _make_room(self, node: Node) -> None:
        """«дополнить новым абзацем шестым»: the sixth and those after it move down by one."""
        parent = node.parent or self.root
        after = [
            n for n in parent.children if n.kind == "абзац" and n.alive and int(n.number or 0) >= int(node.number or 0)
        ]
        self.renumber([(n.eid, str(int(n.number or 0) + 1)) for n in after])

    def _home(self, state: UnitState) -> Node:
        """What a new unit goes into: where its neighbour by number stands, for chapters and sections between an article
        and its act are in no eId; else the unit that its eId begins with."""
        kin = list(self.families.get(_family(state.eid), {}).values())
        if not kin or state.kind == "абзац":
            return self.find(state.parent) if state.parent else self.root
        key = sort_key(state.number or "0")
        smaller = [n for n in kin if n.key <= key]
        neighbour = max(smaller, key=attrgetter("key")) if smaller else min(kin, key=attrgetter("key"))
        return neighbour.parent or self.root

    def _paragraphs(self, parent: Node) -> int:
        if parent.leaf:
            return 1
        return max((int(n.number or 0) for n in parent.children if n.kind == "абзац"), default=0)

    def _below(self, node: Node) -> Iterator[Node]:
        yield node
        for child in node.children:
            yield from self._below(child)


def _family(eid: str) -> str:
    """What an eId is without its last number: units of one family are numbered in one list."""
    return eid.rpartition("_")[0]


def headed_text(kind: str, words: str) -> tuple[str, str]:
    """The heading of a unit and what stands below it: of an article «Статья 5. Срок» and its text; "" where the unit
    has no line for its heading.

    >>> headed_text("статья", "Статья 5. Срок\\nСрок - год."), headed_text("часть", "1. Срок - год.")
    (('Статья 5. Срок', 'Срок - год.'), ('', '1. Срок - год.'))
    """
    heading, line, text = words.partition("\n")
    return (heading, text) if kind == "статья" and line else ("", words)


def renumbered(eid: str, number: str) -> str:
    """The eId of the unit once it has another number: ``renumbered("art_5__para_2", "3")`` → «art_5__para_3»."""
    head, sep, last = eid.rpartition("__")
    return f"{head}{sep}{last.partition('_')[0]}_{number.replace('.', '-')}"


def _relabelled(words: str, eid: str, number: str) -> str:
    """The wording with the new number in its label; paragraphs have no label."""
    from ingest import read_marker

    if eid.rpartition("__")[2].startswith("al_"):
        return words
    marker = read_marker(words)
    if not marker.end:
        return words
    label, rest = words[: marker.end], words[marker.end :]
    at = next((i for i, ch in enumerate(label) if ch.isdigit()), None)
    if at is None:  # «II.», «а)»
        return label.replace(label.split()[-1].rstrip(".)"), number, 1) + rest
    end = len(label.rstrip(".) "))
    return label[:at] + number + label[end:] + rest


def _place(siblings: Sequence[Node], node: Node) -> int:
    """Where among its siblings a unit of that number stands: after the last of its kind with a smaller number."""
    own = [i for i, sibling in enumerate(siblings) if _family(sibling.eid) == _family(node.eid)]
    if not own or node.number is None:
        return len(siblings)
    smaller = [i for i in own if siblings[i].key <= node.key]
    return smaller[-1] + 1 if smaller else own[0]
