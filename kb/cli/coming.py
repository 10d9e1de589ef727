"""`kb coming BASE [ACT]`: what takes effect next."""

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
    from kb.answers import ActRef, Event


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
    if as_json:
        for event in found:
            say_json(event)
    else:
        for line in coming_lines(found):
            say(line)
    return 0


def coming_lines(found: tuple[Event, ...]) -> Iterator[str]:
    """Day by day: the act, what happens to it or to its units, who orders it."""
    from kb.russian import russian_day

    if not found:
        yield "База не знает ничего, что вступило бы в силу позже."
    for day, events in groupby(found, key=lambda event: event.day):
        yield russian_day(day) if day else "День неизвестен"
        for (act, by, reason), ordered in groupby(events, key=lambda event: (event.act, event.by, event.reason)):
            yield from _ordered_lines(act, by, reason, list(ordered))


def _ordered_lines(act: ActRef, by: ActRef | None, reason: str | None, events: list[Event]) -> Iterator[str]:
    """What one act orders of another; of an act as a whole in one line with its name."""
    whole = [_happens(event) for event in events if not event.where]
    yield f"  {act.label}: {', '.join(whole)}" if whole else f"  {act.label}"
    yield from (f"      {event.where}: {_happens(event)}" for event in events if event.where)
    if by:
        yield f"    Основание: {by.label}{f' «{by.title}»' if by.title else ''}"
    if reason:
        yield f"    {reason[:1].upper()}{reason[1:]}"


def _happens(event: Event) -> str:
    from kb.russian import EVENTS, verb

    how = f" ({verb(event.verb)})" if event.verb and event.what == "changes" else ""
    return f"{EVENTS[event.what]}{how}"
