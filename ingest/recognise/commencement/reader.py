"""What one paragraph says of force: a beginning with its exceptions, an end, a reach back into the past.

A paragraph is read in four steps, each of which only narrows what the one before it gave.

1. **Plain type.** Its own label, capitals and letter-spacing go, offsets stay: everything below counts in the source.
2. **Statements.** It is cut into sentences, at semicolons too. One without a subject («Действует до …») goes on with
   the subject of the one before it; an end or a reach back of the same scope is added to the clause that began it.
3. **Verb and subject.** The first of :attr:`Reader.verbs` that stands in the statement reads it. Before the verb
   stands what it speaks of (inside or after it in an order, «ввести в действие статью 5 …»; in the line that ends in a
   colon above an item, «Настоящий приказ:⏎1) вступает …»), and :mod:`scope <.scope>` must find there this act, its
   annex or units: a statement of another act's force, of a decision or of a pass yields nothing.
4. **Days.** What follows the verb is cut where another subject begins::

       [Закон] вступает в силу [с 1 мая], [статья 2] - [с 1 июня], за исключением [статьи 3], вступающей в силу [с …]
        scope   verb            its day    another      its day     exception      scope      verb              its day

   Each day is read by one table, :mod:`counting <.counting>`. Where it reads none of the act as a whole, the clause is
   kept as :data:`UNCLEAR`: an act that speaks of its beginning has no default.

A clause is named by its verb, or by its place in the statement (``another``, ``exception``), and by the rule that read
its day: «exception/fixed».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from sys import intern
from typing import NamedTuple

from ingest.document import Block, Span
from ingest.law.dates import DATE, date_or_none
from ingest.law.pattern import pattern
from ingest.law.sentences import sentences
from ingest.parsed import Commencement
from ingest.recognise.commencement.counting import Facts, counted, length, when
from ingest.recognise.commencement.scope import EXCEPT, MAIN, Scope, Scopes
from ingest.recognise.commencement.wordings import (
    AND_OTHERS,
    APPLIES,
    BEGINS,
    BY_ORDER,
    DATED,
    ENDS,
    EXCEPTED_BEGINS,
    LABEL,
    LASTS,
    RANGE,
    REACHES_BACK,
    SECOND,
    TERM,
    UNTIL_EVENT,
)
from ingest.recognise.structure.markers import STRUCTURAL, read_marker

UNCLEAR = "unclear"
"""Rule of a clause that begins the act on a day, in a way, that was not understood."""

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
    """A sentence of a paragraph; ``start`` in the document's text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_Read = Callable[[_Statement, "re.Match[str]", Scope], Iterator[Commencement]]


