"""One walk over an HTML tree, shared by the readers of the official pages and of all other pages.

What differs between them - which class is a heading, what an editor's note looks like, where a link leads - is a
:class:`Reading`; how text becomes paragraphs, items, rows and spans is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from ingest.document import Style
from ingest.formats import typewriter
from ingest.formats.assembly import Assembly
from ingest.formats.fragment import Fragment, Line, join
from ingest.formats.markup import Element
from ingest.formats.page_table import PageTable, is_layout
from ingest.formats.role import PLAIN, Role
from ingest.law.pattern import pattern

SKIPPED = frozenset("script style head title noscript template svg object iframe nav button select textarea".split())
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 dl dt dd section article main header footer aside blockquote form fieldset address "
    "figure figcaption details summary center hr caption body html legend".split()
)
_BLANK_LINE = pattern(r"\n[ \t\r]*\n")
_TYPED = 3
"""Empty lines inside one paragraph that tell typewriter text, put into it as it stood and shown so by a style."""
_INLINE = frozenset(["span", "font", "a"])


class Inline(Enum):
    """What an inline element does to its text."""

    PLAIN = auto()
    NOTE = auto()
    RAISED = auto()
    LINK = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a kind of page is to be understood.

    Attributes:
        role: role of a block element's text.
        inline: what a ``span`` or ``font`` does to its text.
        target: where an ``a`` element leads, None when nowhere.
        breaks: whether ``<br>`` inside a paragraph begins a new one.
        pictures: whether a picture stands for something of the text (a formula, a scheme), not for decoration.
    """

    role: Callable[[Element], Role]
    inline: Callable[[Element], Inline]
    target: Callable[[Element], str | None]
    breaks: bool
    pictures: bool


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int


