"""Inheritance: which act, which annex and which unit an instruction means without saying it again.

The act is named once («Внести в Федеральный закон … следующие изменения:», the heading of an annex «Изменения, которые
вносятся в …») and holds for everything nested below; so does the address («в статье 20:» → «а) в пункте 2:» → «абзац
второй …»).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ingest.document import Block, Document, Span
from ingest.law.act_id import ActId
from ingest.law.address import Address
from ingest.law.pattern import pattern
from ingest.parsed import Citation, Problem, Requisites, Unit
from ingest.recognise.operations.annexes import component
from ingest.recognise.operations.clauses import STEMS, clauses, listed, says_change
from ingest.recognise.operations.line import ACT, Line, line_of
from ingest.recognise.operations.parts import parts, resolve, under
from ingest.recognise.operations.quotes import unquoted
from ingest.recognise.operations.zone import Clause
from ingest.recognise.structure.quotations import quoted_spans


@dataclass(frozen=True, slots=True)
class Context:
    """What instructions inherit. ``amending``: an act to change has been named; ``listing``: a clause whose objects are
    listed in the paragraphs below («признать утратившими силу:»)."""

    act: ActId | None = None
    candidates: tuple[str, ...] = ()
    title: str | None = None
    component: str = "main"
    addresses: tuple[Address, ...] = (Address(),)
    amending: bool = False
    listing: Clause | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A clause with everything inherited; its units still stand in words, not yet as eIds."""

    clause: Clause
    within: str
    start: int
    end: int
    act: ActId | None
    candidates: tuple[str, ...]
    title: str | None
    component: str
    addresses: tuple[Address, ...]
    added: tuple[Address, ...]
    old: str | None
    new: str | None
    new_start: int | None


_LABELLED_NOT = frozenset(("абзац", "преамбула", "предложение", "наименование", "подпись"))
_AMENDS = pattern(r"(?i:внести|внесены|вносятся|вносимы|изменени|дополнени|следующ\w+ редакци)")
_ORDERS = pattern(
    r"(?i:внести\s[^:]{0,80}изменени|изменени[а-я]{1,2}\s*,?\s+котор[а-я]{2}\s+внос|внести\s+следующ|вносятся\s+следующ)"
)
_STAMP = pattern(r"\s*(?i:утвержд|приложени)")
_GROUND = pattern(
    r"(?i:в\s+соответствии|на\s+основании|во\s+исполнение|в\s+связи|руководствуясь|в\s+целях|согласно|вступлени)[^\x02:]*\Z"
)
_BY_ANNEX = pattern(r"(?i)(?:согласно\s+приложени|прилагаем|утвердить)")


