"""What people call an act: «Федеральный закон от 29.12.2012 № 273-ФЗ»."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ingest.law.issuers import genitive
from ingest.law.issuers import issuer as listed
from ingest.law.kinds import kind as kind_of
from kb.russian import russian_day

LONGEST_TITLE = 120
"""Characters of a title in the label of an act that has nothing else."""


class Identity(NamedTuple):
    """Requisites as the base keeps them: ``date`` is ISO text."""

    kind: str
    issuers: tuple[str, ...]
    number: str | None
    date: str | None
    title: str | None


class IssuerName(NamedTuple):
    """An issuer for people: full name, short name, and the short name in the genitive («приказ Минцифры России»)."""

    name: str
    short: str
    genitive: str


def label(act: Identity, names: Mapping[str, IssuerName] = MappingProxyType({})) -> str:
    """The act's name for lists and links. ``names``: of issuers that the reference list does not hold.

    >>> label(Identity("fz", (), "273-ФЗ", "2012-12-29", None)), label(Identity("pp", (), "1545", None, None))
    ('Федеральный закон от 29.12.2012 № 273-ФЗ', 'Постановление Правительства РФ № 1545 (дата не указана)')
    """
    words = [_kind_and_issuers(act, names)]
    if not act.number and not act.date:
        return f"{_shortened(act.title or words[0])} (реквизиты не указаны)"
    if act.date:
        words.append("от " + russian_day(act.date))
    if act.number:
        words.append("№ " + act.number)
    elif act.title and not kind_of(act.kind).issuers:  # of a day there may be several, only their titles differ
        words.append(f"«{_shortened(act.title)}»")
    if not act.date:
        words.append("(дата не указана)")
    return " ".join(words)


def number_key(number: str | None) -> str | None:
    """The number for look-up: lower case, without spaces."""
    return number.lower().replace(" ", "") if number else None


def _kind_and_issuers(act: Identity, names: Mapping[str, IssuerName]) -> str:
    """«Приказ Минцифры России»; an issuer whose name nobody gave is left out rather than shown as its key."""
    of_kind = kind_of(act.kind)
    if act.kind == "zakon" and not act.issuers:
        return "Закон РФ"  # a law of the Federation before 1994 names no body
    if of_kind.issuers or not act.issuers:
        return of_kind.title.replace("Российской Федерации", "РФ")
    bodies = [body for slug in act.issuers if (body := issuer(slug) or names.get(slug))]
    return f"{of_kind.title.split(' ')[0]} {', '.join(body.genitive for body in bodies)}".rstrip()


def _shortened(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


@lru_cache(maxsize=4096)
def issuer(slug: str) -> IssuerName | None:
    """Names of an issuer that the reference list holds."""
    body = listed(slug)
    return IssuerName(body.name, body.short, _genitive(body.short)) if body else None


_ENDINGS = (
    (
        re.compile(r"^Мин(?!.*(?:ство|строй|связь)$).*[ыиоуэюея]$|[А-ЯЁ]$|^[А-ЯЁ]+$"),
        "",
        "",
    ),  # «Минцифры», «МВД»: no case changes them
    (re.compile("недра$"), "недра", "недр"),
    (re.compile("ресурсы$"), "ресурсы", "ресурсов"),
    (re.compile("(?:связь|печать|[её]жь|ость)$"), "ь", "и"),
    (re.compile("строй$"), "строй", "строя"),
    (re.compile("ство$"), "ство", "ства"),
    (re.compile("ние$"), "ние", "ния"),
    (re.compile("[иоуыю]$"), "", ""),
)
"""Short names that :func:`ingest.law.issuers.genitive` does not fit: which, their ending, its genitive."""


def _genitive(short: str) -> str:
    """A short name as it follows a kind word: «Минздрав России» → «Минздрава России», «Минцифры России» as it is."""
    first, space, rest = short.partition(" ")
    for pattern, ending, of in _ENDINGS:
        if pattern.search(first):
            return f"{first.removesuffix(ending)}{of}{space}{rest}"
    return genitive(short)
