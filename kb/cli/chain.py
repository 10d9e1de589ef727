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
    from kb.russian import with_title

    found = kb.chain(base, act, unit)
    if as_json:
        say_json(found)
        return 0
    say(with_title(found.act.label, found.act.title))
    if found.approved_by:
        say(f"Утверждён: {found.approved_by.label}")
    for approved in found.approves:
        say(f"Утвердил: {with_title(approved.label, approved.title)}")
    parts = {"Изменён актами": found.amended_by, "Сам изменяет": found.amends}
    for name, entries in parts.items():
        if entries:
            say(f"\n{name} ({len(entries)}):")
            for line in chain_lines(entries):
                say(line)
    if not any(parts.values()):
        say("Сведений об изменениях в базе нет.")
    return 0
