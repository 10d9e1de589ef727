"""Citations of acts in running text, with exact spans (docs/law.md, 3).

Four passes find what a citation is made of: kind words, date-and-number cores, names of well-known acts, addresses of
units. The pieces are put together in reading order, each file of this room one way of naming an act:

    by_number       «Федеральный закон от 29.12.2012 № 273-ФЗ», lists, «ПП РФ № 1241»
    by_kind         «Указ … от 19 сентября 1974 года "О …"», «Федеральный закон "Об обороне"», «указанное постановление»
    by_name         «ТК РФ», «закон об образовании», «ГОСТ Р 7.0.97-2016»
    by_table        rows of a page's table: number, day, title in columns, the kind above
    by_treaty       «Договор о Евразийском экономическом союзе от 29 мая 2014 года»
    by_earlier      «Закон об охоте», «Регламент Думы», named in full before
    by_charter      «Конституция Республики Примерия», «Устав Примерского края», «Положение об оплате труда»
    references      what points back: declared names, numbers alone, «настоящий», «указанный»
    attachment      which act (and which annex of it) an address belongs to
    annex_names     annexes cited as wholes
    code_parts      which part of a code, where its parts are acts of their own
    own_annexes     «согласно приложению», «(приложение)»: of the act itself
    own_place       addresses that name no act: of the document itself
    own_units       an act's citations of itself, brought to the units it has
    slips           what differs in one requisite from a known act
    relations       cites, amends, repeals …
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter

from ingest.document import Document, Span
from ingest.law.pattern import pattern
from ingest.law.text import level
from ingest.parsed import Citation, Problem, Requisites
from ingest.recognise.citations.attachment import attach_addresses, naming_of
from ingest.recognise.citations.by_charter import by_charter, by_own_charter, by_paper
from ingest.recognise.citations.by_earlier import by_earlier
from ingest.recognise.citations.by_kind import by_kind
from ingest.recognise.citations.by_name import by_known_name, by_standard, of_approving, some_constitution
from ingest.recognise.citations.by_number import by_number
from ingest.recognise.citations.by_table import by_table
from ingest.recognise.citations.by_treaty import by_treaty
from ingest.recognise.citations.code_parts import told_apart
from ingest.recognise.citations.draft import Draft
from ingest.recognise.citations.own_annexes import own_annexes
from ingest.recognise.citations.references import out_of_declarations, resolve_references
from ingest.recognise.citations.relations import goes_on, relation, title_owner
from ingest.recognise.citations.slips import slips
from ingest.recognise.cores import find_cores, published_at
from ingest.recognise.note_spans import note_spans
from ingest.recognise.nouns import find_nouns
from ingest.recognise.own_body import meant
from ingest.recognise.structure.asides import asides
from ingest.recognise.unit_map import UnitMap


def recognise(
    document: Document, head: Requisites | None, units: UnitMap
) -> tuple[tuple[Citation, ...], tuple[Problem, ...]]:
    """Every citation outside what editors and publishers put in and places of publication, in order, spans apart."""
    text = document.text
    own_head = [Span(head.start, head.end)] if head else []
    masked = _merged([*published_at(text), *note_spans(document), *asides(document), *own_head])
    drafts = [d for d in _collect(text, masked) if not (head and (_signs(text, d, head) or _is_itself(d, head)))]
    if head:
        for draft in drafts:
            draft.issuers = meant(draft.kind, draft.issuers, head.id)
    else:
        drafts = _woven(drafts, by_table(text, partial(_inside, spans=masked)))
    problems = [Problem(d.problem, d.start, "citation-date") for d in drafts if d.problem]
    problems += slips(drafts)
    drafts = resolve_references(text, drafts, head, units)
    drafts = _woven(drafts, [d for d in by_earlier(text, drafts, head) if not _inside(d.start, masked)])
    titles = _merged([*masked, *(Span(*d.title_span) for d in drafts if d.title_span)])
    drafts = _woven(drafts, by_paper(text, partial(_inside, spans=titles), _own_titles(head, units)))
    drafts = out_of_declarations(text, drafts)
    drafts = [d for d in attach_addresses(text, drafts, masked, head, units) if not some_constitution(text, d)]
    drafts = of_approving(text, drafts)
    drafts = _woven(drafts, own_annexes(text, partial(_inside, spans=masked), head, units))
    drafts = [part for draft in drafts for part in told_apart(draft)]
    return tuple(_finished(text, drafts, head, units)), tuple(problems)


def _signs(text: str, draft: Draft, head: Requisites) -> bool:
    """Requisites that are set, not cited: the act's own under the signature, those in the stamp over an annex."""
    own = (draft.day, draft.number) == (head.id.date, head.id.number)
    if own and (draft.kind == "akt" or draft.form == "short"):
        return True
    if draft.kind == "protokol" and _STAMPED_BY.search(text, max(0, draft.start - 200), draft.start):
        return True
    return (
        _LINE_ENDS.match(text, draft.end) is not None
        and _STAMP.search(text, max(0, draft.start - 400), draft.start) is not None
    )


