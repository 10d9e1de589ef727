"""What a document's own words say about its later words: names declared «(далее - …)», numbers without a date,
pointing words.

Nothing is guessed: what fits one earlier mention is resolved, what fits several is ambiguous with its candidates, the
rest stays as the text says it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from ingest.law.act_id import ActId
from ingest.law.annexes import component_of
from ingest.law.known_acts import by_name
from ingest.law.pattern import pattern
from ingest.law.text import DASHES, level
from ingest.parsed import Requisites
from ingest.recognise.citations.by_earlier import ABOUT, LAWS, is_about
from ingest.recognise.citations.draft import Draft
from ingest.recognise.unit_map import UnitMap

_DECLARED = pattern(
    rf"\(далее(?:\s+по\s+тексту)?(?:\s+соответственно)?\s*(?:[{DASHES}]{{1,2}}|:)?\s*(?:именуе[а-я]+\s+)?"
    r"[«\"“]?(?P<names>[А-ЯЁа-яё][^()\n;]{1,110}?)\s*\)"
)
_NEXT_NAME = pattern(r"[»\"”]?(?:,\s+|\s+и\s+(?=[«\"“А-ЯЁ]))[«\"“]?")
_REACH = 1500
"""How far before its «(далее - …)» an act may stand: places of publication come between."""
_WORD = pattern(r"[А-Яа-яЁё]{4,}")
_SAME = {
    "zakon": {"zakon", "fz", "fkz"},
    "fz": {"fz"},
    "fkz": {"fkz"},
    "kodeks": {"fz", "zakon"},
    "postanovlenie": {"postanovlenie", "pp", "ks"},
    "rasporyazhenie": {"rasporyazhenie", "rp"},
    "pp": {"pp", "postanovlenie"},
    "rp": {"rp", "rasporyazhenie"},
}
_LOOK_BACK = 4000
"""Characters within which «указанный» finds what it points at."""


def resolve_references(text: str, drafts: list[Draft], head: Requisites | None, units: UnitMap) -> list[Draft]:
    """The drafts with what points back resolved, uses of declared names added, and pointers at nothing left out."""
    drafts = _with_declared(text, drafts)
    _complete(text, drafts)
    _choose_by_approval(text, drafts)
    return [draft for draft in drafts if not draft.pointing or _point(text, draft, drafts, head, units)]


# ── «(далее - Закон № 273-ФЗ)» ─────────────────────────────────────────────────────────────────────────────────


def _with_declared(text: str, drafts: list[Draft]) -> list[Draft]:
    if "далее" not in text:
        return drafts
    declared = {name: (at, draft) for at, name, draft in _declarations(text, drafts)}
    if not declared:
        return drafts
    groups = {f"n{i}": name for i, name in enumerate(sorted(declared, key=len, reverse=True))}
    uses = pattern(
        r"(?<![А-Яа-яЁё])(?:"
        + "|".join(f"(?P<{group}>{_inflected(name)})" for group, name in groups.items())
        + r")(?![А-Яа-яЁё-])"
    )
    starts = [draft.start for draft in drafts]
    found = []
    for m in uses.finditer(text):
        since, draft = declared[groups[m.lastgroup or ""]]
        i = bisect_left(starts, m.end())
        if i and drafts[i - 1].full_end > m.start():
            same = m.span() == (drafts[i - 1].start, drafts[i - 1].end)
            if same and (drafts[i - 1].status == "ambiguous" or component_of(m[0])):
                drafts[i - 1] = draft.again(m.start(), m.end(), component_of(m[0]))
        elif m.start() > since and not _is_common(text, m):
            found.append(draft.again(m.start(), m.end(), component_of(m[0])))
    return sorted([*drafts, *found], key=lambda d: d.start)


def _declarations(text: str, drafts: list[Draft]) -> Iterable[tuple[int, str, Draft]]:
    """(offset, name, act) of each name declared after an act; the nearest act before it is meant."""
    starts = [draft.start for draft in drafts]
    for m in _DECLARED.finditer(text):
        i = bisect_left(starts, m.start()) - 1
        if (
            i < 0
            or m.start() - drafts[i].full_end > _REACH
            or drafts[i].pointing
            or "\n" in text[drafts[i].full_end : m.start()]
        ):
            continue
        for name in (part.strip(' »"”') for part in _NEXT_NAME.split(m["names"])):
            if name[:1].isupper() and _names_an_act(name, drafts[i]) and _is_name(name):
                yield m.end(), name, drafts[i]


def _is_name(name: str) -> bool:
    """Whether the name has no number that tells the act by itself: «Закон № 44-ФЗ», against «Порядок № 678»."""
    return not any(ch.isdigit() for ch in name) or component_of(name) is not None


def out_of_declarations(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts without what the brackets of declarations say: a name is given there, nothing is cited."""
    names = {
        m.start("names") + at
        for m in _DECLARED.finditer(text)
        for at in (0, *(gap.end() for gap in _NEXT_NAME.finditer(m["names"])))
    }
    return [d for d in drafts if d.start not in names or d.pointing or _YEAR.search(text, d.start, d.end)]


