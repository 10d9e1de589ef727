"""Orders that were read without the whole of their place: the act, the annex, the row, the numbered unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ingest.law.numbering import for_eid
from ingest.law.pattern import pattern
from ingest.law.text import SUPERSCRIPT_DIGITS
from ingest.parsed import Operation, Problem
from ingest.recognise.doubts.claims import SHOWN, Claims, left

_CHECK = "Сверьте список изменений с текстом."
_INCOMPLETE = "Место изменения прочитано не полностью"
_SMALL = (
    r"(?i:строк(?:[аиеу]|ой|ах)|граф(?:[аыеу]|ой|ах)|сноск(?:[аиеу]|ой)|таблиц(?:[аыеу]|ей)|позици(?:[яиюй]|ей|ях)"
    r"|колонк(?:[аиеу]|ой)|столб(?:ец|ца|це|цы)|паспорт[ае]?)(?![а-яё])"
)
"""Places inside a unit, in the cases in which an order names them."""


def targets(claims: Claims) -> Iterator[Problem]:
    """An order on an act that nobody could name, or on a row, a footnote, a table of which only the act was read."""
    text = claims.text
    for order in claims.parsed.operations:
        if order.target.act is None and not order.target.title:
            yield left("Не понято, какой акт изменяется", text[order.start : order.end], order.start, _CHECK)
        elif order.target.eid or order.part is not None or order.verb not in _OF_WORDS:
            continue
        elif place := _SMALL_PLACE.search(text, max(0, order.start - _BESIDE), order.start + _BESIDE):
            yield left(_INCOMPLETE, place[0], order.start, _CHECK)


_OF_WORDS = frozenset({"replace_words", "insert_words", "delete_words", "restate", "repeal"})
_SMALL_PLACE = pattern(rf"{_SMALL}\s+[^\n]{{0,40}}")
_BESIDE = 120
"""Characters before an order's beginning and after it in which its place is named."""


def places(claims: Claims) -> Iterator[Problem]:
    """An order whose own words name a row or a numbered unit that no address of it holds."""
    for start, group in groupby(claims.parsed.operations, key=lambda order: order.start):
        if not claims.speaks(start):
            continue
        orders = list(group)
        lead = _lead(claims, orders[0])
        if _names_row(lead, orders) or _names_unit(lead, orders) or _is_inside(claims, orders[0]):
            yield left(_INCOMPLETE, lead[:SHOWN] or claims.text[start : orders[0].end], start, _CHECK)


def larger(claims: Claims) -> Iterator[Problem]:
    """A whole act repealed, of which the words name what it approved: «пункты 2, 3 Правил, утверждённых приказом …»."""
    for order in claims.parsed.operations:
        if order.verb != "repeal" or order.target.eid or order.target.component != "main" or order.part:
            continue
        named = [c for c in claims.citations_in(order.start, order.end) if c.act == order.target.act]
        if named and all(_APPROVED_BY.search(claims.text, c.start - _BEFORE, c.end) for c in named):
            words = claims.text[order.start : order.end]
            yield left("Отменено утверждённое актом, а прочитано - весь акт", words, order.start, _CHECK)


_BEFORE = 20
"""Characters before a citation in which «утверждённых» stands, if it is no part of it."""
_APPROVED_BY = pattern(
    r"(?i:утвержд[её]нн\w{2,3}|введ[её]нн\w{2,3}\sв\sдействие)\s(?i:приказ|постановлени|распоряжени|решени|указ)"
)


def _lead(claims: Claims, order: Operation) -> str:
    """The words of an order before its first quotation, bracket, or the name of an act."""
    end = min(order.end, claims.block_at(order.start).end, order.start + _LONGEST_LEAD)
    m = _ENDS_LEAD.search(claims.text, order.start + 3, end)
    return claims.text[order.start : m.start() if m else end]


_LONGEST_LEAD = 200
_ENDS_LEAD = pattern(
    r"[«\"“„(]|следующ|согласно|приложени[еия]м?\s+к\s|утвержд|\s(?:к|от|№)\s"
    r"|постановлени|приказ|решени|закон|указ|распоряжени",
    re.IGNORECASE,
)


def _names_row(lead: str, beside: list[Operation]) -> bool:
    """Whether a row, a column, a footnote is named of which no order beside has a part."""
    is_known = any(order.part is not None or order.verb == "add" for order in beside)
    return not is_known and _ROW.search(lead) is not None


_ROW = pattern(rf"(?<![а-яё]){_SMALL}")


def _names_unit(lead: str, beside: list[Operation]) -> bool:
    """Whether a numbered unit is named that is in no address of the orders beside."""
    if any(order.verb in ("renumber", "other") for order in beside):
        return False
    places = (place for order in beside for place in (order.target.eid, order.target.component, order.new or ""))
    if not any(order.target.eid or order.part or order.target.component != "main" for order in beside):
        return _ANY_UNIT.search(lead) is not None
    held = {step for place in places for step in re.split("[_ ]+", place)}
    return any(for_eid(m["number"]) not in held for m in _UNIT.finditer(lead))


_ANY_UNIT = pattern(r"(?<![а-яё])(?i:(?:под)?пункт|част[иь]|стать|абзац|раздел|глав|преамбул)[а-яё]{0,4}(?![а-яё])")
_UNIT = pattern(
    r"(?<![а-яё])(?i:(?:под)?пункт|част|стать|раздел|глав|приложени)[а-яё]{1,4}\s+(?:(?:№|N)\s?)?"
    rf"(?P<number>\d+(?:\.\d+)*[{SUPERSCRIPT_DIGITS}⁻˙]*)(?![\d-])"
)


def _is_inside(claims: Claims, order: Operation) -> bool:
    """Whether a line above says «В Программе:», «В приложении 2:», and the order is on the act itself."""
    if order.target.component != "main" or "att_" in order.target.eid:
        return False
    above = list(claims.leads(order.within, order.start))[1:]
    return any(_INSIDE.match(line) for line in above)


_INSIDE = pattern(
    r"[\d.)а-я]{0,12}\s?[Вв]о?\s(?:приложени[еи]\s"
    r"|(?:Положени|Порядк|Правила|Программ|Регламент|Инструкци|Перечн|Состав)[а-яё]*:)"
)
