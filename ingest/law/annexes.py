"""Names of what acts approve: «Правила», «Положение», «Порядок» - by these words annexes are cited."""

from __future__ import annotations

COMPONENTS = {  # stem of an annex's name → its name, as a component is called
    "Правил": "Правила",
    "Положени": "Положение",
    "Поряд": "Порядок",
    "Требовани": "Требования",
    "Методик": "Методика",
    "Методологи": "Методология",
    "Инструкци": "Инструкция",
    "Указани": "Указания",
    "Изменени": "Изменения",
    "Критери": "Критерии",
    "Классификаци": "Классификация",
    "Переч": "Перечень",
    "Устав": "Устав",
    "Регламент": "Регламент",
    "Стандарт": "Стандарт",
    "Программ": "Программа",
    "Концепци": "Концепция",
    "Стратеги": "Стратегия",
    "Рекомендаци": "Рекомендации",
    "Номенклатур": "Номенклатура",
    "Форм": "Форма",
    "План": "План",
    "Списк": "Список",
    "Основ": "Основы",
    "Особенност": "Особенности",
}


def component_name(stem: str) -> str:
    """Nominative of an annex's name by its stem: ``"Правил"`` → «Правила».

    Raises:
        KeyError: no annex is called so.
    """
    return COMPONENTS[stem[:1].upper() + stem[1:].lower()]


def component_of(name: str) -> str | None:
    """The component that a declared name calls: ``"Правила"`` → «Правила»; None when it calls no annex."""
    return next((component for stem, component in COMPONENTS.items() if name.startswith(stem)), None)