_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
"""A day in the bracket: the requisites themselves stand there."""


def _is_common(text: str, m: re.Match[str]) -> bool:
    """«Решение принимается …» at the beginning of a sentence, where a capital tells no name."""
    return bool(_MAY_OPEN.match(m[0]) and _SENTENCE_OPENS.search(text, m.start() - 4, m.start()))


_MAY_OPEN = pattern(r"(?:Решени|Протокол|Соглашени|Договор)[а-яё]{0,3}\Z")
_SENTENCE_OPENS = pattern(r"(?:[.!?:;)]\s+|\n\s*)\Z")


_ACT_WORDS = pattern(
    r"(?:федеральн\w+ |конституционн\w+ )*(?:закон|кодекс|указ|постановлени|распоряжени|приказ|письм"
    r"|положени|правил|порядо?к|инструкци|устав|требовани|(?:административн\w+ )?регламент|стандарт|ФГОС|программ"
    r"|концепци|стратеги|перечен|СанПиН|решени|соглашени|договор|протокол|конвенци|методик|указани|рекомендаци)",
    re.IGNORECASE,
)


def _names_an_act(name: str, draft: Draft) -> bool:
    return _ACT_WORDS.match(name) is not None or (name.isupper() and draft.kind not in ("fz", "fkz", "pp"))


def _inflected(name: str) -> str:
    """Pattern of the name in any case: each longer word keeps its stem."""
    return r"\s+".join(
        r"(?:№|N)\s*" + re.escape(word.lstrip("№N"))
        if word[0] in "№N" and word[1:].isdecimal()
        else re.escape(word)
        if len(word) < 4 or not word[-1].isalpha() or word.isupper()
        else re.escape(word[:-2] if len(word) > 5 else word[:-1]) + "[а-яё]{0,4}"
        for word in _SIGN.sub("№", name).split()
    )


_SIGN = pattern(r"(?:№|\bN)\s*(?=\d)")


# ── a number or a title alone ─────────────────────────────────────────────────────────────────────────────────


def _complete(text: str, drafts: list[Draft]) -> None:
    """Give a mention by number or by title alone the rest, from a full mention elsewhere in the document."""
    by_number: defaultdict[str, dict[ActId, Draft]] = defaultdict(dict)
    by_title: defaultdict[str, dict[ActId, Draft]] = defaultdict(dict)
    for draft in drafts:
        if draft.day and draft.number:
            by_number[draft.number.upper()].setdefault(draft.identity(), draft)
            if draft.title:
                by_title[level(draft.title)].setdefault(draft.identity(), draft)
    for draft in drafts:
        if draft.act or draft.day or draft.pointing:
            continue
        if draft.number:
            number = f"{draft.number}-ФЗ" if draft.kind == "fz" and draft.number.isdecimal() else draft.number.upper()
            full = [d for d in by_number[number].values() if _compatible(draft.kind, d.kind)]
            _adopt(draft, full) or _adopt_known(text, draft, number)
        elif draft.title:
            _adopt(draft, list(by_title[level(draft.title)].values())) or _adopt_known(text, draft)


def _adopt(draft: Draft, full: list[Draft]) -> bool:
    """Take the identity of the one act that fits; several make the mention ambiguous."""
    if draft.issuers:
        full = [d for d in full if d.issuers == draft.issuers] or full
    if len(full) == 1:
        draft.kind, draft.issuers, draft.day, draft.number, draft.act = (
            full[0].kind,
            full[0].issuers,
            full[0].day,
            full[0].number,
            full[0].act,
        )
    elif full:
        draft.status, draft.candidates = "ambiguous", tuple(sorted(d.identity().slug for d in full))
    return bool(full)


_OF_THE_PAST = pattern(r"РСФСР|СССР|Союза ССР")
_UNION_ENDS = date(1991, 12, 31)


