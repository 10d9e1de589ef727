"""The walk over an amending act: leads set what is inherited, orders become drafts.

The act is named once («Внести в Федеральный закон … следующие изменения:», the heading of an annex «Изменения, которые
вносятся в …») and holds for everything nested below; so does the address («в статье 20:» → «а) в пункте 2:» → «абзац
второй …»).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial

from ingest.document import Block, Document, Span
from ingest.law.address import Address
from ingest.law.kinds import kind
from ingest.law.part import Other, Row
from ingest.parsed import Citation, Problem, Requisites, Unit
from ingest.recognise.memo import memo
from ingest.recognise.operations import leads
from ingest.recognise.operations.annexed import annexed_wording
from ingest.recognise.operations.annexes import Annex, annexes_named
from ingest.recognise.operations.clauses import MISSED, TRIGGERS, clauses, listed, orders_change
from ingest.recognise.operations.context import Context
from ingest.recognise.operations.draft import Draft
from ingest.recognise.operations.line import Line, line_of
from ingest.recognise.operations.named import resolve, under, units_named
from ingest.recognise.operations.owners import Owners
from ingest.recognise.operations.quotes import unquoted
from ingest.recognise.operations.zone import Clause, Rest
from ingest.recognise.structure.quotations import quoted_spans

NOT_UNDERSTOOD = "Указание об изменении не разобрано"
_OF_A_LIST = ("repeal", "suspend", "other")
"""Verbs whose objects may stand in the paragraphs below («признать утратившими силу:»)."""


class Walker:
    """Walks the paragraphs of an amending act once, in order, and gathers drafts."""

    def __init__(
        self, document: Document, head: Requisites | None, units: Sequence[Unit], citations: Sequence[Citation]
    ) -> None:
        self.document, self.head = document, head
        self.citations = [c for c in citations if head is None or c.act != head.id]
        self._citation_starts = [c.start for c in self.citations]
        self._note_starts = [n.start for n in document.notes]
        self._wordings = {span.start: span for span in quoted_spans(document)}
        self._units, self._owners = units, Owners(units)
        self._annexed: Context | None = None
        self._lists = False
        self._listed_in_annexes: list[tuple[str, Clause]] = []
        self._changed: list[Context] = []
        self._of_title = cache(partial(leads.of_title, head))
        self.problems: list[Problem] = []

    def drafts(self) -> Iterator[Draft]:
        """Every operation's draft, in order of the text."""
        asked = candidates(self.document)
        if not asked:
            return
        concerned = self._owners.around(self.document.blocks[number].start for number in asked)
        skip = self.head.end if self.head else 0
        for number, block in enumerate(self.document.blocks):
            if block.start < skip:
                continue
            owner = self._owners.of(block.start)
            listing = self._lists and self._owners.context(owner).listing is not None
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
                self._lead(line, owner)
                if number in asked:
                    yield from self._missed(line, owner)

    def _missed(self, line: Line, owner: int) -> Iterator[Draft]:
        """A paragraph of an amending act that has a verb of change, and no rule understood it: the act to change is to
        know of it all the same."""
        context = self._owners.context(owner)
        if not context.amending or not orders_change(line) or line.masked.rstrip().endswith(":"):
            return
        self.problems.append(Problem(NOT_UNDERSTOOD, line.start, "operations"))
        if context.act is not None:
            named = tuple(part for part in units_named(line.masked, 0, len(line.masked)) if not part.anchor)
            clause = Clause("other", line.start, line.end, named[:1], found_by=MISSED)
            objects, _ = resolve(list(clause.named), context.addresses)
            yield self._draft(clause, context, objects, line.end)

    def _may_lead(self, block: Block, owner: int, concerned: set[int]) -> bool:
        if self._listed_in_annexes and self._owners.is_annex(owner):
            return True
        if owner not in concerned:
            return "зменени" in self.document.text[block.start : block.end] and self._cites(block)
        last = self.document.text[block.end - 1]
        return last == ":" or self._owners.is_annex(owner) or self._cites(block)

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

    # leads

    def _lead(self, line: Line, owner: int) -> None:
        """What a paragraph that orders nothing sets for those below it."""
        contexts, annex = self._owners.contexts, self._owners.is_annex(owner)
        if not annex and not line.masked.rstrip().endswith(":"):
            if leads.announces_annex(line) and (act := leads.named_act(line)):
                self._annexed = Context().renamed(act, line)
            return
        if annex and leads.is_stamp(line):
            return
        act = leads.named_act(line)
        if annex and not act:
            if listing := self._listing_of(owner, line):
                contexts[owner] = Context(amending=True, listing=listing)
                self._lists = True
            elif leads.amends(line) and owner not in contexts:
                contexts[owner] = self._annexed or Context(amending=True)
            return
        context = contexts.get(owner) or self._owners.inherited(owner)
        context = (
            context
            if act or not annexes_named(line.masked, 0, len(line.masked))
            else self._changed_before(line, context)
        )
        contexts[owner] = leads.led(line, context, act)

    def _listing_of(self, owner: int, line: Line) -> Clause | None:
        """The clause that repeals what the annex lists: the one that names its number, else the first, if the heading
        says what it lists.
        """
        number = self._owners.number(owner)
        named = next((clause for said, clause in self._listed_in_annexes if said == number), None)
        if named and "еречень" in line.masked.lower():
            return named
        first = next((clause for said, clause in self._listed_in_annexes if not said or said == number), None)
        return first if leads.lists_repealed(line) else None

    # orders

    def _orders(
        self, number: int, block: Block, owner: int, line: Line, found: list[Clause]
    ) -> tuple[list[Draft], int]:
        """Drafts of one paragraph, and where the walk goes on (after new wording that runs over several)."""
        context = replace(self._owners.context(owner), listing=None)
        skip = block.end
        drafts: list[Draft] = []
        for clause in found:
            context = self._changed_before(line, context.named_in(clause, self._of_title))
            if not self._meant(clause, context, number):
                continue
            if clause.found_by == MISSED:
                self.problems.append(Problem(NOT_UNDERSTOOD, clause.start, "operations"))
            if clause.verb == "repeal" and clause.rest is Rest.ANNEX:
                self._listed_in_annexes.append((leads.annex_number(line), clause))
                continue
            if clause.verb in _OF_A_LIST and clause.rest is Rest.BELOW:
                self._owners.contexts[owner] = replace(context, listing=clause)
                self._lists = True
                continue
            clause, end = self._with_wording(_in_row(clause, context), number, block)
            skip = max(skip, end)
            objects, place = resolve(list(clause.named), context.addresses)
            drafts.append(self._draft(clause, context, objects, end))
            context = replace(
                context,
                addresses=objects if not any(p.place for p in clause.named) and clause.named else place,
                part=clause.part if clause.verb in _OF_WORDS and isinstance(clause.part, Row) else context.part,
            )
        self._changed += [draft.target for draft in drafts if draft.target.act]
        self._carry(owner, drafts)
        if not found or (not drafts and owner not in self._owners.contexts):
            self._lead(line, owner)
        return drafts, skip

    def _changed_before(self, line: Line, context: Context) -> Context:
        """«части 3 статьи 55 Регламента», «приложение 2 к Решению»: the one annex that is called so, or act of that
        kind, which this act has changed already."""
        if context.act is not None or not self._changed:
            return context
        for annex in _annexes_of(line.masked):
            said = line.masked[annex.start : annex.end].lower()
            fitting = {
                known.act: known
                for known in self._changed
                if known.act
                and (
                    known.component == annex.name
                    or (annex.name == "main" and re.search(kind(known.act.kind).stem, said))
                )
            }
            if len(fitting) == 1:
                (known,) = fitting.values()
                return replace(known, component=annex.name, addresses=context.addresses, amending=True)
        return context

    def _carry(self, owner: int, drafts: list[Draft]) -> None:
        """Where no lead has named a unit, that of one paragraph holds for the next: «пункты 3 - 5 считать …»."""
        context = self._owners.context(owner)
        if not drafts or context.addresses != (Address(),) or context.act != drafts[-1].target.act:
            return
        last = drafts[-1].addresses
        if len(last) == 1 and any(step.kind == "статья" for step in last[0].steps):
            self._owners.contexts[owner] = replace(context, addresses=last)

    def _meant(self, clause: Clause, context: Context, number: int) -> bool:
        """An instruction and no prose: it brings words, or an act to change is known."""
        if clause.verb == "restate" and clause.rest is Rest.BELOW and not self._announces_wording(number):
            return False
        return (
            clause.old is not None
            or clause.new is not None
            or (clause.verb == "repeal" and clause.rest is Rest.ANNEX)
            or context.amending
            or clause.act is not None
            or (clause.rest is Rest.BELOW and (clause.verb in _OF_A_LIST or self._announces_wording(number)))
        )

    def _announces_wording(self, number: int) -> bool:
        """«… в следующей редакции:», and not «может быть изложен в новой редакции по соглашению сторон»."""
        block = self.document.blocks[number]
        return self.document.text[block.end - 1] == ":" or self._wording_below(number) is not None

    def _wording_below(self, number: int) -> Span | None:
        """The quotation that begins with the paragraph after this one."""
        blocks = self.document.blocks
        return self._wordings.get(blocks[number + 1].start) if number + 1 < len(blocks) else None

    def _with_wording(self, clause: Clause, number: int, block: Block) -> tuple[Clause, int]:
        """The clause with its new wording to the last paragraph of it, and where that ends."""
        if isinstance(clause.new, Span):
            wording = self._wordings.get(clause.new.start)
        else:
            wording = self._wording_below(number) if clause.rest is Rest.BELOW else None
        if wording is None or (wording.end <= block.end and clause.new is not None):
            return clause, block.end
        return clause._replace(new=wording, end=wording.end), max(wording.end, block.end)

    def _draft(self, clause: Clause, context: Context, objects: tuple[Address, ...], end: int) -> Draft:
        text = self.document.text
        old, new = (unquoted(text, said) if isinstance(said, Span) else said for said in (clause.old, clause.new))
        if new is None and clause.rest is Rest.ANNEX and len(clause.added.units or objects) == 1:
            new = annexed_wording(self.document, self._units, clause.start, self._line_end(clause.start))
        return Draft(
            clause,
            self._owners.eid(clause.start),
            clause.start,
            max(clause.end, end if clause.rest is Rest.BELOW else 0),
            context,
            objects,
            under(clause.added.units, objects) if clause.added.units else (),
            old,
            new,
            clause.new.start + (text[clause.new.start] in '"«“„') if isinstance(clause.new, Span) else None,
        )

    def _line_end(self, at: int) -> int:
        end = self.document.text.find("\n", at)
        return end if end >= 0 else len(self.document.text)

    # lists of what is repealed or suspended

    def _listed(self, line: Line, owner: int) -> list[Draft]:
        """An item of «Признать утратившими силу:» - an act, units of an act, or units of the act already named."""
        context = self._owners.context(owner)
        pending = context.listing
        if pending is None:
            return []
        drafts = []
        for clause in listed(line, pending):
            clause = clause._replace(until=pending.until, since=pending.since)
            here = context.named_in(clause, self._of_title)
            objects, _ = resolve([p._replace(place=False) for p in clause.named], here.addresses)
            drafts.append(self._draft(clause, here, objects, clause.end))
        return self._from_the_trigger(drafts, pending)

    def _from_the_trigger(self, drafts: list[Draft], pending: Clause) -> list[Draft]:
        """The first item's evidence begins at the verb that stands above the list."""
        for at, context in self._owners.contexts.items():
            if (
                context.listing is pending
                and drafts
                and drafts[0].start - pending.end < 400
                and pending.rest is Rest.BELOW
            ):
                self._owners.contexts[at] = replace(context, listing=pending._replace(rest=Rest.HERE))
                return [replace(drafts[0], start=pending.start), *drafts[1:]]
        return drafts


