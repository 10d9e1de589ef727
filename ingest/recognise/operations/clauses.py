"""The grammar of instructions: one paragraph → clauses, each a verb with what it acts on and the words it brings.

:data:`TRIGGERS` is the table of verbs. Every entry has its readers, small functions asked in order: one looks left of
the verb for the object and right of it for the complement, and says where its clause ends, or leaves the wording to the
next. Entry and reader together name the rule that fired (``found_by``: «repeal/behind»). Cases:
tests/recognise/operations.marked.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.law.part import Row
from ingest.law.pattern import pattern
from ingest.recognise.operations import joins, limits
from ingest.recognise.operations.annexes import annexes_named
from ingest.recognise.operations.exchanges import DELETE, insert, insert_after, replace_marks, replace_words
from ingest.recognise.operations.limits import Limit
from ingest.recognise.operations.line import ACT, WORDS, Line
from ingest.recognise.operations.named import units_named
from ingest.recognise.operations.provisions import (
    REPEAL,
    add_sentence,
    add_units,
    extend,
    renumber,
    replace_units,
    restate,
    suspend,
    tells,
)
from ingest.recognise.operations.unread import names_a_table, unread
from ingest.recognise.operations.zone import Clause, Reader, Rest, Zone, by_act, clause_of, named_after, since


class Trigger(NamedTuple):
    """A verb of change. ``words``: pattern source of its forms; ``stems``: one of these, in letters of any size, is in
    each of the forms, and a paragraph that has none of them is not looked at any further."""

    name: str
    stems: tuple[str, ...]
    words: str
    readers: tuple[tuple[str, Reader], ...]


_FORCE = r"(?:не\s*действующ[а-я]{2,3}|не\s*подлежащ[а-я]{2,3}\s+применению|утративш[а-я]{2,3}\s+(?:свою\s+)?силу)"
TRIGGERS: tuple[Trigger, ...] = (
    Trigger(
        "replace",
        ("замени", "заменя"),
        r"замен(?:ить|ив|яются|яется)",
        (("words", replace_words), ("marks", replace_marks), ("units", replace_units)),
    ),
    Trigger(
        "add",
        ("дополнить", "дополнив", "дополня", "встави", "добави"),
        r"дополн(?:ить|ив|яются|яется)|встав(?:ить|ив)|добав(?:ить|ив)",
        (("words after", insert_after), ("words", insert), ("sentence", add_sentence), ("units", add_units)),
    ),
    Trigger(
        "restate",
        ("излож", "излага", "читать", "читая"),
        r"излож(?:ить|ив|ены|ен|ена)|излагается|излагаются"
        rf"|чита(?:ть|я)(?=[^{WORDS};:.]{{0,80}}?\sв\s(?:следующ|нов)[а-я]{{2,3}}\sредакции)",
        (("unit", restate),),
    ),
    Trigger(
        "repeal",
        ("утративш", "недействующ", "не действующ", "неподлежащ", "не подлежащ", "отмени"),
        rf"(?:призна(?:ть|в|ются|ется|ны)|считать|счесть)\s+{_FORCE}|отмен(?:ить|ив)"
        rf"|призна(?:ть|в)(?=\s[^{WORDS};:.]{{3,200}}?\sутративш[а-я]{{2,3}}\s+силу)",
        REPEAL,
    ),
    Trigger("delete", ("исключить", "исключив", "исключа"), r"исключ(?:ить|ив|ается|аются)", DELETE),
    Trigger("renumber", ("читать", "читая"), r"счита(?:ть|я)", (("units", renumber),)),
    Trigger("suspend", ("приостанови",), r"приостанов(?:ить|ив)", (("force", suspend),)),
    Trigger("extend", ("продли",), r"продл(?:ить|ив)", (("force", extend),)),
    Trigger(
        "unknown",
        (
            *("поменя", "перенес", "перемести", "объедини", "объединя", "раздели", "разделя", "включить", "включив"),
            *("переимен", "применять в ", "применяется в ", "применяются в "),
        ),
        r"поменя(?:ть|в)\s+местами|(?:перенес|перемест|объедин|раздел|включ|переимен)(?:ти|ить|ив|я)|переименовать"
        r"|применя(?:ть|ется|ются)(?=\s+в\s+(?:следующ|нов)[а-я]{2,3}\s+редакции)",
        (),
    ),
)
_VERB = pattern(
    "(?<![а-яё])(?:" + "|".join(f"(?P<{trigger.name}>{trigger.words})" for trigger in TRIGGERS) + ")(?![а-яё])",
    re.IGNORECASE,
)
_READERS = {trigger.name: trigger.readers for trigger in TRIGGERS}


def orders_change(line: Line) -> bool:
    """Whether a verb of the table stands in the paragraph outside quotations, and tells of no change made already
    («установлено, что приказ признается утратившим силу»)."""
    return any(not tells(line.masked, verb) for verb in _VERB.finditer(line.masked))


def clauses(line: Line) -> list[Clause]:
    """Every change the paragraph orders, in order; a list of words or acts gives one clause each."""
    found: list[Clause] = []
    for clause in _clauses(line):
        if found and _words_what_was_added(clause, found[-1]):
            found[-1] = found[-1]._replace(new=clause.new, end=clause.end, rest=clause.rest)
        else:
            found.append(clause)
    return found


def _words_what_was_added(clause: Clause, before: Clause) -> bool:
    """«дополнить пунктами 1.1, 1.2, изложив их в следующей редакции: …»: the wording is of the new units."""
    return (
        clause.verb == "restate" and not clause.named and not clause.act and before.verb == "add" and before.new is None
    )


def _clauses(line: Line) -> Iterator[Clause]:
    verbs = list(_VERB.finditer(line.masked))
    line, phrases = _set_aside(line, verbs) if verbs else (line, [])
    if phrases:
        verbs = list(_VERB.finditer(line.masked))
    left = 0
    for i, verb in enumerate(verbs):
        if verb.start() < left:
            continue
        end = verbs[i + 1].start() if i + 1 < len(verbs) else len(line.masked)
        zone = Zone(line, left, verb, end)
        found, left = _read(zone)
        if not found and left < 0:
            found, left = _not_understood(zone)
        mine = [phrase for phrase in phrases if zone.left <= phrase.start and _stands_at(zone, left, phrase)]
        phrases = [phrase for phrase in phrases if phrase not in mine]
        yield from _limited(found or (_of_whole(zone) if mine else []), mine, line)


def _of_whole(zone: Zone) -> list[Clause]:
    """An order of a whole act that no reader knows («исключить Закон № 5, минуя статью 2»): it is told, not lost."""
    last = zone.object_behind[1]
    found = by_act(zone, "other", zone.left, last, zone.left, last)
    return [clause._replace(found_by=f"{zone.verb.lastgroup}/whole") for clause in found]


_VERB_ENDS = pattern(r"(?<![а-яё])утративш(?:ими?|ей|ую)\s+силу")
"""The end of «признать … утратившим силу», where the object stands inside the verb."""


def _set_aside(line: Line, verbs: Sequence[re.Match[str]]) -> tuple[Line, list[Limit]]:
    """The line without the phrases that limit its orders, or do so perhaps, and these phrases."""
    ends = [m.start() for m in _VERB_ENDS.finditer(line.masked)] if verbs else []
    known = limits.limits(line, sorted([*ends, *(verb.start() for verb in verbs)]))
    line = limits.without(line, known)
    doubtful = joins.unexplained(line, verbs)
    return limits.without(line, doubtful), sorted((*known, *doubtful), key=lambda phrase: phrase.start)


def _read(zone: Zone) -> tuple[list[Clause], int]:
    """The clauses of one verb by the first of its readers that knows the wording."""
    trigger = zone.verb.lastgroup or ""
    for name, reader in _READERS[trigger]:
        if (read := reader(zone)) is not None:
            found, end = read
            return [_completed(clause, zone, end, f"{trigger}/{name}") for clause in found], end
    return [], NOBODY_READ


NOBODY_READ = -1
MISSED = "missed"
"""Rule of an order of which nothing but its place was understood."""


def _not_understood(zone: Zone) -> tuple[list[Clause], int]:
    """«пункты 1 и 2 поменять местами»: a command that no reader knows, of units or of words, is told."""
    left, at = zone.object
    named = [p for p in units_named(zone.line.masked, left, at) if not p.anchor]
    last = zone.object_behind[1]
    if not named and not units_named(zone.line.masked, at, last) and WORDS not in zone.line.masked[left:last]:
        return [], zone.verb.end()
    return [clause_of(zone, "other", left, last, named)._replace(found_by=MISSED)], last


def _completed(clause: Clause, zone: Zone, end: int, rule: str) -> Clause:
    """With what readers need not look for: the day, the act or the annex between a verb said first and its words, and
    the words that mean nothing known."""
    behind = annexes_named(zone.line.masked, zone.verb.end(), end)
    act = clause.act or named_after(zone, end)
    annex = clause.component or (behind[0].name if behind and act is None else None)
    clause = clause._replace(since=since(zone), act=act, component=annex, found_by=rule)
    if clause.rest is not Rest.HERE and clause.verb not in ("restate", "add") and not clause.named and not clause.act:
        return clause  # its objects stand elsewhere
    words = unread(zone.line, zone.left, end, [zone.verb.span(), *((found.start, found.end) for found in behind)])
    return clause._replace(unread="" if isinstance(clause.part, Row) and names_a_table(words) else words)


_BEHIND = pattern(rf"[^;:{WORDS}{ACT}]*")


def _stands_at(zone: Zone, end: int, phrase: Limit) -> bool:
    """Is the phrase inside the clauses that end there, or right behind them: nothing between is an object of the next
    verb."""
    if phrase.start < end:
        return True
    between = zone.line.masked[end : phrase.start]
    return phrase.start < zone.limit and _BEHIND.fullmatch(between) is not None and not _names(zone.line, end, phrase)


def _names(line: Line, end: int, phrase: Limit) -> bool:
    return bool(units_named(line.masked, end, phrase.start))


def _limited(found: list[Clause], phrases: Sequence[Limit], line: Line) -> list[Clause]:
    """Each phrase given to the clause of the act that it names, or of the act before it; where that cannot be told, to
    all of them, as words."""
    for phrase in phrases:
        named = phrase.act.act if phrase.act else None
        before = [c.act.start for c in found if c.act and c.act.start <= line.start + phrase.start]
        nearest = max(before, default=None)
        if phrase.act:
            mine = [c for c in found if named is not None and c.act and c.act.act == named]
        elif nearest is not None and not phrase.units:  # words may be said of every act before them
            mine = [c for c in found if c.act and c.act.start <= nearest and c.limit is None]
        elif nearest is not None:
            mine = [c for c in found if c.act and c.act.start == nearest]
        else:
            mine = found if len({c.act for c in found}) < 2 else []
        given = phrase if mine else phrase._replace(units=())
        found = [c._replace(limit=_both(c.limit, given)) if c in mine or not mine else c for c in found]
    return found


def _both(one: Limit | None, other: Limit) -> Limit:
    if one is None:
        return other
    if one.units and other.units and one.spares == other.spares:
        return one._replace(units=(*one.units, *other.units))
    return one._replace(units=(), words=f"{one.words}, {other.words}")


def listed(line: Line, opening: Clause) -> list[Clause]:
    """An item of the list that «признать утратившими силу:» opens: the acts it names, or units of the act named
    above.
    """
    line, phrases = _set_aside(line, ())
    whole = pattern(".*", re.DOTALL).match(line.masked)
    if whole is None:
        return []
    found = by_act(Zone(line, 0, whole, len(line.masked)), opening.verb, 0, len(line.masked), 0, len(line.masked))
    rule = f"{opening.found_by.partition('/')[0]}/{'annexed' if opening.rest is Rest.ANNEX else 'listed'}"
    above = opening.limit._replace(units=()) if opening.limit else None
    found = [clause._replace(found_by=rule, limit=above) for clause in found]
    return _limited(found, phrases, line)
