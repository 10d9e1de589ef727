"""An issuer that can be nobody's name."""

from __future__ import annotations

import re
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


def several(claims: Claims) -> Iterator[Problem]:
    """Two bodies of an act that has one number: a joint act has a number of each."""
    act = claims.parsed.act
    if act and len(act.id.issuers) > 1 and act.id.number and "/" not in act.id.number:
        yield Problem(_SEVERAL, act.start, "left-over")


_SEVERAL = (
    "В шапке прочитано несколько органов, а номер один: если акт издан одним из них, исправьте (docs/corrections.md)."
)


def region(claims: Claims) -> Iterator[Problem]:
    """A region in the head of an act whose issuer was taken for a body of the federation."""
    act = claims.parsed.act
    if act is None or not act.id.issuers or not all(map(issuer, act.id.issuers)):
        return
    title = (act.title or "").lower()
    for m in _REGION.finditer(claims.text, act.start, act.end):
        named = {latin(word) for word in stems(m[0])}
        if m[0].lower() not in title and not any(named & set(slug.split("-")) for slug in act.id.issuers):
            yield left("В шапке назван регион, а орган прочитан как федеральный", m[0], m.start(), _CHECK)
            return


_CHECK = "Сверьте, какой орган издал акт."
_REGION = pattern(
    r"""
    (?<![а-яё-])(?i:
      [а-яё-]{2,30}[сц]кой\s(?:области|республики)
    | [а-яё-]{2,30}[сц]кого\s(?:края|автономного\sокруга)
    | республики\s[а-яё-]{3,30} )(?![а-яё])
    """,
    re.VERBOSE,
)
"""A region in the genitive: «ЧЕРНОБОРСКОЙ ОБЛАСТИ», «Республики Карелия»."""
