"""`kb index BASE`: bring the search index to date, or make it anew."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.russian import RussianCommand


@click.command("index", cls=RussianCommand)
@arguments.base
@click.option("--rebuild", is_flag=True, help="Создать индекс заново, а не дополнить.")
def command(base: Path, rebuild: bool) -> int:
    """Обновить поисковый индекс по базе. Индекс всегда можно удалить и создать заново."""
    from kb.search import build, update
    from kb.store.connection import open_base

    open_base(base, readonly=True).close()
    (build if rebuild else update)(base)
    click.echo("Индекс соответствует базе.")
    return 0
