"""What commands print: JSON lines, progress on a terminal, counts of files."""

from __future__ import annotations

import codecs
import json
import sys
from typing import TYPE_CHECKING, Any

import click

from kb.answers import plain
from kb.cli.output import say
from kb.russian import plural
from kb.visible import visible

if TYPE_CHECKING:
    from kb.load import Progress, Report


def say_json(answer: Any) -> None:
    """One JSON object on one line; where letters may be lost on the way, they are written by their numbers."""
    letters = codecs.lookup(sys.stdout.encoding or "ascii").name.startswith("utf")
    say(json.dumps(plain(answer), ensure_ascii=not letters))


LOG_EVERY = 60.0
"""Seconds between lines of progress where nobody watches."""

_logged = 0.0


def show_progress(progress: Progress) -> None:
    """A line that rewrites itself on a terminal; a line a minute in a log, the first after a minute."""
    global _logged
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{visible(progress_line(progress))}", err=True, nl=False)
    elif progress.seconds - (_logged if _logged <= progress.seconds else 0.0) >= LOG_EVERY:
        _logged = progress.seconds
        say(progress_line(progress), err=True)


def progress_line(progress: Progress) -> str:
    """Count, rate and time left: «120 из 300 файлов, 25/с, осталось 7 с»."""
    if not progress.files:
        return f"{progress.stage}…"
    of_total = f" из {progress.total}" if progress.total >= progress.files else ""
    parts = [f"{progress.files}{of_total}", f"новых {progress.new}", f"не прочитано {progress.unreadable}"]
    if progress.seconds > 1:
        rate = progress.files / progress.seconds
        parts.append(f"{rate:.0f}/с")
        if of_total:
            parts.append(f"осталось {duration((progress.total - progress.files) / rate)}")
    return "файлы: " + ", ".join(parts)


def duration(seconds: float) -> str:
    """``duration(754)`` → «12 мин 34 с»."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} ч {minutes} мин"
    return f"{minutes} мин {rest} с" if minutes else f"{rest} с"


def end_progress() -> None:
    """Leave the progress line."""
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)


def say_message(message: str) -> None:
    """A sentence for the person, apart from the answer."""
    say(message, err=True)


def say_report(report: Report, again: str) -> None:
    """What a load did, with every file that gave nothing; ``again``: the command that goes on after Ctrl-C."""
    for name, message in report.unreadable:
        say(f"{name}: {message}", err=True)
    if report.passed:
        shown = ", ".join(report.passed[:3]) + (", …" if len(report.passed) > 3 else "")
        say(f"Пропущено служебного и временного: {len(report.passed)} ({shown}).", err=True)
    if report.interrupted:
        say(f"Остановлено после целой порции; чтобы продолжить, повторите: {again}", err=True)
    say(f"Добавлено: {files(report.new)}. Уже в базе: {report.known}. Не прочитано: {len(report.unreadable)}.")


def files(count: int) -> str:
    """``files(3)`` → «3 файла»."""
    return f"{count} {plural(count, 'файл', 'файла', 'файлов')}"
