"""Annexes by the word they are called by: «Правила оказания услуг, утвержденные постановлением …»."""

from __future__ import annotations

import re

from ingest.law.pattern import pattern
from ingest.recognise.operations.line import ACT, WORDS

_COMPONENTS = (
    ("Положени", "Положение"),
    ("Правил", "Правила"),
    ("Поряд", "Порядок"),
    ("Переч", "Перечень"),
    ("Требовани", "Требования"),
    ("Инструкци", "Инструкция"),
    ("Регламент", "Регламент"),
    ("Административн", "Регламент"),
    ("Программ", "Программа"),
    ("План", "План"),
    ("Методик", "Методика"),
    ("Состав", "Состав"),
    ("Список", "Список"),
    ("Списк", "Список"),
    ("Форм", "Форма"),
    ("Норм", "Нормы"),
    ("Критери", "Критерии"),
    ("Изменени", "Изменения"),
    ("Основ", "Основы"),
    ("Стратеги", "Стратегия"),
    ("Концепци", "Концепция"),
    ("Устав", "Устав"),
    ("Стандарт", "Стандарт"),
    ("Услови", "Условия"),
    ("Особенност", "Особенности"),
    ("Рекомендаци", "Рекомендации"),
)
_CALLED = "|".join(stem for stem, _ in _COMPONENTS)
_COMPONENT = pattern(
    r"(?<![а-яё])(?P<stem>"
    + "|".join(f"[{s[0]}{s[0].lower()}]{s[1:]}" for s, _ in _COMPONENTS)
    + rf")[а-я]{{0,4}}(?![а-яё])[^{WORDS};:]{{0,600}}?(?:утвержденн|принят)[а-я]{{2,3}}\s+"
    + rf"(?:(?P<same>указанн[а-я]{{2,3}}|названн[а-я]{{2,3}}|этим|данным)|[а-я\s]{{0,40}}{ACT})"
)

NAMED_ANNEX = pattern(
    rf"\s*(?:(?:прилагаем|указанн|названн)[а-я]{{2,3}}\s+)?(?P<stem>{_CALLED})[а-я]{{0,4}}(?![а-яё])"
    rf"(?:[^{WORDS}{ACT};:]{{0,600}}?(?:утвержденн|принят)[а-я]{{2,3}}\s+"
    rf"(?:(?:указанн[а-я]{{2,3}}|названн[а-я]{{2,3}}|этим|данным)\s+[а-я]+|[а-я\s]{{0,40}}{ACT}+))?"
)
"""«Правил», «прилагаемого Положения», «Порядка отбора, утвержденного указанным постановлением» behind units of it."""

_CHANGES_OF = pattern(
    r"(?i:изменени(?:[а-я]{1,2},?\s+котор[а-я]{2}\s+внос[а-я]{3,4}"
    r"|(?:[ея]|(?<=внесении изменени)й)(?:\s+и\s+дополнени[еяй])?)\s+во?\s)"
)
"""«ИЗМЕНЕНИЯ, КОТОРЫЕ ВНОСЯТСЯ В ПРАВИЛА», «внести изменение в Положение»: the annex is the one that is changed."""


def component(masked: str, start: int, end: int) -> tuple[str | None, bool]:
    """The annex that a zone names by its word, and whether it belongs to an act named before («указанным
    постановлением»).

    >>> component("В Правилах оказания услуг, утвержденных указанным постановлением:", 0, 66)
    ('Правила', True)
    """
    if masked.isupper():  # «ИЗМЕНЕНИЯ, КОТОРЫЕ ВНОСЯТСЯ В ПРАВИЛА …»
        masked = masked.lower()
    m = _COMPONENT.search(masked, start, end)
    if m and (of := _CHANGES_OF.match(masked, m.start(), m.end())):
        m = _COMPONENT.search(masked, of.end(), end) or m
    if m is None:
        return None, False
    return called(m), m["same"] is not None


def called(m: re.Match[str]) -> str:
    """The word, in the nominative, that the annex of a match is called by."""
    stem = m["stem"].lower()
    return next(word for s, word in _COMPONENTS if stem.startswith(s.lower()))