class Walker:
    """Walks the paragraphs of an amending act once, in order, and gathers drafts."""

    def __init__(
        self, document: Document, head: Requisites | None, units: Sequence[Unit], citations: Sequence[Citation]
    ) -> None:
        self.document, self.head = document, head
        self.citations = [c for c in citations if head is None or c.act != head.id]
        self.units = [u for u in units if u.kind not in _LABELLED_NOT]
        self._unit_starts = [u.start for u in self.units]
        self._citation_starts = [c.start for c in self.citations]
        self._note_starts = [n.start for n in document.notes]
        self._wordings = {span.start: span for span in quoted_spans(document)}
        self._contexts: dict[int, Context] = {}
        self._parents = _parents(self.units)
        self._annexed: Context | None = None
        self._lists = False
        self._title = self._of_title()
        self.problems: list[Problem] = []

    def drafts(self) -> Iterator[Draft]:
        """Every operation's draft, in order of the text."""
        asked = candidates(self.document)
        if not asked:
            return
        concerned = self._concerned(asked)
        skip = self.head.end if self.head else 0
        for number, block in enumerate(self.document.blocks):
            if block.start < skip:
                continue
            owner = self._owner(block)
            listing = self._lists and self._context(owner).listing is not None
            if number not in asked and not listing and not self._may_lead(block, owner, concerned):
                continue
            line = self._line(block)
            found = clauses(line) if number in asked else []
            if found:
                drafts, skip = self._orders(number, block, owner, line, found)
                yield from drafts
            elif listing and (drafts := self._listed(line, owner)):
                yield from drafts
            else:
                self._lead(line, block, owner)
                if number in asked:
                    self._missed(line, owner)

    def _concerned(self, asked: frozenset[int]) -> set[int]:
        """Units around paragraphs that hold a verb of change: only what these say can be inherited by one."""
        found = {-1}
        for number in asked:
            owner = self._owner(self.document.blocks[number])
            while owner not in found:
                found.add(owner)
                owner = self._parents[owner]
        return found

    def _missed(self, line: Line, owner: int) -> None:
        """A paragraph of an amending act that has a verb of change, and no rule understood it."""
        if self._context(owner).amending and says_change(line) and not line.masked.rstrip().endswith(":"):
            self.problems.append(Problem("Указание об изменении не разобрано", line.start, "operations"))

    # which unit a paragraph belongs to, and what is inherited there

    def _owner(self, block: Block) -> int:
        """Number of the smallest labelled unit around the block; -1 when it stands before every unit."""
        at = bisect_right(self._unit_starts, block.start) - 1
        while at >= 0 and self.units[at].end <= block.start:
            at = self._parents[at]
        return at

    def _context(self, owner: int) -> Context:
        while owner >= 0:
            if owner in self._contexts:
                return self._contexts[owner]
            owner = self._parents[owner]
        return self._contexts.get(-1, Context())

    def _inherited(self, owner: int) -> Context:
        """What the unit got from above, before its own paragraphs said anything."""
        context = self._context(self._parents[owner]) if owner >= 0 else Context()
        return replace(context, listing=None)

    def _may_lead(self, block: Block, owner: int, concerned: set[int]) -> bool:
        if owner not in concerned:
            return "зменени" in self.document.text[block.start : block.end] and self._cites(block)
        last = self.document.text[block.end - 1]
        return last == ":" or (owner >= 0 and self.units[owner].kind == "приложение") or self._cites(block)

    def _cites(self, block: Block) -> bool:
        at = bisect_left(self._citation_starts, block.start)
        return at < len(self.citations) and self.citations[at].start < block.end

    def _line(self, block: Block) -> Line:
        first, last = bisect_left(self._citation_starts, block.start), bisect_left(self._citation_starts, block.end)
        notes = self._notes(block)
        return line_of(self.document.text, block.start, block.end, self.citations[first:last], notes)

    def _notes(self, block: Block) -> Sequence[Span]:
        first = max(0, bisect_right(self._note_starts, block.start) - 1)
        return [
            n for n in self.document.notes[first : bisect_left(self._note_starts, block.end)] if n.end > block.start
        ]

    # leads: paragraphs that say where the changes below go

    def _lead(self, line: Line, block: Block, owner: int) -> None:
        """«Внести в … следующие изменения:», «в статье 20:», the heading of an annex of changes."""
        masked = line.masked
        annex = owner >= 0 and self.units[owner].kind == "приложение"
        if not annex and not masked.rstrip().endswith(":"):
            if _BY_ANNEX.search(masked) and _AMENDS.search(masked) and (act := _named_act(line)):
                self._annexed = self._renamed(Context(), act, line)
            return
        if annex and _STAMP.match(masked):
            return
        act = _named_act(line)
        if annex and not act:
            if _AMENDS.search(masked) and owner not in self._contexts:
                self._contexts[owner] = self._annexed or Context(amending=True)
            return
        context = self._contexts.get(owner) or self._inherited(owner)
        self._contexts[owner] = self._led(line, context, act)

    def _led(self, line: Line, context: Context, act: Citation | None) -> Context:
        masked = line.masked
        amends = context.amending or _AMENDS.search(masked) is not None
        context = self._renamed(context, act, line) if act and amends else self._same_act(context, line)
        named = [p for p in parts(masked, 0, len(masked)) if not p.anchor and not _of_a_code(masked, p.end, act)]
        named = [p for p in named if not _GROUND.search(masked, max(0, p.start - 200), p.start)]
        if named and (amends or not act):
            _, place = resolve([p._replace(place=True) for p in named], context.addresses)
            context = replace(context, addresses=place)
        return replace(
            context, amending=context.amending or (amends and act is not None) or _ORDERS.search(masked) is not None
        )

    def _renamed(self, context: Context, act: Citation, line: Line) -> Context:
        word, _ = component(line.masked, 0, len(line.masked))
        name = word or (act.component if act.component != "main" else "main")
        return replace(
            context,
            act=act.act,
            candidates=act.candidates,
            title=act.title,
            component=name,
            addresses=(Address(),),
            amending=True,
        )

    def _same_act(self, context: Context, line: Line) -> Context:
        """«В Правилах …, утвержденных указанным постановлением:» stays with the act and goes to its annex."""
        word, same = component(line.masked, 0, len(line.masked))
        return replace(context, component=word, addresses=(Address(),)) if word and same else context

    def _of_title(self) -> Context | None:
        """The act's own title may name the one act it changes: the last resort of an instruction that names none."""
        if self.head is None:
            return None
        named = [
            c for c in self.citations if c.act and c.relation != "self" and self.head.start <= c.start < self.head.end
        ]
        if len({c.act for c in named}) != 1 or not _AMENDS.search(self.document.text, self.head.start, self.head.end):
            return None
        line = line_of(self.document.text, self.head.start, self.head.end, named)
        return self._renamed(Context(), named[0], line)

    # orders

    def _orders(
        self, number: int, block: Block, owner: int, line: Line, found: list[Clause]
    ) -> tuple[list[Draft], int]:
        """Drafts of one paragraph, and where the walk goes on (after new wording that runs over several)."""
        context = self._context(owner)
        context = replace(context, listing=None)
        skip = block.end
        drafts: list[Draft] = []
        for clause in found:
            context = self._named_in(context, clause, line)
            if not self._meant(clause, context):
                continue
            if clause.verb in ("repeal", "suspend") and clause.follows:
                self._contexts[owner] = replace(context, listing=clause)
                self._lists = True
                continue
            clause, end = self._with_wording(clause, number, block)
            skip = max(skip, end)
            objects, place = resolve(list(clause.parts), context.addresses)
            drafts.append(self._draft(clause, context, objects, end))
            context = replace(
                context, addresses=objects if not any(p.place for p in clause.parts) and clause.parts else place
            )
        self._carry(owner, drafts)
        if not found or (not drafts and owner not in self._contexts):
            self._lead(line, block, owner)
        return drafts, skip

    def _carry(self, owner: int, drafts: list[Draft]) -> None:
        """Where no lead has named a unit, the article of one paragraph holds for the next: «части третью … считать»."""
        context = self._context(owner)
        if not drafts or context.addresses != (Address(),) or context.act != drafts[-1].act:
            return
        article = tuple(step for address in drafts[-1].addresses for step in address.steps if step.kind == "статья")
        if article and len(drafts[-1].addresses) == 1:
            self._contexts[owner] = replace(context, addresses=(Address(article),))

    def _named_in(self, context: Context, clause: Clause, line: Line) -> Context:
        if clause.act is not None:
            name = clause.component or (clause.act.component if clause.act.component != "main" else "main")
            return Context(clause.act.act, clause.act.candidates, clause.act.title, name, amending=True)
        if clause.component:
            context = replace(context, component=clause.component, addresses=(Address(),))
        if context.act is None and self._title is not None:
            return replace(self._title, addresses=context.addresses)
        return context

    def _meant(self, clause: Clause, context: Context) -> bool:
        """An instruction and no prose: it brings words, or an act to change is known."""
        return (
            clause.old is not None
            or clause.new is not None
            or clause.follows
            or context.amending
            or clause.act is not None
        )

    def _with_wording(self, clause: Clause, number: int, block: Block) -> tuple[Clause, int]:
        """The clause with its new wording to the last paragraph of it, and where that ends."""
        blocks = self.document.blocks
        if clause.new is not None:
            opened = clause.new.start
        elif clause.follows and number + 1 < len(blocks):
            opened = blocks[number + 1].start
        else:
            return clause, block.end
        wording = self._wordings.get(opened)
        if wording is None or (wording.end <= block.end and clause.new is not None):
            return clause, block.end
        return clause._replace(new=wording, end=wording.end), max(wording.end, block.end)

    def _draft(self, clause: Clause, context: Context, objects: tuple[Address, ...], end: int) -> Draft:
        text = self.document.text
        old, new = clause.literal or (None, None)
        if clause.old is not None:
            old = unquoted(text, clause.old)
        if clause.new is not None:
            new = unquoted(text, clause.new)
        added = under(clause.added, objects) if clause.added else ()
        opened = clause.new.start + (text[clause.new.start] in '"«“„') if clause.new else None
        within = self._within(clause.start)
        return Draft(
            clause,
            within,
            clause.start,
            max(clause.end, end if clause.follows else 0),
            context.act,
            context.candidates,
            context.title,
            context.component,
            objects,
            added,
            old,
            new,
            opened,
        )

    def _within(self, at: int) -> str:
        owner = self._owner(Block(at, at + 1))
        return self.units[owner].eid if owner >= 0 else ""

    # lists of what is repealed or suspended

    def _listed(self, line: Line, owner: int) -> list[Draft]:
        """An item of «Признать утратившими силу:» - an act, units of an act, or units of the act already named."""
        context = self._context(owner)
        pending = context.listing
        if pending is None:
            return []
        drafts = []
        for clause in listed(line, pending.verb):
            clause = clause._replace(until=pending.until)
            here = self._named_in(context, clause, line)
            objects, _ = resolve([p._replace(place=False) for p in clause.parts], here.addresses)
            drafts.append(self._draft(clause, here, objects, clause.end))
        return self._from_the_trigger(drafts, pending, owner)

    def _from_the_trigger(self, drafts: list[Draft], pending: Clause, owner: int) -> list[Draft]:
        """The first item's evidence begins at the verb that stands above the list."""
        for at, context in self._contexts.items():
            if context.listing is pending and drafts and drafts[0].start - pending.end < 400 and not pending.annexed:
                self._contexts[at] = replace(context, listing=pending._replace(annexed=True))
                return [replace(drafts[0], start=pending.start), *drafts[1:]]
        return drafts


