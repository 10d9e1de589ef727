"""Changes that the text commands, and no order of which was read, or not all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Block
from ingest.law.numbering import for_eid
from ingest.law.pattern import pattern
from ingest.law.text import SUPERSCRIPT_DIGITS
from ingest.parsed import Operation, Problem
from ingest.recognise.doubts.claims import SHOWN, Claims, left
from ingest.recognise.structure.markers import Form, read_marker

_UNITS = r"(?:(?:под)?пункт|част|стать|абзац|раздел|глав|приложени|предложени|строк|граф|сноск|позици|слов|цифр|преамбул|наименовани)"
_ACTS = r"(?:приказ|постановлени|решени|закон|указ|распоряжени|положени|порядок|правил|программ|регламент|устав|инструкци|кодекс|схем|перечен|состав|план)"
_COMMANDS = pattern(
    rf"""(?<![а-яё])(?i:
      (?P<lead> внести\s+(?:в\s[^.\n]{{3,200}}?\s(?:следующ\w+\s)?изменени | (?:следующ\w+\s)?изменени[ея]\s?(?::|в\s(?:{_ACTS}|{_UNITS}))) | признать\s+утратившими\s+силу
        | (?:отменить|считать\s+утратившими\s+силу)\s*: )
    | вместо\s+(?:слов|цифр)[а-яё]{{0,2}}\s[^\n]{{1,200}}?\s(?:читать|считать)(?![а-яё])
    | (?:слов|цифр)[аоы]?\s[^\n]{{1,120}}?\sопустить
    | (?:вставить|добавить)\s+{_UNITS}
    | изложи(?:ть|в)\s | приостановить\s[^.;\n]{{0,60}}действие
    | дополнить\s+(?:нов\w+\s)?{_UNITS}
    | заменить\s+(?:слов|цифр) | слов[ао]\s+[«"][^»"\n]{{1,80}}[»"]\s+исключить
    | (?:при)?(?:знать|считать)\s+(?:не\s?действующ|утративш(?:им|ей)\s) | утратил[аои]?\s+силу\s+(?:[а-яё]+\s)?(?:приказ|постановлени|распоряжени|решени|закон|указ)
    | прекраща[юе]т\s+действие\s+(?:приказ|постановлени|распоряжени|решени|закон|указ|соглашени)
    | {_UNITS}[а-яё]*\s[^.\n]{{0,60}}\sисключить | отменить\s+(?:приказ|распоряжени|постановлени|решени)[^.;\n]{{0,80}}?(?:№|N\s?\d|от\s\d)
    | считать\s+(?:соответственно\s+)?{_UNITS}[а-яё]* )""",
    re.VERBOSE,
)
"""What commands a change; a ``lead`` may stand above the changes that it announces."""
_ROOTS = ("нести", "ризнать", "тменить", "читать", "место", "пустить", "ставить", "обавить", "зложи", "риостановить", "ополнить", "аменить", "сключить", "тратил", "рекраща")
_SMALL = r"(?:строк(?:[аиеу]|ой|ах)|граф(?:[аыеу]|ой|ах)|сноск(?:[аиеу]|ой)|таблиц(?:[аыеу]|ей)|позици(?:[яиюй]|ей|ях)|колонк(?:[аиеу]|ой)|столб(?:ец|ца|це|цы)|паспорт[ае]?)"
_OPENS = pattern(
    rf"""[\d.)а-я"«(\s]*(?i:
      (?:[Вв]о?|после|перед|по|из)\s(?:[^\s.;]+\s){{0,3}}?(?:{_UNITS}|{_ACTS}|тексту|названи|заголовк|паспорт|таблиц)
    | (?:нов[а-яё]+\s)?{_UNITS} | {_ACTS} | название | паспорт | таблиц | вместо | [^\s.;]*(?:ть|ти|ив)(?![а-яё]) | не\s применя | в\sсвязи | со?\s[^.;]{{1,60}}(?:утра|считать|прекраща)
    | прекраща | утра )""",
    re.VERBOSE,
)
"""How a sentence begins that commands; «Суд вправе изложить …» does not."""
_SENTENCE_ENDS = pattern(r"(?:(?<=[а-яё»\")]{3})|(?<=\d{4}))[.;:]\s(?![а-яёN№]|\d{1,2}\s[а-я])")
_FREE = pattern(r"(?i:вправе|обязан|мо(?:жет|гут)(?![а-яё])|долж(?:ен|на|но|ны)(?![а-яё])|необходимо|предлага|предложени[еяй]\s(?:о|внести)|право\s|если\s|чтобы|подготовить|поручить)")
_ANNEXED = pattern(r"согласно|по\s(?:прилагаем|перечн|списк)|прилага|приложени")


def commands(claims: Claims) -> Iterator[Problem]:
    """A sentence that commands a change, where no order was read and nothing was said of it."""
    if claims.parsed.page is not None:
        return
    said = {problem.start for problem in claims.parsed.problems if problem.rule == "operations"}
    told: set[int] = set()
    for at in sorted({at for root in _ROOTS for at in claims.places(root)}):
        block = claims.block_at(at)
        if block.start in said or block.start in told or (m := _command(claims, block, at)) is None:
            continue
        if not _is_claimed(claims, block, m):
            told.add(block.start)
            yield left("Похоже на поручение об изменении, но не прочитано", claims.document.line(block), block.start)


def _command(claims: Claims, block: Block, at: int) -> re.Match[str] | None:
    """The command of a sentence that holds a verb; None of one that tells what somebody may do."""
    text = claims.text
    start = block.start
    for end in _SENTENCE_ENDS.finditer(text, block.start, at):
        start = end.end()
    if _OPENS.match(text, start) is None or _FREE.search(text, start, at):
        return None
    return next((m for m in _COMMANDS.finditer(text, start, block.end) if m.start() <= at < m.end() + 1), None)


def _is_claimed(claims: Claims, block: Block, m: re.Match[str]) -> bool:
    """Whether an order was read of it: in it, or, where it announces changes, in its paragraph, below or in an annex."""
    if claims.ordered.touch(*m.span()):
        return True
    if not m["lead"]:
        return claims.text[block.end - 1] == ":" and claims.ordered.touch(block.start, _list_end(claims, block))
    last = claims.parsed.operations[-1].start if claims.parsed.operations else 0
    in_annex = last > block.end and _ANNEXED.search(claims.text, m.end(), block.end)
    return bool(in_annex) or claims.ordered.touch(block.start, _list_end(claims, block))


def none_ordered(claims: Claims) -> Iterator[Problem]:
    """A title that promises a change, and no order anywhere."""
    act = claims.parsed.act
    if act and act.title and not claims.parsed.operations and _PROMISES.match(act.title):
        yield left("Название обещает изменения, но ни одно не прочитано", act.title, act.start)


_PROMISES = pattern(r"(?i:об?\s+(?:внесении\s+изменени|признании\s+утратившим|отмене|приостановлении\s+действия|изменени[ия]х?\s))")


def repeals(claims: Claims) -> Iterator[Problem]:
    """An act that the text says to repeal, and no order on it was read."""
    parsed = claims.parsed
    if not parsed.operations and parsed.act is None:
        return
    ordered = {order.target.act.slug for order in parsed.operations if order.target.act}
    for c in parsed.citations:
        if c.relation != "repeals" or c.by is not None or c.act is None or c.act.slug in ordered:
            continue
        if any(_REPEALS.search(line) for line in claims.leads(c.within, c.start)):
            yield left("Не прочитано, что этот акт утрачивает силу", c.exact, c.start)


_REPEALS = pattern(r"(?i:утра[тч]|отмен[ия])")


def targets(claims: Claims) -> Iterator[Problem]:
    """An order on an act that nobody could name, or on a row, a footnote, a table of which only the act was read."""
    text = claims.text
    for order in claims.parsed.operations:
        if order.target.act is None and not order.target.title:
            yield left("Не понято, какой акт изменяется", text[order.start : order.end], order.start)
        elif order.target.eid or order.part is not None or order.verb not in _OF_WORDS:
            continue
        elif place := _SMALL_PLACE.search(text, max(0, order.start - _BEFORE), order.start + _BEFORE):
            yield left("Место изменения прочитано не полностью", place[0], order.start)


def places(claims: Claims) -> Iterator[Problem]:
    """An order whose own words name a row, a footnote, a numbered unit that its address does not hold."""
    told: set[int] = set()
    for order in claims.parsed.operations:
        lead = _lead(claims, order)
        if order.start in told or not claims.speaks(order.start):
            continue
        beside = [o for o in claims.parsed.operations if o.start < order.end and order.start < o.end]
        odd = _ROW.search(lead) if all(o.part is None for o in beside) and order.verb != "add" else None
        if odd is None and order.verb not in ("renumber", "other"):
            held = {step for o in beside for text in (o.target.eid, o.target.component, o.new or "") for step in re.split("[_ ]+", text)}
            odd = next((m for m in _UNIT.finditer(lead) if for_eid(m["number"]) not in held), None)
        if odd or _above(claims, order):
            told.update(o.start for o in beside)
            yield left("Место изменения прочитано не полностью", lead[:SHOWN] or claims.text[order.start:order.end], order.start)


def _above(claims: Claims, order: Operation) -> bool:
    """Whether a line above says «В Программе:», «В приложении 2:», and the order is on the act itself."""
    if order.target.component != "main" or "att_" in order.target.eid or order.within not in claims.units:
        return False
    unit = claims.units[order.within]
    while unit.parent is not None and (unit := claims.units[unit.parent]):
        block = claims.block_at(unit.start)
        if unit.kind != "приложение" and claims.text[block.end - 1] == ":" and _INSIDE.match(claims.document.line(block)):
            return True
    return False


_ROW = pattern(rf"(?<![а-яё])(?i:{_SMALL})(?![а-яё])")
_INSIDE = pattern(r"[\d.)а-я]*\s*[Вв]о?\s(?:приложени[еи]\s|(?:Положени|Порядк|Правила|Программ|Регламент|Инструкци|Перечн|Состав)[а-яё]*:)")
_UNIT = pattern(rf"(?<![а-яё])(?i:(?:под)?пункт|част|стать|раздел|глав|приложени)[а-яё]{{1,4}}\s+(?:(?:№|N)\s?)?(?P<number>\d+(?:\.\d+)*[{SUPERSCRIPT_DIGITS}⁻˙]*)(?![\d-])")
_ENDS_LEAD = pattern(r"[«\"“„(]|следующ|согласно|приложени[еия]м?\s+к\s|утвержд|\s(?:к|от|№)\s|постановлени|приказ|решени|закон|указ|распоряжени", re.IGNORECASE)


def _lead(claims: Claims, order: Operation) -> str:
    """The words of an order before its first quotation, bracket, or the name of an act."""
    end = min(order.end, claims.block_at(order.start).end, order.start + 200)
    m = _ENDS_LEAD.search(claims.text, order.start + 3, end)
    return claims.text[order.start : m.start() if m else end]


_OF_WORDS = frozenset({"replace_words", "insert_words", "delete_words", "restate", "repeal"})
_SMALL_PLACE = pattern(rf"(?i:{_SMALL})(?![а-яё])\s+[^\n]{{0,40}}")
_BEFORE = 120


def _list_end(claims: Claims, block: Block) -> int:
    """Where the first item ends that a paragraph with a colon introduces; the end of any other paragraph."""
    if claims.text[block.end - 1] != ":":
        return block.end
    label = read_marker(claims.document.line(block))
    for below in claims.next_blocks(block.end, _ITEMS):
        own = read_marker(claims.document.line(below))
        if own.form is label.form is not Form.NONE and not own.number.startswith(f"{label.number}."):
            break
        if claims.speaks(below.start) and claims.text[below.end - 1] != ":":
            return below.end
    return block.end


_ITEMS = 40
"""Paragraphs below a colon, quotations among them, within which the first item stands."""
