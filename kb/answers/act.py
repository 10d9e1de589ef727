"""An act as the public API answers with it: its short record, its passport, its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActRef:
    """An act as a list or a link shows it. ``day``: ISO day of signing or None; ``held``: we have its text."""

    id: str
    label: str
    kind: str
    number: str | None
    day: str | None
    title: str | None
    status: str
    held: bool


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A file that holds the act. ``speaks``: its text is shown; ``edition``: day of its latest amendment."""

    sha256: str
    name: str
    format: str | None
    known_from: str
    edition: str | None
    speaks: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """That a person has put something right: who, when (ISO), on what ground; ``put``: (field, value), ``was``: the
    same fields as the documents have them, None where they say nothing."""

    id: str
    who: str
    day: str
    why: str
    put: tuple[tuple[str, str], ...]
    was: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Passport:
    """Everything known of an act beside its text. Days are ISO text, None: unknown."""

    act: ActRef
    kind_title: str
    issuers: tuple[str, ...]
    status_ground: str | None
    in_force_from: str | None
    in_force_until: str | None
    published: str | None
    registered: str | None
    registered_on: str | None
    edition: str | None
    known_from: str
    model: bool
    cited: int
    naming: str
    iri: str
    aliases: tuple[tuple[str, str], ...]
    sources: tuple[SourceRef, ...]
    corrected: tuple[Corrected, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitNote:
    """Who changed a unit: ``verb`` of the parse contract, the act that did it, and who says so (``basis``);
    ``part``: what of the unit it touches, "" for all of it."""

    verb: str
    by: ActRef
    basis: str
    in_force_from: str | None
    state: str
    reason: str | None
    corrected: tuple[Corrected, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """How a unit is otherwise than on the day that was asked for: the first day of the change nearest to that day
    (ISO, None: not known) and the acts that made it, () when none is named."""

    day: str | None
    by: tuple[ActRef, ...]


@dataclass(frozen=True, slots=True)
class UnitText:
    """A unit in its place. ``text`` is None in a container (its words stand in its leaves); ``depth`` counts from 0.

    ``known``: False where the wording of that day is not known (and ``text`` and ``heading`` are None): what hides it
    stands in ``differs``; that is also where a known wording is said to be another one today.
    """

    eid: str
    parent: str | None
    component: str
    kind: str
    number: str | None
    heading: str | None
    depth: int
    leaf: bool
    text: str | None
    notes: tuple[UnitNote, ...] = ()
    known: bool = True
    differs: Since | None = None


@dataclass(frozen=True, slots=True)
class ActText:
    """An act, or one unit of it with everything below, as it stands at ``at`` (ISO; None: as we know it now).

    ``caution``: sentences on where the text of a day before the shown edition is from, or why it is not known; then
    there are no units.
    """

    passport: Passport
    at: str | None
    unit: str | None
    units: tuple[UnitText, ...]
    caution: str | None = None
