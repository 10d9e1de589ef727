"""`kb diff BASE ACT --from DAY [--to DAY] [--unit ADDRESS]`: what changed in an act between two days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from kb.answers import Comparison, UnitDifference
from kb.cli import arguments
from kb.cli.output import say
from kb.cli.russian import RussianCommand
from kb.russian import DIFFERENCES

_SIGNS = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
_NEAR = 60
"""Characters of unchanged text shown on each side of a change."""


@click.command("diff", cls=RussianCommand)
@arguments.base
@arguments.act
@click.option(
    "--from", "since", required=True, callback=arguments.as_day, metavar="ДЕНЬ", help="Первый день: 01.09.2022."
)
@click.option("--to", "until", callback=arguments.as_day, metavar="ДЕНЬ", help="Второй день; без него - сегодня.")
@arguments.unit
@arguments.as_json
def command(base: Path, act: str, since: date, until: date | None, unit: str | None, as_json: bool) -> int:
    """Сравнить текст акта на два дня: какие единицы изменились, какими словами и какими актами."""
    import kb
    from kb.cli.terminal import say_json

    found = kb.compare(base, act, since, until, unit)
    if as_json:
        say_json(found)
        return 0
    for line in _lines(found):
        say(line)
    return 0


def _lines(found: Comparison) -> Iterator[str]:
    from kb.russian import russian_day

    yield f"{found.act.label}: с {russian_day(found.since)} по {russian_day(found.until)}"
    if found.stated:
        yield f"Сравнены редакции, данные источниками: {' и '.join(found.stated)}."
    if found.caution:
        yield found.caution
    if not found.differences:
        yield "Различий нет."
    for difference in found.differences:
        yield ""
        yield _title(difference)
        if difference.pieces:
            yield "    " + _shown(difference)


def _title(difference: UnitDifference) -> str:
    before, after = difference.before, difference.after
    name = difference.where or difference.was or "акт в целом"
    was = f" (было: {difference.was})" if before and before != after else ""
    by = ", ".join(act.label for act in difference.by) or "изменяющий акт не назван"
    same = ", слова прежние" if not difference.pieces else ""
    also = " и изменено" if difference.pieces and difference.what in ("renumbered", "moved") else ""
    return f"{name}{was if after else ''} - {DIFFERENCES[difference.what]}{same}{also}: {by}"


def _shown(difference: UnitDifference) -> str:
    pieces = difference.pieces
    if len(pieces) == 1:
        return pieces[0][1]
    out = []
    for i, (sign, words) in enumerate(pieces):
        if sign == "=" and len(words) > 2 * _NEAR:
            left, right = words[:_NEAR] if i else "", words[-_NEAR:] if i + 1 < len(pieces) else ""
            words = f"{left}…{right}"
        out.append(_SIGNS[sign].format(words))
    return "".join(out)
