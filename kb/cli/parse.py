"""`kb parse FILE… [--json]`: what the parser understands, without a base. Its JSON is the parse contract."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ingest import SourceError, contract, of_disk
from kb.cli.output import say
from kb.cli.russian import RussianCommand
from kb.cli.terminal import say_json
from kb.workers import Parser

if TYPE_CHECKING:
    from ingest import Parsed


@click.command("parse", cls=RussianCommand)
@click.argument("files", nargs=-1, required=True, metavar="ФАЙЛ…")
@click.option("--json", "as_json", is_flag=True, help="По одному объекту JSON в строке на каждый файл.")
def command(files: tuple[str, ...], as_json: bool) -> int:
    """Разобрать файлы и показать, что в них понято. «-» читает стандартный ввод."""
    gc.disable()  # a short life and no cycles: the collector would only count the records
    worst = 0
    with Parser() as parser:
        for file in files:
            answer = _parsed(parser, file)
            if isinstance(answer, str):
                worst = 1
                if as_json:
                    say_json(_failure(file, answer))
                else:
                    say(f"{file}: {answer}", err=True)
            elif as_json:
                say_json(contract.as_json(answer))
            else:
                _summary(answer)
    return worst


def _parsed(parser: Parser, file: str) -> Parsed | str:
    """The records, or the sentence that says why there are none."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return parser.parsed(data, "stdin" if file == "-" else Path(file).name)
    except SourceError as error:
        return str(error)
    except OSError as error:
        return f"файл не открывается: {of_disk(error)}."


def _failure(file: str, sentence: str) -> dict[str, Any]:
    name = Path(file).name
    return {
        "source": {"name": name, "format": None, "sha256": None},
        "error": sentence,
        "problems": [{"start": None, "message": sentence, "rule": "read"}],
    }


def _summary(parsed: Parsed) -> None:
    doc, act, page = parsed.document, parsed.act, parsed.page
    say(f"{doc.name} ({doc.format}, {len(doc.text)} знаков)")
    if act:
        say(f"  акт: {act.id.slug}  {act.title or '(без названия)'}")
    elif page:
        say(f"  страница: {page.title}, разделов: {len(page.sections)}")
    else:
        say("  не понято, что это за документ")
    counts = {
        "единиц": parsed.units, "ссылок": parsed.citations, "изменений": parsed.operations,
        "пометок редактора": parsed.notes, "сроков действия": parsed.commencement,
    }  # fmt: skip
    say("  " + ", ".join(f"{name}: {len(found)}" for name, found in counts.items() if found))
    for problem in parsed.problems:
        place = f" (знак {problem.start})" if problem.start is not None else ""
        say(f"  ! {problem.message}{place}")
