"""Drafts to operations: numbers put right, units named in the target's own way, one operation for each unit.

An eId follows the form of a unit's number, so the word «пункт» must be understood: «5.» under an article is a part of
it in acts of the civil type, «5)» is a point in the others. What is known of the act decides, then what the amending
act shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from ingest.law.address import Address, Step
from ingest.law.dates import DATE, date_or_none
from ingest.law.known_acts import by_id, of_article
from ingest.law.numbering import sort_key
from ingest.law.part import (
    LAST,
    Annexed,
    Becomes,
    Except,
    Heading,
    LastParagraph,
    Only,
    Onward,
    Other,
    Part,
    Row,
    Sentence,
    read_part,
)
from ingest.law.pattern import pattern
from ingest.parsed import Effective, Operation, Problem, Target
from ingest.recognise.operations import superscripts
from ingest.recognise.operations.draft import Draft
from ingest.recognise.operations.limits import Limit, limited
from ingest.recognise.operations.named import ENDING
from ingest.recognise.operations.named import LAST as LAST_STEP
from ingest.recognise.operations.namings import Namings, Whole, whole
from ingest.recognise.operations.unread import names_a_table
from ingest.recognise.operations.wording import Chunk, goes_on, label, labels, split
from ingest.recognise.operations.zone import Rest
from ingest.recognise.structure.headings import NUMBERED_THROUGH
from ingest.recognise.structure.headings import RANK as HEADED

_HEADED = frozenset(HEADED)
_HEADLINES = ("глава", "раздел", "подраздел", "статья")
_ENDING = Step("абзац", ENDING)
_ROWS = ("строка", "позиция", "сноска", "таблица", "дефис")
_ROW_NUMBER = pattern(r"[\s|]*(?P<number>\d{1,4}(?:\.\d{1,3})*)[.)]?(?:\s|\Z)")
_HEADLINE = pattern(rf"\s*(?:{'|'.join(_HEADLINES)})\s", re.IGNORECASE)


def operations_of(drafts: Sequence[Draft], text: str) -> tuple[list[Operation], list[Problem]]:
    """Every draft as operations, one for each target unit, in order of the text."""
    settled = [_settled(draft) for draft in drafts]
    problems: list[Problem] = []
    if settled and superscripts.lost(text):
        found, problems = superscripts.readings(_mentions(settled), _last_articles(settled))
        settled = [_reread(draft, found) for draft in settled]
    settled = [_of_the_right_part(draft) for draft in settled]
    namings = Namings(settled)
    out: list[Operation] = []
    for draft in settled:
        out += _operations(draft, namings, problems)
    return out, problems


# numbers


def _settled(draft: Draft) -> Draft:
    """New units that the instruction did not number take their numbers from the wording's own labels."""
    clause = draft.clause
    kind = clause.added.kind
    if clause.verb == "delete_words" and draft.old and draft.addresses == (Address(),):
        return replace(draft, addresses=(_headline(draft.old) or Address(),))
    if clause.added.several and len(draft.added) == 1 and draft.new:
        return replace(draft, added=_following(draft.added[0], draft.new.count("\n") + 1))
    if clause.verb != "add" or draft.added or not kind:
        return draft
    if kind == "строка" and draft.new:
        unit = _headline(draft.new)
        return replace(draft, added=(Address(unit.steps[:-1]),)) if unit else draft
    if kind == "преамбула":
        return replace(draft, added=tuple(Address((Step(kind, ""),)).under(a) for a in draft.addresses))
    numbers = _own_numbers(draft.new or "", kind) or {"приложение": ("1",), "примечание": ("",)}.get(kind, ())
    steps = [Address((Step(kind, number),)) for number in numbers]
    return replace(draft, added=tuple(step.under(place) for place in draft.addresses for step in steps))


def _following(first: Address, count: int) -> tuple[Address, ...]:
    """«после абзаца первого дополнить абзацами»: as many as the wording has paragraphs."""
    *above, last = first.steps
    numbers = range(int(last.number), int(last.number) + count) if last.number.isdecimal() else ()
    return tuple(Address((*above, Step(last.kind, str(n))), first.component) for n in numbers) or (first,)


def _headline(line: str) -> Address | None:
    """«ГЛАВА 36. УПРАВЛЕНИЕ …» as the heading of chapter 36; «8. Восьмая» is a row of a table."""
    if not _HEADLINE.match(line):
        return None
    for kind in _HEADLINES:
        if found := label(line, kind):
            return Address((Step(kind, found.number), Step("наименование", "")))
    return None


def _own_numbers(wording: str, kind: str) -> tuple[str, ...]:
    found = labels(wording, kind) if kind not in ("абзац", "строка", "позиция", "сноска", "таблица", "дефис") else []
    if not found or label(wording, kind) is None:
        return ()
    first = found[0]
    alike = [f.number for f in found if f.form == first.form and f.number[:1].isdigit() == first.number[:1].isdigit()]
    return tuple(dict.fromkeys(alike))


