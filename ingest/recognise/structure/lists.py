"""The lists open at one place of a component, and where a label or a paragraph belongs among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

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
        self._items: dict[Form | str, list[int]] = {form: [] for form in ITEMS}
        self._headings: list[int] = []
        for at in range(first, last):
            form = lines[at].marker.form
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

    def place_for(self, marker: Marker) -> tuple[Node, bool]:
        """The parent of a new item - of the list that it goes on, else of the list that it opens - and whether its
        number is in order: it goes on a list, begins one, or repeats the latest.
        """
        if parent := self._going_on(marker):
            return parent, True
        parent = self._opened(marker)
        repeats = any(node.form is marker.form and node.number == marker.number for node in self.stack)
        return parent, repeats or is_first(marker.number) or not parent.counts.get(marker.form)

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

    def spelled(self, marker: Marker) -> Marker:
        """A letter label with Latin look-alikes as the Cyrillic letters they stand for («a)» before «б)»)."""
        if marker.form is Form.LETTER and marker.number.isascii():
            before = next((node for node in reversed(self.stack) if node.form is Form.LETTER), None)
            if marker.number == "a" if before is None else not before.number.isascii():
                return marker._replace(number=marker.number.translate(_LATIN_LETTERS))
        return marker

    # -- where a label belongs -------------------------------------------------------------------------------------

    def _going_on(self, marker: Marker) -> Node | None:
        """Parent of an item that goes on an open list, None when none does."""
        inside = marker.form is Form.BRACKET or (marker.form is Form.DOT and self.holder.kind != "статья")
        if inside and "." in marker.number:
            announced = self._announced_by_number(marker)
            if announced:
                return announced
        later = None
        for node in reversed(self.stack):
            if node.form is marker.form and is_later(marker.number, node.number) and _may_follow(marker.number, node):
                if is_next(marker.number, node.number):
                    return node.parent
                later = later or node
        return later.parent if later else None

    def _announced_by_number(self, marker: Marker) -> Node | None:
        """The unit whose label «1.1.» continues, when it has opened a list."""
        whole = marker.number.rpartition(".")[0]
        for node in reversed(self.stack):
            if node.form is marker.form and node.number == whole:
                return node if node.counts.get(marker.form) or (node is self.here and self.tail == ":") else None
        return None

    def _opened(self, marker: Marker) -> Node:
        """Parent of the first item of a list."""
        if len(self.stack) >= _DEEPEST:
            return self.stack[-1].parent or self.holder
        announced = self.tail == ":"
        open_list = next((node for node in reversed(self.stack) if node.form is marker.form), None)
        if open_list is not None and not announced:
            return open_list.parent or self.holder
        if marker.form in (Form.DOT, Form.ROMAN) and not announced:
            return self.holder
        if self.tail in (".", ";") and self.stack and self.stack[-1].form in _LISTED:
            return next((node for node in reversed(self.stack) if node.form not in _LISTED), self.holder)
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
