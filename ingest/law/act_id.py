"""Identity of an act: kind, issuers, date, number - and its names for files (slug) and for the web (IRI).

No official single identifier of a Russian act exists; the identity is this tuple (docs/law.md, 1). Publication numbers,
registrations and СЗ РФ places are aliases and never enter here.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

from ingest.law.kinds import KINDS, kind
from ingest.law.pattern import pattern
from ingest.law.text import DASHES, level

_LATIN = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
        (
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "c",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
            "e",
        ),
        strict=True,
    )
)
_NOT_SLUG = pattern(r"[^a-z0-9]+")
_DASH = pattern(rf"\s*[{DASHES}]\s*")
_SECOND_SIGN = r"(?<=[Зз])\s?(?:№|N)\s?(?=\d)"
SECOND_NUMBER = rf"(?:{_SECOND_SIGN}\d{{1,5}}(?:-[IVX]{{1,4}})?(?![\w/-]))"
"""Pattern source of the second number that the laws of some republics bear, behind the first: «№ 210-З № 388-V»."""
_SECOND = pattern(_SECOND_SIGN)
_NUMBER_SIGN = pattern(r"^(?:№№?|N(?=[\s\d])|No\.?)\s*")
_ROMAN_TAILS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "X": 10, "Х": 10}
_ROMAN_TAIL = pattern(r"-(I{1,3}|IV|VI?|X|Х)$")


def latin(text: str) -> str:
    """ASCII slug of Russian words: ``"О недрах"`` → ``"o-nedrakh"``."""
    return _NOT_SLUG.sub("-", "".join(_LATIN.get(ch, ch) for ch in text.lower())).strip("-")


@lru_cache(maxsize=16384)
def tidy_number(number: str | None) -> str | None:
    """An act's number as it is printed, dashes and «Ф3» put right: ``"№ 149 – Ф3"`` → ``"149-ФЗ"``; None for «б/н»."""
    if not number:
        return None
    number = _DASH.sub("-", _NUMBER_SIGN.sub("", number.strip())).strip(" .,;")
    if number.lower() in ("б/н", "бн", "", "-"):
        return None
    number = _SECOND.sub(" № ", number)
    return re.sub(r"-(?:[Фф][Зз3])$", "-ФЗ", re.sub(r"-(?:[Фф][Кк][Зз3])$", "-ФКЗ", number))


class ActId(NamedTuple):
    """The identity of an act.

    Attributes:
        kind: slug of :mod:`ingest.law.kinds`.
        issuers: issuer slugs, sorted; () when the kind implies the issuer or nobody named one.
        date: day of signing, None when nobody gave it.
        number: as printed («273-ФЗ», «542/1»), None when the act has none or nobody gave it.
        title: only for an act known by its title alone - then its slug is made of the title.
    """

    kind: str
    issuers: tuple[str, ...] = ()
    date: date | None = None
    number: str | None = None
    title: str | None = None

    @property
    def slug(self) -> str:
        """ASCII key: ``fz-2012-12-29-273``, ``prikaz-mincifry-2022-07-15-542-1``, ``pp-1545`` (no date known)."""
        return _slug(self)

    @property
    def iri(self) -> str:
        """Akoma Ntoso work IRI (docs/law.md, 7): ``/akn/ru/act/fz/2012-12-29/273-fz``; an unknown date is ``nd``."""
        subtype, actor = kind(self.kind).iri
        actors = actor or ",".join(self.issuers)
        parts = [
            "/akn/ru/act",
            subtype or self.kind,
            *([actors] if actors and self.kind not in ("fz", "fkz", "konstituciya") else []),
        ]
        parts += [
            self.date.isoformat() if self.date else "nd",
            quote(latin_number(self.number), safe="") if self.number else latin(self.title or "") or "bn",
        ]
        return "/".join(parts)


@lru_cache(maxsize=4096)  # one text names one act many times
def _slug(act: ActId) -> str:
    of_kind = kind(act.kind)
    head = [act.kind, *(() if of_kind.issuers else act.issuers)]
    if act.date:
        head.append(act.date.isoformat())
    if act.number:
        head.append(latin(_bare_number(act.number, of_kind.suffix)) or "n")
    elif act.title:
        wording = level(act.title)
        head += [
            latin(" ".join(wording.split()[:5]))[:40].strip("-"),
            hashlib.sha256(wording.encode()).hexdigest()[:8],
        ]
    elif act.date:
        head.append("bn")
    return "-".join(head)


def _bare_number(number: str, suffix: str | None) -> str:
    """The number without the suffix its kind implies; «3266-I» and «3266-1» are one number of one law."""
    number = _ROMAN_TAIL.sub(lambda m: f"-{_ROMAN_TAILS[m[1]]}", number)
    return number[: -len(suffix)] if suffix and number.lower().endswith(suffix.lower()) else number


def latin_number(number: str) -> str:
    """An act's number for an IRI: letters in ASCII, «/» and hyphens kept: ``"542/1"``, ``"273-fz"``."""
    return "".join(_LATIN.get(ch, ch) for ch in number.lower())


def from_iri(iri: str) -> ActId:
    """The identity that a work IRI names; its number stays in ASCII («273-fz»).

    Raises:
        ValueError: not an IRI of a Russian act.
    """
    parts = iri.split("/")
    if parts[:4] != ["", "akn", "ru", "act"] or len(parts) not in (7, 8):
        raise ValueError(f"не IRI акта: {iri!r}")
    subtype, actor, day, number = parts[4], "" if len(parts) == 7 else parts[5], parts[-2], unquote(parts[-1])
    slug = next((k.slug for k in KINDS.values() if k.iri == (subtype, actor)), None) or next(
        (k.slug for k in KINDS.values() if k.iri[0] == subtype and not k.iri[1]), subtype
    )
    issuers = () if kind(slug).issuers or not actor else tuple(actor.split(","))
    return ActId(slug, issuers, None if day == "nd" else date.fromisoformat(day), number)