def _mentions(drafts: Sequence[Draft]) -> Iterator[superscripts.Mention]:
    for draft in drafts:
        for address in draft.added or draft.addresses:
            more = bool(draft.added and draft.new and goes_on(draft.new) and draft.added[-1] == address)
            yield from superscripts.mentions_of(address, whole(draft), bool(draft.added), more, draft.start)


def _last_articles(drafts: Sequence[Draft]) -> dict[Whole, int]:
    found: dict[Whole, int] = {}
    for draft in drafts:
        if (
            draft.target.act
            and draft.target.component == "main"
            and (known := by_id(draft.target.act.slug))
            and known.articles
        ):
            found[whole(draft)] = known.articles[1]
    return found


def _reread(draft: Draft, found: superscripts.Readings) -> Draft:
    of = whole(draft)
    return replace(
        draft,
        addresses=tuple(superscripts.reread(a, of, found) for a in draft.addresses),
        added=tuple(superscripts.reread(a, of, found) for a in draft.added),
    )


def _of_the_right_part(draft: Draft) -> Draft:
    """Of a code in several acts the one that holds the article: «статью 454 Гражданского кодекса» is of part two."""
    if draft.target.act is not None or not draft.target.candidates:
        return draft
    numbers = [
        step.number for address in (*draft.addresses, *draft.added) for step in address.steps if step.kind == "статья"
    ]
    known = tuple(act for slug in draft.target.candidates if (act := by_id(slug)))
    fitting = of_article(known, numbers[0]) if numbers and known else ()
    return replace(draft, target=replace(draft.target, act=fitting[0].act_id)) if len(fitting) == 1 else draft


# operations


def _operations(draft: Draft, namings: Namings, problems: list[Problem]) -> Iterator[Operation]:
    verb, limit = draft.clause.verb, draft.clause.limit
    if unread := _unread(draft):
        problems.append(Problem(f"Не понято, о чём поручение: «{unread}»", draft.start, "operations"))
    if limit and verb not in _LIMITED:
        problems.append(_not_understood(limit, draft))
    if verb in ("restate", "add"):
        yield from _worded(draft, namings, problems)
    elif verb == "renumber":
        yield from _renumbered(draft, namings, problems)
    else:
        for address, part in _limited(draft, namings, problems):
            yield _operation(draft, namings, address, draft.start, draft.end, draft.old, draft.new, part)


_LIMITED = ("repeal", "suspend", "replace_everywhere")
"""Verbs that may leave units out («за исключением статьи 5»); of others what is left out stays words."""


def _limited(draft: Draft, namings: Namings, problems: list[Problem]) -> list[tuple[Address, Part | None]]:
    """The units that the order is about, and what it touches in each."""
    limit, addresses = draft.clause.limit, draft.addresses or (Address(),)
    if limit is None or draft.clause.verb not in _LIMITED:
        return [(address, None) for address in addresses]

    def formal(unit: Address) -> Address:
        named = Address.from_eid(_numbered_through(unit).eid(namings.of(draft, unit)))
        component = draft.target.component if unit.component == "main" else unit.component
        return named._replace(component=component)

    found = limited(addresses, limit, formal)
    if any(isinstance(part, Only) or (isinstance(part, Except) and part.words) for _, part in found):
        problems.append(_not_understood(limit, draft))
    return found


def _not_understood(limit: Limit, draft: Draft) -> Problem:
    return Problem(f"Не понято, чего поручение не касается: {limit.words}", draft.start, "operations")


def _worded(draft: Draft, namings: Namings, problems: list[Problem]) -> Iterator[Operation]:
    """Restated and added units, each with its own wording and its own span of it."""
    addresses = draft.added or draft.addresses or (Address(),)
    if draft.new is None:
        if draft.clause.rest is not Rest.ANNEX:
            problems.append(Problem("Новая редакция не найдена после указания", draft.start, "operations"))
        for address in addresses:
            yield _operation(draft, namings, address, draft.start, draft.end, None, None)
        return
    addresses = _as_worded(addresses, draft.new)
    same = _same_unit(addresses)
    chunks = [Chunk(0, draft.new)] * len(addresses) if same else split(draft.new, addresses)
    if chunks is None:
        problems.append(
            Problem("Новая редакция нескольких единиц не делится между ними по номерам", draft.start, "operations")
        )
        yield _operation(draft, namings, _common(addresses), draft.start, draft.end, None, draft.new)
        return
    opened = draft.new_start or draft.start
    for i, (address, chunk) in enumerate(zip(addresses, chunks, strict=True)):
        start = draft.start if i == 0 or same else opened + chunk.offset
        end = draft.end if i + 1 == len(chunks) or same else opened + chunk.offset + len(chunk.text)
        yield _operation(draft, namings, address, start, end, None, chunk.text)


def _as_worded(addresses: tuple[Address, ...], wording: str) -> tuple[Address, ...]:
    """«статьи 226 - 231» is also 228¹ where the wording gives it: a range holds what really stands between its ends."""
    if len(addresses) < 2 or len({a.steps[:-1] for a in addresses}) > 1 or not addresses[0].steps:
        return addresses
    first, last = addresses[0].steps[-1], addresses[-1].steps[-1]
    found = _own_numbers(wording, first.kind)
    if last.number not in found:
        return addresses
    numbers = found[: found.index(last.number) + 1]
    ascending = all(sort_key(a) < sort_key(b) for a, b in pairwise(numbers))
    if not ascending or not {a.steps[-1].number for a in addresses} <= set(numbers):
        return addresses
    return tuple(Address((*addresses[0].steps[:-1], Step(first.kind, n)), addresses[0].component) for n in numbers)


