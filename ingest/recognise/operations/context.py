"""What instructions inherit: an act named once holds for everything below, and so does an address («в статье 20:»)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ingest.law.act_id import ActId
from ingest.law.address import Address
from ingest.law.part import Part
from ingest.parsed import Citation
from ingest.recognise.operations.annexes import component
from ingest.recognise.operations.line import Line
from ingest.recognise.operations.zone import Clause


@dataclass(frozen=True, slots=True)
class Context:
    """What is in force at one place. ``amending``: an act to change has been named; ``listing``: a clause whose objects
    are listed in the paragraphs below («признать утратившими силу:»); ``unread``: words of the address that mean
    nothing known («в паспорте программы:»); ``part``: a row («в строке 5:»)."""

    act: ActId | None = None
    candidates: tuple[str, ...] = ()
    title: str | None = None
    component: str = "main"
    addresses: tuple[Address, ...] = (Address(),)
    amending: bool = False
    listing: Clause | None = None
    unread: str = ""
    part: Part | None = None

    def renamed(self, act: Citation, line: Line) -> Context:
        """Another act to change, named in the line, with the annex of it that the line names."""
        word, _ = component(line.masked, 0, len(line.masked))
        return self.of(act, word)

    def of(self, act: Citation, word: str | None) -> Context:
        """Another act to change; ``word`` is what its annex is called by."""
        name = word or (act.component if act.component != "main" else "main")
        return replace(
            self,
            act=act.act,
            candidates=act.candidates,
            title=act.title,
            component=name,
            addresses=(Address(),),
            amending=True,
            unread="",
            part=None,
        )

    def in_annex(self, word: str | None) -> Context:
        """The same act, gone to its annex («в Правилах …, утвержденных указанным постановлением:»)."""
        return replace(self, component=word, addresses=(Address(),), unread="", part=None) if word else self

    def named_in(self, clause: Clause, of_title: Callable[[], Context | None]) -> Context:
        """With what the clause names itself; ``of_title`` asks the last resort of one that names no act."""
        if clause.act is not None:
            return Context().of(clause.act, clause.component)
        context = self.in_annex(clause.component)
        if context.act is None and (titled := of_title()):
            return replace(titled, addresses=context.addresses)
        return context
