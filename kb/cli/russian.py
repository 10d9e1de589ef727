"""Click in Russian: headings of the help, and a sentence for each kind of wrong usage."""

from __future__ import annotations

from typing import Any

import click


class _Help:
    """The parts of a help page that Click words in English."""

    def format_usage(self: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "Использование: ")

    def format_options(self: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section("Параметры"):
                formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self: Any, ctx: click.Context) -> click.Option | None:
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option:
            option.help = "Показать эту справку."
        return option


class RussianCommand(_Help, click.Command):
    """A command whose help is Russian."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = [piece for parameter in self.get_params(ctx) for piece in parameter.get_usage_pieces(ctx)]
        return ["[ПАРАМЕТРЫ]", *pieces]


class RussianGroup(_Help, click.Group):
    """A group whose help is Russian."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["КОМАНДА", "[ЧТО УГОДНО]"]


def sentence(error: click.ClickException) -> str:
    """What was wrong with the command line, and where to look."""
    hint = ""
    if isinstance(error, click.UsageError) and error.ctx:
        hint = f"\nСправка: {error.ctx.command_path} --help"
    for kind, words in _SENTENCES:
        if isinstance(error, kind):
            return f"{words(error)}{hint}"
    return error.format_message() + hint


def _missing(error: Any) -> str:
    """A value without a name is told by what it is, one with a name («--from») by that too."""
    if not (error.param and error.ctx):
        return "Не хватает: параметр."
    named = [*error.param.opts[:1]] if error.param.param_type_name == "option" else []
    return f"Не хватает: {' '.join([*named, error.param.make_metavar(error.ctx)])}."


def _no_option(error: Any) -> str:
    similar = f" Возможно, вы имели в виду {', '.join(error.possibilities)}?" if error.possibilities else ""
    return f"Нет такого параметра: {error.option_name}.{similar}"


def _bad(error: Any) -> str:
    name = (
        error.param.opts[0]
        if error.param and isinstance(error.param, click.Option)
        else error.param.make_metavar(error.ctx)
        if error.param
        else ""
    )
    return f"Неверное значение{f' ({name})' if name else ''}: {error.message}"


def _usage(error: Any) -> str:
    message = str(error.message)
    if message.startswith("No such command"):
        return f"Нет такой команды: {message.partition(chr(39))[2].rstrip(chr(39) + '.')}."
    if message.startswith("Got unexpected extra argument"):
        return f"Лишнее в командной строке: {message.partition('(')[2].rstrip(').')}."
    return message


_SENTENCES: tuple[tuple[type[click.ClickException], Any], ...] = (
    (click.MissingParameter, _missing),
    (click.NoSuchOption, _no_option),
    (click.BadParameter, _bad),
    (click.UsageError, _usage),
    (click.FileError, lambda error: f"Файл «{error.ui_filename}» не открывается."),
)
