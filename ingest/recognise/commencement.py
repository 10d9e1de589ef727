"""When an act and its parts take effect, as its own text says (LAW.md §5), and the default where it is silent.

A day counted from publication is known only when the source tells the publication: else the fact that is missing is
named. Whatever follows from the act's kind and not from its words is marked ``default``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from ingest.document import Block, Document, Span
from ingest.law.address import RANK, Address, Naming, Step
from ingest.law.dates import DATE, date_or_none
from ingest.law.pattern import pattern
from ingest.parsed import Citation, Commencement, Effective, Operation, Requisites, Unit
from ingest.recognise.addresses import HERE, find_addresses

PUBLICATION = "дата официального опубликования"
SIGNING = "дата подписания"
OTHER_ACT = "дата вступления в силу другого акта"
NO_CLAUSE = "порядок вступления в силу"

_DEFAULTS = {  # kind → rule where the act is silent
    "fz": "10 days after publication",  # ФЗ № 5-ФЗ of 14.06.1994, art. 6
    "fkz": "10 days after publication",
    "pp": "7 days after publication",  # Указ № 763 of 23.05.1996, п. 6
    "ukaz": "7 days after publication",  # the same, п. 5
    "prikaz": "10 days after publication",  # the same, п. 12
}
_NUMBERS = {
    "одного": 1,
    "двух": 2,
    "трех": 3,
    "трёх": 3,
    "четырех": 4,
    "пяти": 5,
    "шести": 6,
    "семи": 7,
    "восьми": 8,
    "девяти": 9,
    "десяти": 10,
    "двенадцати": 12,
    "четырнадцати": 14,
    "пятнадцати": 15,
    "двадцати": 20,
    "тридцати": 30,
    "сорока": 40,
    "сорока пяти": 45,
    "шестидесяти": 60,
    "девяноста": 90,
    "ста": 100,
    "ста двадцати": 120,
    "ста пятидесяти": 150,
    "ста восьмидесяти": 180,
    "трехсот шестидесяти": 360,
    "трехсот шестидесяти пяти": 365,
}
_AMOUNT = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_FROM_PUBLICATION = r"(?:после|со|с)\s+дня\s+(?:(?:его|ее|её|их)\s+)?(?:первого\s+)?(?:официального\s+)?опубликования"
_SPAN_OF_TIME = pattern(
    rf"(?:по истечении|через)\s+{_AMOUNT}(?:-(?:ти|и|х))?\s*(?:календарных\s+|рабочих\s+)?(?P<unit>дн|месяц|год"
    rf"|лет)[а-яё]*\s+{_FROM_PUBLICATION}",
    re.IGNORECASE,
)
_ON_PUBLICATION = pattern(
    r"(?:со|с)\s+(?:дня|момента)\s+(?:(?:его|ее|её|их)\s+)?(?:первого\s+)?(?:официального\s+)?(?:опубликования|обнародования)",
    re.IGNORECASE,
)
_ON_SIGNING = pattern(
    r"(?:со|с)\s+(?:дня|момента|даты)\s+(?:(?:его|ее|её|их)\s+)?(?:подписания|принятия|утверждения|издания)",
    re.IGNORECASE,
)
_WITH_ANOTHER = pattern(
    r"(?:одновременно\s+с\s+|(?:со|с)\s+(?:дня|даты|момента)\s+)(?:вступлени[а-я]{1,2}|введени[а-я]{1,2})\s+(?:его\s+)?в\s+(?:силу|действие)",
    re.IGNORECASE,
)
_FIXED = pattern(rf"(?<![а-яё])с\s+(?P<day>{DATE})", re.IGNORECASE)
_NOT_BEFORE = pattern(r"но\s+не\s+ранее|не\s+ранее\s+чем", re.IGNORECASE)
_TAX_PERIOD = pattern(r"1-го\s+числа\s+очередного", re.IGNORECASE)

_VERB = pattern(
    r"(?<![а-яё])(?:вступа(?:ет|ют)\s+в\s+(?:законную\s+)?силу|ввести\s+в\s+действие|введ(?:ен|ены)\s+в\s+действие|вводится\s+в\s+действие|вводятся\s+в\s+действие)(?![а-яё])",
    re.IGNORECASE,
)
_EXCEPT = pattern(r",?\s*за\s+исключением\s+", re.IGNORECASE)
_EXCEPT_VERB = pattern(r"(?:вступающ[а-я]{2,3}|котор[а-я]{2,3}\s+вступа(?:ет|ют))\s+в\s+силу", re.IGNORECASE)
_UNTIL = pattern(
    rf"(?<![а-яё])(?:действу(?:ет|ют)|применя(?:ется|ются))\s+(?P<how>до|по)\s+(?P<day>{DATE})(?P<incl>\s*\(?включительно)?",
    re.IGNORECASE,
)
_RETROACTIVE = pattern(
    rf"распространя(?:ет|ют)[а-я]{{2}}\s+на\s+(?:право)?отношения,\s+возникшие\s+(?:с|со дня|после)\s+(?P<day>{DATE})",
    re.IGNORECASE,
)
_ITSELF = pattern(
    r"настоящ(?:ий|ее|ая|ие|его|ей|им|их)\s+(?!стать|част|пункт|подпункт|абзац|глав|раздел)(?=[А-ЯЁа-яё])|(?:\A|\n)[\d.\s]*(?:Указ|Приказ|Постановление|Распоряжение|Решение|Закон)\s",
    re.IGNORECASE,
)
_SUBJECT = pattern(
    r"(?:\A|[\n.])\s*(?:\d+[.)]\s*)?(?:Установить,\s+что\s+)?(?:Настоящ(?:ий|ее|ая|ие)|настоящ(?:ий|ее|ая|ие)|Указ|Приказ|Постановление|Распоряжение|Решение|Закон)(?![а-яё])[^.;]{0,200}\Z"
)
_ANNEX = pattern(r"(?:изменени|положени|правил|порядк|утвержд)", re.IGNORECASE)
_STEMS = (
    "в силу",
    "в действие",
    "действует до",
    "действуют до",
    "действует по",
    "отношения, возникш",
    "применяется до",
    "применяются до",
)


class _When(NamedTuple):
    """A wording of time read: the day if it can be known, the rule in words, the fact that is missing."""

    day: date | None
    rule: str
    missing: str | None = None


def recognise(
    document: Document, head: Requisites | None, units: Sequence[Unit], citations: Sequence[Citation]
) -> tuple[Commencement, ...]:
    """Clauses of the act on its own force, in order of the text; the default by kind of act last, where no clause is
    general.
    """
    if head is None:
        return ()
    reader = _Reader(document, head, units, citations)
    found = [clause for block in _asked(document, head) for clause in reader.clauses(block)]
    if not any(
        c.scope == ("main",) and c.rule != "retroactive" and (c.start_date or c.rule != "expiry") for c in found
    ) and (rule := _DEFAULTS.get(head.id.kind)):
        day = day_of(rule, reader.published)
        found.append(Commencement(("main",), day, rule, None, head.start, head.end, "default"))
    return tuple(found)


def effective(within: str, commencements: Sequence[Commencement]) -> Effective:
    """When what stands in the unit ``within`` of the act takes effect: the most particular clause that covers it
    decides.
    """
    clause = deciding(within, commencements)
    if clause is None:
        return Effective(None, "unknown", NO_CLAUSE)
    return Effective(clause.start_date, clause.basis, None if clause.start_date else _missing(clause.rule))


def deciding(within: str, commencements: Sequence[Commencement]) -> Commencement | None:
    """The clause that decides when the unit takes effect; None when none speaks of it."""
    best, length = None, -1
    for clause in commencements:
        if clause.rule in ("retroactive", "expiry"):
            continue
        for scope in clause.scope:
            reach = 0 if scope == "main" else len(scope)
            covers = scope == "main" or within == scope or within.startswith(scope + "__")
            if covers and reach > length - (scope == "main"):
                best, length = clause, reach
    return best


def dated(
    operations: Sequence[Operation], commencements: Sequence[Commencement], document: Document, units: Sequence[Unit]
) -> tuple[Operation, ...]:
    """The operations with their days. A clause may speak of one paragraph of new wording («абзац второй подпункта
    "ж"»): then it covers the operation whose span that paragraph is."""
    by_eid = {unit.eid: unit for unit in units}
    spans = ((scope, _paragraph(scope, by_eid, document)) for c in commencements for scope in c.scope)
    paragraphs = [(scope, span) for scope, span in spans if span]
    return tuple(_dated(operation, commencements, paragraphs) for operation in operations)


def _dated(
    operation: Operation, commencements: Sequence[Commencement], paragraphs: Sequence[tuple[str, Span]]
) -> Operation:
    within = next((scope for scope, span in paragraphs if _is_about(operation, span)), operation.within)
    when = effective(within, commencements)
    return operation._replace(effective=when._replace(until=operation.effective.until))


def _is_about(operation: Operation, span: Span) -> bool:
    """The paragraph is the operation's instruction, or the whole of its new wording (a part of it cannot be dated
    apart).
    """
    if span.start <= operation.start < span.end:
        return True
    one = operation.new is not None and "\n" not in operation.new
    return one and operation.start <= span.start and abs(operation.end - span.end) <= 2


def _paragraph(scope: str, by_eid: dict[str, Unit], document: Document) -> Span | None:
    """«…__al_2»: the second paragraph of a unit, quoted wording counted; None for a scope that is no paragraph."""
    parent, _, last = scope.rpartition("__")
    unit = by_eid.get(parent)
    if unit is None or not last.startswith("al_") or not last[3:].isdecimal():
        return None
    inside = [b for b in document.blocks if unit.start <= b.start < unit.end]
    number = int(last[3:])
    return Span(inside[number - 1].start, inside[number - 1].end) if 0 < number <= len(inside) else None


def day_of(rule: str, published: date | None) -> date | None:
    """The day that a rule counted from publication gives; None when it is no such rule or the publication is unknown.

    «По истечении десяти дней после дня опубликования» is the eleventh day after it.

    >>> day_of("10 days after publication", date(2012, 12, 30)), day_of("on publication", date(2022, 7, 13))
    (datetime.date(2013, 1, 10), datetime.date(2022, 7, 13))
    """
    if published is None:
        return None
    if rule == "on publication":
        return published
    if m := re.fullmatch(r"(\d+) (day|month|year)s? after publication", rule):
        amount = int(m[1])
        last = published + (
            timedelta(days=amount)
            if m[2] == "day"
            else relativedelta(months=amount)
            if m[2] == "month"
            else relativedelta(years=amount)
        )
        return last + timedelta(days=1)
    return None


def published_on(document: Document) -> date | None:
    """The day of official publication, if the source states it: its card, or a number of publication
    («0001202207130001»).
    """
    if day := date_or_none(document.metadata.get("published")):
        return day
    number = next((value for scheme, value in document.aliases if scheme == "eo_number"), "")
    return date_or_none(f"{number[4:8]}-{number[8:10]}-{number[10:12]}") if re.fullmatch(r"\d{16}", number) else None


def _missing(rule: str) -> str:
    return (
        OTHER_ACT
        if "another act" in rule
        else SIGNING
        if rule == "on signing"
        else PUBLICATION
        if "publication" in rule
        else NO_CLAUSE
    )


def _asked(document: Document, head: Requisites) -> Iterator[Block]:
    """Paragraphs that may speak of force: outside the head, quoted wording and editor's notes."""
    from ingest.recognise.structure.quotations import quoted_spans

    text = document.text
    places = sorted({at for stem in _STEMS for at in _occurrences(text, stem)})
    if not places:
        return
    quoted = quoted_spans(document)
    quoted_starts, note_starts = [q.start for q in quoted], [n.start for n in document.notes]
    starts = [b.start for b in document.blocks]
    seen = -1
    for at in places:
        number = bisect_right(starts, at) - 1
        if (
            number == seen
            or at < head.end
            or _covered(at, quoted, quoted_starts)
            or _covered(at, document.notes, note_starts)
        ):
            continue
        seen = number
        yield document.blocks[number]


