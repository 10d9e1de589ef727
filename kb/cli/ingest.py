"""`kb ingest BASE PATH…`: take files, folders and archives into a base."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.russian import RussianCommand


@click.command("ingest", cls=RussianCommand)
@arguments.base
@click.argument("paths", nargs=-1, required=True, metavar="ПУТЬ…", type=click.Path(path_type=Path))
@arguments.workers
@click.option("--limit", type=click.IntRange(1), metavar="ЧИСЛО", help="Не больше стольких новых файлов.")
@click.option("--dry-run", is_flag=True, help="Разобрать и показать итог, ничего не записывая.")
@arguments.as_json
def command(
    base: Path, paths: tuple[Path, ...], workers: int | None, limit: int | None, dry_run: bool, as_json: bool
) -> int:
    """Добавить в базу файлы, папки и архивы. Базы нет - она будет создана; известное пропускается."""
    from kb.cli.terminal import end_progress, say_json, say_message, say_report, show_progress
    from kb.load import ingest_paths

    report = ingest_paths(base, paths, workers, limit, dry_run, show_progress, say_message)
    end_progress()
    if as_json:
        say_json(report)
    else:
        say_report(report, f"kb ingest {base} {' '.join(map(str, paths))}")
    return 1 if report.unreadable or report.interrupted else 0
