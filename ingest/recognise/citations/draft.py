"""A citation while it is being put together: the kind word, what stands between, the core, the title."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from ingest.law.act_id import ActId
from ingest.law.address import Address
from ingest.law.known_acts import KnownAct


class Piece(NamedTuple):
    """Units named in one place of a citation, and where."""

    start: int
    end: int
    addresses: tuple[Address, ...]


@dataclass(slots=True)
class Draft:
    """A mention of an act before its record is made. ``start``/``end``: kind word to core, addresses added later."""

    start: int
    end: int
    kind: str
    form: str
    issuers: tuple[str, ...] = ()
    day: date | None = None
    number: str | None = None
    title: str | None = None
    title_span: tuple[int, int] | None = None
    edition: date | None = None
    edition_end: int = 0
    addresses: list[Address] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    """The same addresses by the places they are named in, in reading order."""
    component: str = "main"
    act: ActId | None = None
    status: str = "resolved"
    candidates: tuple[str, ...] = ()
    pointing: str = ""
    problem: str | None = None
    known: tuple[KnownAct, ...] = ()
    """Acts that bear the name it was found by."""
    listed: tuple[str, ...] = ()
    """Kind and issuers that the next member of the same list inherits."""

    def prepend(self, start: int, end: int, addresses: tuple[Address, ...]) -> None:
        """Put units named in one place before those that the citation has."""
        self.addresses[:0] = addresses
        self.pieces.insert(0, Piece(start, end, addresses))

    def again(self, start: int, end: int, component: str | None = None, form: str = "declared") -> Draft:
        """A later mention of the act, or of what it approves, by a name that the document gave it."""
        return replace(
            self,
            start=start,
            end=end,
            form=form,
            title_span=None,
            edition=None,
            edition_end=0,
            addresses=[],
            pieces=[],
            component=component or self.component,
            pointing="",
            problem=None,
            listed=(),
        )

    @property
    def full_end(self) -> int:
        """Where the mention ends, its title included."""
        return max(self.end, self.title_span[1]) if self.title_span else self.end

    @property
    def tail(self) -> int:
        """Where the mention ends, its title and edition included."""
        return max(self.full_end, self.edition_end)

    def identity(self) -> ActId:
        """The identity as far as the text tells it; the title stands in only where there is neither date nor number."""
        return ActId(
            self.kind, self.issuers, self.day, self.number, self.title if not self.number and not self.day else None
        )
