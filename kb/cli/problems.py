"""`kb problems BASE`: everything that was not read or not understood."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.russian import RussianCommand


@click.command("problems", cls=RussianCommand)
@arguments.base
@arguments.as_json
def command(base: Path, as_json: bool) -> int:
    """Перечислить, что не удалось прочитать или понять: файл, место, правило. Код 1, если такое есть."""
    from kb.cli.terminal import say_json
    from kb.store.connection import open_base
    from kb.store.read import problems

    found = problems(open_base(base, readonly=True))
    for row in found:
        if as_json:
            say_json(row._asdict())
        else:
            place = f", знак {row.start}" if row.start is not None else ""
            click.echo(f"{row.name}{place}: {row.message} [{row.rule}]")
    if not found and not as_json:
        click.echo("Всё прочитано и понято.")
    return 1 if found else 0
