"""An address that names no act: of the document itself, what it leaves out taken from the unit it stands in."""

from __future__ import annotations

from ingest.law.address import RANK, Address, Naming, Step
from ingest.law.pattern import pattern
from ingest.parsed import Requisites
from ingest.recognise.addresses import HERE, AddressMention, is_relative
from ingest.recognise.citations.annex_names import in_only_annex
from ingest.recognise.citations.draft import Draft, Piece
from ingest.recognise.unit_map import UnitMap

_OWN_ANNEX = pattern(r"\s+приложени[яюеи]м?(?![а-яё]|\s*[№N\d])")


def own_address(text: str, mention: AddressMention, head: Requisites, units: UnitMap) -> Draft | None:
    """The address as a mention of the act itself; None where it is a heading, or names another act."""
    here = units.at(mention.start)
    if not here or text[mention.start - 1 : mention.start] == "\n":  # a line that opens so is a heading
        return None
    component = here.split("__")[0] if here.startswith("att_") else "main"
    place = place_of(here, head.naming)
    said, end = mention.addresses, mention.end
    if not any(map(is_relative, mention.addresses)) and (of := _OF_ACT.match(text, end)):
        if _ACT_WORDS[of["word"].lower()] != head.id.kind:
            return None
        component, place, end = "main", Address(), of.end()
    if component == "main" and _OWN_ANNEX.match(text, mention.end) and _has_one_annex(units):
        said = tuple(in_only_annex(address) for address in said)
    addresses = tuple(a for address in said if (a := filled(address, place)))
    if not addresses:
        return None
    return Draft(
        mention.start,
        end,
        head.id.kind,
        "internal",
        head.id.issuers,
        head.id.date,
        head.id.number,
        addresses=list(addresses),
        pieces=[Piece(mention.start, end, addresses)],
        component=component,
        act=head.id,
        pointing="this",
    )


_ACT_WORDS = {
    "постановлени": "postanovlenie",
    "приказ": "prikaz",
    "решени": "reshenie",
    "распоряжени": "rasporyazhenie",
    "указ": "ukaz",
}
_OF_ACT = pattern(
    rf"\s+(?P<word>(?i:{'|'.join(_ACT_WORDS)}))(?:я|а)(?![а-яё]|\s+(?:от\s|[№NА-ЯЁ]|[а-яё]+(?:ого|ой|их)\s))"
)
"""«подпункта 2.2 пункта 2 постановления», said in what the decree approves: of the decree, without «настоящего»."""


def _has_one_annex(units: UnitMap) -> bool:
    return [unit.eid for unit in units.units if unit.kind == "приложение" and unit.parent is None] == ["att_1"]


def place_of(eid: str, naming: Naming) -> Address:
    """The address of the unit a mention stands in, its annex left out."""
    if "att_" in eid:
        eid = "__".join(part for part in eid.split("__") if not part.startswith("att_"))
    try:
        return Address.from_eid(eid, naming)
    except ValueError:
        return Address()


_OF_ARTICLE = RANK["статья"]


def filled(address: Address, place: Address) -> Address | None:
    """«настоящей статьи» and missing larger units taken from where the mention stands; None when there is no such
    unit.
    """
    if address.steps and RANK[address.steps[0].kind] <= _OF_ARTICLE and not is_relative(address):
        return address
    steps: list[Step] = []
    for step in address.steps:
        if step.number == HERE and step.kind != "примечание":
            i = next((i for i, at in enumerate(place.steps) if at.kind == step.kind), None)
            if i is None:
                return None
            steps = list(place.steps[: i + 1])
        else:
            steps.append(step)
    if steps and RANK[steps[0].kind] > _OF_ARTICLE:
        steps = [at for at in place.steps if RANK[at.kind] < RANK[steps[0].kind]] + steps
    return Address(tuple(steps), address.component)
