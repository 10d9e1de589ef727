"""`kb search BASE "words"`: acts and pages that answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli import arguments
from kb.cli.output import say
from kb.cli.russian import RussianCommand

if TYPE_CHECKING:
    from kb.answers import DirectHit, Fragment, Hit, Results

YEAR = click.IntRange(1000, 2999)


ORDERS = ("relevance", "date", "cited")


def _known_order(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if value not in ORDERS:
        raise click.BadParameter(f"Нет порядка «{value}». Есть: {', '.join(ORDERS)}.", ctx, param)
    return value


@click.command("search", cls=RussianCommand)
@arguments.base
@click.argument("words", metavar="ЗАПРОС", nargs=-1, required=True)
@click.option("--kind", metavar="ВИД", help="Вид акта: приказ, фз, постановление.")
@click.option("--issuer", metavar="ОРГАН", help="Принявший орган: Минпросвещения.")
@click.option("--status", metavar="СТАТУС", help="Статус: действует, «утратил силу», «не вступил».")
@click.option("--from", "first", type=YEAR, metavar="ГОД", help="Подписан не раньше этого года.")
@click.option("--to", "last", type=YEAR, metavar="ГОД", help="Подписан не позже этого года.")
@click.option("--at", callback=arguments.as_day, metavar="ДЕНЬ", help="Действовал в этот день: 01.09.2022.")
@click.option(
    "--sort",
    default="relevance",
    callback=_known_order,
    metavar="ПОРЯДОК",
    help="Что первым: relevance - что точнее отвечает, date - что новее, cited - на что чаще ссылаются.",
)
@click.option("--page", type=click.IntRange(1), default=1, metavar="НОМЕР", help="Страница результатов.")
@click.option("--explain", is_flag=True, help="Показать, почему результаты стоят в таком порядке.")
@click.option("--csv", "as_csv", is_flag=True, help="Ответить таблицей CSV.")
@arguments.as_json
def command(
    base: Path,
    words: tuple[str, ...],
    kind: str | None,
    issuer: str | None,
    status: str | None,
    first: int | None,
    last: int | None,
    at: date | None,
    sort: str,
    page: int,
    explain: bool,
    as_csv: bool,
    as_json: bool,
) -> int:
    """Найти акты по словам, реквизитам или адресу: «дистанционное обучение», «пп 1678», «273-фз ст. 28».

    Параметры --kind, --issuer, --status, --from, --to - то же, что поля запроса: вид:приказ год:2022..2024.
    """
    import kb
    from kb.cli.terminal import say_json

    fields = {"вид": kind, "орган": issuer, "статус": status, "год": _years(first, last)}
    query = " ".join([*words, *(f'{name}:"{value}"' for name, value in fields.items() if value)])
    found = kb.find(base, query, at=at, page=page, order=sort, explain=explain)
    if as_json:
        say_json(found)
    elif as_csv:
        from kb.export.found_csv import found_csv

        say(found_csv(found), nl=False)
    else:
        for line in _lines(found):
            say(line)
    return 0 if found.direct or found.hits else 1


def _years(first: int | None, last: int | None) -> str | None:
    return f"{first or ''}..{last or ''}" if first or last else None


def _lines(found: Results) -> Iterator[str]:
    if found.instead:
        yield f"По словам «{found.query}» ничего не найдено; вот что найдено по «{found.did_you_mean}»."
    if found.hint:
        yield found.hint
    for named in found.direct:
        yield from _hit(named, "→ ")
        if named.note:
            yield f"    {named.note}"
    if found.hits:
        yield f"Найдено по словам: {found.total}" + (
            f", страница {found.page} из {found.pages}" if found.pages > 1 else ""
        )
    for number, hit in enumerate(found.hits, (found.page - 1) * found.size + 1):
        yield from _hit(hit, f"{number}. ")
        yield from (f"    ({reason})" for reason in hit.explanation)
    if found.did_you_mean and not found.instead:
        yield f"Возможно, вы имели в виду: {found.did_you_mean}"
    if found.by_words and not found.direct and not found.hits:
        yield "Ничего не найдено. Попробуйте меньше слов, другие слова или номер акта."


def _hit(hit: DirectHit | Hit, lead: str) -> Iterator[str]:
    """Kind, number and date as one label, title, status, then the passage with the unit it stands in."""
    from kb.russian import STATUSES, title_beside

    status = f" [{STATUSES[hit.status]}]" if hit.status in STATUSES else ""
    yield f"{lead}{hit.label}{status}"
    passage = "".join(part.text for part in hit.passage)
    if hit.title and passage == hit.title:
        yield f"    «{_marked(hit.passage)}»"
        return
    if title_beside(hit.label, hit.title):
        yield f"    «{hit.title}»"
    if hit.passage:
        yield f"    {hit.unit + ': ' if hit.unit else ''}{_marked(hit.passage)}"


def _marked(passage: Iterable[Fragment]) -> str:
    """The passage with the words searched for in bold, where the terminal can show it."""
    return "".join(click.style(part.text, bold=True) if part.marked else part.text for part in passage)
