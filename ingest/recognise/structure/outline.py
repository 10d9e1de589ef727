"""From lines to a tree: one walk that keeps the open headings and the open lists of one component.

**What is kept.** Two stacks, the smaller inside the larger, and two things of the line before::

    headings   раздел II › глава 3 › статья 14           by rank, the deepest is the *holder*
    lists      3. › 2) › б)                              open items below the holder, whatever their forms
    tail       the mark that ended the latest wording    «:» announces a list, «;» goes on with one, «.» may end it
    latest     the latest paragraph                      that an editor's note may lengthen

**What a line does** - every line one thing, and nothing is ever taken back:

=====================  ==================================================================================
structural label       closes headings of its rank and below and every list; its wording is the heading
«I.», «1.» as title    the same, where :func:`headings.headline <.headings.headline>` says that it is one
item label             finds its parent (lists, by the rules there), closes what is deeper, opens itself
«Примечание»           closes every list and stands at the bottom of a new one
paragraph              ends the lists that do not go on, then is text of the deepest open unit; where an act
                       counts its parts, it may open one
table row              rows that follow one another are one leaf of the deepest open unit
note                   lengthens the unit that it speaks of, and opens nothing
quoted line            text, whatever label it has: it is structure of another act
=====================  ==================================================================================

**What is inherited.** A new unit stands below the holder and the open items; its eId begins with its parent's unless
its numbers run through the act (:data:`NUMBERED_THROUGH`) or its number says the whole path («1.1»). What an item is
called follows from the form of its label, from whether it is in an article, and from the custom of the act
(:mod:`.naming`); in a remark, as outside articles. How numbers follow one another is told in :mod:`.succession`.
"""

from __future__ import annotations

from collections.abc import Sequence
from sys import intern

from ingest.law.address import PREFIXES, Naming
from ingest.law.pattern import pattern
from ingest.recognise.structure.headings import (
    HEADLIKE,
    NUMBERED_THROUGH,
    RANK,
    goes_on_below,
    heading_below,
    headline,
    opens_with_text,
    tidy_heading,
)
from ingest.recognise.structure.lines import OutlineLine
from ingest.recognise.structure.lists import Ahead, OpenLists
from ingest.recognise.structure.markers import STRUCTURAL, Form, Marker, read_marker
from ingest.recognise.structure.naming import Custom
from ingest.recognise.structure.noted import noted_kind
from ingest.recognise.structure.succession import is_next
from ingest.recognise.structure.tree import COUNTED, Node, Paragraph

_STUB = pattern(r"[Аа]бзац[.,;]?\s*\(")
_FOOTNOTE = pattern(r"<\d{1,3}>\s")
_COUNTED_STUB = pattern(r"Часть[.,;]?\s*\(")
_ANNOUNCES = (" следующего.", " следующее.", " следующем.")
"""«… исходит из следующего.» opens a list as a colon does."""
_VOID = pattern(r"(?:[Аа]бзац|[Пп]ункт|[Пп]одпункт|[Чч]асть|[Пп]озиция|[Сс]трока)?[\W_]*")
"""What is left of a repealed unit beside its label: «3. (Пункт исключён - …)», «5. Абзац. (Исключён - …)»."""

_IN_ARTICLE = {Form.DOT: "para", Form.ROMAN: "para", Form.BRACKET: "point", Form.LETTER: "subpara"}
_OUTSIDE = {Form.DOT: "point", Form.ROMAN: "point", Form.BRACKET: "subpara", Form.LETTER: "subpara"}
_CALLED = {
    Naming.LAW: {"para": "часть", "point": "пункт", "subpara": "подпункт"},
    Naming.CIVIL: {"para": "пункт", "point": "подпункт", "subpara": "подпункт"},
    Naming.DECREE: {"para": "часть", "point": "пункт", "subpara": "подпункт"},
}
"""Custom → eId prefix → what the act calls such a unit (docs/law.md, 2)."""


