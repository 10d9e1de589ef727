"""`kb verify BASE`: is everything in the base as it was put there, and do its computed texts agree with stated ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli import arguments
from kb.cli.russian import RussianCommand

if TYPE_CHECKING:
    from kb.answers import Agreement


@click.command("verify", cls=RussianCommand)
@arguments.base
@arguments.as_json
def command(base: Path, as_json: bool) -> int:
    """Проверить целость базы: исходные файлы, тексты единиц, связи таблиц, индекс. Код 1, если что-то не сошлось.

    Тексты, вычисленные по изменяющим актам, сравниваются с редакциями, которые дают источники: где они расходятся и
    почему. Расхождение, которому база не знает причины, - тоже код 1.
    """
    from kb.cli.terminal import say_json
    from kb.editions.agree import agreements
    from kb.editions.prove import replay
    from kb.search import state
    from kb.store.connection import open_base
    from kb.store.verify import Finding, verify

    db = open_base(base, readonly=True)
    found = [*verify(db), *replay(db)]
    index = state(base)
    if not index.fresh:
        found.append(Finding("", "index", index.message))
    for finding in found:
        if as_json:
            say_json(finding._asdict())
        else:
            click.echo(finding.message)
    if not found and not as_json:
        click.echo("База цела: исходные файлы, тексты единиц, связи и индекс сходятся.")
    unexplained = 0
    for agreement in agreements(db):
        unexplained += sum(not disagreement.explained for disagreement in agreement.disagreements)
        if as_json:
            say_json(agreement)
        else:
            for line in agreement_lines(agreement):
                click.echo(line)
    return 1 if found or unexplained else 0


def agreement_lines(agreement: Agreement) -> Iterator[str]:
    """The pair of texts with counts, then every unit that is not the same, with the words and the reasons."""
    from kb.russian import russian_day

    yield (
        f"{agreement.act.label}: текст, вычисленный из «{agreement.first}», и редакция «{agreement.stated}» "
        f"(изменения по {russian_day(agreement.edition)}): совпали единиц {agreement.agreed}, "
        f"расходятся {len(agreement.disagreements)}."
    )
    for disagreement in agreement.disagreements:
        yield f"  {disagreement.where}: {'; '.join(disagreement.reasons)}"
        for sign, name in (("-", "вычислено"), ("+", "у редактора")):
            words = " … ".join(words.strip() for mark, words in disagreement.pieces if mark == sign and words.strip())
            if words:
                yield f"    {name}: «{words}»"
