"""Citations by date and number: the kind word before a core, the list it goes on, the title and edition after it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

from ingest.law.dates import DATE
from ingest.law.issuers import issuer
from ingest.law.pattern import pattern
from ingest.recognise.citations.draft import Draft
from ingest.recognise.cores import Core
from ingest.recognise.identity import day_or_problem, settle
from ingest.recognise.nouns import Noun
from ingest.recognise.titles import read_title

_LABEL = r"(?:[-–—•]\s*|\d{1,3}(?:\.\d{1,2}){0,3}[.)]\s*|[а-я]\)\s*)?"
_LIST_GAP = pattern(
    r"\s*(?:\([^()\n]{0,600}\)\s*)?"
    rf"(?:[,;]\s*(?:(?:и|или|а также)\s+)?{_LABEL}|\s(?:и|или|а также)\s+|[.,;]?\s*\n\s*{_LABEL})\s*\Z"
)
_LIST_BEGINS = pattern(rf":\s*{_LABEL}\Z")
"""«решения Думы: от … № …;», on one line or each member on its own."""
_NOT_ISSUER = pattern(
    r"[\n;:()\[\]!?]|(?<!\bг)(?<!\bгор)(?<!\bобл)(?<!\bим)(?<!\bр)(?<!\bпос)(?<!\bст)\.\s+[А-ЯЁ]|\d{3}"
)
_SHORT_NAME = pattern(r"\s*\([А-ЯЁ][А-ЯЁа-яё\s-]{1,60}\)")
"""«Федеральной службы … (Роспотребнадзора)»: a body's short name beside the long one."""
_OF_REGION = pattern(
    r"\s+(?:(?:Правительств|Губернатор|Глав|Законодательн|Дум|Администраци)[а-яё]{0,5}\s+(?:Собрани[а-яё]\s+)?)?"
    r"(?:Республики\s+[А-ЯЁ]|(?:города|г\.)\s*[А-ЯЁ]|Москвы|Санкт-Петербурга|Севастополя"
    r"|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:ой|ого)\s+(?:области|края|автономно))"
)
"""«Закон Примерной области № 101-МП»: a region names itself, a date or none."""
_QUOTE = pattern(r"[«\"“„]")
_TITLE_FOLLOWS = pattern(r"\s*[«\"“„]\s?\w")
"""A title after the number: what is quoted before it is the name of a place («городского округа "Город Примерный"»)."""
_EDITION = pattern(
    rf"\s*\(?\s*(?:в\s+)?(?:ред\.|редакции|ред)\s+(?:[^()\d\n]{{0,160}}?\bот\s+)?(?P<date>{DATE})[^()\n]{{0,80}}\)?",
    re.IGNORECASE,
)
_PLACE = pattern(r"\s*,?\s*г\.\s*[А-ЯЁ][а-яё-]+(?=\s*[«\"“])")


def by_number(text: str, nouns: list[Noun], cores: Iterable[Core]) -> list[Draft]:
    """A draft for every core that an act stands behind, in order, titles and editions read."""
    drafts: list[Draft] = []
    starts = [noun.start for noun in nouns]
    for core in cores:
        if draft := _of_core(text, nouns, starts, core, drafts[-1] if drafts else None):
            read_ahead(text, draft)
            drafts.append(draft)
    return drafts


def _of_core(text: str, nouns: list[Noun], starts: list[int], core: Core, before: Draft | None) -> Draft | None:
    day, problem = day_or_problem(core.date)
    if before and _continues(text, before, core):
        day = day or (before.day if not core.date else None)
        kind, issuers = (
            settle(before.listed[0], "", core.number, day)
            if core.number and core.number.upper().endswith(("-ФЗ", "-ФКЗ"))
            else (before.kind, before.issuers)
        )
        return Draft(
            core.start, core.end, kind, "list", issuers, day, core.number, problem=problem, listed=before.listed
        )
    floor = before.end if before else 0
    i = bisect_left(starts, core.start) - 1
    if i >= 0 and (opening := _title_around(text, nouns[i].start, core.start, floor)) is not None:
        i = bisect_left(starts, opening) - 1
    if i >= 0 and nouns[i].end > core.start:  # «ФЗ» of «ФЗ-273» is the noun and the sign at once
        return Draft(nouns[i].start, core.end, "fz", "short", (), day, core.number, problem=problem, listed=("fz",))
    near = i >= 0 and nouns[i].word >= floor and core.start - nouns[i].end <= 700
    if near and (draft := _of_noun(text, nouns[i], core)):
        phrase = draft.issuers[0] if draft.issuers else ""
        draft.day, draft.problem = day, problem
        draft.kind, draft.issuers = settle(nouns[i].kind, phrase, core.number, day)
        draft.listed = (nouns[i].kind, *draft.issuers)
        if core.date or not phrase.strip() or all(map(issuer, draft.issuers)) or _OF_REGION.match(phrase):
            return draft  # «Решение задачи № 273»: words nobody knows for an issuer, and no date, make no act
    return _of_number(text, core, day, problem)


