"""Verbs that deal with whole units: дополнить пунктом, изложить, признать утратившим силу, считать, приостановить."""

from __future__ import annotations

import re

from ingest.document import Span
from ingest.law.address import Address, Step
from ingest.law.numbering import ORDINAL, ordinal_value
from ingest.law.part import Part, Sentence, read_part
from ingest.law.pattern import pattern
from ingest.recognise.operations.annexes import component
from ingest.recognise.operations.line import ACT, WORDS
from ingest.recognise.operations.named import Named, brings, units_named
from ingest.recognise.operations.zone import (
    Added,
    Clause,
    Read,
    Reader,
    Rest,
    Zone,
    by_act,
    clause_of,
    led_in,
    row_before_verb,
    row_of,
    words_of,
)

_AS_FOLLOWS = r"(?:следующего\s+содержания|в\s+следующей\s+редакции)"
_BY_ANNEX = r"согласно\s+приложени[юя]"
_QUOTED = rf"\s*:?\s*(?P<list>{WORDS}+)?"

_SENTENCE = pattern(
    rf"""\s*(?:(?:его|ее)\s+)?(?:нов[а-я]{{2,3}}\s+)?
    (?P<which>{ORDINAL}(?:\s*(?:,|и)\s*{ORDINAL})*)?\s*предложени[а-я]{{1,3}}(?:\s+(?P<after>{ORDINAL}))?
    \s*{_AS_FOLLOWS}?{_QUOTED}""",
    re.VERBOSE,
)
_CONTENT = pattern(
    rf"""(?P<lead>[^{WORDS}:;]{{0,240}}?)\s*(?:{_AS_FOLLOWS}|{_BY_ANNEX}|\((?P<annexed>прилага[а-я]{{2,6}})\)){_QUOTED}
    |(?P<bare>[^{WORDS}:;]{{0,120}}?)\s*:?\s*(?P<list2>{WORDS}+)""",
    re.VERBOSE,
)
_NEW_UNITS_TO_THE_END = pattern(rf"[^{WORDS};]{{0,200}}")
_RESTATED = pattern(
    rf"""(?P<lead>[^{WORDS}:;]{{0,300}}?(?P<row>(?:строк|позици)[а-я]{{1,3}}\s+{WORDS}+)?[^{WORDS}:;]{{0,80}}?)\s*
    (?:в\s+(?:следующей|новой|нижеследующей|прилагаемой)\s+редакции
      |(?P<annexed>(?:в\s+редакции,?\s+(?:согласно\s+)?|согласно\s+)приложени[юя]))
    (?P<annex>\s*(?:,\s*)?
      (?:{_BY_ANNEX}[^:;{WORDS}]{{0,60}}|\(прилага[а-я]{{2,6}}\)|\(приложени[а-я]{{1,2}}\s[^():;{WORDS}]{{1,80}}\)))?
    {_QUOTED}""",
    re.VERBOSE,
)


def add_sentence(zone: Zone) -> Read | None:
    masked, (left, at) = zone.line.masked, zone.object
    m = _SENTENCE.match(masked, zone.verb.end(), zone.limit)
    if m is None:
        return None
    clause = clause_of(zone, "add", left, m.end(), [p for p in units_named(masked, left, at) if not p.anchor])
    new = zone.line.quote_at(m.start("list")) if m["list"] else None
    numbers = [ordinal_value(word) for word in re.findall(ORDINAL, m["which"] or "")]
    part = Sentence(tuple(number for number in numbers if number))
    return [clause._replace(new=new, part=part, rest=Rest.BELOW if new is None else Rest.HERE)], m.end()


_BROUGHT = {
    "абзац": "абзац(?:ем|ами)",
    "пункт": "пункт(?:ом|ами)",
    "подпункт": "подпункт(?:ом|ами)",
    "часть": "част(?:ью|ями)",
    "статья": "стать(?:ей|ёй|ями)",
    "строка": "строк(?:ой|ами)",
    "позиция": "позици(?:ей|ями)",
    "сноска": "сноск(?:ой|ами)",
    "примечание": "примечани(?:ем|ями)",
    "приложение": "приложени(?:ем|ями)",
    "раздел": "раздел(?:ом|ами)",
    "глава": "глав(?:ой|ами)",
    "преамбула": "преамбулой",
    "параграф": "параграф(?:ом|ами)",
    "таблица": "таблиц(?:ей|ами)",
    "дефис": "дефис(?:ом|ами)",
}
"""What is put in → its word in the instrumental: «дополнить пунктом»."""
NEW_UNITS = pattern(rf"(?<![а-яё])(?:{'|'.join(f'(?P<{kind}>{word})' for kind, word in _BROUGHT.items())})(?![а-яё])")


