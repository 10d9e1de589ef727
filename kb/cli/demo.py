"""`kb demo [BASE]`: a base made of the project's own data."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from kb.cli.output import say
from kb.cli.russian import RussianCommand

NEXT = """База готова: {base}. Что дальше:
  kb search {base} "дистанционное обучение"
  kb show {base} "101-МП"
  kb chain {base} "101-МП"
  kb serve {base}"""


@click.command("demo", cls=RussianCommand)
@click.argument("base", metavar="[БАЗА]", type=click.Path(path_type=Path, dir_okay=False), default=Path("demo.db"))
@click.option("--workers", type=click.IntRange(1, 64), metavar="ЧИСЛО", help="Сколько процессов разбирают файлы.")
def command(base: Path, workers: int | None) -> int:
    """Создать учебную базу: страница о «Моей школе» и «Сферуме», карточки её актов, модельные акты с поправками."""
    from kb.cli.terminal import end_progress, say_message, say_report, show_progress
    from kb.load import ingest_paths

    data = data_folder()
    if data is None:
        raise click.UsageError("Данных для учебной базы нет: они лежат в папке data исходного кода проекта.")
    report = ingest_paths(base, [data], workers, on_progress=show_progress, on_message=say_message)
    end_progress()
    say_report(report, f"kb demo {base}")
    say(NEXT.format(base=base))
    return 1 if report.unreadable else 0


def data_folder() -> Path | None:
    """The project's data: beside the packages in the source tree, inside the package when installed from a wheel."""
    package = Path(str(files("kb")))
    return next((folder for folder in (package.parent / "data", package / "data") if (folder / "pages").is_dir()), None)
