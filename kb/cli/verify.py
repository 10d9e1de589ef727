"""`kb verify BASE`: is everything in the base as it was put there."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.russian import RussianCommand


@click.command("verify", cls=RussianCommand)
@arguments.base
@arguments.as_json
def command(base: Path, as_json: bool) -> int:
    """Проверить целость базы: исходные файлы, тексты единиц, связи таблиц, индекс. Код 1, если что-то не сошлось."""
    from kb.cli.terminal import say_json
    from kb.editions.prove import replay
    from kb.search import state
    from kb.store.connection import open_base
    from kb.store.verify import Finding, verify

    db = open_base(base, readonly=True)
    found = [*verify(db), *replay(db)]
    index = state(base)
    if not index.fresh:
        found.append(Finding("", "index", index.message))
    for finding in found:
        if as_json:
            say_json(finding._asdict())
        else:
            click.echo(finding.message)
    if not found and not as_json:
        click.echo("База цела: исходные файлы, тексты единиц, связи и индекс сходятся.")
    return 1 if found else 0
