"""`kb problems BASE`: everything that was not read or not understood, and changes that did not fit their texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli import arguments
from kb.cli.output import say
from kb.cli.russian import RussianCommand

if TYPE_CHECKING:
    from kb.answers import Problem, RefusedOrder

RULES = {
    "open": "открытие файла",
    "read": "чтение файла",
    "encoding": "кодировка",
    "picture": "рисунки",
    "attachment": "вложения",
    "ocr": "распознавание скана",
    "card": "карточки",
    "requisites": "реквизиты",
    "repeated-number": "номера единиц",
    "number-out-of-order": "номера единиц",
    "flattened-superscript": "надстрочные номера",
    "citation-date": "даты в ссылках",
    "operations": "изменения",
    "correction": "поправки",
    "correction-unfit": "поправки",
    "contradiction": "противоречия источников",
}
"""Rule → what it reads, for people; a rule that is not here is shown by its own name."""


@click.command("problems", cls=RussianCommand)
@arguments.base
@arguments.as_json
def command(base: Path, as_json: bool) -> int:
    """Перечислить, что не удалось прочитать, понять или применить: файл, место, правило. Код 1, если такое есть."""
    import kb
    from kb.answers import Problem
    from kb.cli.terminal import say_json

    found: tuple[Problem | RefusedOrder, ...] = (*kb.problems(base), *kb.refused(base, -1))
    for one in found:
        if as_json:
            say_json(one)
        else:
            say(line(one) if isinstance(one, Problem) else line_of_refused(one))
    if not found and not as_json:
        say("Всё прочитано и понято.")
    return 1 if found else 0


def line(problem: Problem) -> str:
    """«приказ.doc, пункт 3 («3. Внести в …»): Номер повторяется. [номера единиц]»."""
    place = f", {problem.where}" if problem.where else ""
    words = f" («{problem.words}»)" if problem.words else ""
    return f"{problem.name}{place}{words}: {problem.message.rstrip('.')}. [{RULES.get(problem.rule, problem.rule)}]"


def line_of_refused(order: RefusedOrder) -> str:
    """«Закон … № 601: не применено изменение, статья 99, Закон … № 501: единицы нет: статья 99. [изменения]»."""
    place = f"{order.where}, " if order.where else ""
    return (
        f"{order.by.label}: не применено изменение, {place}{order.act.label}: {order.reason.rstrip('.')}. [изменения]"
    )
