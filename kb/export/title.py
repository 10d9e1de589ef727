"""What stands above an act's text that leaves the base: its name, which text it is, whether it is in force."""

from __future__ import annotations

from kb.answers import ActText
from kb.russian import STATUSES, russian_day, with_title


def title(answer: ActText) -> str:
    """«Федеральный закон от 29.12.2012 № 273-ФЗ «Об образовании …»»"""
    act = answer.passport.act
    return with_title(act.label, act.title)


def status_line(answer: ActText) -> str:
    """Which text it is and whether the act is in force, in a sentence or two."""
    passport = answer.passport
    day = f"Текст на {russian_day(answer.at)}" if answer.at else "Текст, как его знает база"
    model = "Модельный акт: написан для проекта и правом не является. " if passport.act.model else ""
    return f"{model}{day}. Акт: {STATUSES[passport.act.status]}. {passport.status_ground or ''}".rstrip()