def _adopt_known(text: str, draft: Draft, number: str | None = None) -> bool:
    """The well-known act of that title - and, where the mention gives one, of that number; a law of a state that is no
    more is none of those that came after it."""
    known = [act for act in by_name(draft.title or "", None) if _compatible(draft.kind, act.act_id.kind)]
    known = [act for act in known if number in (None, act.act_id.number)]
    if known and _OF_THE_PAST.search(text, draft.start, draft.full_end):
        known = [act for act in known if act.act_id.date and act.act_id.date <= _UNION_ENDS]
    if len(known) == 1:
        act = known[0].act_id
        draft.kind, draft.issuers, draft.day, draft.number = act.kind, act.issuers, act.date, act.number
    return len(known) == 1


_APPROVED = pattern(r"(?:\s*\([^()\n]{1,80}\))?\s*[,(]?\s*утвержд[её]н[а-я]*\s+")


_PART = pattern(r"\s*\((?:част[ьи]\s+[а-я]{6,9}|ч\.\s?\d)?[\s,]*(?:Федеральн[а-я]{2,3}\s+закон[а-я]{0,2}\s+)?")
"""«Гражданским кодексом (часть первая от 30 ноября 1994 года № 51-ФЗ)», «Законом о библиотечном деле (78-ФЗ от …)»."""


def _choose_by_approval(text: str, drafts: list[Draft]) -> None:
    """«ФГОС ООО, утвержденным приказом … № 287»: of the acts of that name, the one named beside it."""
    named = []
    for draft, beside in pairwise(drafts):
        part = beside.identity()
        if (part.slug in draft.candidates or part == draft.act) and _PART.fullmatch(text, draft.full_end, beside.start):
            named.append(id(draft))  # one mention: the name, and in brackets the day and number
            beside.start, beside.act, beside.kind = draft.start, part, part.kind
            beside.end += text.startswith(")", beside.end)
    drafts[:] = [draft for draft in drafts if id(draft) not in named]
    for i, (draft, beside) in enumerate(pairwise(drafts)):
        if draft.status == "ambiguous" and _APPROVED.fullmatch(text, draft.full_end, beside.start):
            act = beside.act or (beside.identity() if beside.day and beside.number else None)
            if act and act.slug in draft.candidates:
                drafts[i] = beside.again(draft.start, draft.end)


def _compatible(word: str, kind: str) -> bool:
    return kind in _SAME.get(word, {word})


# ── «настоящий», «указанный» ──────────────────────────────────────────────────────────────────────────────────


def _point(text: str, draft: Draft, drafts: list[Draft], head: Requisites | None, units: UnitMap) -> bool:
    """Resolve a pointing mention; False when it points at nothing the document names."""
    if draft.pointing == "this":
        return _point_at_self(draft, head, units)
    if head and draft.kind == head.id.kind and text.startswith(("данн", "Данн"), draft.start):
        return False  # «данное распоряжение» in a распоряжение: itself or the one before, the words do not tell
    about = ABOUT.match(text, draft.end) if draft.kind in LAWS else None
    for other in reversed(
        drafts[: drafts.index(draft)]
        if len(drafts) < 200
        else drafts[
            max(0, bisect_left([d.start for d in drafts], draft.start) - 60) : bisect_left(
                [d.start for d in drafts], draft.start
            )
        ]
    ):
        if draft.start - other.start > _LOOK_BACK:
            break
        if about and not is_about(other, about["about"]):
            continue
        if not other.pointing and other.status == "resolved" and _compatible(draft.kind, other.kind):
            draft.kind, draft.issuers, draft.day, draft.number, draft.act, draft.title = (
                other.kind,
                other.issuers,
                other.day,
                other.number,
                other.act,
                None,
            )
            draft.pointing = ""
            return True
    return False


def _point_at_self(draft: Draft, head: Requisites | None, units: UnitMap) -> bool:
    """«настоящий Федеральный закон» is the act itself; «настоящие Правила» is the annex it stands in."""
    if head is None:
        return False
    eid = units.at(draft.start)
    draft.component = eid.split("__")[0] if eid.startswith("att_") else "main"
    if (
        draft.component == "main"
        and draft.kind not in ("polozhenie", "pravila", "instrukciya")
        and not _compatible(draft.kind, head.id.kind)
    ):
        return False
    draft.kind, draft.issuers, draft.day, draft.number, draft.act = (
        head.id.kind,
        head.id.issuers,
        head.id.date,
        head.id.number,
        head.id,
    )
    return True
