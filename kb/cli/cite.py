"""`kb cite BASE ACT`: a bibliographic reference to copy."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.russian import RussianCommand


@click.command("cite", cls=RussianCommand)
@arguments.base
@arguments.act
@arguments.as_json
def command(base: Path, act: str, as_json: bool) -> int:
    """Дать библиографическую ссылку на акт по ГОСТ Р 7.0.100-2018."""
    from kb.cli.terminal import say_json
    from kb.export.gost import reference
    from kb.store.connection import open_base
    from kb.store.find.act import the_act

    db = open_base(base, readonly=True)
    found = the_act(db, act)
    words = reference(db, found)
    if as_json:
        say_json({"act": found, "reference": words})
    else:
        click.echo(words)
    return 0