def _title_around(text: str, noun: int, core: int, floor: int) -> int | None:
    """Where the quoted title opens that ends between a kind word and a core: «Закона «О внесении изменений в Закон о
    мелах» от … № …» - the word in it is of another act."""
    if core - noun > 700 or (closing := text.find("»", noun, core)) < 0 or 0 <= text.find("«", noun, core) < closing:
        return None
    opening = text.rfind("«", max(floor, noun - 700), noun)
    return opening if opening >= 0 and "\n" not in text[opening:closing] else None


def _continues(text: str, before: Draft, core: Core) -> bool:
    """«…, от 27.06.1998 № 94-ФЗ»: only a comma or «и» since the member before (its title included)."""
    if core.start - before.full_end > 640 or not (core.date or core.bare or before.form in ("full", "list")):
        return False
    return _LIST_GAP.match(text, before.full_end, core.start) is not None


def _of_noun(text: str, noun: Noun, core: Core) -> Draft | None:
    """The kind word with what stands before its core: an issuer, or a title, or both. The issuer's words wait in
    ``issuers``.
    """
    list_begins = _LIST_BEGINS.search(text, noun.end, core.start)
    between = text[noun.end : list_begins.start() if list_begins else core.start]
    if "(" in between:
        between = _SHORT_NAME.sub("", between)
    title = title_span = None
    if (quote := _QUOTE.search(between)) and not _TITLE_FOLLOWS.match(text, core.end):
        if "\n" in between:
            return None
        read = read_title(text, noun.end + quote.start(), core.start)
        if read is None or text[read[2] : core.start].strip(' ,»"”.'):
            return None
        title, title_span, between = read[0], (read[1], read[2]), between[: quote.start()]
    if len(between) > 260 or _NOT_ISSUER.search(between):
        return None
    form = "short" if noun.kind in ("pp", "rp") or noun.end - noun.start <= 3 or not core.date else "full"
    return Draft(
        core.start if list_begins and "\n" in list_begins[0] else noun.word,
        core.end,
        noun.kind,
        form,
        (between,) if between.strip() else (),
        number=core.number,
        title=title,
        title_span=title_span,
    )


def _of_number(text: str, core: Core, day: date | None, problem: str | None) -> Draft | None:
    """A core that no kind word opens: its number may tell the kind; «от <date> № …» alone is an act of unknown kind."""
    kind, _ = settle("akt", "", core.number, None)
    if kind == "akt" and not (core.date and core.number and _opens_list(text, core)):
        return None
    return Draft(
        core.start,
        core.end,
        kind,
        "short",
        (),
        day,
        core.number,
        problem=problem,
        listed=(kind,),
        status="resolved" if kind != "akt" else "unknown",
    )


def _opens_list(text: str, core: Core) -> bool:
    """«от <date> № …» right after a comma, a bracket or a line's start; after a word it is the date of that word's
    thing.
    """
    before = text[max(0, core.start - 3) : core.start].rstrip(" ")
    return text[core.start] in "Оо" and (not before or before[-1] in ",;(\n")


def read_ahead(text: str, draft: Draft) -> None:
    """Edition, place and title that follow the core, in whichever order."""
    draft.edition, draft.edition_end = edition_at(text, draft.end)
    at = draft.edition_end
    if place := _PLACE.match(text, at):
        at = place.end()
    if draft.title is None and (read := read_title(text, at, min(len(text), at + 4000))):
        draft.title, draft.title_span = read[0], (read[1], read[2])
        edition, draft.edition_end = edition_at(text, draft.full_end)
        draft.edition = draft.edition or edition


def edition_at(text: str, at: int) -> tuple[date | None, int]:
    """The day of the edition named at ``at`` («(ред. от 04.08.2023)»), and where what names it ends."""
    m = _EDITION.match(text, at)
    return (day_or_problem(m["date"])[0], m.end()) if m else (None, at)
