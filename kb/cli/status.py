"""`kb status BASE ACT [--unit ADDRESS] [--at DAY]`: is it in force, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli import arguments
from kb.cli.output import say
from kb.cli.russian import RussianCommand

if TYPE_CHECKING:
    from kb.answers import StatusOnDay


@click.command("status", cls=RussianCommand)
@arguments.base
@arguments.act
@arguments.unit
@click.option("--at", callback=arguments.as_day, metavar="ДЕНЬ", help="На какой день; без него - на сегодня.")
@arguments.as_json
def command(base: Path, act: str, unit: str | None, at: date | None, as_json: bool) -> int:
    """Сказать, действует ли акт или его единица в этот день: статус, основание, кто изменял, что не применено."""
    import kb
    from kb.cli.terminal import say_json

    found = kb.status(base, act, at, unit)
    if as_json:
        say_json(found)
        return 0
    for line in status_lines(found):
        say(line)
    return 0


def status_lines(found: StatusOnDay) -> Iterator[str]:
    """What it is, the status with its ground, who changed it, what was not applied."""
    from kb.russian import STATUSES_ON_DAY, russian_day

    yield f"{found.where}, {found.act.label}" if found.where else found.act.label
    yield f"На {russian_day(found.at)}: {STATUSES_ON_DAY[found.code]}. {found.ground}"
    if found.changed_by:
        yield f"Изменяли: {'; '.join(act.label for act in found.changed_by)}."
    yield from found.doubts
