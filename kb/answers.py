"""What the public API answers with: frozen records, ready to be shown; a face formats them and computes nothing."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any


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
class Correction:
    """A correction of an overlay file and what became of it.

    ``of``: the words that name what is corrected; ``act`` and ``operation``: ids of what they fit, None: nothing;
    ``state``: applied, overruled, unfit; ``order``: state and reason of the corrected order itself, None for an act.
    """

    corrected: Corrected
    file: str
    line: int
    of: str
    act: ActRef | None
    operation: str | None
    state: str
    reason: str | None
    order: tuple[str, str | None] | None


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
    """Who changed a unit: ``verb`` of the parse contract, the act that did it, and who says so (``basis``)."""

    verb: str
    by: ActRef
    basis: str
    in_force_from: str | None
    state: str
    reason: str | None
    corrected: tuple[Corrected, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitText:
    """A unit in its place. ``text`` is None in a container (its words stand in its leaves); ``depth`` counts from 0."""

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


@dataclass(frozen=True, slots=True)
class ActText:
    """An act, or one unit of it with everything below, as it stands at ``at`` (ISO; None: as we know it now).

    ``caution``: a sentence on where the text of a day before the shown edition is from, or that it is not known.
    """

    passport: Passport
    at: str | None
    unit: str | None
    units: tuple[UnitText, ...]
    caution: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Status of an act, or of a unit of it, on a day.

    ``code``: in_force, amended (in force, its text is not the first one), not_yet, suspended, repealed, unknown;
    ``ground``: why, as sentences; ``changed_by``: acts that have changed it by then; ``doubts``: sentences on changes
    that were not applied, so that the text may be otherwise than shown. Days are ISO text, None: not known.
    """

    act: ActRef
    unit: str | None
    where: str | None
    at: str
    code: str
    ground: str
    in_force_from: str | None
    in_force_until: str | None
    changed_by: tuple[ActRef, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What an act orders of another.

    ``unit``: eid in the ordering act, ``where`` the same in words; ``words``: the passage that orders it, ``span`` its
    place in the text of ``source`` (SHA-256); ``clause``: the words that set its day, ``published`` the day they count
    from; ``target``: eid of the unit that is changed.
    """

    id: str
    by: ActRef
    unit: str
    where: str
    verb: str
    target: str
    old: str | None
    new: str | None
    in_force_from: str | None
    in_force_until: str | None
    basis: str
    clause: str | None
    published: str | None
    missing: str | None
    state: str
    reason: str | None
    words: str
    source: str
    span: tuple[int, int]
    corrected: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A unit's words for a time. ``since`` "": as its source has it; ``pieces``: what differs from the wording before;
    ``hash``: SHA-256 chained to the one before; ``made_by``: the orders that made it, in order."""

    since: str
    until: str | None
    text: str
    pieces: tuple[tuple[str, str], ...]
    hash: str
    known_from: str
    made_by: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a unit reads as it does: every wording it had, and the orders that bear on it and made none.

    ``source``: name of the file that its first wording comes from, None when it was put in later; ``sentences``: the
    same told in words.
    """

    act: ActRef
    naming: str
    unit: str
    where: str
    standing: Standing
    source: str | None
    wordings: tuple[Wording, ...]
    others: tuple[Order, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One amending act and what it touched: ``units`` are eids ("" = the act as a whole), ``verbs`` what it did;
    ``naming``: what the act that the units are of calls them."""

    by: ActRef
    units: tuple[str, ...]
    verbs: tuple[str, ...]
    basis: tuple[str, ...]
    states: tuple[str, ...]
    in_force_from: str | None
    corrected: tuple[Corrected, ...] = ()
    naming: str = "law"


@dataclass(frozen=True, slots=True)
class Chain:
    """Who amended the act (or a unit, with everything below), by the amending act's day; then what it amends itself."""

    act: ActRef
    naming: str
    unit: str | None
    amended_by: tuple[ChainEntry, ...]
    amends: tuple[ChainEntry, ...]


@dataclass(frozen=True, slots=True)
class CitedBy:
    """A place that cites the act: the citing act (None: a page), its unit, the words."""

    by: ActRef | None
    source_name: str
    unit: str
    exact: str
    relation: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitDifference:
    """A unit that is not the same on two days.

    ``what``: added, removed, reworded, renumbered, moved; ``pieces``: (sign, words) with "=" in both, "-" only before,
    "+" only after; ``by``: the acts that made it, () when none is named.
    """

    what: str
    before: str | None
    after: str | None
    pieces: tuple[tuple[str, str], ...]
    by: tuple[ActRef, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two days of an act.

    ``naming``: what it calls its numbered units, for saying eIds in words.
    ``stated``: names of the two files when both texts are editions that an editor stated, () when the texts follow
    from operations.
    """

    act: ActRef
    since: str
    until: str
    unit: str | None
    stated: tuple[str, ...]
    differences: tuple[UnitDifference, ...]
    naming: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule of the check says of a citation. ``level``: wrong, doubtful or unknown; ``rule``: its name;
    ``advice``: what to write instead, or do, None when there is nothing to advise."""

    level: str
    rule: str
    message: str
    advice: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation in a document that was checked.

    Attributes:
        start, end, exact: its span in the document's text, and the words; line: its line, from 1.
        before, after: the words of the line around it.
        act: the act it names; None when that was not understood or the base does not know the act.
        units: the units it names, in words.
        ground: the ground of the act's status on the day, None without an act.
        level: of the gravest remark; fine when there is none.
    """

    start: int
    end: int
    line: int
    exact: str
    before: str
    after: str
    act: ActRef | None
    units: tuple[str, ...]
    ground: str | None
    level: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that takes effect on a day (ISO; None: it will, and the day is not known).

    ``what``: begins, ends (an act or, with ``unit``, a unit of it), changes, suspended, resumes; ``by``: the act that
    orders it, None when the act itself does; ``reason``: why the day is not known.
    """

    day: str | None
    what: str
    act: ActRef
    unit: str | None
    where: str | None
    verb: str | None
    by: ActRef | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class DeadReference:
    """A place of a document of the base that cites what is no longer in force.

    ``by``: the citing act, None when a collection of the file ``source_name`` cites; ``unit`` its eid, ``where`` in
    words; ``cited_unit``: eid of the cited unit when that alone is gone, ``cited_where`` in words.
    """

    by: ActRef | None
    source_name: str
    unit: str
    where: str
    exact: str
    cited: ActRef
    cited_unit: str | None
    cited_where: str | None
    ground: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit that the computed and the stated text give otherwise. ``pieces``: "-" only computed, "+" only stated;
    ``reasons``: sentences; ``explained``: a known fact makes the difference."""

    unit: str
    where: str
    pieces: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    explained: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """The text that an editor states (file ``stated``, changes up to ``edition``) beside the one computed from the file
    ``first`` by the orders of amending acts; ``agreed`` counts units that are the same in both."""

    act: ActRef
    first: str
    stated: str
    edition: str
    agreed: int
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A document held against the base on a day (ISO). ``counts``: references by level, the gravest first."""

    name: str
    day: str
    references: tuple[Reference, ...]
    counts: dict[str, int]


def plain(answer: Any) -> Any:
    """An answer as JSON takes it: dictionaries, lists, text, numbers; days as ISO text."""
    if is_dataclass(answer) and not isinstance(answer, type):
        return {field.name: plain(getattr(answer, field.name)) for field in fields(answer)}
    if isinstance(answer, (list, tuple)):
        return [plain(item) for item in answer]
    if isinstance(answer, dict):
        return {key: plain(value) for key, value in answer.items()}
    if isinstance(answer, date):
        return answer.isoformat()
    return answer
