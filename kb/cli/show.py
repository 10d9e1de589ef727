"""`kb show BASE ACT [--at DAY] [--unit ADDRESS]`: passport and text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.output import say
from kb.cli.russian import RussianCommand


@click.command("show", cls=RussianCommand)
@arguments.base
@arguments.act
@click.option("--at", callback=arguments.as_day, metavar="ДЕНЬ", help="Текст, каким он был в этот день: 01.09.2022.")
@arguments.unit
@arguments.as_json
def command(base: Path, act: str, at: date | None, unit: str | None, as_json: bool) -> int:
    """Показать акт: реквизиты, статус и текст; с --unit - одну его единицу."""
    import kb
    from kb.cli.lawtext import passport_lines, text_lines
    from kb.cli.status import status_lines
    from kb.cli.terminal import say_json
    from kb.russian import russian_day

    found = kb.text(base, act, at, unit)
    if as_json:
        say_json(found)
        return 0
    for line in passport_lines(found.passport, short=found.unit is not None):
        say(line)
    if found.at or found.unit:
        say()
        for line in status_lines(kb.status(base, act, at, unit)):
            say(line)
    say()
    if found.at:
        say(f"Текст на {russian_day(found.at)}:")
    if found.caution:
        say(found.caution)
    for line in text_lines(found):
        say(line)
    if found.unit and not found.units and not found.caution:
        say("Такой единицы в этот день в акте нет.")
    return 0
