"""`kb why BASE ACT [UNIT]`: why a unit reads as it does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.output import say
from kb.cli.russian import RussianCommand


@click.command("why", cls=RussianCommand)
@arguments.base
@arguments.act
@click.argument("address", metavar="[АДРЕС]", required=False)
@arguments.unit
@click.option("--at", callback=arguments.as_day, metavar="ДЕНЬ", help="На какой день статус; без него - на сегодня.")
@arguments.as_json
def command(base: Path, act: str, address: str | None, unit: str | None, at: date | None, as_json: bool) -> int:
    """Объяснить, почему текст единицы таков: каждая редакция, кто, когда и какими словами её сделал, что не легло."""
    import kb
    from kb.cli.status import status_lines
    from kb.cli.terminal import say_json

    found = kb.why(base, act, unit or address, at)
    if as_json:
        say_json(found)
        return 0
    for line in status_lines(found.status):
        say(line)
    say()
    for sentence in found.sentences:
        say(sentence)
    return 0
