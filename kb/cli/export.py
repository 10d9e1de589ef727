"""`kb export BASE ACT --format FORMAT`: an act on a day as a file for another program."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.russian import RussianCommand
from kb.export.formats import FORMATS


@click.command("export", cls=RussianCommand)
@arguments.base
@arguments.act
@click.option(
    "--format", "to", type=click.Choice(list(FORMATS)), default="md", metavar="ФОРМАТ", help="md, docx или akn."
)
@click.option("--at", callback=arguments.as_day, metavar="ДЕНЬ", help="Текст на какой день; без него - на сегодня.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="ФАЙЛ", help="Куда записать; иначе - на экран."
)
def command(base: Path, act: str, to: str, at: date | None, output: Path | None) -> int:
    """Выгрузить текст акта на день: Markdown, Word (docx), Akoma Ntoso 3.0 (akn)."""
    from ingest.errors import of_disk
    from kb.cli.terminal import say_message
    from kb.store.connection import open_base
    from kb.store.find.place import whole_act

    db = open_base(base, readonly=True)
    data = FORMATS[to].write(db, whole_act(db, act), at)
    if output is None:
        sys.stdout.buffer.write(data)
        return 0
    try:
        output.write_bytes(data)
    except OSError as error:
        say_message(f"Файл «{output}» не записан: {of_disk(error)}.")
        return 1
    return 0
