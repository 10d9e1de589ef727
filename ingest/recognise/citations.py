"""Citations of acts in running text, with exact spans (LAW.md §3).

Four passes find what a citation is made of - kind words, date-and-number cores, names of well-known acts, addresses of
units; then the pieces are put together in reading order, and what points back («указанное постановление», «Закон №
273-ФЗ»
declared earlier) is resolved inside the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from ingest.document import Document, Span
from ingest.law.dates import DATE
from ingest.law.issuers import issuer
from ingest.law.known_acts import KnownAct, by_name, of_article
from ingest.law.known_acts import pattern as names_of_known_acts
from ingest.law.pattern import pattern
from ingest.law.text import DASHES
from ingest.parsed import Citation, Problem, Requisites
from ingest.recognise.attachment import attach_addresses, naming_of
from ingest.recognise.cores import Core, find_cores, published_at
from ingest.recognise.drafts import Draft, day_or_problem, settle
from ingest.recognise.nouns import Noun, find_nouns
from ingest.recognise.references import resolve_references
from ingest.recognise.relations import goes_on, relation, title_owner
from ingest.recognise.titles import read_title
from ingest.recognise.unit_map import UnitMap

_LIST_GAP = pattern(r"\s*(?:[,;]\s*(?:(?:и|или|а также)\s+)?|\s(?:и|или|а также)\s+)\s*\Z")
_LIST_WITH_ITEMS = pattern(r"\s*[;,]?\s*\Z")
_NOT_ISSUER = pattern(r"[\n;:()\[\]!?]|\.\s+[А-ЯЁ]|\d{3}")
_QUOTE = pattern(r"[«\"“„]")
_BARE_DATE = pattern(
    rf"\s*(?P<issuer>[^\n;:()\"«№\d]{{0,160}}?)\s*\bот\s+(?P<date>{DATE})(?!\s*(?:№|N\b))", re.IGNORECASE
)
_TITLE_AHEAD = pattern(
    r"\s*(?P<issuer>(?:РФ|РСФСР|СССР|Российской Федерации|Правительства\s+(?:РФ|Российской Федерации)"
    r"|Президента\s+(?:РФ|Российской Федерации))?)\s*(?=[«\"“„]\s?[А-ЯЁ])"
)
_DIGITS_AHEAD = pattern(r"\s+(\d{1,5}(?:-[рР])?)(?![\d.,/])")
_EDITION = pattern(
    rf"\s*\(?\s*(?:в\s+)?(?:ред\.|редакции|ред)\s+(?:[^()\d\n]{{0,160}}?\bот\s+)?(?P<date>{DATE})[^()\n]{{0,80}}\)?",
    re.IGNORECASE,
)
_PLACE = pattern(r"\s*,?\s*г\.\s*[А-ЯЁ][а-яё-]+(?=\s*[«\"“])")
_STANDARD = pattern(
    rf"(?:ГОСТ|СанПиН|СП|ГН)(?<![А-Яа-яЁё]ГОСТ)(?<![А-Яа-яЁё]СанПиН)(?<![А-Яа-яЁё](?:СП|ГН))\s+(?P<number>(?:Р\s+|Р?\s?(?:ИСО|МЭК|ISO|IEC)[\s/]*(?:МЭК|IEC)?\s*)?\d+(?:\.\d+){{0,5}}[{DASHES}]\d{{2,4}})(?![\d{DASHES}])"
)
_BARE_CONSTITUTION = pattern(r"[Кк]онституци[а-яё]+")
_TITLED = frozenset(
    {
        "fz",
        "fkz",
        "zakon",
        "kodeks",
        "pp",
        "postanovlenie",
        "ukaz",
        "prikaz",
        "rasporyazhenie",
        "rp",
        "pismo",
        "polozhenie",
        "pravila",
        "instrukciya",
    }
)


def recognise(
    document: Document, head: Requisites | None, units: UnitMap
) -> tuple[tuple[Citation, ...], tuple[Problem, ...]]:
    """Every citation outside editor's notes and places of publication, in order, spans not overlapping."""
    text = document.text
    masked = _merged([*published_at(text), *document.notes, *([Span(head.start, head.end)] if head else [])])
    drafts = [d for d in _collect(text, masked) if not (head and _signs(d, head))]
    problems = tuple(Problem(d.problem, d.start, "citation-date") for d in drafts if d.problem)
    drafts = resolve_references(text, drafts, head, units)
    drafts = [d for d in attach_addresses(text, drafts, masked, head, units) if not _some_constitution(text, d)]
    for draft in drafts:
        _chosen_by_article(draft)
    return tuple(_finished(text, drafts, head, units)), problems


