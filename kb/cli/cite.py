"""`kb cite BASE ACT`: references to copy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.output import say
from kb.cli.russian import RussianCommand


@click.command("cite", cls=RussianCommand)
@arguments.base
@arguments.act
@arguments.unit
@click.option("--at", callback=arguments.as_day, metavar="ДЕНЬ", help="Редакция на какой день; без него - на сегодня.")
@click.option("--inline", "within", is_flag=True, help="Ссылка для текста документа, с редакцией.")
@arguments.as_json
def command(base: Path, act: str, unit: str | None, at: date | None, within: bool, as_json: bool) -> int:
    """Дать библиографическую ссылку на акт по ГОСТ Р 7.0.100-2018.

    С единицей или с --inline - ссылку для текста: «часть 1 статьи 16 Федерального закона от … № … (ред. от …)».
    """
    import kb
    from kb.cli.terminal import say_json

    found = kb.cite(base, act, unit, at)
    if as_json:
        say_json(found)
    else:
        say(found.inline if within or found.unit else found.reference)
    return 0
