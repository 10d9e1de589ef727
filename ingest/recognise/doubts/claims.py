"""A document as its records explain it: which of its text is the act's own voice, and which of that they claim."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ingest.document import Block, Style
from ingest.parsed import Citation, Parsed, Problem, Unit
from ingest.recognise.note_spans import note_spans
from ingest.recognise.structure.quotations import quoted_spans

SHOWN = 60
"""Characters of the words that a problem shows."""


class Claims:
    """What was read of a document, asked for by place."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.document = parsed.document
        self.text = parsed.document.text
        self.body = parsed.act.end if parsed.act else 0
        """Where the head ends."""
        self._starts = [block.start for block in parsed.document.blocks]

    @cached_property
    def notes(self) -> Spans:
        """What editors and publishers put in."""
        return Spans((*note_spans(self.document), *self.parsed.asides, *self.document.notes))

    @cached_property
    def quoted(self) -> Spans:
        """New wording of other acts."""
        return Spans(quoted_spans(self.document))

    @cached_property
    def cited(self) -> Spans:
        """Citations, and the titles that belong to them."""
        titles = (c.title_span for c in self.parsed.citations if c.title_span)
        return Spans((*((c.start, c.end) for c in self.parsed.citations), *titles))

    @cached_property
    def ordered(self) -> Spans:
        """Orders of change."""
        return Spans((order.start, order.end) for order in self.parsed.operations)

    @cached_property
    def stamps(self) -> Spans:
        """Stamps and headings of annexes, down to their first unit: what stands there is of this act."""
        starts = {unit.parent: unit.start for unit in reversed(self.parsed.units)}
        annexes = (unit for unit in self.parsed.units if unit.kind == "приложение")
        return Spans((unit.start, starts.get(unit.eid, unit.end)) for unit in annexes)

    @cached_property
    def annexes(self) -> list[Unit]:
        """The act's own annexes, without those nested in them and those that new wording brings."""
        own = (unit for unit in self.parsed.units if unit.kind == "приложение" and unit.parent is None)
        return [unit for unit in own if unit.start not in self.quoted]

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Units by their eIds."""
        return {unit.eid: unit for unit in self.parsed.units}

    def leads(self, within: str, offset: int) -> Iterator[str]:
        """The paragraph of a place, then the first ones of the units around it that end in a colon."""
        yield self.document.line(self.block_at(offset))
        unit = self.units.get(within)
        while unit is not None and (unit := self.units.get(unit.parent or "")):
            line = self.document.line(self.block_at(unit.start))
            if line[-1] == ":":
                yield line

    def citations_in(self, start: int, end: int) -> tuple[Citation, ...]:
        """The citations that begin in ``text[start:end]``."""
        first = bisect_left(self._citation_starts, start)
        return tuple(self._citations[first : bisect_left(self._citation_starts, end, lo=first)])

    @cached_property
    def _citations(self) -> list[Citation]:
        return sorted(self.parsed.citations)

    @cached_property
    def _citation_starts(self) -> list[int]:
        return [c.start for c in self._citations]

    @cached_property
    def others(self) -> Spans:
        """Citations of other acts."""
        cited = self.parsed.citations
        return Spans((c.start, c.end) for c in cited if c.relation != "self" and c.form != "internal")

    @cached_property
    def in_force(self) -> Spans:
        """Clauses on force that name units of the act."""
        return Spans((c.start, c.end) for c in self.parsed.commencement if c.scope != ("main",))

    def speaks(self, offset: int) -> bool:
        """Whether the act itself speaks at a place below its head: no quotation, no note."""
        return offset >= self.body and offset not in self.quoted and offset not in self.notes

    def block_at(self, offset: int) -> Block:
        """The paragraph of a place."""
        return self.document.blocks[max(0, bisect_right(self._starts, offset) - 1)]

    def is_row(self, block: Block) -> bool:
        """Whether a paragraph is a row of a table, or has wide gaps as one has."""
        if block.style is Style.ROW:
            return True
        return self.has_gap(block.start, block.end)

    def has_gap(self, start: int, end: int) -> bool:
        """Whether a tab or a wide gap of the source stands between two places."""
        at = bisect_left(self.document.gaps, start)
        return at < len(self.document.gaps) and self.document.gaps[at] < end

    def next_blocks(self, offset: int, most: int) -> tuple[Block, ...]:
        """The paragraphs from a place on."""
        at = bisect_left(self._starts, offset)
        return self.document.blocks[at : at + most]

    def lines_with(self, *roots: str, outside: Spans | None = None) -> Iterator[Block]:
        """Paragraphs below the head in which the act itself says one of the words, each once; words in the spans
        ``outside`` do not count."""
        found = {self.block_at(at).start for root in roots for at in self.places(root, outside)}
        return (self.block_at(start) for start in sorted(found))

    def places(self, root: str, outside: Spans | None = None) -> Iterator[int]:
        """Where below the head the act itself says a word, by plain search, which is many times faster than a
        pattern."""
        at = self.text.find(root, self.body)
        while at >= 0:
            if (outside is None or at not in outside) and self.speaks(at):
                yield at
            at = self.text.find(root, at + len(root))


class Spans:
    """Spans that may overlap, asked whether they hold a place."""

    def __init__(self, spans: Iterable[Sequence[int]]) -> None:
        merged: list[list[int]] = []
        for start, end in sorted((span[0], span[1]) for span in spans):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(end, merged[-1][1])
            else:
                merged.append([start, end])
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]

    def touch(self, start: int, end: int) -> bool:
        """Whether any of them shares a character with ``text[start:end]``."""
        at = bisect_left(self._ends, start + 1)
        return at < len(self._starts) and self._starts[at] < end


def is_paragraph(unit: Unit) -> bool:
    """Whether a unit is an «абзац», which has no label."""
    return unit.eid.rsplit("__", 1)[-1].startswith("al_")


def left(message: str, line: str, start: int, advice: str) -> Problem:
    """The problem of words that no record explains, and what to do about it."""
    shown = line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
    return Problem(f"{message}: «{' '.join(shown.split())}». {advice}", start, "left-over")
