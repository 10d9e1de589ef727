"""Articles of a code whose parts are acts of their own: «статья 129 настоящего Кодекса» in part two is of part one.

The parts share a name in the list of known acts, which says what articles each holds; a citation of articles of several
parts becomes one citation for each, where its wording can be cut between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from ingest.law.act_id import ActId
from ingest.law.address import Address
from ingest.law.known_acts import KnownAct, by_id, by_name
from ingest.law.numbering import is_roman, roman_value
from ingest.recognise.citations.draft import Draft, Piece

_PARTS_IN_ORDER = ("1", "2", "3", "4")


def told_apart(draft: Draft) -> Iterator[Draft]:
    """The draft, or - of a code in parts - one draft for each part that its addresses are of."""
    parts = _parts(draft)
    if len(parts) < 2 or not draft.addresses:
        yield draft
        return
    of_piece = [(_part_of(parts, piece, draft.act), piece) for piece in draft.pieces]
    groups = [(part, [piece for _, piece in group]) for part, group in groupby(of_piece, key=lambda pair: pair[0])]
    if any(part is None for part, _ in groups):
        yield draft
        return
    for i, (part, pieces) in enumerate(groups):
        if part is not None:
            yield _of_part(draft, part, pieces, i == 0, i + 1 == len(groups))


def _parts(draft: Draft) -> tuple[KnownAct, ...]:
    """The parts of the code that a draft names, in their order: of its own name, or of the act it points at."""
    known = draft.known
    if not known and draft.act and (own := by_id(draft.act.slug)) and own.articles:
        known = by_name(own.names[0])
        known = known if own in known else ()
    return tuple(sorted((act for act in known if act.articles), key=lambda act: act.articles or (0, 0)))


def _part_of(parts: tuple[KnownAct, ...], piece: Piece, own: ActId | None) -> KnownAct | None:
    """The one part that all units of a piece are of; None when they are of several, or nothing tells."""
    found = {_of_address(parts, address) for address in piece.addresses}
    part = found.pop() if len(found) == 1 else None
    if part is None and own and not any(_of_address(parts, address) for address in piece.addresses):
        return next((act for act in parts if act.act_id == own), None)
    return part


def _of_address(parts: tuple[KnownAct, ...], address: Address) -> KnownAct | None:
    numbers = {step.kind: step.number for step in address.steps}
    if (number := _whole(numbers.get("статья"))) is not None:
        return next((act for act in parts if act.articles and act.articles[0] <= number <= act.articles[1]), None)
    if (number := _whole(numbers.get("глава"))) is not None:
        return next((act for act in parts if act.chapters and act.chapters[0] <= number <= act.chapters[1]), None)
    if is_roman(section := numbers.get("раздел", "").partition(".")[0]):
        value = roman_value(section)
        return next((act for act in parts if act.sections and act.sections[0] <= value <= act.sections[1]), None)
    if [step.kind for step in address.steps] == ["часть"] and numbers["часть"] in _PARTS_IN_ORDER[: len(parts)]:
        return parts[int(numbers["часть"]) - 1]  # «частью второй настоящего Кодекса»
    return None


def _whole(number: str | None) -> int | None:
    """14 of «14.1»."""
    whole = (number or "").partition(".")[0]
    return int(whole) if whole.isdecimal() else None


def _of_part(draft: Draft, part: KnownAct, pieces: list[Piece], first: bool, last: bool) -> Draft:
    """The stretch of the draft that its pieces of one part take."""
    act = part.act_id
    named = [address for piece in pieces for address in piece.addresses]
    addresses = [address for address in named if [step.kind for step in address.steps] != ["часть"]]  # it is the part
    return replace(
        draft,
        start=draft.start if first else pieces[0].start,
        end=draft.end if last else pieces[-1].end,
        kind=act.kind,
        issuers=act.issuers,
        day=act.date,
        number=act.number,
        act=act,
        status="resolved",
        candidates=(),
        addresses=addresses,
        pieces=pieces,
        title_span=draft.title_span if last else None,
    )