def _own_titles(head: Requisites | None, units: UnitMap) -> str:
    """What the act and its annexes are called, to compare with names of papers."""
    annexes = [unit.heading or "" for unit in units.units if unit.kind == "приложение"]
    return level(" ".join([head.title or "" if head else "", *annexes]))


def _is_itself(draft: Draft, head: Requisites) -> bool:
    """The number of sanitary rules in what approves them: «Срок действия СанПиН 2.4.9.9001-15»."""
    return draft.form == "standard" and str(draft.number) in (head.id.number, *(head.title or "").split())


_STAMPED_BY = pattern(
    r"(?:\A|\n)[^\S\n]*(?:(?i:принят|рассмотрен|согласован|утвержд[её]н|обсужд[её]н)[а-яА-Я]{0,2}(?![а-яё])[^\n]{0,160})?\(?\Z"
)
"""A protocol at the beginning of a line, or on the line that it stamps: «Приняты советом школы …, протокол № 9»."""
_STAMP = pattern(
    r"""(?:\A|(?<=\n))[^\S\n]*
    (?: (?:Приложение|ПРИЛОЖЕНИЕ)(?:[^\S\n]*(?:[№N][^\S\n]*)?[\dIVX.]{1,5})? \s* [Кк]\s
      | (?:УТВЕРЖД|Утвержд)[А-ЯЁа-яё]{2,6} \s )
    (?: (?!(?:19|20)\d\d|\d\d\.\d\d\.) [^;:] ){0,300} \Z""",
    re.VERBOSE,
)
"""Lines above an annex, or above what is approved, up to the first day: «Приложение № 2 / к приказу школы / от …»."""
_LINE_ENDS = pattern(r"[^\S\n]*[»\")]?[^\S\n]*(?:\n|\Z)")


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
    hidden: Callable[[int], bool] = partial(_inside, spans=masked)
    nouns = [noun for noun in find_nouns(text) if not hidden(noun.start)]
    drafts = _woven(by_number(text, nouns, find_cores(text, masked)), by_treaty(text, hidden))
    drafts = _woven(drafts, by_kind(text, nouns, drafts))
    drafts = _woven(drafts, by_known_name(text, hidden))
    drafts = _woven(drafts, by_charter(text, hidden))
    drafts = _woven(drafts, by_own_charter(text, hidden))
    return _woven(drafts, by_standard(text, hidden))


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
    return sorted([*drafts, *kept], key=_start) if kept else drafts


_start = attrgetter("start")


def _finished(text: str, drafts: list[Draft], head: Requisites | None, units: UnitMap) -> Iterator[Citation]:
    owner = title_owner(drafts)
    before: Citation | None = None
    for draft in drafts:
        by = owner(draft)
        act = draft.act if draft.status in ("ambiguous", "unidentified") or draft.act else draft.identity()
        naming = naming_of(act, head)
        within = units.at(draft.start)
        said = relation(text, draft, head, by, within, before)
        if said == "cites" and before and before.by == by and goes_on(text, before, draft.start):
            said = before.relation
        addresses = tuple(a.eid(naming) for a in draft.addresses)
        before = Citation(
            draft.start,
            draft.end,
            text[draft.start : draft.end],
            within,
            act,
            draft.title,
            tuple(map(units.standing, addresses) if head and act == head.id else addresses),
            draft.component,
            said,
            "unknown" if draft.status == "unidentified" else draft.status,
            draft.candidates,
            draft.edition,
            draft.form,
            by,
            draft.title_span,
        )
        yield before
