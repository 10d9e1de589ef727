"""Changes that the text commands, and no order of which was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ingest.document import Block
from ingest.law.pattern import pattern
from ingest.parsed import Problem
from ingest.recognise.doubts.claims import Claims, is_paragraph, left
from ingest.recognise.structure.markers import Form, read_marker

_CHECK = "Сверьте список изменений с текстом."
_UNITS = (
    r"(?:(?:под)?пункт|част|стать|абзац|раздел|глав|приложени|предложени|строк|граф|сноск|позици|слов|цифр|преамбул"
    r"|наименовани)"
)
_DECISIONS = r"(?:приказ|постановлени|распоряжени|решени|закон|указ|соглашени)"
_ACTS = rf"(?:{_DECISIONS}|положени|порядок|правил|программ|регламент|устав|инструкци|кодекс|схем|перечен|состав|план)"
_COMMANDS = pattern(
    rf"""
    (?<![а-яё])(?i:
      (?P<lead>
          внести\s+(?:в\s[^.\n]{{3,200}}?\s(?:следующ\w+\s)?изменени
                    | (?:следующ\w+\s)?изменени[ея]\s?(?::|в\s(?:{_ACTS}|{_UNITS})))
        | признать\s+утратившими\s+силу
        | (?:отменить|считать\s+утратившими\s+силу)\s*: )
    | вместо\s+(?:слов|цифр)[а-яё]{{0,2}}\s[^\n]{{1,200}}?\s(?:читать|считать)(?![а-яё])
    | (?:слов|цифр)[аоы]?\s[^\n]{{1,120}}?\sопустить
    | (?:вставить|добавить)\s+{_UNITS}
    | изложи(?:ть|в)\s
    | приостановить\s[^;\n]{{0,120}}?действие
    | дополнить\s+(?:нов\w+\s)?{_UNITS}
    | заменить\s+(?:слов|цифр)
    | слов[ао]\s+[«"][^»"\n]{{1,80}}[»"]\s+исключить
    | {_UNITS}[а-яё]*\s[^.\n]{{0,60}}\s(?:исключить|опустить|убрать|удалить|снять)
    | (?:признать|считать)\s+(?:не\s?действующ|утративш(?:им|ей)\s)
    | (?:утратил[аои]?\s+силу|прекраща[юе]т\s+действие)\s+{_DECISIONS}
    | признать\s+не\s+подлежащ | {_DECISIONS}[а-яё]*\s[^;\n]{{0,200}}?\sотменить(?![а-яё])
    | отменить\s+{_DECISIONS}[^.;\n]{{0,80}}?(?:№|N\s?\d|от\s\d)
    | считать\s+(?:соответственно\s+)?{_UNITS}[а-яё]* )
    """,
    re.VERBOSE,
)
"""What commands a change; a ``lead`` may stand above the changes that it announces."""
_VERBS = (
    *("внести ", "Внести ", "ризнать ", "тменить", "считать ", "место слов", "место цифр", "опустить", "вставить "),
    *("Вставить ", "обавить ", "зложить ", "зложив ", "риостановить", "ополнить ", "аменить ", "сключить"),
    *("убрать", "удалить", "снять", "тратил", "рекраща"),
)
"""A part of each, by which it is found."""
_OPENS = pattern(
    rf"""
    [\d.)а-я"«(\s]{{0,16}}(?i:
      (?:во?|после|перед|по|из)\s(?:[^\s.;]+\s){{0,3}}?(?:{_UNITS}|{_ACTS}|тексту|назван|заголов|паспорт|таблиц)
    | (?:нов[а-яё]+\s)?{_UNITS} | {_ACTS} | назван | паспорт | таблиц | вместо | прекраща | утра | не\sприменя
    | [^\s.;]{{0,25}}(?:ть|ти|ив)(?![а-яё])
    | в\sсвязи | со?\s[^.;]{{1,60}}(?:утра|считать|прекраща) )
    """,
    re.VERBOSE,
)
"""How a sentence begins that commands."""
_FREE = pattern(
    r"(?i:вправе|обязан|мо(?:жет|гут)(?![а-яё])|долж(?:ен|на|но|ны)(?![а-яё])|необходимо|предлага|право\s|если\s|чтобы"
    r"|предложени[еяй]\s(?:о|внести)|подготовить|поручить)"
)
"""Words of a sentence that tells what somebody may do or must: «Суд вправе изложить …»."""
_SENTENCE_ENDS = pattern(r"(?:(?<=[а-яё»\")]{3})|(?<=\d{4}))[.;:]\s(?![а-яёN№]|\d{1,2}\s[а-я])")
_ANNEXED = pattern(r"согласно|по\s(?:прилагаем|перечн|списк)|прилага|приложени")


def commands(claims: Claims) -> Iterator[Problem]:
    """A sentence that commands a change, where no order was read."""
    told: set[int] = set()
    for at in sorted({at for verb in _VERBS for at in claims.places(verb)}):
        block = claims.block_at(at)
        if block.start in told or (m := _command(claims, block, at)) is None or _is_claimed(claims, block, m):
            continue
        told.add(block.start)
        line = claims.document.line(block)
        yield left("Похоже на поручение об изменении, но не прочитано", line, block.start, _CHECK)


def _command(claims: Claims, block: Block, at: int) -> re.Match[str] | None:
    """The command that the verb at ``at`` is of; None where the sentence commands nothing."""
    text, first = claims.text, max(block.start, at - _REACH)
    start = max((m.end() for m in _SENTENCE_ENDS.finditer(text, first, at)), default=first)
    far = start > block.start and start == first  # where so long a sentence began is not looked for
    if far or _OPENS.match(text, start) is None or _FREE.search(text, start, at):
        return None
    found = _COMMANDS.finditer(text, start, min(block.end, at + _REACH))
    return next((m for m in found if m.start() <= at <= m.end()), None)


_REACH = 400
"""Characters before and after a verb in which its command stands."""


def _is_claimed(claims: Claims, block: Block, m: re.Match[str]) -> bool:
    """Whether an order was read in the command; or, where it announces changes, in its paragraph, below or in an
    annex."""
    if claims.ordered.touch(*m.span()):
        return True
    if m["lead"] or claims.text[block.end - 1] == ":":
        last = claims.parsed.operations[-1].start if claims.parsed.operations else 0
        in_annex = (
            m["lead"] and last > block.end and _ANNEXED.search(claims.text, m.end(), min(block.end, m.end() + _REACH))
        )
        below = islice(_items(claims, block), _FIRST) if claims.text[block.end - 1] == ":" else ()
        return bool(in_annex) or any(claims.ordered.touch(item.start, item.end) for item in (block, *below))
    return False


_FIRST = 3
"""Items of which one must be an order, that those above may only tell the place of."""
_ITEMS = 40
"""Paragraphs below a colon, quotations among them, within which the items stand."""


def listed(claims: Claims) -> Iterator[Problem]:
    """An act in the list below «Признать утратившими силу:» on which no order was read."""
    for block in claims.lines_with("ратившими силу", "тменить"):
        if claims.text[block.end - 1] != ":" or not _OPENS_LIST.search(claims.document.line(block)):
            continue
        for item in _items(claims, block):
            line = claims.document.line(item)
            if _ACT.search(line) and not claims.ordered.touch(item.start, item.end):
                yield left("Не прочитано, что этот акт утрачивает силу", line, item.start, _CHECK)


_OPENS_LIST = pattern(r"(?i:утратившими\s+силу|отменить)")
_ACT = pattern(r"(?:от\s\d|(?:№|N)\s?\d)")


def _items(claims: Claims, block: Block) -> Iterator[Block]:
    """The paragraphs of the list that a paragraph opens: down to its next sibling, or to the end of a sentence."""
    label = read_marker(claims.document.line(block))
    for below in claims.next_blocks(block.end, _ITEMS):
        own = read_marker(claims.document.line(below))
        if own.form is label.form is not Form.NONE and not own.number.startswith(f"{label.number}."):
            return
        if claims.speaks(below.start):
            yield below
            if claims.text[below.end - 1] == ".":
                return


def items(claims: Claims) -> Iterator[Problem]:
    """A numbered item below «внести следующие изменения:» of which no order was read, whatever its words."""
    leads: dict[str | None, str] = {}
    for unit in claims.parsed.units if claims.parsed.operations else ():
        line = claims.document.line(claims.block_at(unit.start))
        if line[-1] == ":" and (unit.parent is None or not is_paragraph(unit)):
            leads[unit.eid] = line
            if unit.eid == "preamble":  # points without a point above them
                leads[None] = line
        lead = leads.get(unit.parent, "")
        if is_paragraph(unit) or unit.eid == "preamble" or not lead or not _LISTS_CHANGES.search(lead):
            continue
        if claims.speaks(unit.start) and not claims.ordered.touch(unit.start, unit.end) and not _IS_GONE.search(line):
            yield left("Стоит среди изменений, но поручением не стало", line, unit.start, _CHECK)


_IS_GONE = pattern(r"(?i:исключ[её]н|утратил)")
"""What an editor leaves in the place of an item."""
_LISTS_CHANGES = pattern(r"(?i:внести|вносятся)[^:]*\sизменени[еяй]")


def none_ordered(claims: Claims) -> Iterator[Problem]:
    """A title that promises a change, and no order anywhere."""
    act = claims.parsed.act
    if act and act.title and not claims.parsed.operations and _PROMISES.match(act.title):
        yield left("Название обещает изменения, но ни одно не прочитано", act.title, act.start, _CHECK)


_PROMISES = pattern(
    r"(?i:об?\s+(?:внесении\s+изменени|признании\s+утратившим|отмене|приостановлении\s+действия|изменени[ия]х?\s))"
)


def repeals(claims: Claims) -> Iterator[Problem]:
    """An act that the text says to repeal, and no order on it was read."""
    ordered = {order.target.act.slug for order in claims.parsed.operations if order.target.act}
    for c in claims.parsed.citations:
        if c.relation != "repeals" or c.by is not None or c.act is None or c.act.slug in ordered:
            continue
        if any(_REPEALS.search(line) for line in claims.leads(c.within, c.start)):
            yield left("Не прочитано, что этот акт утрачивает силу", c.exact, c.start, _CHECK)


_REPEALS = pattern(r"(?i:утра[тч]|отмен[ия])")