def _same_unit(addresses: Sequence[Address]) -> bool:
    """One wording for several units: a sentence added to пункты 2 and 3, a heading … - the last steps do not differ
    in number.
    """
    return len(addresses) > 1 and len({a.steps[-1] for a in addresses if a.steps}) == 1


def _common(addresses: Sequence[Address]) -> Address:
    """The unit around all of them."""
    steps: list[Step] = []
    for level in zip(*(a.steps for a in addresses), strict=False):
        if len(set(level)) > 1:
            break
        steps.append(level[0])
    return Address(tuple(steps), addresses[0].component)


def _renumbered(draft: Draft, namings: Namings, problems: list[Problem]) -> Iterator[Operation]:
    old, new = draft.addresses, draft.clause.added.units
    if len(old) != len(new):
        problems.append(Problem("Числа прежних и новых номеров не совпадают", draft.start, "operations"))
        yield _operation(
            draft, namings, _common(old), draft.start, draft.end, None, ", ".join(a.steps[-1].number for a in new)
        )
        return
    for address, becomes in zip(old, new, strict=True):
        last = becomes.steps[-1]
        operation = _operation(draft, namings, address, draft.start, draft.end, None, last.number)
        other = bool(address.steps) and address.steps[-1].kind != last.kind
        yield operation._replace(part=Becomes(last.kind)) if other else operation


def _operation(
    draft: Draft,
    namings: Namings,
    address: Address,
    start: int,
    end: int,
    old: str | None,
    new: str | None,
    share: Part | None = None,
) -> Operation:
    clause = draft.clause
    address, part = _part(draft, address, new)
    if clause.verb == "replace_everywhere":
        new, part = new or "", part if isinstance(part, Onward) else None
    limit = share or (Except(words=clause.limit.words) if clause.limit and clause.verb not in _LIMITED else None)
    part = Other(f"{part}, {limit}") if part and limit else part or limit
    if unread := _unread(draft):
        part = Other(unread)
    eid = _numbered_through(address).eid(namings.of(draft, address))
    target = Target(draft.target.act, draft.target.component, eid, draft.target.title)
    return Operation(
        start,
        end,
        draft.within,
        clause.verb,
        target,
        old,
        new,
        Effective(_day(clause.since), "clause" if clause.since else "unknown", until=_until(clause.until)),
        part,
        clause.inflected,
        clause.found_by,
    )


def _unread(draft: Draft) -> str:
    """Words of the clause, or of what stands above it, that mean nothing known. Which table a row is in need not be
    understood where the row has a name."""
    clause, above = draft.clause, draft.target.unread
    return clause.unread or ("" if isinstance(clause.part, Row) and names_a_table(above) else above)


def _part(draft: Draft, address: Address, new: str | None) -> tuple[Address, Part | None]:
    """The unit by its number, and what of it is touched that has none: a sentence, the heading, a row."""
    clause, last = draft.clause, address.steps[-1] if address.steps else Step("", "")
    above, part = Address(address.steps[:-1], address.component), clause.part
    if last.kind == "наименование":
        return above, Heading()
    if last.kind == "предложение":
        return above, Sentence((LAST if last.number == LAST_STEP else int(last.number),))
    if last == _ENDING:
        address, part = above, part or LastParagraph()
    if clause.verb == "add" and part is None and not draft.added:
        part = _row_put_in(clause.added.kind, new)
    if clause.rest is Rest.ANNEX and new is None and part is None:
        part = Annexed()
    return address, part


def _numbered_through(address: Address) -> Address:
    """«главу 3 дополнить статьей 12.1»: articles and chapters are numbered through the act, and so their eIds name
    nothing larger.
    """
    at = max((i for i, step in enumerate(address.steps) if step.kind in NUMBERED_THROUGH), default=0)
    kept = tuple(s for i, s in enumerate(address.steps) if i >= at or s.kind not in _HEADED)
    return Address(kept, address.component)


def _row_put_in(kind: str, new: str | None) -> Part | None:
    """What is put in and is no unit: «строку 5», by the number of the row itself; «сноску»."""
    if kind not in _ROWS:
        return None
    m = _ROW_NUMBER.match(new or "")
    return read_part(f"{kind} {m['number']}" if m and kind in ("строка", "позиция") else kind)


_DAY = pattern(DATE)


def _day(words: str) -> date | None:
    m = _DAY.search(words)
    return date_or_none(m[0]) if m else None


def _until(term: str) -> date | None:
    """First day after the term: «до 1 января» is that day, «по 31 декабря» and «включительно» the day after."""
    day = _day(term)
    inclusive = term.startswith("по ") or "включительно" in term
    return day + timedelta(days=1) if day and inclusive else day
