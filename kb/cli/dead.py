"""`kb dead BASE [ACT]`: who cites what is no longer in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli import arguments
from kb.cli.output import say
from kb.cli.russian import RussianCommand

if TYPE_CHECKING:
    from kb.answers import DeadReference


@click.command("dead", cls=RussianCommand)
@arguments.base
@click.argument("act", metavar="[АКТ]", required=False)
@click.option("--at", callback=arguments.as_day, metavar="ДЕНЬ", help="На какой день; без него - на сегодня.")
@arguments.as_json
def command(base: Path, act: str | None, at: date | None, as_json: bool) -> int:
    """Перечислить места действующих документов, где ссылаются на утратившие силу акты и единицы. Код 1, если есть.

    Чужой документ, которого в базе нет, проверяет kb check.
    """
    import kb
    from kb.cli.terminal import say_json

    found = kb.dead(base, at, act)
    if as_json:
        for one in found:
            say_json(one)
    else:
        for line in dead_lines(found):
            say(line)
    return 1 if found else 0


def dead_lines(found: tuple[DeadReference, ...]) -> Iterator[str]:
    """Document by document: the place, its words, what they cite, why that is gone."""
    if not found:
        yield "Ссылок на утратившее силу не найдено."
    for name, places in groupby(found, key=lambda one: one.by.label if one.by else one.source_name):
        yield name
        for one in places:
            cited = f"{one.cited_where}, {one.cited.label}" if one.cited_where else one.cited.label
            yield f"  {one.where or 'текст'}: «{' '.join(one.exact.split())}»"
            yield f"    {cited}. {one.ground}"