@dataclass(slots=True)
class Walk:
    """State of the walk; :meth:`run` fills ``assembly``."""

    reading: Reading
    assembly: Assembly = field(default_factory=Assembly)
    _line: Line = field(default_factory=Line)
    _roles: list[Role] = field(default_factory=lambda: [PLAIN])
    _lists: list[_List] = field(default_factory=list)
    _tables: list[PageTable] = field(default_factory=list)
    _prefix: str = ""
    _raised: int = 0
    _pre: int = 0
    _opened: list[tuple[Inline, int]] = field(default_factory=list)
    """The open inline elements and where they began in the line, innermost last."""

    def run(self, root: Element) -> Assembly:
        """Read the whole tree."""
        from lxml import etree

        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in SKIPPED:
                    walker.skip_subtree()
                    continue
                self._start(tag, element)
                if text := element.text:
                    self._write(text)
            else:
                if tag not in SKIPPED:
                    self._end(tag, element)
                if tail := element.tail:
                    self._write(tail)
        self._flush()
        return self.assembly

    def _write(self, text: str) -> None:
        if self._raised:
            self._line.raise_number(text)
        elif self._line.length or not text.isspace():
            self._line.write(text)

    def _start(self, tag: str, element: Element) -> None:
        if tag in _INLINE:
            kind = Inline.LINK if tag == "a" else self.reading.inline(element)
            self._raised += kind is Inline.RAISED
            self._opened.append((kind, self._line.length))
        elif tag in _BLOCKS:
            self._flush()
            self._roles.append(self.reading.role(element))
        elif handler := _STARTS.get(tag):
            handler(self, element)

    def _end(self, tag: str, element: Element) -> None:
        if tag in _INLINE:
            self._end_inline(element)
        elif tag in _BLOCKS:
            self._flush()
            self._roles.pop()
        elif handler := _ENDS.get(tag):
            handler(self, element)

    def _end_inline(self, element: Element) -> None:
        kind, start = self._opened.pop()
        if kind is Inline.NOTE:
            self._line.mark_note(min(start, self._line.length))
        elif kind is Inline.RAISED:
            self._raised -= 1
        elif kind is Inline.LINK and (target := self.reading.target(element)):
            self._line.mark_link(min(start, self._line.length), target)

    # paragraphs

    def _flush(self) -> None:
        """Close the paragraph in hand and hand it to the cell or to the page."""
        if not self._line.length:
            return
        if self._pre or self._is_typed():
            self._flush_typed()
            return
        line, self._line = self._line, Line()
        if self._opened:
            self._opened = [(kind, 0) for kind, _ in self._opened]
        fragment = line.fragment()
        if fragment.text:
            self._place(fragment)

    def _is_typed(self) -> bool:
        raw = self._line.raw
        return raw.count("\n") > 2 * _TYPED and len(_BLANK_LINE.findall(raw.strip())) >= _TYPED

    def _flush_typed(self) -> None:
        line, self._line = self._line, Line()
        self._opened = [(kind, 0) for kind, _ in self._opened]
        parts = list(typewriter.paragraphs(line.raw))
        for part, fragment in zip(parts, line.cut((part.start, part.end) for part in parts), strict=True):
            self._place(fragment, Role(part.style))

    def _place(self, fragment: Fragment, role: Role | None = None) -> None:
        if self._prefix:
            fragment = join(" ", (Fragment(self._prefix), fragment))
            self._prefix = ""
        for table in reversed(self._tables):
            if table.cell is not None:
                table.cell.append(fragment)
                return
        self.assembly.add(fragment, *(role or self._roles[-1]))

    # elements that are neither blocks nor marks

    def _raise(self, element: Element) -> None:
        self._raised += 1

    def _lower(self, element: Element) -> None:
        self._raised -= 1

    def _break(self, element: Element) -> None:
        if self._pre:
            self._line.write("\n")
        elif self.reading.breaks and not self._opened and self._roles[-1].style is not Style.HEADING:
            self._flush()
        else:
            self._line.write(" ")

    def _start_pre(self, element: Element) -> None:
        self._flush()
        self._pre += 1

    def _end_pre(self, element: Element) -> None:
        self._flush()
        self._pre -= 1

    def _start_item(self, element: Element) -> None:
        self._flush()
        self._prefix = ""
        if self._lists and self._lists[-1].ordered:
            list_ = self._lists[-1]
            list_.number = _whole(element.get("value"), list_.number)
            self._prefix = f"{list_.number}."
            list_.number += 1
        self._roles.append(Role(Style.ITEM, max(len(self._lists), 1)))

    def _end_item(self, element: Element) -> None:
        self._flush()
        self._prefix = ""
        self._roles.pop()

    def _start_list(self, element: Element) -> None:
        self._flush()
        self._lists.append(_List(element.tag == "ol", _whole(element.get("start"), 1)))

    def _end_list(self, element: Element) -> None:
        self._flush()
        if self._lists:
            self._lists.pop()

    def _start_table(self, element: Element) -> None:
        self._flush()
        self._tables.append(PageTable(is_layout(element), self.assembly.size))

    def _end_table(self, element: Element) -> None:
        self._flush()
        self._tables.pop().close(self.assembly)

    def _start_row(self, element: Element) -> None:
        self._flush()
        if self._tables:
            self._tables[-1].open_row()

    def _end_row(self, element: Element) -> None:
        self._flush()
        if self._tables:
            self._tables[-1].close_row(self.assembly)

    def _start_cell(self, element: Element) -> None:
        self._flush()
        if self._tables:
            self._tables[-1].open_cell(element.tag == "th")

    def _end_cell(self, element: Element) -> None:
        self._flush()
        if self._tables:
            self._tables[-1].close_cell()

    def _picture(self, element: Element) -> None:
        if self.reading.pictures:
            self.assembly.warn_of_picture()


_Handler = Callable[[Walk, Element], None]
_STARTS: dict[str, _Handler] = {
    "br": Walk._break, "sup": Walk._raise, "pre": Walk._start_pre, "li": Walk._start_item, "ul": Walk._start_list,
    "ol": Walk._start_list, "img": Walk._picture,
    "table": Walk._start_table, "tr": Walk._start_row, "td": Walk._start_cell, "th": Walk._start_cell,
}  # fmt: skip
_ENDS: dict[str, _Handler] = {
    "sup": Walk._lower, "pre": Walk._end_pre, "li": Walk._end_item, "ul": Walk._end_list, "ol": Walk._end_list,
    "table": Walk._end_table, "tr": Walk._end_row, "td": Walk._end_cell, "th": Walk._end_cell,
}  # fmt: skip


def _whole(value: str | None, default: int) -> int:
    return int(value) if value and len(value) < 7 and value.isdecimal() else default
