"""`kb coming BASE [ACT]`: what takes effect next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli import arguments
from kb.cli.russian import RussianCommand

if TYPE_CHECKING:
    from kb.answers import Event


@click.command("coming", cls=RussianCommand)
@arguments.base
@click.argument("act", metavar="[АКТ]", required=False)
@click.option(
    "--from", "since", callback=arguments.as_day, metavar="ДЕНЬ", help="После какого дня; без него - сегодня."
)
@click.option("--to", "until", callback=arguments.as_day, metavar="ДЕНЬ", help="По какой день.")
@arguments.as_json
def command(base: Path, act: str | None, since: date | None, until: date | None, as_json: bool) -> int:
    """Перечислить по дням, что вступит в силу, изменится и утратит силу; в конце - то, чей день неизвестен."""
    import kb
    from kb.cli.terminal import say_json

    found = kb.coming(base, since, until, act)
    for event in found:
        if as_json:
            say_json(event)
        else:
            for line in event_lines(event):
                click.echo(line)
    if not found and not as_json:
        click.echo("База не знает ничего, что вступило бы в силу позже.")
    return 0


def event_lines(event: Event) -> Iterator[str]:
    """The day, what happens to whom, who orders it."""
    from kb.russian import EVENTS, verb
    from kb.store.labels import russian_day

    day = russian_day(event.day) if event.day else "день неизвестен"
    unit = f"{event.where}, " if event.where else ""
    how = f" ({verb(event.verb)})" if event.verb and event.what == "changes" else ""
    yield f"{day:<15} {unit}{event.act.label}: {EVENTS[event.what]}{how}"
    if event.by:
        yield f"{'':<15}   {event.by.label}{f' «{event.by.title}»' if event.by.title else ''}"
    if event.reason:
        yield f"{'':<15}   {event.reason}"
