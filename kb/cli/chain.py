"""`kb chain BASE ACT [--unit ADDRESS]`: who changed the act."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.output import say
from kb.cli.russian import RussianCommand


@click.command("chain", cls=RussianCommand)
@arguments.base
@arguments.act
@arguments.unit
@arguments.as_json
def command(base: Path, act: str, unit: str | None, as_json: bool) -> int:
    """Показать цепочку изменений: какие акты, когда и какие единицы меняли."""
    import kb
    from kb.cli.lawtext import chain_lines
    from kb.cli.terminal import say_json

    found = kb.chain(base, act, unit)
    if as_json:
        say_json(found)
        return 0
    say(f"{found.act.label}{f' «{found.act.title}»' if found.act.title else ''}")
    parts = {"Изменён актами": found.amended_by, "Сам изменяет": found.amends}
    for name, entries in parts.items():
        if entries:
            say(f"\n{name} ({len(entries)}):")
            for line in chain_lines(entries):
                say(line)
    if not any(parts.values()):
        say("Сведений об изменениях в базе нет.")
    return 0