def add_units(zone: Zone) -> Read | None:
    masked, (left, at) = zone.line.masked, zone.object
    begin = zone.verb.end()
    m = _CONTENT.match(masked, begin, zone.limit)
    if m is None:
        m2 = _NEW_UNITS_TO_THE_END.match(masked, begin, zone.limit)
        end = m2.end() if m2 else begin
        bare = _new_units(zone, begin, end)
        if not bare and not NEW_UNITS.search(masked, begin, end):
            return None
        clause = clause_of(zone, "add", left, end, units_named(masked, left, at))
        return [
            clause._replace(
                added=Added(bare, _numberless(masked, begin, end)),
                rest=Rest.BELOW if masked[begin:end].rstrip().endswith(":") else Rest.HERE,
            )
        ], end
    lead_end = m.end("lead") if m["lead"] is not None else m.end("bare")
    group = "list" if m["list"] else "list2" if m["list2"] else ""
    added = _new_units(zone, begin, lead_end)
    kind = _numberless(masked, begin, lead_end)
    if not added and not kind:
        return None
    acted_on = [p for p in units_named(masked, begin, lead_end) if p.anchor or not _is_new(zone, p)]
    acted_on = [p if p.anchor else p._replace(place=True) for p in acted_on]
    named, added = _beside_anchor([*units_named(masked, left, at), *acted_on], added, kind)
    clause = clause_of(zone, "add", left, m.end(), named)
    new = zone.line.quote_at(m.start(group)) if group else None
    several = kind == "абзац" and "абзацами" in masked[begin:lead_end]
    rest = _rest(new, bool(m["annexed"]) or "согласно" in m[0])
    return [clause._replace(added=Added(added, kind, several), new=new, rest=rest)], m.end()


def _rest(new: Span | None, annexed: bool) -> Rest:
    if annexed:
        return Rest.ANNEX
    return Rest.BELOW if new is None else Rest.HERE


def _is_new(zone: Zone, named: Named) -> bool:
    """«дополнить пунктом 3», and «вставить», «добавить» with the accusative: «добавить пункт 3»."""
    put = zone.verb[0].lower().startswith(("встав", "добав"))
    return brings(zone.line.masked, named) or (put and not named.place and not named.anchor)


def _new_units(zone: Zone, start: int, end: int) -> tuple[Address, ...]:
    return tuple(
        a
        for p in units_named(zone.line.masked, start, end)
        if not p.anchor and not p.place and _is_new(zone, p)
        for a in p.addresses
        if a.steps[-1].number not in ("",) or a.steps[-1].kind == "преамбула"
    )


def _beside_anchor(
    named: list[Named], added: tuple[Address, ...], kind: str
) -> tuple[list[Named], tuple[Address, ...]]:
    """«после абзаца первого части 3 статьи 8 дополнить абзацем»: what stands after an anchor is where the anchor is;
    an абзац without a number is the next one.
    """
    anchor = next((p for p in reversed(named) if p.anchor), None)
    if anchor is None:
        return named, added
    last = anchor.addresses[-1].steps[-1]
    if not added and kind == last.kind == "абзац" and last.number.isdecimal():
        added = (Address((Step(kind, str(int(last.number) + 1)),)),)
    around = tuple(dict.fromkeys(Address(a.steps[:-1], a.component) for a in anchor.addresses))
    if all(p.place or p.anchor for p in named) and around != (Address(),):
        named = [*named, anchor._replace(addresses=around, place=True, anchor=False, joined=False)]
    return named, added


def _numberless(masked: str, start: int, end: int) -> str:
    m = NEW_UNITS.search(masked, start, end)
    return (m.lastgroup or "") if m else ""


