"""Citations of treaties: by what they are about and their day, for they have no number.

    Договор о Евразийском экономическом союзе от 29 мая 2014 года
    Конвенция о правах ребенка (одобрена Генеральной Ассамблеей ООН 20 ноября 1989 г.)
    Международная конвенция по обмеру судов 1969 года
    Соглашение между Правительством Российской Федерации и … от 12 февраля 1997 года

Several treaties of one kind may be signed on one day, so the title is part of the identity. A договор or a соглашение
is a treaty only where its title names states or their unions: «Договор об оказании услуг от 5 мая 2020 г.» binds two
persons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import NamedTuple

from ingest.law.act_id import ActId
from ingest.law.dates import DATE
from ingest.law.pattern import pattern
from ingest.recognise.citations.draft import Draft
from ingest.recognise.identity import day_or_problem


class _Sort(NamedTuple):
    """A kind of treaty: its slug, letters to look for, where the word begins from them, the word."""

    kind: str
    letters: str
    offset: int
    word: re.Pattern[str]


_SORTS = (
    _Sort("konvenciya", "онвенци", -1, pattern(r"[Кк]онвенци(?:ями|ях|я|и|ю|ей|й)(?![а-яё])")),
    _Sort("pakt", " пакт", 1, pattern(r"пакт(?:а|у|ом|е)?(?= о )")),
    _Sort("dogovor", "Договор", 0, pattern(r"Договор(?:а|у|ом|е)?(?![а-яё])")),
    _Sort("soglashenie", "Соглашени", 0, pattern(r"Соглашени(?:ем|е|я|ю|и)(?![а-яё])")),
)
_BETWEEN_PERSONS = frozenset({"dogovor", "soglashenie"})
_OF_STATES = pattern(
    r"Евразийск|Содружеств|[Тт]аможенн[а-яё]{2,3}\s+союз|Союзно[а-яё]{2}\s+государств|международн"
    r"|между\s+(?:Правительств[а-яё]{1,2}\s+)?(?:Российской\s+Федераци|Союзом\s+Сов)"
)
_CALLED = pattern(r"(?:[А-ЯЁ][а-яё]+|международн)(?:ая|ой|ую|ый|ий|ого|ому|ым|им|ом)\s+\Z")
"""«Венская конвенция», «Международный пакт»."""
_ABOUT = pattern(
    r"\s+(?P<title>(?:об?|обо|по|против|между)\s[^\n.«\"“„;:()\d]{3,260}?)"
    rf"(?:(?P<year>\s(?:18|19|20)\d\d\s(?:года|г\.))|,?\s+от\s+(?P<day>{DATE})|\s*\((?i:(?:подписан|заключен|одобрен|принят|совершен)[а-я]?\s[^()\n]{{0,90}}?"
    rf"|(?:г\.\s*)?[а-яё-]{{3,20}},\s+)(?P<concluded>{DATE})[^()\n]{{0,60}}\))"
)
_ANOTHER_ACT = pattern(
    r"(?i:закон|указ|постановлени|приказ|распоряжени|стать|част|пункт|конвенци|протокол)[а-яё]{0,4}\s"
)


def by_treaty(text: str, hidden: Callable[[int], bool]) -> list[Draft]:
    """A draft for every dated treaty and for every mention of one by its title alone, in reading order."""
    found: dict[int, Draft] = {}
    for sort in _SORTS:
        for start, end in _words(text, sort):
            if not hidden(start) and (draft := _dated(text, sort.kind, start, end)):
                found[end] = draft
    for treaty in {draft.act: draft for draft in found.values()}.values():
        for end, draft in _by_title(text, treaty):
            if end not in found and not hidden(draft.start):
                found[end] = draft
    return sorted(found.values(), key=attrgetter("start"))


def _words(text: str, sort: _Sort) -> Iterator[tuple[int, int]]:
    """Where the words of a sort stand: plain search first, the pattern only where the letters are."""
    at = text.find(sort.letters)
    while at >= 0:
        start = max(0, at + sort.offset)
        if (m := sort.word.match(text, start)) and not text[start - 1 : start].isalpha():
            yield m.span()
        at = text.find(sort.letters, at + 1)


def _dated(text: str, kind: str, start: int, end: int) -> Draft | None:
    """«Конвенция о правах ребенка (одобрена … 20 ноября 1989 г.)»: a title, and a day right after it."""
    m = _ABOUT.match(text, end)
    if m is None or _ANOTHER_ACT.search(m["title"]):
        return None
    if kind in _BETWEEN_PERSONS and not _OF_STATES.search(m["title"]):
        return None
    day, problem = day_or_problem(m["day"] or m["concluded"])
    title = " ".join((m["title"] + (m["year"] or "")).split())  # «… по обмеру судов 1969 года»: the year is of its name
    act = ActId(kind, (), day, None, title)
    called = _CALLED.search(text, max(0, start - 30), start)
    return Draft(
        called.start() if called else start,
        max(m.end("title"), m.end("day"), m.end("year")),
        kind,
        "dated",
        day=day,
        title=title,
        title_span=m.span("title"),
        act=act,
        problem=problem,
    )


def _by_title(text: str, treaty: Draft) -> Iterator[tuple[int, Draft]]:
    """Where the word of a sort and the treaty's title stand, and a draft of them."""
    title = f" {treaty.title}"
    for sort in (sort for sort in _SORTS if sort.kind == treaty.kind):
        for start, end in _words(text, sort):
            last = end + len(title)
            if text.startswith(title, end) and not text[last : last + 1].isalpha():
                yield end, Draft(start, last, treaty.kind, "title", day=treaty.day, act=treaty.act)
