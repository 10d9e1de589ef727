"""Which act an address belongs to: «пункт 20 Правил …, утверждённых постановлением …», «Конституции (статья 43, часть
2)».

An address belongs, in this order, to the act that follows it at once, to the annex of the act that follows its name,
to the act an enumeration ends with, to the act just before it, or - «настоящей статьи» - to the document itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.document import Span
from ingest.law.act_id import ActId
from ingest.law.address import Address, Naming
from ingest.law.annexes import component_name
from ingest.law.known_acts import by_id, titled
from ingest.law.pattern import pattern
from ingest.parsed import Requisites
from ingest.recognise.addresses import AddressMention, find_addresses, is_relative
from ingest.recognise.citations.annex_names import APPROVED, COMPONENT, approved_name, in_only_annex, name_annexes
from ingest.recognise.citations.draft import Draft, Piece
from ingest.recognise.citations.own_place import own_address
from ingest.recognise.unit_map import UnitMap

_ONLY_ANNEX = pattern(r"\s+приложени[яюеи]м?(?=\s+к\s)")
"""«пункт 2 приложения к …»: an only annex has no number."""
_APPROVED = pattern(
    r"\s+(?:к\s+)?"
    + COMPONENT
    + r"(?P<name>[^;\n]{0,700}?)(?:(?:,\s+|\s*\(\s*|\s+)(?:прилагаем\w+\s+)?"
    + APPROVED
    + r"|\s\()\Z"
)
"""What stands between an address and the act: an annex of it by name, «(» alone when the act is in brackets."""
_BRACKETED = pattern(rf"\.?\s*\)\s*,?\s+{APPROVED}\Z")
"""After an address in brackets: «Положения о комитете (п. 3.2), утв. постановлением …»."""
_AFTER_STOP = pattern(
    r"(?:\.[^\S\n]+|[^\S\n]?\n)"
    r"(?:Федерального|[Зз]акона|[Кк]одекса|[Пп]остановления|[Уу]каза|[Пп]риказа|[Рр]аспоряжения|[Рр]ешения|ФЗ|ФКЗ)(?![а-яё])"
)
"""«ст. 15. Федерального закона …»: the stop after a number; a line broken by its width before the genitive."""
_ANNEX_OF = pattern(r"\s+к\s+\Z")
_NAMED_ANNEX = pattern(r"\s+" + COMPONENT + r"(?P<name>\s+(?:об?|обо)\s+[^;\n]{3,600})")
_ABOUT_ALONE = pattern(r"^[А-ЯЁа-яё]+\s+(?=об?о?\s)")
"""The annex's own word before what it is about: «Положение об инфраструктуре»."""
_CONNECTED = pattern(
    r"\s*(?:[,;]\s*(?:(?:а также|и|или|либо|и \(или\))\s+)?|\s(?:и|или|либо|и \(или\))\s+)(?:(?:в|к|по|из)\s+)?\Z"
)
_BEFORE = pattern(r"[^\S\n]*[,(]?[^\S\n]*(?:во?\s+(?:части\s+)?|в\s+том\s+числе\s+|а\s+именно\s+|включая\s+)?\Z")
_IN_PART = pattern(r"\s(?:в\s+части|в\s+том\s+числе|а\s+именно|включая)\s+\Z")
_IN_ACT = pattern(r"(?:\A|[\n.;:)])\s*В\s+\Z")
_ORDERED = pattern(r"\s+(?:после\s+)?(?:слов|цифр|абзац|изложить|дополнить|исключить|заменить|признать|знак)")
"""«В приказе от … № 88 в пункте 6 слова "…" заменить …»: the act first, then the unit of it."""
"""«решение … № 4/31 в части пункта 3 приложения № 2»: what of the act is meant, in any case."""
_HEADING = pattern(r"\s(?:«[^«»\n]{3,200}»|\"[^\"\n]{3,200}\"|\([^()\n]{3,200}\))\s\Z")
"""«гл. 14 «Защита данных» Трудового кодекса»: the unit's own heading before the act."""
_OF_ANOTHER = pattern(
    r"\s+(?:и\s+других\s+статей\s+)?(?!настоящ|указанн|названн)(?:[А-ЯЁа-яё-]+(?:ого|его|ой|ей|ых|их)\s+){0,3}"
    r"(?:Устав|Статут|Кодекс|кодекс|Конституци|Договор|Соглашени|Конвенци|Протокол|Хартии|Пакт|Основ|[Зз]акон)[а-яё]{0,3}(?![а-яё])"
    r"|\s+перечня\s+поручений\s"
)
"""What the next words name when an address is of a document that no mention tells more of: a town's charter, a
statute of an order, a treaty."""
_AMENDING = pattern(r"(?:О внесении|О некоторых вопросах|Об изменени|О признании|Изменени)")


@dataclass(slots=True)
class _Context:
    text: str
    drafts: list[Draft]
    starts: list[int]
    head: Requisites | None
    units: UnitMap
    amending: bool
    runs: dict[int, int]
    """Where an address begins → where the enumeration of addresses begins that it goes on («ст. 37, ст. 79 п. 7»)."""
    articles: frozenset[str]
    """Numbers of the articles that the act itself has."""
    claimed: dict[int, Draft] = field(default_factory=dict)
    """Where an enumeration begins → the act before it whose units it names."""


def attach_addresses(
    text: str, drafts: list[Draft], masked: Sequence[Span], head: Requisites | None, units: UnitMap
) -> list[Draft]:
    """The drafts with the addresses that belong to them; addresses inside the document become mentions of itself."""
    mentions = find_addresses(text)
    amending = bool(head and head.title and _AMENDING.match(head.title))
    articles = frozenset(unit.number or "" for unit in units.units if unit.kind == "статья")
    starts, runs = [d.start for d in drafts], _runs(text, mentions)
    context = _Context(text, drafts, starts, head, units, amending, runs, articles)
    titles = sorted(d.title_span for d in drafts if d.title_span)
    found: list[Draft] = []
    ahead: tuple[AddressMention, Draft] | None = None
    elsewhere = -1  # where the last address begins that is of a document nothing more is known of
    for mention in reversed(mentions):
        i = bisect_right(masked, (mention.start, len(text))) - 1
        if (i >= 0 and masked[i].end > mention.start) or _is_inside(context, mention):
            continue
        draft = (
            _of_it(context, mention)
            or _of_next(context, mention)
            or _of_enumeration(context, mention, ahead)
            or _of_previous(context, mention)
            or _of_sentence(context, mention)
        )
        if draft is None and _of_unknown(text, mention, elsewhere):
            elsewhere = mention.start
        elif draft is None and (draft := _of_named_annex(context, mention, titles) or _of_self(context, mention)):
            found.append(draft)
        if draft is not None:
            ahead = (mention, draft)
    name_annexes(text, drafts)
    return sorted([*drafts, *found], key=lambda d: d.start)


def _runs(text: str, mentions: Sequence[AddressMention]) -> dict[int, int]:
    """Beginnings of addresses that go on an enumeration, with the beginning of that enumeration."""
    runs: dict[int, int] = {}
    for before, mention in pairwise(mentions):
        if mention.start - before.end <= 24 and _CONNECTED.match(text, before.end, mention.start):
            runs[mention.start] = runs.get(before.start, before.start)
    return runs


def _is_inside(context: _Context, mention: AddressMention) -> bool:
    """«части четвёртой» of «части четвёртой ГК РФ» is a piece of the act's name."""
    i = bisect_left(context.starts, mention.end) - 1
    if i < 0 or context.claimed.get(context.runs.get(mention.start, mention.start)) is context.drafts[i]:
        return False  # the act's span has grown over the enumeration that it is a member of
    return context.drafts[i].end > mention.start


def naming_of(act: ActId | None, head: Requisites | None = None) -> Naming:
    """What the act calls its numbered units, as far as known without its text."""
    if act is None:
        return Naming.LAW
    if head is not None and act == head.id:
        return head.naming
    known = by_id(act.slug)
    return known.naming if known else Naming.LAW


def _of_next(context: _Context, mention: AddressMention) -> Draft | None:
    """«пункт 3 статьи 5 Федерального закона …», «пункт 20 Правил …, утверждённых постановлением …», «приложение № 1 к
    приказу …».
    """
    i = bisect_left(context.starts, mention.end)
    if i == len(context.drafts):
        return None
    draft = context.drafts[i]
    if draft.start - mention.end > 800:
        return None
    end = mention.end
    if annex := _ONLY_ANNEX.match(context.text, end, draft.start):
        end = annex.end()
        mention = mention._replace(addresses=tuple(in_only_annex(address) for address in mention.addresses))
    between = context.text[end : draft.start]
    if "\n" in between and context.text[mention.start - 1 : mention.start] == "\n":
        return None  # a heading: «Приложение 6 / к Программе»
    if (
        (not between.strip() and "\n" not in between)
        or _HEADING.match(context.text, end, draft.start)
        or (len(between) < 4 and _AFTER_STOP.match(context.text, end))
        or _ANNEX_OF.match(context.text, end, draft.start)
    ):
        return _take(context, i, draft, mention)
    m = _APPROVED.match(context.text, end, draft.start)
    if m and draft.component == "main" and not (between.endswith("(") and draft.kind in _NO_ANNEXES):
        draft.component = component_name(m["stem"])
        return _take(context, i, draft, mention)
    if draft.component == "main" and _BRACKETED.match(context.text, end, draft.start):
        floor = max(context.text.rfind("\n", 0, mention.start), mention.start - 200)
        if name := approved_name(context.text, floor, mention.start):
            draft.component = name
            return _take(context, i, draft, mention)
    return None


_NO_ANNEXES = frozenset({"fz", "fkz", "zakon", "kodeks", "konstituciya", "ustav"})
"""Kinds that approve nothing: «Порядка (Федеральный закон …)» names a ground, not what holds the Порядок."""


def _of_it(context: _Context, mention: AddressMention) -> Draft | None:
    """«статью 4 Закона … № 5-РЗ и приложение 3 к нему»: of the act just named."""
    i = bisect_left(context.starts, mention.start) - 1
    if (
        i < 0
        or not _TO_IT.match(context.text, mention.end)
        or "\n" in context.text[context.drafts[i].end : mention.start]
    ):
        return None
    draft = context.drafts[i]
    draft.addresses += mention.addresses
    draft.pieces.append(Piece(*mention))
    return draft


_TO_IT = pattern(r"\s+к\s+н(?:ему|ей|им)(?![а-яё])")


def _take(context: _Context, i: int, draft: Draft, mention: AddressMention) -> Draft | None:
    """Give the address to the draft, whose span grows to the left over it; never over another mention."""
    if i and context.drafts[i - 1].end > mention.start:
        return None
    draft.prepend(*mention)
    draft.start = mention.start
    context.starts[i] = mention.start
    return draft


def _of_enumeration(
    context: _Context, mention: AddressMention, ahead: tuple[AddressMention, Draft] | None
) -> Draft | None:
    """«статьи 5 и 7, пункт 3 статьи 10 Федерального закона …»: the act stands once, at the end."""
    if (
        ahead is None
        or ahead[0].start - mention.end > 24
        or not _CONNECTED.match(context.text, mention.end, ahead[0].start)
    ):
        return None
    draft = ahead[1]
    if draft.start != ahead[0].start or not draft.addresses or _relative(mention):
        return None
    i = bisect_left(context.starts, draft.start)
    return _take(context, i, draft, mention) if i < len(context.drafts) and context.drafts[i] is draft else None


def _of_previous(context: _Context, mention: AddressMention) -> Draft | None:
    """«Конституции (статья 43, часть 2)», «273-ФЗ, ст. 5»: the act stands just before."""
    i = bisect_left(context.starts, mention.start) - 1
    if i < 0 or _relative(mention):
        return None
    draft = context.drafts[i]
    first = context.runs.get(mention.start, mention.start)
    if _OF_ANOTHER.match(context.text, mention.end):
        return None
    in_part = _IN_PART.search(context.text, max(draft.end, first - 24), first) is not None
    ordered = _ORDERED.match(context.text, mention.end) and _IN_ACT.search(
        context.text, max(0, draft.start - 12), draft.start
    )
    if not in_part and not ordered and not _nominative(context.text[mention.start : mention.end]):
        return None
    if context.claimed.get(first) is draft:  # a later member of the enumeration stands there already
        draft.prepend(*mention)
        return draft
    at = draft.tail if draft.tail <= first else draft.end
    if draft.addresses or draft.pointing or not 0 <= first - at <= 16 or not _BEFORE.match(context.text, at, first):
        return None
    context.claimed[first] = draft
    draft.prepend(*mention)
    if draft.end <= first and draft.title_span is None and not (in_part or ordered):
        closed = "(" in context.text[at:first] and context.text[mention.end : mention.end + 1] == ")"
        draft.end = mention.end + closed
    return draft


def _of_sentence(context: _Context, mention: AddressMention) -> Draft | None:
    """«правами, предусмотренными частью 1 статьи 34, и обязанностями по статье 43 Федерального закона …»: an article
    that the act has not is of the act whose article the sentence names next."""
    i = bisect_left(context.starts, mention.end)
    if i == len(context.drafts) or context.articles.issuperset(_articles(mention.addresses)) or _relative(mention):
        return None
    draft = context.drafts[i]
    between = context.text[mention.end : draft.start]
    apart = len(between) > 200 or _SENTENCE_ENDS.search(between) or _OF_ANOTHER.match(context.text, mention.end)
    if apart or draft.pointing or not _articles(draft.addresses):
        return None
    return _take(context, i, draft, mention)


_SENTENCE_ENDS = pattern(r"[\n;:]|[.!?]\s+[А-ЯЁ]")


def _articles(addresses: Sequence[Address]) -> set[str]:
    """Numbers of the articles that addresses name."""
    return {step.number for address in addresses for step in address.steps if step.kind == "статья"}


def _nominative(wording: str) -> bool:
    return (
        re.match(
            r"(?:[Сс]т(?:атья|\.|атьи|\s)|[Чч](?:асть|\.|\d)|[Пп](?:ункты?\b|\.|\d)|[Гг]л(?:ава|\.)|[Рр]аздел\b|[Пп]риложение\b|[Пп]рил\.|§|[Пп]одпункт\b|[Аа]бзац\b)",
            wording,
        )
        is not None
    )


def _of_named_annex(context: _Context, mention: AddressMention, titles: list[tuple[int, int]]) -> Draft | None:
    """In a title: «… изменения в подпункт "а" пункта 2 Положения об инфраструктуре, …» - an act known by its title
    alone.
    """
    i = bisect_right(titles, (mention.start, len(context.text))) - 1
    if i < 0 or titles[i][1] <= mention.start:
        return None
    m = _NAMED_ANNEX.match(context.text, mention.end, titles[i][1])
    if m is None:
        return None
    name = component_name(m["stem"])
    title = f"{name}{m['name']}".rstrip(' "»”.')
    if len(approving := titled(_ABOUT_ALONE.sub("", title))) == 1:  # an act of that title approves it
        act = approving[0].act_id
        kind, issuers, day, number, component = act.kind, act.issuers, act.date, act.number, name
    else:
        act, issuers, day, number, component = None, (), None, None, "main"
        kind = {"Положение": "polozhenie", "Правила": "pravila", "Инструкция": "instrukciya"}.get(name, "akt")
    return Draft(
        mention.start,
        m.end("component"),
        kind,
        "title",
        issuers,
        day,
        number,
        act=act,
        component=component,
        title=title,
        title_span=(m.start("component"), m.end()),
        addresses=list(mention.addresses),
    )


def _of_unknown(text: str, mention: AddressMention, elsewhere: int) -> bool:
    """«статья 61 Устава города»: whose unit it is, is said, but not which act that is; so are the earlier members of
    its enumeration, whose next one begins at ``elsewhere``."""
    if _relative(mention):
        return False
    goes_on = 0 < elsewhere - mention.end <= 24 and _CONNECTED.match(text, mention.end, elsewhere) is not None
    return goes_on or _OF_ANOTHER.match(text, mention.end, mention.end + 120) is not None


def _relative(mention: AddressMention) -> bool:
    return any(map(is_relative, mention.addresses))


def _of_self(context: _Context, mention: AddressMention) -> Draft | None:
    """An address without an act is of the document itself - unless the document changes others and the address is
    theirs; its clause on force speaks of itself."""
    changes = context.amending or _IN_CHANGE.search(
        context.text, max(context.text.rfind("\n", 0, mention.start), mention.start - 700), mention.start
    )
    if context.head is None or (changes and not _relative(mention) and not _in_force(context.text, mention)):
        return None
    return own_address(context.text, mention, context.head, context.units)


_IN_CHANGE = pattern(r"[Вв]нести\s[^\n]{0,600}?изменени[а-яё]{1,2}(?:[^\n:.]{0,40}:|,\s+[а-яё]+в\s)[^\n]*\Z")
"""«Внести в распоряжение … следующее изменение: пункт 8 …»: units of what is changed, whatever the act's title."""
_FORCE = pattern(r"вступа[а-яё]+\s+в\s+силу|вводит?ся\s+в\s+действие")


def _in_force(text: str, mention: AddressMention) -> bool:
    """«… вступает в силу со дня подписания, кроме подпункта 1.2»: one paragraph says both."""
    start, end = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
    end = min(len(text) if end < 0 else end, mention.end + 300)
    return _FORCE.search(text, max(start, mention.start - 300), end) is not None