def replace_units(zone: Zone) -> Read | None:
    """«абзацы второй и третий заменить абзацем следующего содержания: …»: the first takes the wording, the rest go."""
    masked, (left, at) = zone.line.masked, zone.object
    m = _CONTENT.match(masked, zone.verb.end(), zone.limit)
    objects = [p for p in units_named(masked, left, at) if not p.anchor and not p.place]
    if m is None or len(objects) != 1 or not NEW_UNITS.search(masked, zone.verb.end(), m.end()):
        return None
    quoted = max(m.start("list"), m.start("list2"))
    places = [p for p in units_named(masked, left, at) if p.place]
    first, *rest = objects[0].addresses
    clause = clause_of(zone, "restate", left, m.end(), [*places, objects[0]._replace(addresses=(first,))])
    new = zone.line.quote_at(quoted) if quoted >= 0 else None
    found = [clause._replace(new=new, rest=_rest(new, False))]
    if rest:
        gone = clause_of(zone, "repeal", left, m.end(), [*places, objects[0]._replace(addresses=tuple(rest))])
        found.append(gone)
    return found, m.end()


def restate(zone: Zone) -> Read:
    """«пункт 5 изложить в следующей редакции:», «изложив его в следующей редакции»."""
    masked, (left, at) = zone.line.masked, zone.object
    m = _RESTATED.match(masked, zone.verb.end(), zone.limit)
    if m is None:
        return [], zone.verb.end()
    row = row_before_verb(zone) or _row_behind(zone, m)
    words = [w for w in words_of(zone, left, at) if w.role == "old" and not row]
    named = [
        *units_named(masked, left, words[0].at if words else at),
        *units_named(masked, m.start("lead"), m.end("lead")),
    ]
    clause = clause_of(zone, "restate", left, m.end(), named)
    if m["lead"]:  # «изложив Порядок, утвержденный указанным постановлением, в новой редакции»
        annex, _ = component(masked, m.start("lead"), m.end("lead"))
        clause = clause._replace(component=annex or clause.component)
    new = zone.line.quote_at(m.start("list")) if m["list"] else None
    rest = _rest(new, bool(m["annexed"] or m["annex"]))
    clause = clause._replace(new=new, rest=rest, part=row or row_of(zone, named))
    if words:
        return [clause._replace(verb="replace_words", old=w.span) for w in words], m.end()
    return [clause], m.end()


def _row_behind(zone: Zone, m: re.Match[str]) -> Part | None:
    """«изложив строку "Итого" в следующей редакции»."""
    at = zone.line.start
    return read_part(" ".join(zone.line.text[at + m.start("row") : at + m.end("row")].split())) if m["row"] else None


_SPLIT_VERB = pattern(
    rf"призна(?:ть|в)\s[^{WORDS};:.]{{3,200}}?\s(?P<force>утративш[а-я]{{2,3}}\s+силу)", re.IGNORECASE
)
"""«признать пункт 3 утратившим силу»: the object stands inside the verb."""
_BY_LIST = pattern(
    r"(?:по\s+(?:прилагаемому\s+)?перечн|согласно\s+(?:прилагаем|приложени|перечн)|указанн[а-я]{2}\s+в\s+приложени)"
)
"""«признать утратившими силу акты … по перечню согласно приложению»."""
_TOLD = pattern(r"(?<![а-яё])(?:что|котор[а-я]{2,3}|если)(?![а-яё])")
_INDICATIVE = ("признается", "признаются", "признаны", "признан")


def tells(masked: str, verb: re.Match[str], left: int = 0) -> bool:
    """«установлено, что приказ признается утратившим силу» tells of a repeal and orders none."""
    return _TOLD.search(masked, left, verb.start()) is not None and verb[0].lower().startswith(_INDICATIVE)


def told(zone: Zone) -> Read | None:
    """A repeal that is told of and not ordered gives nothing."""
    return ([], zone.verb.end()) if tells(zone.line.masked, zone.verb, zone.left) else None


def repeal_around(zone: Zone) -> Read | None:
    """«признать пункт 3 утратившим силу»."""
    masked, end = zone.line.masked, zone.verb.end()
    split = _SPLIT_VERB.match(masked, zone.verb.start(), zone.limit)
    if split is None:
        return None
    clauses = by_act(zone, "repeal", end, split.start("force"), zone.left, split.end())
    return (_at_places(clauses, _named_before(zone)), split.end()) if clauses else None


def repeal_before(zone: Zone) -> Read | None:
    """«пункт 3 признать утратившим силу», «пункт 3 исключить»."""
    masked, (left, at) = zone.line.masked, zone.object
    named, end = _named_before(zone), zone.verb.end()
    if all(p.place for p in named) and (ACT not in masked[left:at] or led_in(masked, left, at)):
        return None
    if led_in(masked, left, at) and ACT in masked[slice(*zone.object_behind)]:
        return None  # «на основании статьи 3 Закона № 1 отменить постановление № 2»
    part = row_of(zone, named)
    return [c._replace(part=part) for c in by_act(zone, "repeal", left, at, left, end)], end


