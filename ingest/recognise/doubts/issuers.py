"""An issuer that can be nobody's name."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.doubts.claims import Claims

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