def _signs(draft: Draft, head: Requisites) -> bool:
    """The act's own date and number: under the signature, or in the stamp over what it approves."""
    own = (draft.day, draft.number) == (head.id.date, head.id.number)
    return own and (draft.kind == "akt" or draft.form == "short")


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Sorted, overlaps joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _collect(text: str, masked: list[Span]) -> list[Draft]:
    nouns = [noun for noun in find_nouns(text) if not _inside(noun.start, masked)]
    drafts = _from_cores(text, nouns, find_cores(text, masked))
    drafts = _woven(drafts, _from_nouns(text, nouns, drafts))
    drafts = _woven(drafts, _from_names(text, masked))
    return _woven(drafts, _from_standards(text, masked))


def _inside(at: int, spans: Sequence[Span]) -> bool:
    i = bisect_left(spans, (at + 1,)) - 1
    return i >= 0 and spans[i].end > at


def _woven(drafts: list[Draft], others: Iterable[Draft]) -> list[Draft]:
    """Both in reading order; of ``others`` only those that overlap nothing."""
    starts = [d.start for d in drafts]
    kept = []
    for other in others:
        i = bisect_left(starts, other.end)
        if i and drafts[i - 1].end > other.start:
            continue
        kept.append(other)
    return sorted([*drafts, *kept], key=lambda d: d.start)


# ── date and number ───────────────────────────────────────────────────────────────────────────────────────────


def _from_cores(text: str, nouns: list[Noun], cores: Iterable[Core]) -> list[Draft]:
    drafts: list[Draft] = []
    starts = [noun.start for noun in nouns]
    for core in cores:
        if draft := _of_core(text, nouns, starts, core, drafts[-1] if drafts else None):
            _read_ahead(text, draft)
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
    if i >= 0 and nouns[i].end > core.start:  # «ФЗ» of «ФЗ-273» is the noun and the sign at once
        return Draft(nouns[i].start, core.end, "fz", "short", (), day, core.number, problem=problem, listed=("fz",))
    near = i >= 0 and nouns[i].word >= floor and core.start - nouns[i].end <= 700
    if near and (draft := _of_noun(text, nouns[i], core)):
        phrase = draft.issuers[0] if draft.issuers else ""
        draft.day, draft.problem = day, problem
        draft.kind, draft.issuers = settle(nouns[i].kind, phrase, core.number, day)
        draft.listed = (nouns[i].kind, *draft.issuers)
        if core.date or not phrase.strip() or all(map(issuer, draft.issuers)):
            return draft  # «Решение задачи № 273»: words nobody knows for an issuer, and no date, make no act
    return _of_number(text, core, day, problem)


def _continues(text: str, before: Draft, core: Core) -> bool:
    """«…, от 27.06.1998 № 94-ФЗ»: only a comma or «и» since the member before (its title included)."""
    if core.start - before.full_end > 12 or not (core.date or core.bare or before.form in ("full", "list")):
        return False
    return _LIST_GAP.match(text, before.full_end, core.start) is not None


def _of_noun(text: str, noun: Noun, core: Core) -> Draft | None:
    """The kind word with what stands before its core: an issuer, or a title, or both. The issuer's words wait in
    ``issuers``.
    """
    between = text[noun.end : core.start]
    title = title_span = None
    if quote := _QUOTE.search(between):
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
        noun.word,
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


def _read_ahead(text: str, draft: Draft) -> None:
    """Edition, place and title that follow the core, in whichever order."""
    draft.edition, at = _edition_at(text, draft.end)
    if place := _PLACE.match(text, at):
        at = place.end()
    if draft.title is None and (read := read_title(text, at, min(len(text), at + 4000))):
        draft.title, draft.title_span = read[0], (read[1], read[2])
        draft.edition = draft.edition or _edition_at(text, draft.full_end)[0]


# ── kind words without a number ───────────────────────────────────────────────────────────────────────────────


