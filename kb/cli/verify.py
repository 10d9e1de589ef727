"""`kb verify BASE`: is everything in the base as it was put there, and do its computed texts agree with stated ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli import arguments
from kb.cli.output import say
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
    import kb
    from kb.answers import Agreement
    from kb.cli.terminal import say_json

    broken = unexplained = 0
    told_whole = as_json
    for found in kb.verify(base):
        if isinstance(found, Agreement):
            unexplained += sum(not disagreement.explained for disagreement in found.disagreements)
            if not (broken or told_whole):
                told_whole = True
                say(WHOLE)
        else:
            broken += 1
        if as_json:
            say_json(found)
        else:
            for line in agreement_lines(found) if isinstance(found, Agreement) else [found.message]:
                say(line)
    if not (broken or told_whole):
        say(WHOLE)
    return 1 if broken or unexplained else 0


WHOLE = "База цела: исходные файлы, тексты единиц, связи и индекс сходятся."


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
