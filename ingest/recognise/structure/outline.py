"""From lines to a tree: one walk that keeps the open headings and the open lists of one component.

Every label is placed by a small rule of its own: a structural heading closes what is not larger than itself; a number
that goes on an open list closes what is deeper; a first number opens a list below the unit that announced it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from ingest.document import Style
from ingest.law.address import PREFIXES, Naming
from ingest.law.numbering import sort_key
from ingest.recognise.structure.lines import Line
from ingest.recognise.structure.markers import STRUCTURAL, Form, Marker
from ingest.recognise.structure.naming import Custom
from ingest.recognise.structure.tree import COUNTED, Node, Paragraph

_ITEMS = frozenset({Form.DOT, Form.BRACKET, Form.LETTER, Form.ROMAN})
_LISTED = frozenset({Form.BRACKET, Form.LETTER})
_HEADLIKE = frozenset({Style.CENTRE, Style.TITLE, Style.HEADING})
_RANK = {"часть кодекса": 0, "раздел": 1, "подраздел": 2, "глава": 3, "параграф": 4, "подпараграф": 5, "статья": 6}
_DEEPEST = 12
"""Open items below one heading; a text that nests deeper is no act."""
_OPEN_TAILS = frozenset(":;,")
_STUB = re.compile(r"[Аа]бзац[.,;]?\s*\(")
_VOID = re.compile(r"(?:[А-Яа-я]{4,10}(?:ы|и)?)?[\W_]*")
"""What is left of a repealed unit beside its label: «3. (Пункт исключён - …)», «5. Абзац. (Исключён - …)»."""
_COUNTED_STUB = re.compile(r"Часть[.,;]?\s*\(")
_NOTED_KIND = re.compile(r"\(\s*(?:[СcС] \d[^()]{0,25}? )?(?:Дополнен\w+ )?(?P<kind>[А-Яа-яё]+)")
_KIND_STEMS = (
    ("абзац", "абзац"), ("подпункт", "подпункт"), ("пункт", "пункт"), ("част", "часть"), ("стат", "статья"), ("глав", "глава"),
    ("подпараграф", "подпараграф"), ("параграф", "параграф"), ("подраздел", "подраздел"), ("раздел", "раздел"),
)  # fmt: skip
_LATIN_LETTERS = str.maketrans("aeocpxkmhtb", "аеосрхкмнтв")


class Outline:
    """The tree of one component; :meth:`build` walks its lines once.

    ``root`` stands for the component itself; ``lines`` are those of the whole document.
    """

    def __init__(
        self, lines: Sequence[Line], first: int, last: int, quoted: Sequence[bool], custom: Custom, root: Node
    ) -> None:
        self.lines, self.first, self.last, self.quoted, self.custom, self.root = (
            lines,
            first,
            last,
            quoted,
            custom,
            root,
        )
        self.headings: list[Node] = []
        self.stack: list[Node] = []
        self.tail = ""
        self.latest: Paragraph | None = None
        self.articles = False
        self.misplaced: list[tuple[int, str]] = []
        self._look_ahead()

    # -- what is ahead ---------------------------------------------------------------------------------------------

    def _look_ahead(self) -> None:
        """Where each form of number stands, and where the structural headings stand."""
        self.where: dict[Form | str, list[int]] = {form: [] for form in _ITEMS}
        self.heading_lines: list[int] = []
        for at in range(self.first, self.last):
            form = self.lines[at].marker.form
            if form is Form.NONE or self.quoted[at]:
                continue
            if form in self.where:
                self.where[form].append(at)
            elif form in STRUCTURAL:
                self.heading_lines.append(at)
                self.articles = self.articles or form is Form.ARTICLE

    def _goes_on(self, node: Node, at: int) -> bool:
        """Whether the list of ``node`` has a later item after line ``at``, before anything larger begins."""
        if node.form not in self.where:
            return False
        item = self._next(self.where[node.form], at)
        if item >= self._next(self.heading_lines, at):
            return False
        for above in self.stack:
            if above is node:
                break
            if above.form is not node.form and self._next(self.where.get(above.form, []), at) < item:
                return False
        return _later(self.lines[item].marker.number, node.number)

    def _next(self, places: list[int], at: int) -> int:
        """The first of the places from ``at`` on, the component's end when there is none."""
        place = bisect_left(places, at)
        return places[place] if place < len(places) else self.last

    # -- the walk --------------------------------------------------------------------------------------------------

    def build(self) -> None:
        """Place every line of the component."""
        at = self.first
        while at < self.last:
            line = self.lines[at]
            if line.is_blank:
                at += 1
            elif line.is_note:
                self._note(line)
                at += 1
            elif line.is_row:
                at = self._table(at)
            elif self.quoted[at] or line.marker.form is Form.NONE:
                self._plain(at)
                at += 1
            else:
                at = self._labelled(at)

    @property
    def holder(self) -> Node:
        """The deepest open heading, the component itself when there is none."""
        return self.headings[-1] if self.headings else self.root

    @property
    def here(self) -> Node:
        """The deepest open unit."""
        return self.stack[-1] if self.stack else self.holder

    def _labelled(self, at: int) -> int:
        line = self.lines[at]
        marker = line.marker
        if marker.form in STRUCTURAL:
            return self._heading(at, str(marker.form))
        if marker.form is Form.REMARK:
            self.stack = []
            self.stack.append(self._node("примечание", marker, line, self.holder))
            self._text(line, self.here)
            self.tail = self.tail if line.rest else ":"
        elif kind := self._headline(at):
            return self._heading(at, kind)
        else:
            self._item(at)
        return at + 1

    # -- headings --------------------------------------------------------------------------------------------------

    def _headline(self, at: int) -> str | None:
        """The kind of heading that «I. Общие положения» or «1. Общие положения» is; None for the label of a пункт."""
        line = self.lines[at]
        form = line.marker.form
        styled = line.style in _HEADLIKE
        if form not in (Form.ROMAN, Form.DOT) or ("." in line.marker.number and not styled):
            return None
        if line.tail in _OPEN_TAILS or (line.tail == "." and not styled) or len(line.rest) > 600 or not line.rest:
            return None
        if form is Form.ROMAN:
            return "подраздел" if any(n.form is Form.SECTION for n in self.headings) else "раздел"
        if self.articles:
            return (
                ("подпараграф" if any(n.kind == "параграф" for n in self.headings) else "подраздел") if styled else None
            )
        if not styled and not self._titles_section(at):
            return None
        return "подраздел" if any(n.form in (Form.SECTION, Form.ROMAN) for n in self.headings) else "раздел"

    def _titles_section(self, at: int) -> bool:
        """«1. Общие положения» before «1.1. …», or in capitals before anything but «2. …»."""
        line = self.lines[at]
        following = next(
            (n for n in self.lines[at + 1 : min(at + 6, self.last)] if not n.is_note and not n.is_blank), None
        )
        if following is None or following.is_row:
            return False
        if following.marker.form is Form.DOT and following.marker.number.startswith(line.marker.number + "."):
            return True
        return (
            line.rest.isupper()
            and len(line.rest) > 5
            and following.marker.form is not Form.ROMAN
            and not following.rest.isupper()
        )

    def _heading(self, at: int, kind: str) -> int:
        """Open a structural unit; returns the line after its heading."""
        line = self.lines[at]
        rank = _RANK[kind]
        while self.headings and _RANK[self.headings[-1].kind] >= rank:
            self.headings.pop()
        node = self._node(
            kind, line.marker, line, self.holder, chained=kind not in ("часть кодекса", "раздел", "глава", "статья")
        )
        self.stack, self.tail, self.latest = [], "", None
        self.headings.append(node)
        heading, after = line.rest, at + 1
        if kind == "статья" and self._opens_with_text(line):
            self._text(line, node)
            return after
        if not heading:
            heading, after = self._heading_below(at, kind)
            node.end = self.lines[after - 1].end
        node.heading = heading.strip(" .") if heading.count(".") == 1 else heading.strip() or None
        node.heading = node.heading or None
        return after

    def _opens_with_text(self, line: Line) -> bool:
        """«Статья 1. Внести в … следующие изменения:» has text where others have a heading."""
        if not line.rest:
            return False
        if line.tail in (":", ";"):
            return True
        return line.tail == "." and line.style not in _HEADLIKE and (len(line.rest) > 400 or self.custom.untitled)

    def _heading_below(self, at: int, kind: str) -> tuple[str, int]:
        """A title that stands on the lines below its label: «ГЛАВА 1», then «ОСНОВЫ КОНСТИТУЦИОННОГО СТРОЯ»."""
        words: list[str] = []
        after = at + 1
        while after < self.last and len(words) < 6:
            line = self.lines[after]
            if (
                line.is_note
                or line.is_row
                or line.is_blank
                or self.quoted[after]
                or line.marker.form is not Form.NONE
                or line.tail in (".", ";", ":")
            ):
                break
            if line.style not in _HEADLIKE and (kind == "статья" or not line.text.isupper()):
                break
            words.append(line.rest)
            after += 1
        return " ".join(words), after

    # -- numbered items --------------------------------------------------------------------------------------------

    def _item(self, at: int) -> None:
        line = self.lines[at]
        marker = self._spelled(line.marker)
        parent = self._parent_of(marker)
        if parent is None:
            parent = self._new_list(marker)
            if not _is_first(marker.number) and not self._repeats(marker) and parent.counts[marker.form]:
                self.misplaced.append((line.start, line.text[: marker.end].strip()))
        while self.stack and self.stack[-1] is not parent:
            self.stack.pop()
        kind, prefix = self._called(marker.form)
        node = Node(
            kind, prefix, marker.number, marker.form, line.start, line.end, parent, self._chains(parent, marker)
        )
        node.void = _VOID.fullmatch(line.rest) is not None
        self.stack.append(node)
        self._text(line, node)

    def _repeats(self, marker: Marker) -> bool:
        return any(node.form is marker.form and node.number == marker.number for node in self.stack)

    def _spelled(self, marker: Marker) -> Marker:
        """Latin look-alikes of a letter label as the Cyrillic letters they stand for («a)» before «б)»)."""
        if marker.form is Form.LETTER and marker.number.isascii():
            before = next((node for node in reversed(self.stack) if node.form is Form.LETTER), None)
            if marker.number == "a" if before is None else not before.number.isascii():
                return marker._replace(number=marker.number.translate(_LATIN_LETTERS))
        return marker

    def _parent_of(self, marker: Marker) -> Node | None:
        """Parent of an item that goes on an open list, None when none does."""
        if (
            marker.form is Form.DOT
            and "." in marker.number
            and not self._in_article
            and (above := self._announced_by_number(marker))
        ):
            return above
        going_on = [
            node
            for node in reversed(self.stack)
            if node.form is marker.form and _later(marker.number, node.number) and _may_follow(marker.number, node)
        ]
        if not going_on:
            return None
        chosen = next((node for node in going_on if _next_to(marker.number, node.number)), going_on[0])
        return chosen.parent

    def _announced_by_number(self, marker: Marker) -> Node | None:
        """The unit whose label «1.1.» continues, when it is its section or has opened a list."""
        whole = marker.number.rpartition(".")[0]
        for node in reversed(self.stack):
            if node.form is Form.DOT and node.number == whole:
                return node if node.counts[Form.DOT] or (node is self.here and self.tail == ":") else None
        return None

    def _new_list(self, marker: Marker) -> Node:
        """Parent of the first item of a list."""
        if len(self.stack) >= _DEEPEST:
            return self.stack[-1].parent or self.holder
        open_list = next((node for node in reversed(self.stack) if node.form is marker.form), None)
        if open_list is not None and self.tail != ":":
            return open_list.parent or self.holder
        if marker.form in (Form.DOT, Form.ROMAN) and self.tail != ":":
            return self.holder
        if self.tail in (".", ";") and self.stack and self.stack[-1].form in _LISTED:
            return next((node for node in reversed(self.stack) if node.form not in _LISTED), self.holder)
        return self.here

    @property
    def _in_article(self) -> bool:
        return bool(self.headings) and self.headings[-1].kind == "статья"

    def _called(self, form: Form) -> tuple[str, str]:
        """Russian kind and eId prefix of an item, by the form of its number and the act's custom (LAW.md §2)."""
        if self._in_article:
            prefix = {Form.DOT: "para", Form.ROMAN: "para", Form.BRACKET: "point", Form.LETTER: "subpara"}[form]
            civil = self.custom.naming is Naming.CIVIL
            return {
                "para": "пункт" if civil else "часть",
                "point": "подпункт" if civil else "пункт",
                "subpara": "подпункт",
            }[prefix], prefix
        return ("пункт", "point") if form in (Form.DOT, Form.ROMAN) else ("подпункт", "subpara")

    def _chains(self, parent: Node, marker: Marker) -> bool:
        """Numbers of пункты run through the sections of an annex, and «1.1» says its whole path itself."""
        if parent.kind == "статья" or parent is self.root:
            return True
        if parent.form is Form.DOT and parent.prefix == "point":
            return not marker.number.startswith(parent.number + ".")
        return parent.kind not in _RANK

    # -- text ------------------------------------------------------------------------------------------------------

    def _plain(self, at: int) -> None:
        """A paragraph without a label: it belongs to the open item while the item's sentence or list goes on."""
        line = self.lines[at]
        if not self.quoted[at]:
            while (
                self.stack
                and self.tail == "."
                and self._is_listed(self.stack[-1])
                and self._is_over(self.stack[-1], at)
            ):
                self.stack.pop()
            if self._opens_part(line):
                self._count_part(line)
        self._text(line, self.here)

    def _is_over(self, node: Node, at: int) -> bool:
        """Whether nothing after its full stop still belongs to the list of ``node``."""
        return not self._goes_on(node, at) and not self._noted_as(node.kind, at)

    def _noted_as(self, kind: str, at: int) -> bool:
        """Whether a note closing the coming paragraphs says that they are of a unit of this kind: «(Подпункт в редакции …)»."""
        for line in self.lines[at : min(at + 40, self.last)]:
            if line.marker.form is not Form.NONE:
                return False
            if line.text[-1] == ")" and (noted := _NOTED_KIND.match(line.text, line.text.rfind("(", 0, -1))):
                return _kind_of(noted["kind"]) == kind
        return False

    def _is_listed(self, node: Node) -> bool:
        return node.form in _LISTED or (
            node.form in (Form.DOT, Form.ROMAN) and node.parent is not None and node.parent.form in _ITEMS
        )

    def _opens_part(self, line: Line) -> bool:
        """Where parts are counted, a paragraph opens one unless it goes on a list or a sentence."""
        if not self.custom.counted or not self._in_article or (self.stack and self.stack[-1].form != COUNTED):
            return False
        if self.holder.counts[Form.DOT]:
            return False
        if not self.stack or _COUNTED_STUB.match(line.text):
            return True
        return (
            self.tail not in _OPEN_TAILS
            and not _STUB.match(line.text)
            and not line.text[0].islower()
            and line.text[0] not in "-–—"
        )

    def _count_part(self, line: Line) -> None:
        number = str(self.holder.counts[COUNTED] + 1)
        self.stack = [Node("часть", "para", number, COUNTED, line.start, line.end, self.holder)]

    def _text(self, line: Line, node: Node) -> None:
        self.latest = Paragraph(line.start, line.end)
        node.items.append(self.latest)
        self.tail = line.tail

    def _table(self, at: int) -> int:
        """Consecutive rows are one leaf."""
        after = at
        while after < self.last and self.lines[after].is_row:
            after += 1
        self.latest = Paragraph(self.lines[at].start, self.lines[after - 1].end, table=True)
        self.here.items.append(self.latest)
        self.tail = ""
        return after

    def _note(self, line: Line) -> None:
        """An editor's note on a line of its own lengthens the unit that it speaks of."""
        if self.latest is None:
            self.holder.end = max(self.holder.end, line.end)
            return
        noted = _NOTED_KIND.match(line.text)
        kind = _kind_of(noted["kind"]) if noted else "абзац"
        if kind == "абзац":
            self.latest.end = line.end
            return
        node = next(
            (node for node in (*reversed(self.stack), *reversed(self.headings)) if node.kind == kind), self.here
        )
        node.end = max(node.end, line.end)

    def _node(self, kind: str, marker: Marker, line: Line, parent: Node, chained: bool = True) -> Node:
        return Node(kind, PREFIXES[kind], marker.number, marker.form, line.start, line.end, parent, chained)


def _may_follow(number: str, node: Node) -> bool:
    """Whether the number may stand in the list of ``node``: after «2.4» below «2» comes «2.5», while «3» goes on «2»."""
    above = node.parent
    if above is None or above.form is not Form.DOT or not node.number.startswith(above.number + "."):
        return True
    return number.startswith(above.number + ".")


def _kind_of(word: str) -> str:
    """Kind of unit that a note's word names, «абзац» when it names none."""
    return next((kind for stem, kind in _KIND_STEMS if word.lower().startswith(stem)), "абзац")


def _is_first(number: str) -> bool:
    return number in ("1", "а", "I") or number.endswith(".1")


@lru_cache(maxsize=65536)
def _later(number: str, before: str) -> bool:
    return sort_key(number) > sort_key(before)


@lru_cache(maxsize=65536)
def _next_to(number: str, before: str) -> bool:
    """Whether the number comes right after the other one: 3 after 2, 2.1 after 2 or before 3, б after а."""
    (kind, value), *rest = sort_key(number)
    (kind_before, value_before), *_ = sort_key(before)
    if kind != kind_before or isinstance(value, str) or isinstance(value_before, str):
        return False
    return value == value_before + 1 or (value == value_before and bool(rest))
