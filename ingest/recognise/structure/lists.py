"""The lists open at one place of a component, and where a label or a paragraph belongs among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from ingest.recognise.structure.lines import OutlineLine
from ingest.recognise.structure.markers import STRUCTURAL, Form, Marker
from ingest.recognise.structure.noted import noted_kind
from ingest.recognise.structure.succession import is_first, is_later, is_next
from ingest.recognise.structure.tree import Node

ITEMS = frozenset({Form.DOT, Form.BRACKET, Form.LETTER, Form.ROMAN})
"""Forms of numbered items."""

_LISTED = frozenset({Form.BRACKET, Form.LETTER})
_DEEPEST = 12
"""Open items below one heading; a text that nests deeper is no act."""
_ENDS = tuple(".-–—")
_NOTE_AHEAD = 40
"""Lines within which a note may close a paragraph's unit."""
_LATIN_LETTERS = str.maketrans("aeocpxkmhtb", "аеосрхкмнтв")


class Ahead:
    """Where the labels of a component stand, to look ahead without walking."""

    def __init__(self, lines: Sequence[OutlineLine], first: int, last: int, quoted: Sequence[bool]) -> None:
        self.lines, self.last = lines, last
        self.articles = False
        self.noted = False
        self._items: dict[Form | str, list[int]] = {form: [] for form in ITEMS}
        self._headings: list[int] = []
        for at in range(first, last):
            form = lines[at].marker.form
            self.noted = self.noted or lines[at].is_note
            if form is Form.NONE or quoted[at]:
                continue
            if form in self._items:
                self._items[form].append(at)
            elif form in STRUCTURAL:
                self._headings.append(at)
                self.articles = self.articles or form is Form.ARTICLE

    def item(self, form: Form | str, at: int) -> int:
        """The first line from ``at`` on with a label of that form, the component's end when there is none."""
        return self._first(self._items.get(form, []), at)

    @cached_property
    def levelled(self) -> frozenset[str]:
        """Numbers that have parts of their own: «2» where «2.1» and «2.2» stand, or where one is announced («2. …:»).
        A lone «8.1», «8¹», and any in a text that editors have changed, may have been put in after «8»."""
        if self.noted:
            return frozenset()
        printed = (at for at in self._items[Form.DOT] if self.lines[at].text.startswith(self.lines[at].marker.number))
        numbers = {self.lines[at].marker.number: at for at in printed}
        firsts = {number[:-2]: at for number, at in numbers.items() if number.endswith(".1")}
        announced = any(at and self.lines[at - 1].tail == ":" for at in firsts.values())
        return frozenset(whole for whole in firsts if announced or f"{whole}.2" in numbers)

    def heading(self, at: int) -> int:
        """The first structural heading from line ``at`` on."""
        return self._first(self._headings, at)

    def _first(self, places: list[int], at: int) -> int:
        place = bisect_left(places, at)
        return places[place] if place < len(places) else self.last


