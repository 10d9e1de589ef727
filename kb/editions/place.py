"""Where, in words of a refusal: «в пункте 7», «в абзаце третьем пункта 6 приложения 1»."""

from __future__ import annotations

from ingest.law.address import Address, Naming, Step

_IN = {
    "приложение": "приложении", "часть кодекса": "части", "раздел": "разделе", "подраздел": "подразделе",
    "глава": "главе", "параграф": "параграфе", "статья": "статье", "часть": "части", "пункт": "пункте",
    "подпункт": "подпункте", "абзац": "абзаце", "преамбула": "преамбуле", "примечание": "примечании",
}  # fmt: skip


def where(eid: str, naming: Naming = Naming.LAW, bare: bool = False) -> str:
    """The unit in words with «в»; ``bare``: nominative without it.

    >>> where("point_7"), where("point_6__al_3"), where("", bare=True)
    ('в пункте 7', 'в абзаце третьем пункта 6', 'акт в целом')
    """
    if not eid:
        return "акт в целом" if bare else "в тексте акта"
    try:
        address = Address.from_eid(eid, naming)
    except ValueError:
        return eid if bare else f"в единице {eid}"
    if bare:
        return str(address)
    *above, last = address.steps
    rest = f" {_genitive(above)}" if above else ""
    return f"в {_IN.get(last.kind, last.kind)}{_number(last)}{rest}"


def _number(step: Step) -> str:
    """The number as it follows the unit's word in the locative."""
    words = str(Address((step,))).partition(" ")[2]
    if step.kind != "абзац" or not words or words[0].isdecimal():
        return f" {words}" if words else ""
    return f" {words[:-2]}ьем" if words.endswith("третий") else f" {words[:-2]}ом"


def _genitive(steps: list[Step]) -> str:
    """The larger units in the genitive: leaf first, as an address reads."""
    return str(Address((*steps, Step("преамбула", "")))).removeprefix("преамбула ")
