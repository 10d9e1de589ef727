"""`kb index BASE`: bring the search index to date, or make it anew."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.output import say
from kb.cli.russian import RussianCommand


@click.command("index", cls=RussianCommand)
@arguments.base
@click.option("--rebuild", is_flag=True, help="Создать индекс заново, а не дополнить.")
@click.option(
    "--engine", metavar="ИМЯ", help="Поисковая библиотека: whoosh или tantivy. Другая - индекс создаётся заново."
)
def command(base: Path, rebuild: bool, engine: str | None) -> int:
    """Обновить поисковый индекс по базе. Индекс всегда можно удалить и создать заново."""
    from kb.load import index

    done = index(base, engine, rebuild)
    say(f"Индекс соответствует базе: записано {done.written}, удалено {done.removed}.")
    if done.message:
        say(done.message)
    return 0
