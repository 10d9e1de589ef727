"""Annexes by the word they are called by: «Правила оказания услуг, утвержденные постановлением …», «пункт 2 Правил».

An annex is named with its act («утвержденных …»), or alone where an address stands: behind a unit, after «в», as the
first words of an order. There it is of the act that the order is about, and so is «постановления» of that act itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.law.pattern import pattern
from ingest.recognise.operations.line import ACT, WORDS
from ingest.recognise.operations.named import units_named

_COMPONENTS = {
    "Положение": "положени(?:ями|ях|ям|ем|[еяюий])",
    "Правила": "правил(?:ами|ах|ам|а)?",
    "Порядок": "поряд(?:ок|ками|ках|кам|ком|к[аеиу])",
    "Перечень": "переч(?:ень|нями|нях|ням|нем|н[яюеи])",
    "Требования": "требовани(?:ями|ях|ям|ем|[еяюий])",
    "Инструкция": "инструкци(?:ями|ях|ям|[яиюей])",
    "Регламент": "регламент(?:ами|ах|ам|ом|ов|[ауеы])?",
    "Программа": "(?:под)?программ(?:ами|ах|ам|ой|[аыуе])?",
    "План": "план(?:ами|ах|ам|ом|ов|[ауеы])?",
    "Методика": "методик(?:ами|ах|ам|ой|[аиуе])?",
    "Состав": "состав(?:ами|ах|ам|ом|ов|[ауеы])?",
    "Список": "спис(?:ок|ками|ках|кам|ком|ков|к[аеиу])",
    "Форма": "форм(?:ами|ах|ам|ой|[аыуе])?",
    "Нормы": "норм(?:ами|ах|ам|ой|[аыуе])?",
    "Нормативы": "норматив(?:ами|ах|ам|ом|ов|[ауеы])?",
    "Критерии": "критери(?:ями|ях|ям|ем|[яюийе]|ев)",
    "Изменения": "изменени(?:ями|ях|ям|ем|[еяюий])",
    "Основы": "основ(?:ами|ах|ам|ы)?",
    "Стратегия": "стратеги(?:ей|[яиюй])",
    "Концепция": "концепци(?:ей|[яиюй])",
    "Устав": "устав(?:ами|ах|ам|ом|ов|[ауеы])?",
    "Стандарт": "стандарт(?:ами|ах|ам|ом|ов|[ауеы])?",
    "Условия": "услови(?:ями|ях|ям|[яий])",
    "Особенности": "особенност(?:ями|ях|ям|ей|и)",
    "Рекомендации": "рекомендаци(?:ями|ях|ям|[ий])",
    "Реестр": "реестр(?:ами|ах|ам|ом|ов|[ауеы])?",
    "Схема": "схем(?:ами|ах|ам|ой|[аыуе])?",
    "Структура": "структур(?:ами|ах|ам|ой|[аыуе])?",
    "Показатели": "показател(?:ями|ях|ям|ей|и)",
    "График": "график(?:ами|ах|ам|ом|ов|[ауеи])?",
}
"""What an annex is called → the word in every case, its ending optional in the genitive plural."""
_NOUN = "|".join(_COMPONENTS.values())
_OWN_ACT = "(?:постановлени|распоряжени|решени)(?:ем|[еяюи])|(?:приказ|указ|закон|кодекс)(?:ом|[ауе])?"
"""The act that is changed, by its kind."""
_POINTING = "(?:прилагаем|указанн|названн|вышеназванн|упомянут|утвержд[её]нн|данн|настоящ|эт)[а-яё]{1,3}"
_ADJECTIVES = r"(?:[а-яё-]{3,}(?:ого|его|ому|ему|ой|ей|ом|ем|ую|юю|ое|ее|ый|ий|ая|яя|ых|их|ые|ие|ым|им)\s+){0,4}?"
"""«государственной программы Новогорской области», «Административного регламента»."""
_ENDS_TITLE = (
    r"утвержд|принят|прилага|слов[аоу]?\b|цифр|числ[оа]\b|после\b|перед\b|излож|дополн|исключ|замен|призна|считать|"
    r"(?:под)?пункт|абзац|стать|част[ьи]|раздел|глав[аыуе]\b|приложени|строк|граф|позици|в\s+(?:нов|следующ|редакци)|"
    r"согласно|следующ|изменени|внести|вносят|котор"
)
_TITLE = rf"(?P<title>(?:\s+(?!{_ENDS_TITLE})[а-яё-]+){{0,12}})"
_APPROVED = (
    rf"(?:[^{WORDS}{ACT};:]{{0,600}}?(?:утвержд[её]нн|принят)[а-я]{{0,3}}\s+"
    rf"(?:(?P<same>(?:указанн|названн)[а-я]{{2,3}}|этим|данным)\s+[а-я]+|[а-я\s]{{0,40}}{ACT}+|(?:постановлени|приказ|решени|распоряжени)ем|приказом))"
)
NAMED_ANNEX = pattern(
    rf"\s*(?:{_POINTING}\s+)?{_ADJECTIVES}(?P<noun>{_NOUN})(?![а-яё]){_TITLE}{_APPROVED}?", re.IGNORECASE
)
"""«Правил», «прилагаемого Положения», «Порядка отбора, утвержденного указанным постановлением» behind units of it."""

_APPROVED_ANNEX = pattern(rf"(?<![а-яё])(?P<noun>{_NOUN})(?![а-яё]){_APPROVED}", re.IGNORECASE)
_ADJECTIVES_BEFORE = pattern(
    r"(?:(?<![А-ЯЁа-яё])[А-ЯЁа-яё-]{3,20}(?:го|му|ой|ом|ую|ое|ее|ий|ый|ая|ых|их|ые|ие|ым|им)\s+){1,4}\Z"
)
_OF_ACT_ITSELF = pattern(
    rf"\s*(?:{_POINTING}\s+)?(?P<own>{_OWN_ACT})(?![а-яё])(?!\s*(?:{ACT}|№|N\s|от\s))", re.IGNORECASE
)
_FIRST_WORDS = pattern(
    r"[\s,;.]*(?:(?:\d{1,3}(?:\.\d{1,3})*|[а-яa-z])[.)]?\s+|[-–—]\s*)?(?:(?:внести\s+(?:(?:следующ[а-я]{2}\s+)?изменени[ея]\s+)?)?(?:во?|из|по\s+тексту)\s+)?",
    re.IGNORECASE,
)
"""What stands before an annex that opens an order: «1) в Правилах …», «Правила …»."""
_CHANGES_OF = pattern(
    r"(?i:изменени(?:[а-я]{1,2},?\s+котор[а-я]{2}\s+внос[а-я]{3,4}"
    r"|(?:[ея]|(?<=внесении изменени)й)(?:\s+и\s+дополнени[еяй])?)\s+во?\s)"
)
"""«ИЗМЕНЕНИЯ, КОТОРЫЕ ВНОСЯТСЯ В ПРАВИЛА», «внести изменение в Положение»: the annex is the one that is changed."""


class Annex(NamedTuple):
    """An annex as a masked line names it: "main" is the act itself; ``same``: of the act that was named before."""

    start: int
    end: int
    name: str
    same: bool


def component(masked: str, start: int, end: int) -> tuple[str | None, bool]:
    """The annex that a zone names by its word, and whether it belongs to an act named before («указанным
    постановлением»).

    >>> component("В Правилах оказания услуг, утвержденных указанным постановлением:", 0, 66)
    ('Правила', True)
    >>> component("пункт 2 Положения", 0, 17), component("в пункте 2 постановления", 0, 24)
    (('Положение', True), ('main', True))
    """
    found = annexes_named(masked, start, end)
    return (found[0].name, found[0].same) if found else (None, False)


def annexes_named(masked: str, start: int, end: int) -> list[Annex]:
    """Every annex of the zone: with its act, or where an address stands."""
    if masked.isupper():  # «ИЗМЕНЕНИЯ, КОТОРЫЕ ВНОСЯТСЯ В ПРАВИЛА …»
        masked = masked.lower()
    m = _APPROVED_ANNEX.search(masked, start, end)
    if m and (of := _CHANGES_OF.match(masked, m.start(), m.end())):
        m = _APPROVED_ANNEX.search(masked, of.end(), end) or m
    if m:
        before = _ADJECTIVES_BEFORE.search(masked, max(start, m.start() - 80), m.start())
        return [Annex(before.start() if before else m.start(), m.end(), called(m), m["same"] is not None)]
    behind = [found for unit in units_named(masked, start, end) if (found := _behind(masked, unit.end, end))]
    return behind or _first(masked, start, end)


def _behind(masked: str, at: int, end: int) -> Annex | None:
    """«(пункт 2) Правил», «(приложение 3) к программе», «(пункт 4) постановления»."""
    to = _TO.match(masked, at, end)
    at = to.end() if to else at
    if at >= end or not masked[at - 1 : at + 1].strip(",.;:") or not (to or masked[at].isspace()):
        return None
    if m := NAMED_ANNEX.match(masked, at, end):
        return Annex(at, m.end(), called(m), True)
    if m := _OF_ACT_ITSELF.match(masked, at, end):
        return Annex(at, m.end(), "main", True)
    return None


def _first(masked: str, start: int, end: int) -> list[Annex]:
    """«в Правилах: …», «Правила (дополнить …)»: the first words of an order. A word with a small letter that is no
    more than a word («в форме», «в порядке») is taken for an annex only where nothing follows that it could rule."""
    opening = _FIRST_WORDS.match(masked, start, end)
    if opening is None:
        return []
    at = opening.end()
    if m := _OF_ACT_ITSELF.match(masked, at, end):
        return [Annex(at, m.end(), "main", True)] if _ENDS.match(masked, m.end()) else []
    m = NAMED_ANNEX.match(masked, at, end)
    if m is None or not (_ENDS.match(masked, m.end()) or masked[m.start("noun")].isupper()):
        return []
    if called(m) == "Изменения":  # the heading of an amending annex
        return []
    return [Annex(at, m.end(), called(m), True)]


_TO = pattern(r"\s+к(?=\s)")
_ENDS = pattern(
    rf"\s*(?:\Z|:|[{WORDS}]|(?:слов|цифр|числ|излож|дополн|исключ|призна|(?:под)?пункт|после)[а-я]{{0,5}}\s)"
)


def called(m: re.Match[str]) -> str:
    """The word, in the nominative, that the annex of a match is called by."""
    return next(name for name, forms in _CALLED if forms.fullmatch(m["noun"]))


_CALLED = tuple((name, pattern(forms, re.IGNORECASE)) for name, forms in _COMPONENTS.items())
