"""Citations by a kind word without a number: dated, titled, typed short, pointing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import zip_longest

from ingest.law.dates import DATE
from ingest.law.pattern import pattern
from ingest.recognise.citations.by_number import read_ahead
from ingest.recognise.citations.draft import Draft
from ingest.recognise.identity import day_or_problem, settle
from ingest.recognise.nouns import Noun
from ingest.recognise.titles import read_title

_BARE_DATE = pattern(
    rf"\s*(?P<issuer>[^\n;:()\"«№\d]{{0,160}}?)\s*\bот\s+(?P<date>{DATE})(?!\s*(?:№|N\b))", re.IGNORECASE
)
_TITLE_AHEAD = pattern(
    r"\s*(?P<issuer>(?:РФ|РСФСР|СССР|Российской Федерации|Правительства\s+(?:РФ|Российской Федерации)"
    r"|Президента\s+(?:РФ|Российской Федерации))?)\s*(?=[«\"“„]\s?[А-ЯЁ])"
)
_DIGITS_AHEAD = pattern(r"\s+(\d{1,5}(?:-[рР])?)(?![\d.,/])")
_TITLED = frozenset(
    "fz fkz zakon kodeks pp postanovlenie ukaz prikaz rasporyazhenie rp pismo polozhenie pravila instrukciya".split()
)


def by_kind(text: str, nouns: list[Noun], drafts: list[Draft]) -> Iterator[Draft]:
    """A draft for every kind word that none of ``drafts`` took and that names or points at an act."""
    starts = [d.start for d in drafts]
    for noun, following in zip_longest(nouns, nouns[1:]):
        i = bisect_left(starts, noun.end)
        if i and drafts[i - 1].end > noun.start:
            continue
        if noun.pointing:
            yield Draft(noun.start, noun.end, noun.kind, "anaphora", pointing=noun.pointing)
        elif draft := _dated(text, noun, following) or _titled(text, noun) or _short(text, noun):
            yield draft


def _dated(text: str, noun: Noun, following: Noun | None) -> Draft | None:
    """«Указ Президиума Верховного Совета РСФСР от 19 сентября 1974 года "О …"»: a date and no number.

    A date belongs to the last kind word before it: «Закон … и Указ … от 18 ноября» dates the указ.
    """
    if noun.kind in ("polozhenie", "pravila") or text.find("от ", noun.end, noun.end + 180) < 0:
        return None
    if not (m := _BARE_DATE.match(text, noun.end, noun.end + 240)):
        return None
    if following and following.start < m.end():
        return None
    day, problem = day_or_problem(m["date"])
    kind, issuers = settle(noun.kind, m["issuer"], None, day)
    draft = Draft(noun.start, m.end(), kind, "dated", issuers, day, problem=problem, listed=(noun.kind, *issuers))
    read_ahead(text, draft)
    return draft if draft.title or issuers else None


def _titled(text: str, noun: Noun) -> Draft | None:
    """«Федеральным законом "Об обороне"»: a title alone."""
    if noun.kind not in _TITLED or not (m := _TITLE_AHEAD.match(text, noun.end)):
        return None
    read = read_title(text, m.end(), min(len(text), m.end() + 2000))
    if read is None:
        return None
    kind, issuers = settle(noun.kind, m["issuer"], None, None)
    return Draft(
        noun.start,
        m.end("issuer") if m["issuer"] else noun.end,
        kind,
        "title",
        issuers,
        title=read[0],
        title_span=(read[1], read[2]),
        listed=(noun.kind,),
    )


def _short(text: str, noun: Noun) -> Draft | None:
    """«ПП 1678», «РП РФ 2567-р»: typed without the number sign."""
    if noun.kind not in ("pp", "rp") or not (m := _DIGITS_AHEAD.match(text, noun.end)):
        return None
    return Draft(noun.start, m.end(), noun.kind, "short", number=m[1])
