"""Arguments and options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click


def as_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A day as people write it: 01.09.2022, «1 сентября 2022», 2022-09-01. For use as an option's callback."""
    from kb.russian import ImpossibleDate, read_date

    if value is None:
        return None
    try:
        return read_date(value)
    except ImpossibleDate as error:
        raise click.BadParameter(f"{error}; ожидается день, например 01.09.2022.", ctx, param) from None


base = click.argument("base", metavar="БАЗА", type=click.Path(path_type=Path, dir_okay=False))
act = click.argument("act", metavar="АКТ")
as_json = click.option("--json", "as_json", is_flag=True, help="Ответить в JSON.")
unit = click.option("--unit", metavar="АДРЕС", help="Единица акта: «пункт 15.1 части 3 статьи 28» или её eId.")
workers = click.option("--workers", type=click.IntRange(1, 64), metavar="ЧИСЛО", help="Сколько процессов разбирают.")
