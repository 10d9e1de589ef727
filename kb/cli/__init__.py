"""The command line: one file per command, loaded when it is asked for.

output, terminal, lawtext: how all of them print; functions: ours in the command ``sqlite-utils``.

Importing this module must stay cheap (`kb parse` starts in 0.3 s): the table below names each command's module, and
commands import what is heavy inside themselves. Exit codes: 0 done, 1 problems found, 2 wrong usage.
"""

from __future__ import annotations

import codecs
import io
import sys
from importlib import import_module

import click

from kb.cli.output import say
from kb.cli.russian import RussianGroup, sentence
from kb.errors import Ambiguous, KnowledgeBaseError, NewerBase, NoBase, NotABase, OlderBase, of_disk

COMMANDS = {
    "demo": "создать учебную базу из данных проекта",
    "ingest": "добавить в базу файлы, папки и архивы",
    "parse": "разобрать файлы без базы и показать, что в них понято",
    "search": "найти акты по словам или реквизитам",
    "show": "показать акт, его единицу, текст на дату",
    "status": "сказать, действует ли акт или единица в этот день и почему",
    "why": "объяснить, почему текст единицы таков",
    "coming": "перечислить, что вступит в силу и что утратит",
    "dead": "перечислить ссылки на то, что утратило силу",
    "chain": "показать, кто и что менял в акте",
    "diff": "сравнить текст акта на два дня",
    "check": "проверить ссылки в своём документе",
    "export": "выгрузить текст акта на день: Word, Markdown, Akoma Ntoso",
    "cite": "дать библиографическую ссылку на акт по ГОСТ Р 7.0.100-2018",
    "corrections": "показать и принять поправки людей",
    "problems": "перечислить, что не удалось прочитать или понять",
    "index": "обновить поисковый индекс",
    "serve": "открыть базу в браузере",
    "verify": "проверить целость базы",
    "reparse": "разобрать заново всё, что хранит база",
}
"""Command → what it does, in the order of the help. The module has the command's name."""

NOTHING_WRONG, PROBLEMS, WRONG_USAGE = 0, 1, 2


class _Commands(RussianGroup):
    """Commands loaded by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"kb.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Команды"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, name="kb", no_args_is_help=False, invoke_without_command=True)
@click.version_option(package_name="kb-npa", prog_name="kb", message="%(prog)s %(version)s", help="Показать версию.")
@click.pass_context
def group(ctx: click.Context) -> None:
    """База знаний нормативных правовых актов: разбор, поиск, цепочки изменений.

    Путь к базе стоит первым, как в sqlite-utils. АКТ - всё, чем его называют: «273-фз», «пп 1241», «542/1»;
    рядом может стоять и единица: «273-фз 28 ч3 п15.1».
    """
    if ctx.invoked_subcommand is None:
        say(ctx.get_help())


def main(arguments: list[str] | None = None) -> None:
    """Entry point: run a command, turn errors into Russian sentences and exit codes."""
    codecs.register_error("plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plain")
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


_PLAIN = dict(zip("«»“”„—–…\xa0№", ('"', '"', '"', '"', '"', "-", "-", "...", " ", "N"), strict=True))
"""Signs that code pages of old consoles lack, and what is typed in their place."""


def _plain(error: UnicodeError) -> tuple[str | bytes, int]:
    """Handler of a sign that the console cannot show (:func:`codecs.register_error`)."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code."""
    try:
        code = group.main(arguments, prog_name="kb", standalone_mode=False)
    except click.ClickException as error:
        say(sentence(error), err=True)
        return WRONG_USAGE
    except (NoBase, NotABase, OlderBase, NewerBase) as error:
        say(str(error), err=True)
        return WRONG_USAGE
    except KnowledgeBaseError as error:
        say(str(error), err=True)
        for line in error.candidates if isinstance(error, Ambiguous) else ():
            say("  " + line, err=True)
        return PROBLEMS
    except (click.Abort, KeyboardInterrupt):
        say("Остановлено.", err=True)
        return PROBLEMS
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away («kb … | head»): nobody to tell
        return NOTHING_WRONG
    except OSError as error:
        say(
            f"Файл «{error.filename}» недоступен: {of_disk(error)}." if error.filename else f"{of_disk(error)}.",
            err=True,
        )
        return PROBLEMS
    return code if isinstance(code, int) else NOTHING_WRONG
