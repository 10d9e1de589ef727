"""A citation while it is being put together: the kind word, what stands between, the core, the title."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ingest.law.act_id import ActId, latin
from ingest.law.address import Address
from ingest.law.dates import ImpossibleDate, read_date
from ingest.law.issuers import resolve
from ingest.law.known_acts import KnownAct
from ingest.law.pattern import pattern
from ingest.law.stems import stems


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
    addresses: list[Address] = field(default_factory=list)
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

    @property
    def full_end(self) -> int:
        """Where the mention ends, its title included."""
        return max(self.end, self.title_span[1]) if self.title_span else self.end

    def identity(self) -> ActId:
        """The identity as far as the text tells it; the title stands in only where there is neither date nor number."""
        return ActId(
            self.kind, self.issuers, self.day, self.number, self.title if not self.number and not self.day else None
        )


_OF_RUSSIA = pattern(
    r"\s*(?:РФ|Российской\s+Федерации|РСФСР|СССР|Союза\s+ССР|Союза\s+Советских\s+Социалистических\s+Республик)?\s*\Z"
)
_FIXED: dict[tuple[str, tuple[str, ...]], str] = {  # (kind as written, issuers) → the kind it is
    ("postanovlenie", ("pravitelstvo",)): "pp",
    ("rasporyazhenie", ("pravitelstvo",)): "rp",
    ("postanovlenie", ("ks",)): "ks",
    ("opredelenie", ("ks",)): "opredelenie",
}


def settle(kind: str, phrase: str, number: str | None, day: date | None) -> tuple[str, tuple[str, ...]]:
    """Kind and issuers from the kind word, the words after it, and the number.

    A number with «-ФЗ» is of a federal law whatever the word; «Закон РФ» implies no issuer; an указ nobody is named for
    is the President's.
    """
    upper = (number or "").upper()
    if upper.endswith("-ФКЗ"):
        return "fkz", ()
    if upper.endswith("-ФЗ") and kind in ("zakon", "fz", "kodeks", "akt"):
        return "fz", ()
    if kind in ("fz", "fkz", "pp", "rp"):
        return kind, ()
    phrase = phrase.strip(" ,")
    if kind in ("zakon", "kodeks"):
        return (
            ("zakon", ())
            if _OF_RUSSIA.match(phrase)
            else ("zakon", resolve(phrase, day) or (latin("-".join(stems(phrase)))[:40],))
        )
    issuers = resolve(phrase, day) if phrase else ()
    if kind == "ukaz" and not issuers:
        issuers = ("prezident",)
    fixed = _FIXED.get((kind, issuers))
    return (fixed, () if fixed in ("pp", "rp") else issuers) if fixed else (kind, issuers)


def day_or_problem(wording: str | None) -> tuple[date | None, str | None]:
    """The day, or the sentence that says why there is none."""
    if not wording:
        return None, None
    try:
        return read_date(wording), None
    except ImpossibleDate as error:
        return None, f"Дата в ссылке на акт не читается: {error}."