def _from_nouns(text: str, nouns: list[Noun], drafts: list[Draft]) -> Iterator[Draft]:
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
    if noun.kind in ("polozhenie", "pravila") or not (m := _BARE_DATE.match(text, noun.end, noun.end + 240)):
        return None
    if following and following.start < m.end():
        return None
    day, problem = day_or_problem(m["date"])
    kind, issuers = settle(noun.kind, m["issuer"], None, day)
    draft = Draft(noun.start, m.end(), kind, "dated", issuers, day, problem=problem, listed=(noun.kind, *issuers))
    _read_ahead(text, draft)
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


# ── names everybody knows ─────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def _known_names() -> re.Pattern[str]:
    return re.compile(names_of_known_acts())


def _from_names(text: str, masked: list[Span]) -> Iterator[Draft]:
    for m in _known_names().finditer(text):
        if _inside(m.start(), masked):
            continue
        acts = by_name(m[0], None)
        if not acts:
            continue
        yield _named(
            Draft(m.start(), m.end(), acts[0].act_id.kind, "colloquial", edition=_edition_at(text, m.end())[0]), acts
        )


def _named(draft: Draft, acts: tuple[KnownAct, ...]) -> Draft:
    """The draft as a mention of the one act, or of any of several."""
    draft.known = acts
    if len(acts) == 1:
        act = acts[0].act_id
        draft.act, draft.kind, draft.issuers, draft.day, draft.number = act, act.kind, act.issuers, act.date, act.number
        draft.status, draft.candidates = "resolved", ()
    else:
        draft.status, draft.candidates = "ambiguous", tuple(known.act_id.slug for known in acts)
    return draft


def _chosen_by_article(draft: Draft) -> None:
    """«статья 454 ГК РФ» is of the part that holds article 454."""
    articles = {step.number for address in draft.addresses for step in address.steps if step.kind == "статья"}
    if len(draft.known) > 1 and articles:
        chosen = [of_article(draft.known, number) for number in articles]
        if all(acts == chosen[0] for acts in chosen):
            _named(draft, chosen[0])


def _some_constitution(text: str, draft: Draft) -> bool:
    """«Конституции» alone may be of any state and time; with an article, or «Российской Федерации», it is the one of
    1993.
    """
    return (
        draft.form == "colloquial"
        and not draft.addresses
        and _BARE_CONSTITUTION.fullmatch(text, draft.start, draft.end) is not None
    )


def _edition_at(text: str, at: int) -> tuple[date | None, int]:
    """The day of the edition named at ``at`` («(ред. от 04.08.2023)»), and where what names it ends."""
    m = _EDITION.match(text, at)
    return (day_or_problem(m["date"])[0], m.end()) if m else (None, at)


# ── standards: cited beside acts, and kept apart from them ────────────────────────────────────────────────────


def _from_standards(text: str, masked: list[Span]) -> Iterator[Draft]:
    """«ГОСТ Р 7.0.97-2016», «СП 2.4.3648-20»: a number of their own, no issuer, no date."""
    for m in _STANDARD.finditer(text):
        if not _inside(m.start(), masked):
            yield Draft(
                m.start(),
                m.end(),
                "gost" if m[0].startswith("Г") and m[0][1] == "О" else "sanpin",
                "standard",
                number=" ".join(m["number"].split()),
            )


# ── records ───────────────────────────────────────────────────────────────────────────────────────────────────


def _finished(text: str, drafts: list[Draft], head: Requisites | None, units: UnitMap) -> Iterator[Citation]:
    owner = title_owner(drafts)
    before: Citation | None = None
    for draft in drafts:
        by = owner(draft)
        act = draft.act if draft.status == "ambiguous" or draft.act else draft.identity()
        naming = naming_of(act, head)
        said = relation(text, draft, head, by)
        if said == "cites" and before and before.by == by and goes_on(text, before, draft.start):
            said = before.relation
        before = Citation(
            draft.start,
            draft.end,
            text[draft.start : draft.end],
            units.at(draft.start),
            act,
            draft.title,
            tuple(a.eid(naming) for a in draft.addresses),
            draft.component,
            said,
            draft.status,
            draft.candidates,
            draft.edition,
            draft.form,
            by,
            draft.title_span,
        )
        yield before
