"""Whom an act means that says no more than «министерства», «администрации района», «Думы», «области»: its own body.

«Приказ министерства от 12.05.2021 № 86-п» in an order of the Ministry of ecology of a region is that ministry's own;
so is «приказ от 12.05.2021 № 86-п», for nobody else's order would go unnamed. «Постановление Правительства области»
is of the region whose body issued the act. A name that says anything which the act's own body is not called by is
another body's.
"""

from __future__ import annotations

from itertools import takewhile

from ingest.law.act_id import ActId, latin
from ingest.law.issuers import issuer
from ingest.law.stems import stems
from ingest.recognise.identity import of_own_head

_NAMELESS = frozenset({"prikaz", "rasporyazhenie", "postanovlenie", "reshenie"})
"""Kinds of acts that a body numbers for itself: one of the act's own kind, with nobody named, is its own body's."""
_BODIES = frozenset(
    latin(stem)
    for stem in (
        "управлен департамент комитет отдел министерств инспекц служб агентств администрац правительств президиум"
        " дум совет собран глав губернатор мэр мэри кабинет палат комисс председател хурал"
    ).split()
)
"""Nouns by which bodies are called: «управление образования администрации города» is not the administration, and the
law of a region is not its government's."""
_REGIONS = frozenset(latin(stem) for stem in "област кра республик".split())
_ORGANISATIONS = frozenset(
    latin(stem)
    for stem in (
        "по директор заведующ ректор школ лице гимназ сад детск колледж техникум училищ центр учрежден организац"
    ).split()
)
"""«Приказом по школе», «приказ детского сада»: no organisation is told from another so."""


def meant(kind: str, issuers: tuple[str, ...], own: ActId) -> tuple[str, ...]:
    """The issuers that are meant in an act ``own``; those said, where they are said in full or of another body.

    >>> meant("prikaz", ("ministerstv",), ActId("prikaz", ("ministerstv-transport-severn-oblast",)))
    ('ministerstv-transport-severn-oblast',)
    >>> meant("zakon", ("oblast",), ActId("prikaz", ("ministerstv-transport-severn-oblast",)))
    ('severn-oblast',)
    >>> meant("prikaz", ("ministerstv-finans",), ActId("prikaz", ("ministerstv-transport-severn-oblast",)))
    ('ministerstv-finans',)
    """
    if not issuers:
        return own.issuers if kind == own.kind and kind in _NAMELESS and not any(map(issuer, own.issuers)) else ()
    if len(issuers) > 1 or issuer(issuers[0]):
        return issuers
    said = issuers[0].split("-")
    if of_own_head(issuers) or _ORGANISATIONS.issuperset(said):
        return own.issuers if own.issuers and not any(map(issuer, own.issuers)) else issuers
    for slug in own.issuers:
        if found := _completed(said, slug):
            return (found,)
    return issuers


def _completed(said: list[str], slug: str) -> str | None:
    """The body's key that the words are short for, by the key of the act's own; None: they are not."""
    body = issuer(slug)
    words = [latin(stem) for stem in stems(body.name)] if body else slug.split("-")
    if said[-1] in _REGIONS and said[-1] in words and (len(said) == 1 or said[-2] not in words):
        return None if body else "-".join((*said[:-1], *_region(words, said[-1])))
    if said[0] not in words:
        return None
    at = words.index(said[0])
    if not _stand_in(said, words[at:]):
        return None
    if _BODIES.isdisjoint(words[:at]):
        return slug
    return "-".join(words[at:]) if said[0] in _BODIES and not body else None


def _region(words: list[str], noun: str) -> list[str]:
    """«Северо-Западной области», «Республики Северный Таврион» out of the words of a body's name."""
    at = words.index(noun)
    if at + 1 < len(words):
        return words[at:]
    compound = [*takewhile(lambda word: word.endswith("o"), reversed(words[: at - 1]))]
    return [*reversed(compound), *words[at - 1 :]] if at else [noun]


def _stand_in(said: list[str], words: list[str]) -> bool:
    """Whether all words said stand among the words, in that order."""
    left = iter(words)
    return all(word in left for word in said)
