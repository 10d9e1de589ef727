"""What one paragraph says of force: a beginning with its exceptions, an end, a reach back into the past.

A paragraph is read in four steps, each of which only narrows what the one before it gave.

1. **Plain type.** Its own label, capitals and letter-spacing go, offsets stay: everything below counts in the source.
2. **Statements.** It is cut into sentences that begin force; a sentence that begins none only adds to the one before
   it («… и действует до …», «Действие … распространяется на …»), so a statement may hold several.
3. **Verb and subject.** The first verb of :attr:`Reader.verbs` that stands in the statement reads it. Before the verb
   stands what it speaks of (inside or after it in an order, «ввести в действие статью 5 …»), and :mod:`scope <.scope>`
   must find there this act or units of it: a statement of another act's force yields nothing. After one statement of
   this act, «статья 2» alone is of this act.
4. **Days.** What follows the verb is cut where another subject begins::

       [Закон] вступает в силу [с 1 мая], [статья 2] - [с 1 июня], за исключением [статьи 3], вступающей в силу [с …]
        scope   verb            its day    another      its day     exception      scope      verb              its day

   Each day is read by one table, :mod:`counting <.counting>`. An end and a reach back that stand in the same statement
   belong to its general clause.

A clause is named by its verb, or by its place in the statement (``another``, ``exception``), and by the rule that read
its day: «exception/fixed».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from sys import intern
from typing import NamedTuple

from ingest.document import Block
from ingest.law.dates import DATE, date_or_none
from ingest.law.pattern import pattern
from ingest.law.sentences import sentences
from ingest.parsed import Commencement
from ingest.recognise.commencement.counting import AMOUNT, Facts, counted, length, when
from ingest.recognise.commencement.scope import Scopes
from ingest.recognise.structure.markers import STRUCTURAL, read_marker

_BEGINS = pattern(
    r"""
    (?<![а-яё])
    (?: вступа(?:ет|ют)\s+в\s+(?:законную\s+)?(?:силу|действие)
      | введ(?:ен|ены)\s+в\s+действие
      | вводится\s+в\s+действие
      | вводятся\s+в\s+действие
      | (?P<order> ввести\s+(?:(?P<object>[^.;:]{1,200}?)\s+)?в\s+действие)
    )
    (?![а-яё])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_APPLIES = pattern(rf"(?<![а-яё])применя(?:ется|ются)(?=\s+с\s+{DATE})", re.IGNORECASE)