def repeal_behind(zone: Zone) -> Read | None:
    """«признать утратившим силу пункт 3», «исключить пункт 3»."""
    first, last = zone.object_behind
    clauses = by_act(zone, "repeal", first, last, zone.left, last)
    return (_at_places(clauses, _named_before(zone)), last) if clauses else None


def repeal_annexed(zone: Zone) -> Read | None:
    """«признать утратившими силу акты … по перечню согласно приложению»."""
    first, last = zone.object_behind
    if _named_before(zone) or not _BY_LIST.search(zone.line.masked, first, last):
        return None
    return [clause_of(zone, "repeal", zone.left, last, [])._replace(rest=Rest.ANNEX)], last


def repeal_list(zone: Zone) -> Read | None:
    """«признать утратившими силу:», whose objects stand in the paragraphs below, or a place alone."""
    named, last = _named_before(zone), zone.object_behind[1]
    opens = zone.line.masked[last : last + 1] == ":"
    if not opens and not named:
        return None
    clause = clause_of(zone, "repeal", zone.left, last, named)
    return [clause._replace(rest=Rest.BELOW if opens else Rest.HERE)], last


def _named_before(zone: Zone) -> list[Named]:
    return [p for p in units_named(zone.line.masked, *zone.object) if not p.anchor]


def _at_places(clauses: list[Clause], named: list[Named]) -> list[Clause]:
    """«в статье 5 признать утратившим силу пункт 3»."""
    places = tuple(p for p in named if p.place)
    return [c._replace(named=(*places, *c.named)) for c in clauses]


REPEAL: tuple[tuple[str, Reader], ...] = (
    ("told", told),
    ("around", repeal_around),
    ("before", repeal_before),
    ("behind", repeal_behind),
    ("annexed", repeal_annexed),
    ("list", repeal_list),
)
"""How a repeal is worded: where its objects stand about the verb."""


def renumber(zone: Zone) -> Read:
    """«пункты 4 - 6 считать соответственно пунктами 5 - 7»."""
    masked, (left, at) = zone.line.masked, zone.object
    last = zone.object_behind[1]
    old, new = units_named(masked, left, at), units_named(masked, zone.verb.end(), last)
    if not old:  # «считая абзацы второй и третий абзацами третьим и четвертым»
        old, new = [p for p in new if not brings(masked, p)], [p for p in new if brings(masked, p)]
    if not old or not new:
        return [], zone.verb.end()
    end = new[-1].end
    clause = clause_of(zone, "renumber", left, end, old)
    return [clause._replace(added=Added(tuple(a for p in new for a in p.addresses)))], end


_UNTIL = pattern(
    rf"""\s*(?:с\s+[^{WORDS};:]{{4,60}}?\s+)?
    (?P<term>(?:до|по)\s+[^{WORDS};:]{{4,60}}?(?:года|г\.|включительно)(?:\s*\(?включительно\)?)?)""",
    re.VERBOSE,
)


_FORCE = pattern(r"(?<![а-яё])(?:[Дд]ействи[ея]|[Пп]рименение|[Сс]рок[а-я]{0,2}\s+действия)(?![а-яё])")


def suspend(zone: Zone) -> Read:
    """«приостановить до 1 января 2025 года действие пункта 3 статьи 5 …»."""
    return _for_a_time(zone, "suspend")


def extend(zone: Zone) -> Read:
    """«продлить до 1 января 2025 года действие постановления …»."""
    return _for_a_time(zone, "other")


def _for_a_time(zone: Zone, verb: str) -> Read:
    """The object stands after the verb, before the last day or after it, or, when neither, before the verb."""
    masked, (left, at) = zone.line.masked, zone.object
    end, last = zone.object_behind
    if not _FORCE.search(masked, left, last):
        return [], end
    until = _UNTIL.search(masked, end, last) or _UNTIL.search(masked, left, at)
    zones = [(end, last), (left, at)]
    if until and until.start() >= end:
        zones = [(end, until.start()), (until.end(), last), (left, at)]
    clauses = next((found for a, b in zones if (found := by_act(zone, verb, a, b, left, last))), [])
    if not clauses and masked[last : last + 1] == ":":
        clauses = [clause_of(zone, verb, left, last, [])._replace(rest=Rest.BELOW)]
    return [c._replace(until=" ".join(until["term"].split()) if until else "") for c in clauses], last
