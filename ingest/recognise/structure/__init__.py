"""Structure of an act: sections, articles, numbered parts, paragraphs, annexes - as units with eIds.

What these are is told in docs/law.md, 2 and 7. The stages, each in its own module:

    lines       the document as labelled lines (markers; bare: those without a mark), editor's notes, a publisher's
                asides and pages of contents set apart
    quotations  quoted new wording of amending acts: no structure of their own
    components  the act's own text, its signature (signing), its annexes (annexes)
    repairs     superscripts lost in conversion, put right from the neighbours
    naming      what the act calls its parts
    outline     lines to a tree: headings, lists and how their numbers succeed one another (succession)
    doubts      what makes the tree doubtful, told as problems
    units       the tree to units; noted: the unit that a note speaks of
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Document, Span
from ingest.law.address import Naming
from ingest.law.numbering import for_eid
from ingest.law.pattern import pattern
from ingest.law.text import close_up
from ingest.parsed import Problem, Requisites, Unit
from ingest.recognise.note_spans import note_spans
from ingest.recognise.structure.annexes import Annex
from ingest.recognise.structure.components import layout_of
from ingest.recognise.structure.doubts import doubts
from ingest.recognise.structure.headings import is_unmarked_title, orders
from ingest.recognise.structure.lines import OutlineLine, read_lines
from ingest.recognise.structure.markers import Form
from ingest.recognise.structure.naming import Custom, custom_of
from ingest.recognise.structure.outline import Outline
from ingest.recognise.structure.quotations import find_quotations, quoted_spans
from ingest.recognise.structure.repairs import raise_superscripts, raised
from ingest.recognise.structure.tree import Node, Paragraph
from ingest.recognise.structure.units import Emission, close

__all__ = ["quoted_spans", "recognise"]


def recognise(document: Document, head: Requisites | None) -> tuple[tuple[Unit, ...], Naming, tuple[Problem, ...]]:
    """Units of the act in document order, what it calls them, and what was odd about its numbering.

    The head and the signature belong to no unit. A number out of order is a problem, and the unit stays.
    """
    lines = read_lines(document, note_spans(document))
    quotations = tuple(find_quotations(document.text, lines))
    reading = _Reading(document, lines, quotations, head.naming if head else Naming.LAW)
    return reading.recognise(head.end if head else 0)


class _Reading:
    """One document being read."""

    def __init__(
        self, document: Document, lines: list[OutlineLine], quotations: tuple[Span, ...], known: Naming
    ) -> None:
        self.document, self.lines, self.quotations, self.known = document, lines, quotations, known
        self.quoted = _quoted_lines(lines, quotations)
        self.emission = Emission()

    def recognise(self, head_end: int) -> tuple[tuple[Unit, ...], Naming, tuple[Problem, ...]]:
        layout = layout_of(self.lines, self.quoted, head_end)
        main, custom = self._tree(layout.body, layout.end, Node("акт", "", "", Form.NONE, 0, 0, None))
        _set_preamble(main, self.document.text, bool(layout.annexes))
        self.emission.main(main)
        self._annexes(layout.annexes)
        problems = sorted(self.emission.problems, key=lambda problem: problem.start or 0)
        return tuple(self.emission.units), custom.naming, tuple(problems)

    def _tree(self, first: int, last: int, root: Node) -> tuple[Node, Custom]:
        """The tree of the lines ``first`` … ``last`` (exclusive) below ``root``."""
        mended, problems = raise_superscripts(self.lines, first, last, self.quoted)
        self.emission.problems += problems
        for at, line in mended.items():
            self.lines[at] = line
        custom = self._custom(first, last)
        outline = Outline(self.lines, first, last, self.quoted, custom, root)
        outline.build()
        self.emission.problems += [
            Problem(f"Номер «{label}» стоит не по порядку.", start, "number-out-of-order")
            for start, label in outline.misplaced
        ]
        self.emission.problems += doubts(root, self.lines[first:last], self.quoted[first:last])
        close(root)
        return root, custom

    def _custom(self, first: int, last: int) -> Custom:
        if first >= last:
            return Custom(Naming.DECREE, False)
        own = [line for line, quoted in zip(self.lines[first:last], self.quoted[first:last], strict=True) if not quoted]
        articles = [line for line in own if line.marker.form is Form.ARTICLE]
        start, end = self.lines[first].start, self.lines[last - 1].end
        custom = custom_of(self.document.text, start, end, bool(articles), self.quotations, self.known)
        with_text = sum(line.tail == "." and bool(line.rest) for line in articles)
        return custom._replace(untitled=with_text * 2 > len(articles))

    def _annexes(self, annexes: Sequence[Annex]) -> None:
        """Units of the annexes: eId «att_1» by its number or its turn, «att_1__att_2» for one nested in the first."""
        eids: list[str] = []
        for place, annex in enumerate(_numbered(annexes)):
            base = "" if annex.parent is None else eids[annex.parent] + "__"
            turn = 1 + sum(other.parent == annex.parent for other in annexes[:place])
            number = annex.number
            if not number or self.emission.taken(f"{base}att_{for_eid(number)}"):
                while self.emission.taken(f"{base}att_{turn}"):
                    turn += 1
                number = str(turn)
            eid = f"{base}att_{for_eid(number)}"
            eids.append(eid)
            root = Node(
                "приложение",
                "att",
                number,
                Form.NONE,
                self.lines[annex.first].start,
                self.lines[annex.body - 1].end,
                None,
                f"annex/{annex.found_by}",
            )
            root.heading = annex.title
            if annex.restates:
                self.quoted[annex.body : annex.last] = [True] * (annex.last - annex.body)
            self._tree(annex.body, annex.last, root)
            self.emission.annex(root, eid, None if annex.parent is None else eids[annex.parent])
        self._nest()

    def _nest(self) -> None:
        """An annex reaches over the annexes nested in it."""
        ends: dict[str, int] = {}
        for unit in reversed(self.emission.units):
            ends[unit.eid] = max(unit.end, ends.get(unit.eid, 0))
            if unit.kind == "приложение" and unit.parent:
                ends[unit.parent] = max(ends.get(unit.parent, 0), ends[unit.eid])
        self.emission.units = [
            unit._replace(end=ends[unit.eid]) if unit.kind == "приложение" and ends[unit.eid] > unit.end else unit
            for unit in self.emission.units
        ]


_ENACTS = pattern(
    r"(?i:приказыва(?:ю|ем)|постановля(?:ю|ет|ем)|реш(?:ил[аи]?|ает)|обязыва(?:ю|ет)|предлага(?:ю|ет)) ?:\Z"
)
"""How a preamble ends."""


def _numbered(annexes: Sequence[Annex]) -> list[Annex]:
    """The annexes with flattened numbers raised: № 1, № 11, № 2 → 1, 1.1, 2."""
    mended: dict[int, str] = {}
    for parent in {annex.parent for annex in annexes}:
        mended |= raised([(place, annex.number) for place, annex in enumerate(annexes) if annex.parent == parent])
    return [annex._replace(number=mended.get(place, annex.number)) for place, annex in enumerate(annexes)]


def _quoted_lines(lines: Sequence[OutlineLine], quotations: Sequence[Span]) -> list[bool]:
    """Which lines begin inside a quotation, its first character included."""
    quoted = [False] * len(lines)
    at = 0
    for place, line in enumerate(lines):
        while at < len(quotations) and quotations[at].end <= line.start:
            at += 1
        quoted[place] = at < len(quotations) and quotations[at].start <= line.start
    return quoted


def _set_preamble(main: Node, text: str, has_annexes: bool) -> None:
    """Paragraphs before the first unit are the preamble, if not all are headings. Where there is no unit, those down to
    «приказываю:» are, or all of a letter that sends an annex on its way."""
    before: list[Paragraph] = []
    for item in main.items:
        if isinstance(item, Node):
            break
        before.append(item)
    if len(before) == len(main.items):
        enacts = (at for at, item in enumerate(before) if _ENACTS.search(close_up(text[item.start : item.end])))
        sends = has_annexes and not any(item.table or orders(text[item.start : item.end]) for item in before)
        before = before[: next(enacts, len(before) - 1 if sends else -1) + 1]
    if not before:
        return
    if all(is_unmarked_title(text[item.start : item.end]) for item in before):
        return
    preamble = Node("преамбула", "preamble", "", Form.NONE, before[0].start, before[-1].end, None, "preamble")
    preamble.items = list(before)
    main.items = [preamble, *main.items[len(before) :]]