class OpenLists:
    """Open items below one heading, from the outermost in.

    ``holder`` is the unit with the heading; ``tail`` the mark that ended the latest wording.
    """

    def __init__(self, ahead: Ahead, holder: Node) -> None:
        self.ahead, self.holder = ahead, holder
        self.stack: list[Node] = []
        self.tail = ""

    @property
    def here(self) -> Node:
        """The deepest open unit."""
        return self.stack[-1] if self.stack else self.holder

    def place_for(self, marker: Marker) -> tuple[Node, str, bool]:
        """The parent of a new item, the rule that says so - the first of :data:`GOING_ON`, else of :data:`OPENING` -
        and whether its number is in order: it goes on a list, begins one, or repeats the latest.
        """
        for rule, find in GOING_ON.items():
            if parent := find(self, marker):
                return parent, rule, True
        rule, parent = next((rule, parent) for rule, find in OPENING.items() if (parent := find(self, marker)))
        repeats = any(node.form is marker.form and node.number == marker.number for node in self.stack)
        return parent, rule, repeats or is_first(marker.number) or not parent.counts.get(marker.form)

    def close_below(self, parent: Node) -> None:
        """Close what is deeper than ``parent``."""
        while self.stack and self.stack[-1] is not parent:
            self.stack.pop()

    def close_ended(self, at: int) -> None:
        """Before a paragraph at line ``at``: close the lists that ended and do not go on.

        A list ends with a full stop, or with the dash before what follows from it («б) …, - / наказывается …»).
        """
        while self.stack and self.tail in _ENDS and _is_listed(self.stack[-1]) and self._is_over(self.stack[-1], at):
            self.stack.pop()

    def spelled(self, marker: Marker, at: int) -> Marker:
        """The letter label of line ``at`` with Latin look-alikes as the Cyrillic letters they stand for («a)» before
        «б)»); «a)» before «b)» is Latin."""
        if marker.form is Form.LETTER and marker.number.isascii():
            before = next((node for node in reversed(self.stack) if node.form is Form.LETTER), None)
            if not before.number.isascii() if before else marker.number == "a" and not self._is_latin(at):
                return marker._replace(number=marker.number.translate(_LATIN_LETTERS))
        return marker

    def _is_latin(self, at: int) -> bool:
        """Whether the next letter after the «a)» of line ``at`` is «b)»."""
        following = self.ahead.item(Form.LETTER, at + 1)
        return following < self.ahead.last and self.ahead.lines[following].marker.number == "b"

    # -- where a label belongs: each rule gives the parent, None where it does not hold ---------------------------

    def _inside(self, marker: Marker) -> Node | None:
        """«1.1)» inside «1)», when that has opened a list; «2.1.» inside «2.», when the act numbers by levels. In an
        article «1.1.» is a часть beside «1.», unless «4.1.1.» names article 4 too."""
        whole, dot, _ = marker.number.rpartition(".")
        if not dot or not (marker.form is Form.BRACKET or (marker.form is Form.DOT and self._has_levels(whole))):
            return None
        node = next((node for node in reversed(self.stack) if node.form is marker.form and node.number == whole), None)
        announced = node and (node.counts.get(marker.form) or (node is self.here and self.tail == ":"))
        levelled = marker.form is Form.DOT and whole in self.ahead.levelled
        return node if announced or levelled else None

    def _has_levels(self, whole: str) -> bool:
        return self.holder.kind != "статья" or whole.startswith(f"{self.holder.number}.")

    def _next(self, marker: Marker) -> Node | None:
        """«3)» after «2)»: the deepest open list that the number follows."""
        following = (node for node in self._before(marker) if is_next(marker.number, node.number))
        return next((node.parent for node in following), None)

    def _later(self, marker: Marker) -> Node | None:
        """«5)» after «2)»: what was between is repealed, or left out."""
        return next((node.parent for node in self._before(marker)), None)

    def _before(self, marker: Marker) -> Iterator[Node]:
        """Open items, from the deepest out, that the number may stand after."""
        for node in reversed(self.stack):
            if node.form is marker.form and is_later(marker.number, node.number) and _may_follow(marker.number, node):
                yield node

    def _deepest(self, marker: Marker) -> Node | None:
        """No list is opened below so many."""
        return self.stack[-1].parent or self.holder if len(self.stack) >= _DEEPEST else None

    def _anew(self, marker: Marker) -> Node | None:
        """An open list of the form, whose numbers start anew although nothing announced it."""
        if self.tail == ":":
            return None
        open_list = next((node for node in reversed(self.stack) if node.form is marker.form), None)
        return open_list and (open_list.parent or self.holder)

    def _outermost(self, marker: Marker) -> Node | None:
        """«1.» that nothing announced is a part of what has the heading."""
        return self.holder if marker.form in (Form.DOT, Form.ROMAN) and self.tail != ":" else None

    def _after_list(self, marker: Marker) -> Node | None:
        """After «2) …;» another list begins «а)» that nothing announced: it stands beside the first one."""
        if self.tail not in (".", ";") or not self.stack or self.stack[-1].form not in _LISTED:
            return None
        return next((node for node in reversed(self.stack) if node.form not in _LISTED), self.holder)

    def _opened(self, marker: Marker) -> Node:
        """The deepest open unit, whose list this is."""
        return self.here

    # -- where a paragraph belongs ---------------------------------------------------------------------------------

    def _is_over(self, node: Node, at: int) -> bool:
        """Whether nothing from line ``at`` on still belongs to the list of ``node``."""
        return not self._goes_on(node, at) and not self._is_noted(node.kind, at)

    def _goes_on(self, node: Node, at: int) -> bool:
        """Whether the list of ``node`` has a later item from line ``at`` on, before anything larger begins."""
        item = self.ahead.item(node.form, at)
        if item >= self.ahead.heading(at):
            return False
        for above in self.stack:
            if above is node:
                break
            if above.form is not node.form and self.ahead.item(above.form, at) < item:
                return False
        return is_later(self.ahead.lines[item].marker.number, node.number)

    def _is_noted(self, kind: str, at: int) -> bool:
        """Whether a note that closes the coming paragraphs says that they are of a unit of this kind."""
        for line in self.ahead.lines[at : min(at + _NOTE_AHEAD, self.ahead.last)]:
            if line.marker.form is not Form.NONE:
                return False
            opened = line.text.rfind("(", 0, -1) if line.text[-1] == ")" else -1
            if opened >= 0 and line.text[opened + 1].isupper():
                return noted_kind(line.text, opened) == kind
        return False


GOING_ON = {"inside": OpenLists._inside, "next": OpenLists._next, "later": OpenLists._later}
"""Rules for an item that goes on an open list, in the order they are tried."""
OPENING = {
    "deepest": OpenLists._deepest,
    "anew": OpenLists._anew,
    "outermost": OpenLists._outermost,
    "after-list": OpenLists._after_list,
    "opened": OpenLists._opened,
}
"""Rules for one that goes on none, and so opens a list; the last always holds."""


def _may_follow(number: str, node: Node) -> bool:
    """Whether the number may stand in the list of ``node``: «2.5» after «2.4» below «2», but «3» after «2» only."""
    above = node.parent
    if above is None or above.form is not node.form:
        return True
    if not node.number.startswith(above.number + "."):
        return True
    return number.startswith(above.number + ".")


def _is_listed(node: Node) -> bool:
    """Whether the node is an item of a list inside a sentence, not a part of its own."""
    return node.form in _LISTED or (node.form in ITEMS and node.parent is not None and node.parent.form in ITEMS)