class Reader:
    """Reads clauses of one act."""

    def __init__(self, text: str, facts: Facts, scopes: Scopes) -> None:
        self.text, self.facts, self.scopes = text, facts, scopes
        self.begun: dict[Scope, date | None] = {}
        self.verbs: tuple[tuple[str, re.Pattern[str], _Read], ...] = (
            ("begins", BEGINS, self._begins),
            ("applies", APPLIES, self._begins),
            ("dated", DATED, self._begins),
            ("ends", ENDS, _ends),
            ("ends", TERM, _ends),
            ("ends", LASTS, self._lasts),
            ("ends", UNTIL_EVENT, _until_event),
            ("exception", EXCEPTED_BEGINS, self._begins),
            ("reaches-back", REACHES_BACK, _back),
        )

    def clauses(self, block: Block) -> list[Commencement]:
        """Everything one paragraph says of force."""
        found: list[Commencement] = []
        scope: Scope = ()
        line = _in_plain_type(self.text[block.start : block.end])
        for first, piece in _pieces(line):
            said = _Statement(piece, block.start + first)
            for name, verb, read in self.verbs:
                if (m := verb.search(piece)) is None:
                    continue
                scope = self._scope(said, m, block, scope)
                for clause in read(said, m, scope) if scope else ():
                    full = "/" in clause.found_by or clause.found_by in (UNCLEAR, "ends")
                    _add(found, clause if full else clause._replace(found_by=_named(name, clause.found_by)))
                break
        return found

    def _scope(self, said: _Statement, verb: re.Match[str], block: Block, last: Scope) -> Scope:
        """What the statement speaks of; ``last``: what the one before it in the paragraph did."""
        groups = verb.groupdict()
        if verb.re.pattern == DATED.pattern:
            return self.scopes.here(said.start)
        if verb.re.pattern == EXCEPTED_BEGINS.pattern:
            return self._excepted(said.text[: verb.start()], said.start, block)
        if groups.get("order"):
            return self._ordered(said, verb)
        if inside := (groups.get("object") or "").strip():
            return self.scopes.of_subject(inside, said.start + said.text.index(inside, verb.start("object")))
        opening = _OPENING.match(said.text, 0, verb.start())
        start = opening.end() if opening else 0
        before, after = said.text[start : verb.start()], said.text[verb.end() :]
        if before.strip():
            part = self.scopes.of_units(before, said.start + start) if before.startswith("в части ") else ()
            return part if part and self._above(block) else self.scopes.of_subject(before, said.start + start)
        at = verb.end() + len(after) - len(after.lstrip())
        return self.scopes.of_subject(after.lstrip(), said.start + at) or last or self._above(block)

    def _ordered(self, said: _Statement, verb: re.Match[str]) -> Scope:
        """«ввести Правила в действие», «Настоящий Закон ввести в действие с 1 января», «ввести в действие статью 5»."""
        line, before = said.text, said.text[: verb.start()]
        inside = "object" if verb["object"] else "counted" if verb["counted"] else ""
        if inside and (found := self.scopes.of_object(verb[inside], before, said.start + verb.start(inside))):
            return found
        if inside or (day := _FROM_DAY.search(line, verb.end())) is None:
            return () if inside else self.scopes.of_object(line[verb.end() :].lstrip(), before, said.start + verb.end())
        words = line[verb.end() : day.start()].strip() or line[day.end() :].strip(" ,")
        return self.scopes.of_subject(before, said.start) or self.scopes.of_object(
            words, before, said.start + line.index(words, verb.end())
        )

    def _above(self, block: Block) -> Scope:
        """What the line with a colon above an item speaks of."""
        start, line = self._line_above(block)
        return self.scopes.of_subject(line, start)

    def _excepted(self, subject: str, begin: int, block: Block) -> Scope:
        """«…, за исключением:⏎1) пункта 1, вступающего в силу с …»."""
        _, line = self._line_above(block)
        verb = BEGINS.search(line)
        return self.scopes.of_units(subject, begin) if verb and EXCEPT.search(f"{line} ", verb.end()) else ()

    def _line_above(self, block: Block) -> tuple[int, str]:
        """The nearest line above that ends with a colon, without it, and its place."""
        colon = max(self.text.rfind(":\n", 0, block.start), 0)
        start = self.text.rfind("\n", 0, colon) + 1
        return start, self.text[start:colon]

    def _begins(self, said: _Statement, verb: re.Match[str], scope: Scope) -> Iterator[Commencement]:
        """«… вступает в силу с …, за исключением …, вступающей в силу с …»."""
        line = said.text
        exception = EXCEPT.search(line, verb.end())
        end = exception.start() if exception else len(line)
        others = list(AND_OTHERS.finditer(line, verb.end(), end))
        lasting = LASTS.search(line, verb.end(), end)
        stop = others[0].start() if others else lasting.start() if lasting else end
        general = line[verb.end() : stop]
        then = when(general, self.facts) or when(line[: verb.start()], self.facts)
        self.begun[scope] = then and then.day
        if then or (scope == MAIN and general.strip(" .") and not BY_ORDER.match(general)):
            until, back = ENDS.search(line, verb.end()) or RANGE.match(line, verb.end()), REACHES_BACK.search(line)
            yield Commencement(
                scope,
                then.day if then else None,
                then.rule if then else UNCLEAR,
                _first_day_without(until) if until else self._after(lasting, then and then.day) if lasting else None,
                said.start,
                said.end,
                retroactive=date_or_none(back["day"]) if back else None,
                found_by=then.found_by if then else UNCLEAR,
            )
        undated = lasting and not self._after(lasting, then and then.day)
        if undated or UNTIL_EVENT.search(line, verb.end(), end):
            yield Commencement(scope, None, "expiry", None, said.start, said.end, found_by="ends")
        yield from self._others(said, others, end)
        if exception:
            yield from self._exceptions(said, exception)

    def _lasts(self, said: _Statement, m: re.Match[str], scope: Scope) -> Iterator[Commencement]:
        """«действует пять лет со дня утверждения»."""
        yield Commencement(scope, None, "expiry", self._after(m, self.begun.get(scope)), said.start, said.end)

    def _after(self, lasting: re.Match[str], first: date | None) -> date | None:
        """First day without force of what lasts so long from its first day; None where that is unknown."""
        amount, unit = counted(lasting["n"], lasting["unit"])
        if lasting["day"]:
            return _first_day_without(lasting)
        first = self.facts.signed if lasting["signed"] else first
        return first + length(amount, unit) if first else None

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
        verbs = list(EXCEPTED_BEGINS.finditer(line, exception.end()))
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


