"""A clause while it is being read: what the readers of verbs share.

A reader sees a :class:`Zone` - the masked line, where its clause may begin, its verb, where the next verb begins - and
makes :class:`Clause` records of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from ingest.document import Span
from ingest.law.address import Address
from ingest.law.dates import DATE
from ingest.law.part import Part, read_part
from ingest.law.pattern import pattern
from ingest.parsed import Citation
from ingest.recognise.operations.annexes import component
from ingest.recognise.operations.limits import Limit
from ingest.recognise.operations.line import ACT, WORDS, Line
from ingest.recognise.operations.named import Named, units_named


class Rest(Enum):
    """Where the rest of a clause stands that its paragraph does not hold: its new wording, or a list of objects."""

    HERE = "here"
    BELOW = "below"
    """In the next paragraphs («… в следующей редакции:»)."""
    ANNEX = "annex"
    """In an annex («согласно приложению»)."""


class Added(NamedTuple):
    """New units, or the new numbers of a renumbering. ``kind``: of units that get no number («абзац»); ``several``:
    «абзацами», whose wording tells how many."""

    units: tuple[Address, ...] = ()
    kind: str = ""
    several: bool = False


class Clause(NamedTuple):
    """One change as the paragraph words it, nothing inherited yet. Offsets count the document's text.

    ``named``: units named; ``act``, ``component``: named in the clause itself; ``old``, ``new``: quotations, or words
    that stand without quotes («точку заменить точкой с запятой»); ``part``: what it touches inside the units;
    ``limit``: what it leaves out; ``since``: the day it names («признать утратившим силу с 1 января 2025 года»);
    ``until``: the term of a suspension, both in words; ``found_by``: the entry of the table of verbs and its reader;
    ``unread``: words of it that nobody read.
    """

    verb: str
    start: int
    end: int
    named: tuple[Named, ...] = ()
    act: Citation | None = None
    component: str | None = None
    added: Added = Added()
    old: Span | str | None = None
    new: Span | str | None = None
    part: Part | None = None
    limit: Limit | None = None
    inflected: bool = False
    rest: Rest = Rest.HERE
    since: str = ""
    until: str = ""
    found_by: str = ""
    unread: str = ""


class Zone(NamedTuple):
    """A reader's view: the line, where its clause may begin, the verb's match, where the next verb begins."""

    line: Line
    left: int
    verb: re.Match[str]
    limit: int

    @property
    def object(self) -> tuple[int, int]:
        return self.left, self.verb.start()

    @property
    def object_behind(self) -> tuple[int, int]:
        """From the verb to the end of its object when that stands behind it."""
        end = self.verb.end()
        stop = _OBJECT_END.search(self.line.masked, end, self.limit)
        return end, stop.start() if stop else self.limit


_OBJECT_END = pattern(r"[;:]|\Z")

Read = tuple[list[Clause], int]
"""What a reader found, and where the next clause may begin."""

Reader = Callable[[Zone], Read | None]
"""Reads one manner of wording; None: it is worded otherwise."""

QUOTE = pattern(f"{WORDS}+")
LIST = rf"{WORDS}+(?:(?:\s*,\s*|\s+и\s+|\s*,\s+и\s+){WORDS}+)*"
_NOUNS = (
    "слов(?:ами|ах|ом|ам|а|о|у|е)?",
    "цифр(?:ами|ах|ам|ой|ы|у|а)?",
    "числ(?:ами|ом|а|о|у)?",
    r"знак(?:ами|ом|а|и)?(?:\s+препинания)?",
    "букв(?:ами|ой|ы|у|а)?",
    "предлог(?:ами|ом|и)?",
    "обозначени(?:ями|ем|я|е)",
    "аббревиатур(?:ами|ой|ы|у|а)",
    "сокращени(?:ями|ем|я|е)",
    "символ(?:ами|ом|ы)?",
    "дат(?:ами|ой|ы|у|а)",
    "стро(?:ками|кой|ки|ку)",
    "позици(?:ями|ей|и|ю)",
    "союз(?:ом)?",
    r"сочетани\w+\ слов",
    "фраз(?:ой|у)",
)
NOUN = f"(?:{'|'.join(_NOUNS)})"
"""Pattern source of what quoted words are called."""
_ROLE = pattern(
    rf"(?:(?P<after>[Пп]осле)|(?P<before>[Пп]еред))?\s*(?:[Пп]ерв(?:ых|ого)\s+)?(?<![а-яё]){NOUN}(?![а-яё])"
    rf"[^{WORDS},;]{{0,40}}\Z",
    re.IGNORECASE,
)
_ROLE_TAIL = pattern(r"(?:(?P<after>[Пп]осле)|(?P<before>[Пп]еред))\s+[^,;]{0,40}\Z")


class Words(NamedTuple):
    """A quotation in an object zone and its role: «слова X» old, «после слов X» after, «перед словами X» before; «в
    графе X» is none of them (other).
    """

    role: str
    at: int
    span: Span


def words_of(zone: Zone, start: int, end: int) -> list[Words]:
    found: list[Words] = []
    masked, line = zone.line.masked, zone.line
    last = start
    for m in QUOTE.finditer(masked, start, end):
        gap = masked[last : m.start()]
        if found and gap.strip(" ,") in ("", "и", "или"):
            role = found[-1].role
        else:
            tail = _ROLE.search(gap[-60:]) or _ROLE_TAIL.search(gap[-60:])
            role = _role(tail)
        found.append(Words(role, m.start(), line.quote_at(m.start())))
        last = m.end()
    return found


_COLUMN = pattern(r"(?:(?:граф|столб|колонк)[а-я]{1,4}|(?:строк|позици)[еи])\s*\Z")
"""«в графе "А"», «в строке "Б"»: where the words stand."""


def _role(tail: re.Match[str] | None) -> str:
    if tail is None or _COLUMN.search(tail[0]):
        return "other"
    return "after" if tail["after"] else "before" if tail["before"] else "old"


def quotes_of(zone: Zone, m: re.Match[str], group: str = "list") -> list[Span]:
    """The quotations of a matched list."""
    if m[group] is None:
        return []
    return [zone.line.quote_at(q.start()) for q in QUOTE.finditer(zone.line.masked, m.start(group), m.end(group))]


_CELL = r"строк|позици|граф[аеуы]|сноск|таблиц|столб|колонк|ячейк|формул|рисун|схем|дефис|форм[уы]\s"
_OF_TABLE = rf"(?:{_CELL})[а-я]{{0,5}}(?![а-яё])"
ROW = pattern(
    rf"(?<![а-яё]){_OF_TABLE}(?:\s+{LIST}(?:\s+{_OF_TABLE}(?:\s+{LIST})?)?)?[^{WORDS}{ACT},;:]{{0,120}}", re.IGNORECASE
)


def row_of(zone: Zone, named: Sequence[Named], until: int | None = None) -> Part | None:
    """A part of a table or list that is no unit: «позицию 3», «графу 2 таблицы 1», «строку "Итого"». ``until``: where
    the words begin that are changed in it."""
    line, masked, (left, at) = zone.line, zone.line.masked, zone.object
    at = at if until is None else until
    after = max((p.end for p in named if p.place), default=left)
    m = ROW.search(masked, after, at)
    if m is None:
        return None
    of_unit = next((p.start for p in named if m.start() < p.start < m.end()), m.end())  # «позицию 3 приложения № 2»
    return read_part(" ".join(line.text[line.start + m.start() : line.start + of_unit].split())[:200])


ROW_AT_VERB = pattern(
    rf"(?<![а-яё])(?P<row>(?:строк[иу]|позици[июй]|граф[уы]|сноск[иу]|таблиц[уы]|столб(?:ец|цы)|колонк[иу]|дефис(?:ы)?)"
    rf"(?:\s+(?:№\s*|N\s*)?(?:[\d.,–-]|\s|и\s|{WORDS}|[а-яё]{{3,12}}(?:ую|ый|ой|ий|ые|ю)(?![а-яё])){{1,160}}?)?)"
    rf"\s*(?:(?<={WORDS}\s)[^{WORDS}{ACT};:,]{{3,80}})?\Z",
    re.IGNORECASE,
)
"""«строку 5», «позицию "Итого"», «графу третью» that end where the verb begins; «позицию "Итого" таблицы 2»."""


def row_before_verb(zone: Zone) -> Part | None:
    """The part that such words name."""
    line, (left, at) = zone.line, zone.object
    m = ROW_AT_VERB.search(line.masked, left, at)
    return (
        read_part(" ".join(line.text[line.start + m.start() : line.start + m.end("row")].split())[:200]) if m else None
    )


def clause_of(
    zone: Zone, verb: str, first: int, last: int, named: list[Named], where: tuple[int, int] | None = None
) -> Clause:
    """A clause of the masked range with the act and the component that its object zone names."""
    masked, line = zone.line.masked, zone.line
    at, until = where or zone.object
    name = _ACT_NAME.search(masked, at, until)
    act = line.act_at(name.start()) if name and not (where is None and led_in(masked, at, name.start())) else None
    word, _ = component(masked, at, until)
    first = _skip(masked, first)
    named = [p for p in named if not _part_of_a_code(p, name, act, masked)]
    return Clause(verb, line.start + first, line.start + last, tuple(named), act, word)


_LEAD = pattern(r"[\s,;]*(?:и\s+)?")


def _skip(masked: str, at: int) -> int:
    m = _LEAD.match(masked, at)
    return m.end() if m and at else at


def _part_of_a_code(part: Named, name: re.Match[str] | None, act: Citation | None, masked: str) -> bool:
    """«часть первую Налогового кодекса» is the act itself, not a unit of it."""
    if name is None or act is None or part.end > name.start() or masked[part.end : name.start()].strip():
        return False
    return (
        all(len(a.steps) == 1 and a.steps[0].kind == "часть" for a in part.addresses) and "кодекс" in act.exact.lower()
    )


_LED_IN = pattern(r"(?:вступлени|соответстви|принятием|исполнени|основании)")


def led_in(masked: str, start: int, end: int) -> bool:
    """The act named before the verb is a ground («в соответствии с …»), not the object."""
    return _LED_IN.search(masked, start, end) is not None


_ACT_NAME = pattern(f"{ACT}+")


_SINCE_BEFORE = pattern(rf"(?:\A|[\s.)])[Сс]\s+(?P<day>{DATE})\s*\Z")
_SINCE_AFTER = pattern(rf"[\s,]*с\s+(?P<day>{DATE})")


def since(zone: Zone) -> str:
    """The day right beside the verb, "" for none."""
    masked, (left, at) = zone.line.masked, zone.object
    m = _SINCE_AFTER.match(masked, zone.verb.end(), zone.limit) or _SINCE_BEFORE.search(masked, max(left, at - 60), at)
    return m["day"] if m else ""


_BEFORE_WORDS = pattern(rf"[^{WORDS};:]*")


def named_after(zone: Zone, end: int) -> Citation | None:
    """The act that stands between a verb said first and its words: «дополнить Федеральный закон № 1 статьей 5»; None
    where one stands before the verb.
    """
    masked, (left, at) = zone.line.masked, zone.object
    stop = _BEFORE_WORDS.match(masked, zone.verb.end(), min(end, zone.limit))
    if ACT in masked[left:at] or stop is None:
        return None
    name = _ACT_NAME.search(masked, zone.verb.end(), stop.end())
    return zone.line.act_at(name.start()) if name and not led_in(masked, zone.verb.end(), name.start()) else None


_NEXT_ACT = pattern(rf"\s*(?:,\s*(?:и\s+)?|и\s+|а\s+также\s+)(?:в\s+)?[^{ACT}{WORDS};:]{{0,160}}")


def in_every_act(zone: Zone, found: list[Clause]) -> list[Clause]:
    """«в статье 1 Федерального закона № 1 и статье 2 Федерального закона № 2 слова …»: the change is made in both."""
    masked, (left, at) = zone.line.masked, zone.object
    names = list(_ACT_NAME.finditer(masked, left, at))
    listed = [b for a, b in pairwise(names) if _NEXT_ACT.fullmatch(masked, a.end(), b.start())]
    if len(names) < 2 or len(listed) + 1 < len(names) or led_in(masked, left, names[0].start()):
        return found
    ends = [left, *(m.end() for m in names)]
    zones = list(pairwise(ends))
    named = [tuple(p for p in units_named(masked, a, b) if not p.anchor) for a, b in zones]
    if len({bool(units) for units in named}) > 1:
        return found
    acts = [zone.line.act_at(m.start()) for m in names]
    return [
        clause._replace(act=act, component=component(masked, *within)[0], named=units)
        for act, units, within in zip(acts, named, zones, strict=True)
        for clause in found
    ]


def by_act(zone: Zone, verb: str, start: int, end: int, first: int, last: int) -> list[Clause]:
    """One clause for each act named in the zone, with the units named before it; without acts, one for the units."""
    masked = zone.line.masked
    names = list(_ACT_NAME.finditer(masked, start, end))
    if not names:
        named = [p for p in units_named(masked, start, end) if not p.anchor]
        return (
            [clause_of(zone, verb, first, last, named)]
            if any(not p.place for p in named) or (named and verb == "suspend")
            else []
        )
    out: list[Clause] = []
    at = start
    for m in names:
        named = [p for p in units_named(masked, at, m.start()) if not p.anchor]
        clause = clause_of(zone, verb, first, last, named, (at, m.end()))
        out.append(clause)
        at = m.end()
    if len(out) == 1 and (after := [p for p in units_named(masked, at, end) if not p.anchor]):
        out[0] = out[0]._replace(named=(*(p._replace(place=True) for p in out[0].named), *after))
    return out
