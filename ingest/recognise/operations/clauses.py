"""The grammar of instructions: one paragraph → clauses, each a verb with what it acts on and the words it brings.

:data:`_TRIGGERS` is the table of verbs; every entry has a reader, a small function that looks left of the verb for the
object and right of it for the complement, and says where its clause ends. Cases: tests/recognise/operations.marked.txt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.law.pattern import pattern
from ingest.recognise.operations.exchanges import delete, insert, insert_after, replace
from ingest.recognise.operations.line import Line
from ingest.recognise.operations.provisions import (
    add_sentence,
    add_units,
    extend,
    renumber,
    repeal,
    restate,
    suspend,
    tells,
)
from ingest.recognise.operations.zone import Clause, Read, Zone, by_act, named_after, since


def _insert_or_add(zone: Zone) -> Read:
    """«дополнить словами …», «после слов "А" дополнить словами …», «дополнить предложением …», «дополнить пунктом 3
    …».
    """
    for reader in (insert_after, insert, add_sentence, add_units):
        if (read := reader(zone)) is not None:
            return read
    return [], zone.verb.end()


_TRIGGERS: tuple[tuple[str, str, Callable[[Zone], Read]], ...] = (
    ("replace", r"замен(?:ить|ив|яются|яется|ены|ен|ена)", replace),
    ("add", r"дополн(?:ить|ив|яются|яется|ены|ен|ена)|встав(?:ить|ив)|добав(?:ить|ив)", _insert_or_add),
    (
        "restate",
        r"излож(?:ить|ив|ены|ен|ена)|излагается|излагаются|чита(?:ть|я)(?=[^\x01;:.]{0,80}?\sв\s(?:следующ|нов)[а-я]{2,3}\sредакции)",
        restate,
    ),
    (
        "repeal",
        r"(?:призна(?:ть|в|ются|ется|ны)|считать|счесть)\s+(?:не\s*действующ[а-я]{2,3}|не\s*подлежащ[а-я]{2,3}\s+применению"
        r"|утративш[а-я]{2,3}\s+(?:свою\s+)?силу)|отмен(?:ить|ив)"
        r"|призна(?:ть|в)(?=\s[^\x01;:.]{3,200}?\sутративш[а-я]{2,3}\s+силу)",
        repeal,
    ),
    ("delete", r"исключ(?:ить|ив|ается|аются)", delete),
    ("renumber", r"счита(?:ть|я)", renumber),
    ("suspend", r"приостанов(?:ить|ив)", suspend),
    ("extend", r"продл(?:ить|ив)", extend),
)
_VERB = pattern(
    "(?<![а-яё])(?:" + "|".join(f"(?P<{name}>{source})" for name, source, _ in _TRIGGERS) + ")(?![а-яё])",
    re.IGNORECASE,
)
_READERS = {name: reader for name, _, reader in _TRIGGERS}

STEMS = {
    "амен": ("аменить", "аменив", "аменя"),
    "ополн": ("ополнить", "ополнив", "ополня"),
    "зл": ("злож", "злага"),
    "тративш": ("тративш",),
    "тмени": ("тменить", "тменив"),
    "сключ": ("сключить", "сключив", "сключа"),
    "счита": ("считать", "считая"),
    " чита": (" читать", " читая"),
    "риостанов": ("риостанов",),
    "действующ": ("едействующ", "е действующ"),
    "одлежащ": ("одлежащ",),
    "родли": ("родлить", "родлив"),
    "встав": (" вставить", " вставив"),
    "добав": (" добавить", " добавив"),
}
"""Every clause holds one of these, by the letters they begin with: the cheap question to ask a text before any rule
runs, and the cheaper one before it."""


def orders_change(line: Line) -> bool:
    """Whether a verb of the table stands in the paragraph outside quotations, and tells of no change made already
    («установлено, что приказ признается утратившим силу»)."""
    return any(not tells(line.masked, verb) for verb in _VERB.finditer(line.masked))


def clauses(line: Line) -> list[Clause]:
    """Every change the paragraph orders, in order; a list of words or acts gives one clause each."""
    found: list[Clause] = []
    for clause in _clauses(line):
        if found and _words_what_was_added(clause, found[-1]):
            found[-1] = found[-1]._replace(
                new=clause.new, end=clause.end, follows=clause.follows, annexed=clause.annexed
            )
        else:
            found.append(clause)
    return found


def _words_what_was_added(clause: Clause, before: Clause) -> bool:
    """«дополнить пунктами 1.1, 1.2, изложив их в следующей редакции: …»: the wording is of the new units."""
    return (
        clause.verb == "restate" and not clause.parts and not clause.act and before.verb == "add" and before.new is None
    )


def _clauses(line: Line) -> Iterator[Clause]:
    verbs = list(_VERB.finditer(line.masked))
    left = 0
    for i, verb in enumerate(verbs):
        if verb.start() < left:
            continue
        limit = verbs[i + 1].start() if i + 1 < len(verbs) else len(line.masked)
        zone = Zone(line, left, verb, limit)
        found, left = _READERS[verb.lastgroup or "delete"](zone)
        day, act = (since(zone), named_after(zone, left)) if found else ("", None)
        for clause in found:
            yield clause._replace(since=day, act=clause.act or act)


def listed(line: Line, verb: str) -> list[Clause]:
    """An item of the list that «признать утратившими силу:» opens: the acts it names, or units of the act named
    above.
    """
    whole = pattern(".*", re.DOTALL).match(line.masked)
    if whole is None:
        return []
    return by_act(Zone(line, 0, whole, len(line.masked)), verb, 0, len(line.masked), 0, len(line.masked))
