"""`kb reparse BASE`: parse every kept source again."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli import arguments
from kb.cli.russian import RussianCommand


@click.command("reparse", cls=RussianCommand)
@arguments.base
@arguments.workers
@arguments.as_json
def command(base: Path, workers: int | None, as_json: bool) -> int:
    """Разобрать заново все источники, которые хранит база: после обновления программы."""
    import kb
    from kb.cli.terminal import end_progress, say_json, say_message, say_report, show_progress
    from kb.errors import OlderBase
    from kb.load import rebuild, reparse

    try:
        kb.holdings(base)  # a base that is not there must not be made
        report = reparse(base, workers, show_progress, say_message)
    except OlderBase:
        report = rebuild(base, workers, show_progress, say_message)
    end_progress()
    if as_json:
        say_json(report)
    else:
        say_report(report, f"kb reparse {base}")
    return 1 if report.unreadable or report.interrupted else 0
