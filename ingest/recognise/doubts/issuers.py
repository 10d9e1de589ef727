"""Issuers that can be nobody's name, or are not those who signed."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.law.act_id import latin
from ingest.law.issuers import issuer
from ingest.law.pattern import pattern
from ingest.law.stems import stems
from ingest.parsed import Problem
from ingest.recognise.doubts.claims import Claims, left

_ODD = "Орган, издавший акт, прочитан странно: сверьте с шапкой «{head}» и исправьте (docs/corrections.md)."
_ANYBODY = (
    "Какой именно орган издал акт, не понято: назван только его вид. Назовите его в исправлении (docs/corrections.md)."
)
_SHOWN = 90
"""Characters of the head that a problem shows."""


def issuers(claims: Claims) -> Iterator[Problem]:
    """Words said twice, a publisher's name, a broken end, a key as long as no name is; or no more than
    «администрация»."""
    act = claims.parsed.act
    for slug in act.id.issuers if act else ():
        words = slug.split("-")
        if act and (_TWICE.search(slug) or _NO_NAME.search(slug) or len(words) > _MOST_WORDS):
            head = " ".join(claims.text[act.start : act.start + _SHOWN].split())
            yield Problem(_ODD.format(head=head), act.start, "left-over")
        elif act and _GENERIC.issuperset(words):
            yield Problem(_ANYBODY, act.start, "left-over")


def signatures(claims: Claims) -> Iterator[Problem]:
    """Several issuers, and one signature, or fewer of them and of parts of the number: one body was taken for two."""
    act = claims.parsed.act
    bodies = len(act.id.issuers) if act else 0
    signed = len(_INITIALS.findall(act.signed_by or "")) if act else 0
    numbers = len((act.id.number or "").split("/")) if act else 0
    if act and 0 < signed < bodies and (signed == 1 or numbers < bodies):
        yield Problem(_FEWER.format(bodies=bodies, signed=signed), act.start, "left-over")


_INITIALS = pattern(r"[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?")
_FEWER = "Органов, издавших акт, прочитано {bodies}, а подписей {signed}. Сверьте, кто издал акт."


def territory(claims: Claims) -> Iterator[Problem]:
    """A federal body for issuer, and «Примерской области» in the head."""
    act = claims.parsed.act
    if act is None or not act.id.issuers or not all(map(issuer, act.id.issuers)):
        return
    told = {latin(word) for word in stems(" ".join((act.title or "", act.place or "", act.signed_by or "")))}
    for m in _TERRITORY.finditer(claims.text, act.start, act.end):
        if told.isdisjoint(map(latin, stems(m["name"]))):
            yield left("Издавшим акт сочтён федеральный орган, а в шапке", m[0], m.start(), _CHECK)
            return


_TERRITORY = pattern(r"(?<![А-Яа-яЁё-])(?P<name>[А-ЯЁ][А-ЯЁа-яё-]+(?i:ой|ого|его))\s(?i:области|края|района|округа)")
_CHECK = "Сверьте реквизиты акта."
_MOST_WORDS = 18
_TWICE = pattern(r"(?:^|-)((?:[a-z]{4,}|[a-z]+-[a-z\d]+)(?:-[a-z\d]+)*)-\1(?:-|$)")
_NO_NAME = pattern(
    r"(?:^|-)(?:www|http|konsultantplyus|sistem-garant|fond-pravov|docs|cntd)(?:-|$)|-(?:na|ot|ob|o|v|s|po|i|k)$"
)
_GENERIC = frozenset(
    "administrac gorod rayon okrug sel poselen municipaln sovet deputat dum glav upravlen departament komitet "
    "ministerstv rayonn gorodsk obrazovan kultur sport finans i po".split()
)
"""Words of keys that tell no body from another of its kind."""