def candidates(document: Document) -> frozenset[int]:
    """Numbers of the blocks that hold a verb's stem; empty for nearly every act that amends nothing."""
    text = document.text
    starts: list[int] | None = None
    found: set[int] = set()
    for stem in chain.from_iterable(stems for beginning, stems in STEMS.items() if beginning in text):
        at = text.find(stem)
        while at >= 0:
            starts = starts or [b.start for b in document.blocks]
            number = bisect_right(starts, at) - 1
            found.add(number)
            at = text.find(stem, document.blocks[number].end)
    return frozenset(found)


def _parents(units: Sequence[Unit]) -> list[int]:
    """For every unit the number of the one around it, -1 for none."""
    parents: list[int] = []
    stack: list[int] = []
    for number, unit in enumerate(units):
        while stack and units[stack[-1]].end <= unit.start:
            stack.pop()
        parents.append(stack[-1] if stack else -1)
        stack.append(number)
    return parents


def _named_act(line: Line) -> Citation | None:
    """The first act that the paragraph names otherwise than as its ground («в соответствии с …»)."""
    at = line.masked.find(ACT)
    while at >= 0:
        if not _GROUND.search(line.masked, max(0, at - 200), at):
            return line.act_at(at)
        at = line.masked.find(ACT, _run_end(line.masked, at))
    return None


def _run_end(masked: str, at: int) -> int:
    while at < len(masked) and masked[at] == ACT:
        at += 1
    return at


def _of_a_code(masked: str, end: int, act: Citation | None) -> bool:
    return (
        act is not None
        and "кодекс" in act.exact.lower()
        and masked[end:].lstrip()[:1] == ACT
        and "част" in masked[max(0, end - 12) : end].lower()
    )