class Outline:
    """The tree of one component; :meth:`build` walks its lines once.

    Attributes:
        lines, quoted: of the whole document; the component's are ``first`` … ``last`` (exclusive).
        root: stands for the component itself.
        misplaced: (start, label) of numbers out of order.
    """

    def __init__(
        self, lines: Sequence[OutlineLine], first: int, last: int, quoted: Sequence[bool], custom: Custom, root: Node
    ) -> None:
        self.lines, self.quoted, self.custom, self.root = lines, quoted, custom, root
        self.first, self.last = first, last
        self.ahead = Ahead(lines, first, last, quoted)
        self.headings: list[Node] = []
        self.lists = OpenLists(self.ahead, root)
        self.latest: Paragraph | None = None
        self.misplaced: list[tuple[int, str]] = []

    def build(self) -> None:
        """Place every line of the component."""
        at = self.first
        while at < self.last:
            line = self.lines[at]
            if line.is_blank:
                at += 1
            elif line.is_note:
                at = self._note(at)
            elif line.is_row:
                at = self._table(at)
            elif self.quoted[at] or line.marker.form is Form.NONE:
                at = self._plain(at)
            else:
                at = self._labelled(at)

    @property
    def holder(self) -> Node:
        """The deepest open heading, the component itself when there is none."""
        return self.headings[-1] if self.headings else self.root

    def _labelled(self, at: int) -> int:
        form = self.lines[at].marker.form
        if form in STRUCTURAL:
            return self._heading(at, str(form), self.lines[at].marker.found_by)
        if form is Form.REMARK:
            return self._remark(at)
        heading = headline(self.lines, at, self.last, self.headings, self.lists.stack, self.ahead.articles)
        return self._heading(at, *heading) if heading else self._item(at)

    # -- units -----------------------------------------------------------------------------------------------------

    def _heading(self, at: int, kind: str, rule: str) -> int:
        """Open a structural unit; returns the line after its heading."""
        line = self.lines[at]
        while self.headings and RANK[self.headings[-1].kind] >= RANK[kind]:
            self.headings.pop()
        node = self._node(kind, line, intern(f"heading/{rule}"), chained=kind not in NUMBERED_THROUGH)
        self.headings.append(node)
        self.lists, self.latest = OpenLists(self.ahead, node), None
        if kind == "статья" and (first := _item_beside(line)):
            self._place_item(first)
            return at + 1
        if kind in ("статья", "параграф") and opens_with_text(line, kind == "параграф" or self.custom.untitled):
            self._text(line, node)
            return at + 1
        heading, after = line.rest, at + 1
        if not heading or goes_on_below(self.lines, at, self.last, self.quoted):
            below, after = heading_below(self.lines, at, self.last, self.quoted)
            heading = f"{heading} {below}".strip()
            node.end = self.lines[after - 1].end
        node.heading = tidy_heading(heading)
        return after

    def _remark(self, at: int) -> int:
        """«Примечание» closes the lists before it and may hold its own."""
        line = self.lines[at]
        node = self._node("примечание", line, line.marker.found_by)
        node.void = not line.rest and len(line.text.rstrip()) > line.marker.end  # an editor's note is all it holds
        self.lists.stack = [node]
        if first := _item_beside(line):
            self._text(line._replace(end=first.start), node)
            self.lists.tail = ":"
            self._place_item(first)
        else:
            self._text(line, node)
            self.lists.tail = line.tail if line.rest else ":"
        return at + 1

    def _item(self, at: int) -> int:
        """A numbered item of a list."""
        line, lists = self.lines[at], self.lists
        self._place_item(line._replace(marker=lists.spelled(line.marker, at)))
        return at + 1

    def _place_item(self, line: OutlineLine) -> None:
        lists, marker = self.lists, line.marker
        parent, rule, in_order = lists.place_for(marker)
        if not in_order:
            self.misplaced.append((line.start, line.text[: marker.end].strip()))
        lists.close_below(parent)
        kind, prefix = self._called(marker.form)
        found_by, chained = intern(f"{marker.found_by}/{rule}"), self._chains(parent, marker)
        node = Node(kind, prefix, marker.number, marker.form, line.start, line.end, parent, found_by, chained)
        node.void = _VOID.fullmatch(line.rest) is not None
        node.several = marker.several
        lists.stack.append(node)
        self._text(line, node)

    def _called(self, form: Form) -> tuple[str, str]:
        """Kind and eId prefix of an item, by the form of its number and the custom of the act."""
        in_remark = bool(self.lists.stack) and self.lists.stack[0].form is Form.REMARK
        if self._in_article and not in_remark:
            prefix = _IN_ARTICLE[form]
            return _CALLED[self.custom.naming][prefix], prefix
        prefix = _OUTSIDE[form]
        return _CALLED[Naming.DECREE][prefix], prefix

    @property
    def _in_article(self) -> bool:
        return self.holder.kind == "статья"

    def _chains(self, parent: Node, marker: Marker) -> bool:
        """Whether the item's eId names its parent: пункты run through sections, «1.1» says its whole path itself."""
        if parent.kind == "статья" or parent is self.root:
            return True
        if parent.form is Form.DOT and parent.prefix == "point":
            return not marker.number.startswith(parent.number + ".")
        return parent.kind not in RANK or (parent.kind == "параграф" and marker.form in (Form.BRACKET, Form.LETTER))

    def _node(self, kind: str, line: OutlineLine, found_by: str, chained: bool = True) -> Node:
        marker, span = line.marker, (line.start, line.end)
        node = Node(kind, PREFIXES[kind], marker.number, marker.form, *span, self.holder, found_by, chained)
        node.several = marker.several
        return node

    # -- text ------------------------------------------------------------------------------------------------------

    def _plain(self, at: int) -> int:
        """A paragraph without a label: it belongs to the open item while the item's sentence or list goes on."""
        line = self.lines[at]
        if line.style in HEADLIKE and self._parts_points(at):
            self._text(line, self.holder)
            return at + 1
        if not self.quoted[at]:
            self.lists.close_ended(at)
            if _FOOTNOTE.match(line.text) and self.lists.stack and self.lists.stack[0].form is Form.REMARK:
                self.lists.stack = []  # it stands below the remark and is no part of it
            if self._opens_part(line):
                number = str(self.holder.counts.get(COUNTED, 0) + 1)
                node = Node("часть", "para", number, COUNTED, line.start, line.end, self.holder, COUNTED)
                self.lists.stack = [node]
        self._text(line, self.lists.here)
        return at + 1

    def _parts_points(self, at: int) -> bool:
        """«Круг заявителей», centred between two points of a regulation: a heading that is no unit, of the section."""
        stack, line = self.lists.stack, self.lines[at]
        if self.quoted[at] or self._in_article or not stack or self.lists.tail != "." or at + 1 == self.last:
            return False
        open_item, following = stack[0], self.lines[at + 1].marker
        if open_item.form is not Form.DOT or following.form is not Form.DOT or open_item.parent is not self.holder:
            return False
        return line.tail not in tuple(":;,.") and is_next(following.number, open_item.number)

    def _opens_part(self, line: OutlineLine) -> bool:
        """Where parts are counted, a paragraph opens one unless it goes on a list or a sentence."""
        stack = self.lists.stack
        if not self.custom.counted or not self._in_article or (stack and stack[-1].form != COUNTED):
            return False
        if self.holder.counts.get(Form.DOT):
            return False
        if not stack or _COUNTED_STUB.match(line.text):
            return True
        goes_on = self.lists.tail in tuple(":;,") or line.text[0].islower() or line.text[0] in "-–—"
        return not goes_on and not _STUB.match(line.text)

    def _text(self, line: OutlineLine, node: Node) -> None:
        self.latest = Paragraph(line.start, line.end)
        node.items.append(self.latest)
        self.lists.tail = ":" if line.rest.endswith(_ANNOUNCES) else line.tail

    def _table(self, at: int) -> int:
        """Consecutive rows are one leaf."""
        after = at
        while after < self.last and self.lines[after].is_row:
            after += 1
        self.latest = Paragraph(self.lines[at].start, self.lines[after - 1].end, table=True)
        self.lists.here.items.append(self.latest)
        self.lists.tail = ""
        return after

    def _note(self, at: int) -> int:
        """An editor's note on a line of its own lengthens the unit that it speaks of."""
        line = self.lines[at]
        kind = noted_kind(line.text)
        if self.latest is None:
            self.holder.end = max(self.holder.end, line.end)
        elif kind == "абзац":
            self.latest.end = line.end
        else:
            open_units = (*reversed(self.lists.stack), *reversed(self.headings))
            node = next((node for node in open_units if node.kind == kind), self.lists.here)
            node.end = max(node.end, line.end)
        return at + 1


def _item_beside(line: OutlineLine) -> OutlineLine | None:
    """«Примечания. 1. Хищением признается …»: the first item of the list, on the line of its label."""
    offset = line.marker.end + len(line.text[line.marker.end :]) - len(line.text[line.marker.end :].lstrip())
    wording = line.text[offset:]
    marker = read_marker(wording)
    if marker.form not in (Form.DOT, Form.BRACKET) or marker.number != "1":
        return None
    rest = line.rest[marker.end :].strip()
    return line._replace(start=line.start + offset, text=wording, marker=marker, rest=rest)