_OPENING = pattern(rf"\s*(?:{LABEL}\s+)?(?:со?\s+{DATE},?\s*)?", re.IGNORECASE)
"""A label, and a day before the subject: «3. С 1 мая 2022 г. вступает в силу настоящий Порядок»."""
_FROM_DAY = pattern(rf"\s+со?\s+(?:{DATE}|дня|момента)", re.IGNORECASE)


def _add(found: list[Commencement], clause: Commencement) -> None:
    """An end or a reach back with a day belongs to the clause before it, if that begins the same."""
    last = found[-1] if found else None
    adds = clause.rule == "retroactive" or (clause.rule == "expiry" and clause.until)
    if last is None or not adds or last.scope != clause.scope or last.rule in ("expiry", "retroactive"):
        found.append(clause)
        return
    found[-1] = last._replace(
        until=last.until or clause.until, retroactive=last.retroactive or clause.retroactive, end=clause.end
    )


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    """Its sentences, cut at semicolons and before a second subject too, each with its place."""
    for first, last in sentences(line) or [Span(0, len(line))]:
        for statements in _SEMICOLON.split(line[first:last]):
            for piece in SECOND.split(statements):
                at = line.index(piece, first)
                yield at, piece
                first = at + len(piece)


def _ends(said: _Statement, m: re.Match[str], scope: Scope) -> Iterator[Commencement]:
    """«действует до 1 сентября 2029 г.», «утрачивает силу с …», «срок действия - с … по …»."""
    since = date_or_none(m.groupdict().get("since") or "")
    rule, found_by = ("fixed date", "fixed") if since else ("expiry", "")
    yield Commencement(scope, since, rule, _first_day_without(m), said.start, said.end, found_by=found_by)


def _until_event(said: _Statement, m: re.Match[str], scope: Scope) -> Iterator[Commencement]:
    """«действует до принятия нового»: no day."""
    yield Commencement(scope, None, "expiry", None, said.start, said.end)


def _back(said: _Statement, m: re.Match[str], scope: Scope) -> Iterator[Commencement]:
    """«распространяется на правоотношения, возникшие с …», and an end behind it."""
    until = ENDS.search(said.text, m.end())
    last = _first_day_without(until) if until else None
    back = date_or_none(m["day"])
    yield Commencement(scope, None, "retroactive", last, said.start, said.end, retroactive=back)


def _first_day_without(m: re.Match[str]) -> date | None:
    """First day without force: «до 1 сентября» is that day, «по 31 августа» and «до … включительно» the day after."""
    if m.groupdict().get("first"):
        return date_or_none(m["first"])
    day = date_or_none(m["day"])
    inclusive = m["how"].lower() == "по" or m["incl"]
    return day + timedelta(days=1) if day and inclusive else day
