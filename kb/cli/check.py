"""`kb check BASE PATH…`: what somebody's own documents cite, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.answers import Checked, Reference
from kb.cli import arguments
from kb.cli.output import say
from kb.cli.russian import RussianCommand
from kb.russian import LEVELS, with_title

if TYPE_CHECKING:
    from kb.load import Item
    from kb.workers import Parser

_MARKS = {"wrong": "✗", "doubtful": "?", "unknown": "·", "fine": "✓"}


@click.command("check", cls=RussianCommand)
@arguments.base
@click.argument("paths", nargs=-1, required=True, metavar="ПУТЬ…", type=click.Path(path_type=Path))
@click.option("--at", callback=arguments.as_day, metavar="ДЕНЬ", help="На какой день проверять; без него - на сегодня.")
@click.option(
    "--docx", type=click.Path(path_type=Path, dir_okay=False), metavar="ФАЙЛ", help="Записать отчёт таблицей Word."
)
@arguments.as_json
def command(base: Path, paths: tuple[Path, ...], at: date | None, docx: Path | None, as_json: bool) -> int:
    """Проверить ссылки в своих документах: действуют ли акты, есть ли такие статьи, верны ли названия.

    ПУТЬ - файл, папка или архив. Документы только читаются и в базе не остаются. Код 1, если что-то надо исправить.
    """
    from kb.cli.terminal import say_json
    from kb.load import items_at
    from kb.workers import Parser

    worst = 0
    done = []
    with Parser() as parser:
        for item in chain.from_iterable(map(items_at, paths)):
            checked = _checked(parser, base, item, at)
            if isinstance(checked, str):
                say(f"{item.name}: {checked}", err=True)
                worst = 1
                continue
            done.append(checked)
            worst = max(worst, int(bool({"wrong", "doubtful"} & checked.counts.keys())))
            if as_json:
                say_json(checked)
            else:
                for line in _lines(checked):
                    say(line)
    return max(worst, _write(done, docx) if docx else 0)


def _checked(parser: Parser, base: Path, item: Item, at: date | None) -> Checked | str:
    """What the check says, or the sentence that says why the document gave nothing."""
    import kb
    from kb.errors import SourceError

    if item.data is None:
        return item.problem or ""
    try:
        return kb.check_parsed(base, parser.parsed(item.data, item.name), at)
    except SourceError as error:
        return str(error)


def _write(documents: list[Checked], file: Path) -> int:
    """The report of all the documents; the exit code."""
    from kb.errors import of_disk
    from kb.export.check_docx import report

    try:
        file.write_bytes(report(documents))
    except OSError as error:
        say(f"Файл «{file}» не записан: {of_disk(error)}.", err=True)
        return 1
    say(f"\nОтчёт записан: {file}", err=True)
    return 0


def _lines(checked: Checked) -> Iterator[str]:
    """A line of counts, then every citation with its remarks."""
    from kb.russian import russian_day

    yield f"{checked.name}: проверено на {russian_day(checked.day)}"
    if not checked.references:
        yield "  Ссылок на акты в документе не найдено."
        return
    yield "  " + ", ".join(f"{LEVELS[level]}: {count}" for level, count in checked.counts.items())
    for reference in checked.references:
        yield from _reference(reference)


def _reference(reference: Reference) -> Iterator[str]:
    yield f"\n{_MARKS[reference.level]} строка {reference.line}: {' '.join(reference.exact.split())}"
    if reference.act:
        units = f", {'; '.join(reference.units)}" if reference.units else ""
        yield f"    {with_title(reference.act.label, reference.act.title)}{units}"
    for remark in reference.remarks:
        yield f"    {LEVELS[remark.level]}: {remark.message}{f' {remark.advice}' if remark.advice else ''}"
    if reference.ground and not any(remark.message == reference.ground for remark in reference.remarks):
        yield f"    {reference.ground}"
