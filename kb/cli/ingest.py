"""`kb ingest BASE PATH…`: take files, folders and archives into a base."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.russian import RussianCommand


@click.command("ingest", cls=RussianCommand)
@arguments.base
@click.argument("paths", nargs=-1, metavar="ПУТЬ…", type=click.Path(path_type=Path))
@arguments.workers
@click.option("--limit", type=click.IntRange(1), metavar="ЧИСЛО", help="Не больше стольких новых файлов.")
@click.option("--dry-run", is_flag=True, help="Разобрать и показать итог, ничего не записывая.")
@click.option(
    "--watch",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="ПАПКА",
    help="Следить за папкой и брать из неё файлы, как только они записаны; остановить - Ctrl-C.",
)
@arguments.as_json
def command(
    base: Path,
    paths: tuple[Path, ...],
    workers: int | None,
    limit: int | None,
    dry_run: bool,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Добавить в базу файлы, папки и архивы. Базы нет - она будет создана; известное пропускается."""
    from kb.cli.terminal import end_progress, say_json, say_message, say_report, show_progress
    from kb.load import ingest_paths

    if not paths and folder is None:
        raise click.UsageError("Укажите, что добавить: ПУТЬ… или --watch ПАПКА.")
    if folder and (paths or limit or dry_run):
        raise click.UsageError("--watch ПАПКА не сочетается с ПУТЬ…, --limit и --dry-run.")
    if folder:
        return _watch(base, folder, workers, as_json)
    report = ingest_paths(base, paths, workers, limit, dry_run, show_progress, say_message)
    end_progress()
    if as_json:
        say_json(report)
    else:
        if not (report.new or report.known or report.unreadable or report.passed or report.interrupted):
            say_message("Там, куда указано, файлов нет: добавлять нечего.")
        say_report(report, f"kb ingest {base} {' '.join(map(str, paths))}")
    return 1 if report.unreadable or report.interrupted else 0


def _watch(base: Path, folder: Path, workers: int | None, as_json: bool) -> int:
    from kb.cli.terminal import say_json, say_message, say_report
    from kb.load import Report, watch

    def say(report: Report) -> None:
        if as_json:
            say_json(report)
        else:
            say_report(report, f"kb ingest {base} --watch {folder}")

    say_message(f"Слежу за папкой «{folder}»; остановить - Ctrl-C.")
    watch(base, folder, workers, say, say_message)
    return 0
