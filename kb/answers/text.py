"""The text of an act on a day: its units with what stands in their margins, whole or in portions."""

from __future__ import annotations

from dataclasses import dataclass

from kb.answers.act import ActRef, Corrected, Passport
from kb.answers.status import StatusOnDay


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One change of a unit (``unit``: eId, "" = the act as a whole): ``verb`` of the parse contract, since when, who
    says so (``basis``), what became of it; ``part``: what of the unit it touches, "" for all of it."""

    unit: str
    verb: str
    in_force_from: str | None
    basis: str
    state: str
    reason: str | None
    corrected: tuple[Corrected, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class UnitNote(UnitChange):
    """A change as the margin of the unit tells it: with the act that orders it."""

    by: ActRef | None = None

    @property
    def since(self) -> str:
        """The first ISO day on which it can have been in force: of force itself, else of signing; "" unknown."""
        return self.in_force_from or (self.by.date if self.by and self.state == "stated" else None) or ""


@dataclass(frozen=True, slots=True)
class UnitCitation:
    """An act cited in a unit. ``exact`` is how it is written there; ``cited`` None: it was not understood."""

    exact: str
    cited: ActRef | None
    address: str | None
    component: str
    relation: str
    status: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Since:
    """How a unit is otherwise than on the day that was asked for: the first day of the change nearest to that day
    (ISO, None: not known) and the acts that made it, () when none is named."""

    day: str | None
    by: tuple[ActRef, ...]


@dataclass(frozen=True, slots=True)
class UnitText:
    """A unit in its place, with its margin.

    Attributes:
        position, last: where it stands in the act, and its last descendant; ``depth`` counts from 0.
        text: None in a container (its words stand in its leaves) but for its heading line once that was changed, and in
            a unit that is ``gone``: it stood once and stands no more, since ``until``; only a portion has such traces.
        since: day of its wording, "" unknown, None without words.
        known: False where the wording of that day is not known (``text`` and ``heading`` are None): what hides it
        stands
            in ``differs``; that is also where a known wording is said to be another one today.
        times_cited: citations of the very unit by other acts.
    """

    position: int
    last: int
    eid: str
    parent: str | None
    component: str
    kind: str
    number: str | None
    heading: str | None
    depth: int
    leaf: bool
    text: str | None
    since: str | None
    until: str | None
    gone: bool = False
    known: bool = True
    differs: Since | None = None
    changes: tuple[UnitNote, ...] = ()
    citations: tuple[UnitCitation, ...] = ()
    times_cited: int = 0


@dataclass(frozen=True, slots=True)
class ActText:
    """An act, or one unit of it with everything below, as it stands at ``at`` (ISO; None: today).

    ``caution``: sentences on where the text of a day before the shown edition is from, or why it is not known; then
    there are no units.
    """

    passport: Passport
    at: str | None
    unit: str | None
    units: tuple[UnitText, ...]
    caution: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents. ``depth`` from 0; ``first``, ``last``: positions of units; ``size`` in characters."""

    eid: str
    kind: str
    number: str | None
    heading: str | None
    component: str
    depth: int
    first: int
    last: int
    size: int
    portion: int = 1


@dataclass(frozen=True, slots=True)
class Portion:
    """A stretch of the act served as one page: units ``first`` to ``last``, named by its first and last entries;
    ``number`` 0 is the whole act."""

    number: int
    first: int
    last: int
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A day on which the wording changed: the acts that changed it, and how many units they touched."""

    day: str
    by: tuple[ActRef, ...]
    units: int


@dataclass(frozen=True, slots=True)
class AmendedAct:
    """An act that this one changes, and how many changes it makes there."""

    act: ActRef
    changes: int


@dataclass(frozen=True, slots=True)
class ActPortion:
    """One portion of an act's text, with what stands around it on a page.

    Attributes:
        passport, at, caution, units: as in :class:`ActText`; ``day``: ISO day of the text in any case; ``unit``: the
        one
            that was asked for and stands in the portion.
        contents, portions, portion: the whole act in outline, cut for serving, and which portion this is.
        editions: days on which the text changed; of_whole: changes of the act as a whole; refused, waiting: changes
        of any
            of its units that do not fit, or whose day nobody knows.
        later: acts that have changed the text after ``day`` and by today; amends: those that it changes itself.
        status: of the act on ``at``, None when no day was asked for.
    """

    passport: Passport
    at: str | None
    day: str
    unit: str | None
    caution: str | None
    contents: tuple[Entry, ...]
    portions: tuple[Portion, ...]
    portion: Portion
    units: tuple[UnitText, ...]
    editions: tuple[Edition, ...]
    of_whole: tuple[UnitNote, ...]
    refused: tuple[UnitNote, ...]
    waiting: tuple[UnitNote, ...]
    later: tuple[ActRef, ...]
    amends: tuple[AmendedAct, ...]
    status: StatusOnDay | None