_EXCEPT = pattern(r",?\s*(?:за\s+исключением|кроме)\s+", re.IGNORECASE)
_EXCEPTED_BEGINS = pattern(
    r"(?:вступающ[а-я]{2,3}|котор[а-я]{2,3}\s+(?:вступа(?:ет|ют)|ввод[ия]тся)|вводим[а-я]{2,3})\s+в\s+(?:силу|действие)",
    re.IGNORECASE,
)
_AND_OTHERS = pattern(
    r",\s*(?:а\s+)?(?P<subject>(?:абзац|подпункт|пункт|част|стать|глав|раздел)[^,;–—]{0,160}?)\s+[-–—]\s+(?=с\s|со\s|по\s+истечении|через\s)",
    re.IGNORECASE,
)
"""«статья 1 вступает в силу с 1 мая, статья 2 - с 1 ноября»."""
_DAY = DATE.replace(" ", "[ ]")  # the patterns below are verbose
_ENDS = pattern(
    rf"""
    (?<![а-яё])
    (?: (?:действу(?:ет|ют)|применя(?:ется|ются))\s+(?P<how>до|по)\s+(?P<day>{DATE})(?P<incl>\s*\(?включительно)?
      | (?:утрачива(?:ет|ют)\s+силу|прекраща(?:ет|ют)\s+(?:сво[её]\s+)?действие)\s+(?:с\s+)?(?P<first>{DATE})
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LASTS = pattern(
    rf"""
    (?<![а-яё])действу(?:ет|ют)\s+(?:в\s+течение\s+)?
    {AMOUNT}\s+(?:\([а-яё\s]{{2,30}}\)\s+)?(?P<unit>год|лет|месяц)[а-яё]*\s+
    со\s+дня\s+(?:его\s+)?вступления
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""«… и действует шесть лет со дня вступления его в силу», as acts with mandatory requirements say."""
_REACHES_BACK = pattern(
    rf"""
    (?: распространя(?:ет|ют)(?:ся|\s+сво[её]\s+действие)\s+на\s+(?:право)?отношения,\s+возникшие
      | применяются\s+(?:к\s+правоотношениям|в\s+отношении\s[^,;.]{{3,120}}),\s+
        (?:возникш|полученн|произведенн|осуществленн)[а-я]{{2,3}}
    )
    \s+(?:начиная\s+)?(?:с|со[ ]дня|после)\s+(?P<day>{DATE})
    """,
    re.IGNORECASE | re.VERBOSE,
)


_SPREAD = pattern(r"в с т у п а (?P<number>[ею]) т\s+в\s+с и л у")
"""«в с т у п а е т  в  с и л у», as typists stress a word."""


def _in_plain_type(line: str) -> str:
    """The line without its own label, capitals and letter-spacing meant for the eye, as long as it was.

    >>> _in_plain_type("Статья 2. ЗАКОН ВСТУПАЕТ В СИЛУ С 1 МАЯ 2020 ГОДА.").strip()
    'Закон вступает в силу с 1 мая 2020 года.'
    """
    marker = read_marker(line)
    # «Статья 2. Настоящий Закон …» does not speak of its second article
    own = line[marker.end if marker.form in STRUCTURAL else 0 :].lstrip()
    own = own.capitalize() if own.isupper() else own
    return _SPREAD.sub(lambda m: f"вступа{m['number']}т в силу".ljust(len(m[0])), own).rjust(len(line))


_SEMICOLON = pattern(r"(?<=[а-яё\d».\")]);\s+")


class _Statement(NamedTuple):
    """A sentence that begins force, with those after it that only add to it; ``start`` in the document's text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Reader:
    """Reads clauses of one act."""

    def __init__(self, text: str, facts: Facts, scopes: Scopes) -> None:
        self.text, self.facts, self.scopes = text, facts, scopes
        self.verbs = {
            "begins": (_BEGINS, self._begins),
            "ends": (_ENDS, _ends),
            "reaches-back": (_REACHES_BACK, _back),
            "applies": (_APPLIES, self._begins),
        }

    def clauses(self, block: Block) -> Iterator[Commencement]:
        """Everything one paragraph says of force."""
        found: list[Commencement] = []
        for statement in _statements(_in_plain_type(self.text[block.start : block.end]), block.start):
            found += self._read(statement, of_this=bool(found))
        yield from found

    def _read(self, said: _Statement, of_this: bool) -> Iterator[Commencement]:
        """``of_this``: the statement before it was of this act, so that «статья 2» needs no «настоящего Закона»."""
        for name, (verb, read) in self.verbs.items():
            if (m := verb.search(said.text)) is None:
                continue
            first, last = _subject(said.text, m)
            subject, begin = said.text[first:last], said.start + first
            scope = self.scopes.of_subject(subject, begin) or (self.scopes.of_units(subject, begin) if of_this else ())
            if scope:
                for clause in read(said, m, scope):
                    yield clause if "/" in clause.found_by else clause._replace(found_by=_named(name, clause.found_by))
                return

    def _begins(self, said: _Statement, verb: re.Match[str], scope: tuple[str, ...]) -> Iterator[Commencement]:
        """«… вступает в силу с …, за исключением …, вступающей в силу с …»."""
        line = said.text
        exception = _EXCEPT.search(line, verb.end())
        end = exception.start() if exception else len(line)
        others = list(_AND_OTHERS.finditer(line, verb.end(), end))
        lasting = _LASTS.search(line, verb.end(), end)
        stop = others[0].start() if others else lasting.start() if lasting else end
        general = _pieces(line[verb.end() : stop])[0]
        if then := when(general, self.facts):
            until, back = _ENDS.search(line, verb.end()), _REACHES_BACK.search(line, verb.end())
            yield Commencement(
                scope,
                then.day,
                then.rule,
                _first_day_without(until) if until else _after(lasting, then.day) if lasting else None,
                said.start,
                said.end,
                retroactive=date_or_none(back["day"]) if back else None,
                found_by=then.found_by,
            )
        yield from self._others(said, others, end)
        if exception:
            yield from self._exceptions(said, exception)

    def _others(self, said: _Statement, found: list[re.Match[str]], end: int) -> Iterator[Commencement]:
        for m, stop in zip(found, [*(m.start() for m in found[1:]), end], strict=False):
            begin = said.start + m.start("subject")
            scope = self.scopes.of_units(m["subject"], begin)
            if scope and (then := when(said.text[m.end() : stop], self.facts)):
                found_by = _named("another", then.found_by)
                yield Commencement(scope, then.day, then.rule, None, begin, said.start + stop, found_by=found_by)

    def _exceptions(self, said: _Statement, exception: re.Match[str]) -> Iterator[Commencement]:
        """Each exception with its own day: «за исключением статьи 1, вступающей …, и статьи 2, вступающей …»."""
        line = said.text
        verbs = list(_EXCEPTED_BEGINS.finditer(line, exception.end()))
        left, start = exception.end(), exception.start()
        for verb, stop in zip(verbs, [*(after.start() for after in verbs[1:]), len(line)], strict=False):
            scope = self.scopes.of_units(line[left : verb.start()], said.start + left)
            if scope and (then := when(line[verb.end() : stop], self.facts)):
                span, found_by = (said.start + start, said.start + stop), _named("exception", then.found_by)
                yield Commencement(scope, then.day, then.rule, None, *span, found_by=found_by)
            left = start = verb.end()


def _named(clause: str, day: str) -> str:
    """Name of the rule: what clause it is, and the rule that read its day where it has one («begins/fixed», «ends»)."""
    return intern(f"{clause}/{day}" if day else clause)


def _subject(line: str, verb: re.Match[str]) -> tuple[int, int]:
    """What stands before the verb, or, of an order («ввести настоящий Закон в действие»), inside or after it."""
    if verb.re.groupindex.get("order") is None or verb["order"] is None:
        return 0, verb.start()
    if verb["object"]:
        return verb.span("object")
    if _FROM_DAY.match(line, verb.end()):  # «Настоящий Закон ввести в действие с 1 января»
        return 0, verb.start()
    start = verb.end() + len(line[verb.end() :]) - len(line[verb.end() :].lstrip())
    day = _FROM_DAY.search(line, start)
    return start, day.start() if day else len(line)


_FROM_DAY = pattern(rf"\s+с(?:о)?\s+(?:{DATE}|дня|момента)", re.IGNORECASE)


def _statements(line: str, start: int) -> Iterator[_Statement]:
    """The sentences of a paragraph; one that begins no force goes with the one before it."""
    cuts = [0]
    at = 0
    for piece in _pieces(line):
        first = line.find(piece, at)
        at = first + len(piece)
        if first and _BEGINS.search(piece):
            cuts.append(first)
    for first, last in pairwise([*cuts, len(line)]):
        yield _Statement(line[first:last], start + first)


def _pieces(line: str) -> list[str]:
    """Its sentences, cut at semicolons too; never empty."""
    said = [line[first:last] for first, last in sentences(line)] or [line]
    return [piece for sentence in said for piece in _SEMICOLON.split(sentence)]


def _ends(said: _Statement, m: re.Match[str], scope: tuple[str, ...]) -> Iterator[Commencement]:
    """«действует до 1 сентября 2029 г.», «утрачивает силу с …»."""
    yield Commencement(scope, None, "expiry", _first_day_without(m), said.start, said.end)


def _back(said: _Statement, m: re.Match[str], scope: tuple[str, ...]) -> Iterator[Commencement]:
    """«распространяется на правоотношения, возникшие с …»."""
    yield Commencement(scope, None, "retroactive", None, said.start, said.end, retroactive=date_or_none(m["day"]))


def _after(lasting: re.Match[str], first: date | None) -> date | None:
    """First day without force of what lasts so long from its first day; None where that is unknown."""
    amount, unit = counted(lasting["n"], lasting["unit"])
    return first + length(amount, unit) if first else None


def _first_day_without(m: re.Match[str]) -> date | None:
    """First day without force: «до 1 сентября» is that day, «по 31 августа» and «до … включительно» the day after."""
    if m["first"]:
        return date_or_none(m["first"])
    day = date_or_none(m["day"])
    inclusive = m["how"].lower() == "по" or m["incl"]
    return day + timedelta(days=1) if day and inclusive else day