def _occurrences(text: str, stem: str) -> Iterator[int]:
    at = text.find(stem)
    while at >= 0:
        yield at
        at = text.find(stem, at + 1)


def _covered(at: int, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    i = bisect_right(starts, at) - 1
    return i >= 0 and spans[i].end > at


class _Reader:
    """Reads clauses of one act."""

    def __init__(
        self, document: Document, head: Requisites, units: Sequence[Unit], citations: Sequence[Citation]
    ) -> None:
        self.text, self.head, self.units = document.text, head, units
        self._others = [c for c in citations if c.addresses and c.relation != "self"]
        self._other_starts = [c.start for c in self._others]
        self.published = published_on(document)
        self._starts = [unit.start for unit in units]

    def clauses(self, block: Block) -> Iterator[Commencement]:
        """Everything one paragraph says of force."""
        line = self.text[block.start : block.end]
        verb = _VERB.search(line)
        if verb and (scope := self._scope(line[: verb.start()], block.start, block, head=True)):
            yield from self._entry(line, verb, scope, block)
        elif (m := _UNTIL.search(line)) and (scope := self._scope(line[: m.start()], block.start, block, head=True)):
            yield Commencement(scope, None, "expiry", _last_day(m), block.start, block.end)
        elif (m := _RETROACTIVE.search(line)) and (
            scope := self._scope(line[: m.start()], block.start, block, head=True)
        ):
            yield Commencement(
                scope, None, "retroactive", None, block.start, block.end, retroactive=date_or_none(m["day"])
            )

    def _entry(self, line: str, verb: re.Match[str], scope: tuple[str, ...], block: Block) -> Iterator[Commencement]:
        rest = line[verb.end() :]
        exception = _EXCEPT.search(rest)
        general = rest[: exception.start()] if exception else rest
        when = self._when(general)
        until = _UNTIL.search(line, verb.end())
        back = _RETROACTIVE.search(line, verb.end())
        if when:
            yield Commencement(
                scope,
                when.day,
                when.rule,
                _last_day(until) if until else None,
                block.start,
                block.end,
                retroactive=date_or_none(back["day"]) if back else None,
            )
        if exception and (own := _EXCEPT_VERB.search(rest, exception.end())):
            excepted = self._scope(
                rest[exception.end() : own.start()], block.start + verb.end() + exception.end(), block, head=False
            )
            then = self._when(rest[own.end() :])
            if excepted and then:
                yield Commencement(
                    excepted, then.day, then.rule, None, block.start + verb.end() + exception.start(), block.end
                )

    def _when(self, words: str) -> _When | None:
        """The rules of counting, in order; the first that the words satisfy."""
        for rule in (self._not_before, self._span, self._on_publication, self._on_signing, _with_another, _fixed):
            if when := rule(words):
                return when
        return None

    def _not_before(self, words: str) -> _When | None:
        """«с 1 января 2025 года, но не ранее чем по истечении одного месяца со дня опубликования»: the later of two
        days.
        """
        if not _NOT_BEFORE.search(words) or not (span := self._span(words)):
            return None
        if _TAX_PERIOD.search(words):
            return _When(None, f"1st day of the next period, not before {span.rule}", PUBLICATION)
        fixed = _fixed(words)
        if fixed is None or fixed.day is None:
            return span
        day = max(fixed.day, span.day) if span.day else None
        return _When(day, f"{fixed.day.isoformat()}, not before {span.rule}", None if day else PUBLICATION)

    def _span(self, words: str) -> _When | None:
        m = _SPAN_OF_TIME.search(words)
        if m is None:
            return None
        amount = int(m["n"]) if m["n"].isdecimal() else _NUMBERS[m["n"].lower()]
        unit = {"дн": "day", "месяц": "month", "год": "year", "лет": "year"}[m["unit"].lower()]
        rule = f"{amount} {unit}{'s' if amount != 1 else ''} after publication"
        return _When(day_of(rule, self.published), rule, PUBLICATION)

    def _on_publication(self, words: str) -> _When | None:
        return _When(self.published, "on publication", PUBLICATION) if _ON_PUBLICATION.search(words) else None

    def _on_signing(self, words: str) -> _When | None:
        return _When(self.head.id.date, "on signing", SIGNING) if _ON_SIGNING.search(words) else None

    def _scope(self, subject: str, begin: int, block: Block, head: bool) -> tuple[str, ...]:
        """eIds of what the clause speaks of; ("main",) for the act; () when it speaks of something else."""
        mentions = [m for m in find_addresses(subject) if not self._of_another(begin + m.start)]
        here = self._place(block)
        found = [eid for m in mentions for a in m.addresses if (eid := self._eid(_filled(a, here), subject))]
        if found:
            of_this = not head or _ITSELF.search(subject) or any(_relative(a) for m in mentions for a in m.addresses)
            return tuple(dict.fromkeys(found)) if of_this else ()
        return ("main",) if head and _SUBJECT.search(subject) else ()

    def _of_another(self, at: int) -> bool:
        """The address is of an act that the clause cites («статьи 5 Федерального закона … (в редакции настоящего
        …)»).
        """
        i = bisect_right(self._other_starts, at) - 1
        return i >= 0 and at < self._others[i].end

    def _place(self, block: Block) -> Address:
        at = bisect_right(self._starts, block.start) - 1
        if at < 0:
            return Address()
        try:
            return Address.from_eid(self.units[at].eid, self.head.naming)
        except ValueError:
            return Address()

    def _eid(self, address: Address | None, subject: str) -> str:
        if address is None or not address.steps:
            return ""
        eid = address.eid(self.head.naming if self.head.naming is not Naming.CIVIL else Naming.LAW)
        if _ANNEX.search(subject) and address.steps[0].kind in ("пункт", "подпункт"):
            annexes = [u.eid for u in self.units if u.kind == "приложение" and u.parent is None]
            return f"{annexes[0]}__{eid}" if len(annexes) == 1 else ""
        return eid


def _fixed(words: str) -> _When | None:
    m = _FIXED.search(words)
    return _When(date_or_none(m["day"]), "fixed date") if m else None


def _with_another(words: str) -> _When | None:
    return _When(None, "with another act", OTHER_ACT) if _WITH_ANOTHER.search(words) else None


def _last_day(m: re.Match[str]) -> date | None:
    """First day without force: «до 1 сентября» is that day, «по 31 августа» and «до … включительно» the day after."""
    day = date_or_none(m["day"])
    inclusive = m["how"].lower() == "по" or m["incl"]
    return day + timedelta(days=1) if day and inclusive else day


def _relative(address: Address) -> bool:
    return any(step.number == HERE for step in address.steps)


def _filled(address: Address, place: Address) -> Address | None:
    """«настоящей статьи» and missing larger units, taken from where the clause stands."""
    steps: list[Step] = []
    for step in address.steps:
        if step.number == HERE:
            at = next((i for i, known in enumerate(place.steps) if known.kind == step.kind), None)
            if at is None:
                return None
            steps = list(place.steps[: at + 1])
        else:
            steps.append(step)
    return Address(tuple(sorted(steps, key=lambda s: RANK[s.kind])), address.component)