_OF_WORDS = ("replace_words", "insert_words", "delete_words")


def _in_row(clause: Clause, context: Context) -> Clause:
    """«В строке 5 слова … заменить …, слова … исключить»: words of a row that was named before."""
    row = context.part
    if row is None or (clause.named and clause.part):
        return clause
    if clause.part is None and clause.verb in _OF_WORDS:
        return clause._replace(part=row)
    return clause._replace(part=Other(f"{clause.part}, {row}" if clause.part else str(row)))


@lru_cache(maxsize=8)  # a line may hold a thousand orders
def _annexes_of(masked: str) -> tuple[Annex, ...]:
    return tuple(annexes_named(masked, 0, len(masked)))


_STEMS = tuple(dict.fromkeys(stem for trigger in TRIGGERS for stem in trigger.stems))


@memo
def candidates(document: Document) -> frozenset[int]:
    """Numbers of the blocks that hold a verb's stem; empty for nearly every act that amends nothing."""
    text = _lowered(document.text)
    starts: list[int] | None = None
    found: set[int] = set()
    for stem in _STEMS:
        at = text.find(stem)
        while at >= 0:
            starts = starts or [b.start for b in document.blocks]
            number = bisect_right(starts, at) - 1
            found.add(number)
            at = text.find(stem, document.blocks[number].end)
    return frozenset(found)


def _lowered(text: str) -> str:
    """In small letters, every sign in its place: of a few foreign letters the small one is two signs."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower()[:1] for c in text)
